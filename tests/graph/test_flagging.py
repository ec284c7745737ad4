"""Which flags stand, what they say, and why they are withdrawn."""

from itertools import permutations

from graph.claims import Statement
from graph.flag import Flag
from graph.flagging import public_relation
from graph.judged import hard_of, hits_of
from graph.municipality import Municipality
from graph.structures import flag_id
from tests.graph.builders import (
    GEMEENTE,
    INSPECTIONS,
    PERMITS,
    REGISTER,
    closed_down,
    day_began,
    event,
    firm,
    firm_record,
    inspects,
    judged,
    leads,
    lends,
    person,
    place_record,
    registered,
    restricts,
    retracts,
    said,
    town,
)
from tests.graph.plots import BEFORE, HEIR, PLOT, RUNNER, plot

_FIVE_YEARS = 5 * 365


def _flag(municipality: Municipality) -> Flag:
    (flag,) = municipality.flags.values()
    return flag


def _why(*more: Statement, before: list[Statement] | None = None) -> list[str]:
    """Give the reasons for which flags of the plot are withdrawn after more events."""
    municipality = town(PLOT if before is None else before)
    assert municipality.flags
    return [reason for _, reason in said(municipality, more).withdrawn]


def test_nothing_is_flagged_where_nothing_is() -> None:
    """The empty case: neither raised nor withdrawn."""
    changes = said(town(), [])
    assert (changes.raised, changes.withdrawn, changes.failed) == ([], [], [])


def test_the_plot_is_flagged_with_all_it_rests_on() -> None:
    """Hits, members, hard events, groups, sources, moments."""
    flag = _flag(town(PLOT))
    assert flag.id == flag_id(GEMEENTE, min(_kvks()))
    assert flag.route == "screening"
    assert [one.id for one in flag.indicators] == ["D1", "G2"]
    assert flag.groups == ["D", "G"]
    assert flag.sources == [REGISTER, INSPECTIONS, PERMITS]
    assert [one.id for one in flag.hard] == ["closure", "first", "second", "third"]
    assert (flag.raised.known, flag.raised.valid, flag.raised.event.id) == (
        "2020-03-11T09:00:00Z",
        "2020-03-11",
        "third",
    )
    assert (flag.identity, flag.band) == ([], (1.0, 1.0))
    assert {f"zaak:{PERMITS}#1", place_record(1)[1:], f"{REGISTER}#P", *_kvks()} <= set(flag.records)
    assert {node.kind for node in flag.evidence.nodes} == {"person", "organisation", "place"}
    assert {edge.relation for edge in flag.evidence.edges} == {"bestuurder"}


def _kvks() -> list[str]:
    return [f"kvk:{who['organisatie']['kvk']}" for who in (BEFORE, HEIR)]


def test_the_same_content_is_no_change() -> None:
    """An event elsewhere moves nothing, not even `as_of`."""
    municipality = town(PLOT)
    flag = _flag(municipality)
    changes = said(municipality, registered(firm("elsewhere"), 7, 90))
    assert (changes.raised, changes.withdrawn) == ([], [])
    assert _flag(municipality).as_of == flag.as_of


def test_other_content_is_raised_again() -> None:
    """One more hard event, under the same id."""
    municipality = town(PLOT)
    flag = _flag(municipality)
    changes = said(municipality, inspects(HEIR, 1, 90, id_="fourth"))
    assert [one.id for one in changes.raised] == [flag.id]
    assert changes.withdrawn == []
    assert "fourth" in {one.id for one in _flag(municipality).hard}


def test_without_a_hit_it_rests_on_it_is_withdrawn() -> None:
    """The director left: before the second inspection, and the facts stand but the rule is not met."""
    assert _why(leads(RUNNER, BEFORE, 22, at=80, ends=True)) == []
    assert _why(leads(RUNNER, BEFORE, -1, at=80, ends=True)) == ["not_met"]
    assert _why(leads(RUNNER, BEFORE, 121, at=80, corrigeert="leads-A")) == ["corrected"]
    elsewhere = inspects(firm("x"), 1, 80, corrigeert="third", id_="x")
    assert _why(elsewhere) == ["corrected"]


def test_what_became_a_hub_joins_no_more() -> None:
    """Every event stands and every entity too: the rule is just not met."""
    crowd = [lends(RUNNER, firm(str(number)), 80) for number in range(25)]
    assert _why(*crowd) == ["not_met"]


def test_a_retracted_event_takes_the_flag_along() -> None:
    """And its return under a new id brings it back."""
    municipality = town(PLOT)
    changes = said(municipality, retracts(plot()["application"], at=80))
    assert [reason for _, reason in changes.withdrawn] == ["retracted"]
    assert municipality.flags == {}
    again = event(
        "vergunningen.aanvraag-ontvangen",
        60,
        at=90,
        id_="again",
        betrokkenen=[{"rol": "aanvrager", **HEIR}],
        locatie={"adresseerbaarObject": place_record(1)[5:]},
    )
    assert len(said(municipality, again).raised) == 1


def test_a_flag_stands_through_the_fifth_year_after_its_youngest_hard_event() -> None:
    """Then it is `verjaard`, on its day, by time alone."""
    municipality = town(PLOT)
    assert said(municipality, day_began(70 + _FIVE_YEARS)).withdrawn == []
    changes = said(municipality, day_began(71 + _FIVE_YEARS))
    assert [reason for _, reason in changes.withdrawn] == ["verjaard"]


def test_a_verjaard_flag_returns_when_today_moves_back() -> None:
    """Or when a new hard event counts."""
    late = day_began(71 + _FIVE_YEARS, id_="late")
    municipality = town(PLOT, late)
    assert municipality.flags == {}
    changes = said(municipality, inspects(HEIR, 1, 72 + _FIVE_YEARS))
    assert len(changes.raised) == 1


def test_a_decision_lets_a_flag_expire() -> None:
    """Whether it comes after the flag, with it or before the events."""
    flag = _flag(town(PLOT))
    expiry = event("screening.vlag-verlopen", 100, flag=flag.id, door="jo")
    assert _why(expiry) == ["expired"]
    for municipality in (town([*PLOT, expiry]), town(expiry, PLOT)):
        assert municipality.flags == {}


def test_an_expiry_follows_the_flag_to_its_new_id() -> None:
    """The anchor moves to a smaller number; the hits are the same, so nobody is asked again."""
    old = _flag(town(PLOT))
    expiry = event("screening.vlag-verlopen", 100, flag=old.id, door="jo")
    smaller = event(
        "registers.onderneming-gewijzigd",
        80,
        organisatie={"sleutel": "A", "kvk": "00000001", "naam": "Anker"},
    )
    assert _flag(town(PLOT, smaller)).id != old.id
    for municipality in (
        town(PLOT, expiry, smaller),
        town(expiry, smaller, PLOT),
        town([*PLOT, smaller], expiry),
    ):
        assert municipality.flags == {}
    assert town(PLOT, expiry, smaller, inspects(HEIR, 1, 120)).flags


def test_an_expired_flag_returns_when_what_it_rested_on_fell_away() -> None:
    """Whatever the order; with what it was decided on in the decision, and not where that says nothing."""
    more = inspects(HEIR, 1, 75, id_="fourth")
    flag = _flag(town(PLOT, more))
    on = {"treffers": hits_of(flag), "hard": hard_of(flag)}
    taken_back = retracts(more, at=110)
    for told, stands in ((on, True), ({}, False)):
        expiry = event("screening.vlag-verlopen", 100, flag=flag.id, door="jo", **told)
        assert town(PLOT, more, expiry).flags == {}
        for batches in permutations((PLOT, [more], [expiry], [taken_back])):
            assert bool(town(*batches).flags) is stands


def test_an_expired_flag_returns_with_a_younger_hard_event() -> None:
    """Not with an event elsewhere."""
    flag = _flag(town(PLOT))
    municipality = town(PLOT, event("screening.vlag-verlopen", 100, flag=flag.id, door="jo"))
    assert said(municipality, registered(firm("elsewhere"), 7, 110)).raised == []
    assert [one.id for one in said(municipality, inspects(HEIR, 1, 120)).raised] == [flag.id]


def test_a_restricted_member_withdraws_the_flag_until_released() -> None:
    """No rule reads the record."""
    municipality = town(PLOT)
    changes = said(municipality, restricts(f"{REGISTER}#P", 80))
    assert [reason for _, reason in changes.withdrawn] == ["restricted"]
    changes = said(municipality, restricts(f"{REGISTER}#P", 81, "vrijgegeven"))
    assert len(changes.raised) == 1


_STRANGER = {"persoon": {"sleutel": "Q"}}


def test_people_who_part_two_records_withdraw_what_rested_on_their_being_one() -> None:
    """The reason is their identity."""
    log = [*PLOT[:1], leads(_STRANGER, HEIR, 0), *PLOT[2:]]
    same = judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 80)
    assert _why(judged(f"{REGISTER}#P", f"{REGISTER}#Q", "different", 90), before=[*log, same]) == ["split"]


def test_a_flag_names_the_links_it_rests_on() -> None:
    """Those on the path between the records of its events, with their probabilities."""
    log = [*PLOT[:1], leads(_STRANGER, HEIR, 0), *PLOT[2:]]
    flag = _flag(town([*log, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 80)]))
    assert [(one.a, one.b, one.probability) for one in flag.identity] == [
        (f"{REGISTER}#P", f"{REGISTER}#Q", 1.0)
    ]
    named = {"naam": {"volledig": "J. Berg"}, "geboortedatum": "1980-05-02"}
    known = leads(person("P", **named), BEFORE, 0)
    stranger = leads({"persoon": {"sleutel": "Q", **named}}, HEIR, 0)
    flag = _flag(town([known, stranger, *PLOT[2:]]))
    (link,) = flag.identity
    assert (link.a, link.b) == (f"{REGISTER}#P", f"{REGISTER}#Q")
    assert 0.9 <= link.probability < 1.0
    assert flag.band == (round(link.probability, 4), 1.0)


def _elsewhere(firms: tuple[str, str], where: int, runner: str) -> list[Statement]:
    """Give the plot again with other firms, at another place."""
    old, new, who = firm(firms[0]), firm(firms[1]), person(runner)
    return [
        leads(who, old, 0),
        leads(who, new, 0),
        inspects(old, where, 20),
        inspects(old, where, 22),
        closed_down(old, where, 30),
        event(
            "vergunningen.aanvraag-ontvangen",
            60,
            betrokkenen=[{"rol": "aanvrager", **new}],
            locatie={"adresseerbaarObject": place_record(where)[5:]},
        ),
        inspects(new, where, 70),
    ]


def test_two_structures_that_meet_are_one_flag() -> None:
    """The id that goes names the one that stays."""
    other = _elsewhere(("X", "Y"), 2, "R")
    municipality = town(PLOT, other)
    ids = sorted(municipality.flags)
    assert len(ids) == 2
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#R", "same", 80))
    kept = _flag(municipality)
    assert kept.id in ids
    assert changes.withdrawn == [(gone, f"merged:{kept.id}") for gone in ids if gone != kept.id]


def test_a_structure_whose_anchor_moves_leaves_a_trace_to_its_new_id() -> None:
    """A firm turned out to have a smaller number."""
    nameless = [
        statement if statement.ref.id != "leads-A" else leads(RUNNER, firm("A", kvk=None, rsin=None), 0)
        for statement in PLOT
    ]
    assert not town(nameless).flags
    municipality = town(PLOT)
    old = _flag(municipality)
    smaller = event(
        "registers.onderneming-gewijzigd",
        80,
        organisatie={"sleutel": "A", "kvk": "00000001", "naam": "Anker"},
    )
    changes = said(municipality, smaller)
    new = _flag(municipality)
    assert new.id != old.id
    assert changes.withdrawn == [(old.id, f"merged:{new.id}")]


def test_an_annulled_measure_counts_as_never_imposed() -> None:
    """D1 rested on the closure."""
    log = [one for one in PLOT if one.ref.id != "closure"]
    closure = closed_down(BEFORE, 1, 30, zaaknummer="9", id_="closure")
    court = event("toezicht.maatregel-ingetrokken", 80, zaaknummer="9", rechtsmiddel="vernietigd")
    assert _why(court, before=[*log, closure]) == ["annulled"]
    appeal = event("toezicht.maatregel-ingetrokken", 80, zaaknummer="9", rechtsmiddel="beroep")
    assert _why(appeal, before=[*log, closure]) == []


def test_relations_are_published_by_role_or_function() -> None:
    """A holding is called after who holds it; a declared role loses its mark."""
    assert [public_relation(name) for name in ("belang", "bestuurder", "+financier", "huur")] == [
        "aandeelhouder",
        "bestuurder",
        "financier",
        "huur",
    ]


def test_evidence_knows_its_organisations() -> None:
    """Each member is a node."""
    municipality = town(PLOT)
    flag = _flag(municipality)
    firms = {municipality.graph.resolver.entity_of[firm_record(key)].id for key in "AC"}
    assert firms <= {node.id for node in flag.evidence.nodes}
