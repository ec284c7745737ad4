"""One municipality: what a batch changed, and what is published of it."""

import json

from graph.claims import Statement
from graph.municipality import Municipality
from tests.graph.builders import (
    GEMEENTE,
    REGISTER,
    RULES,
    applies,
    day_began,
    firm,
    judged,
    leads,
    party,
    person,
    registered,
    retracts,
    said,
    spot,
    town,
)
from tests.graph.plots import BEFORE, HEIR, PLOT


def test_nothing_is_published_of_nothing() -> None:
    """The empty case."""
    municipality = town()
    assert not list(municipality.entities())
    assert not list(municipality.relations())
    assert not list(municipality.links())
    assert municipality.flags == {}


def test_a_batch_tells_which_entities_it_touched() -> None:
    """And where those that are gone went, or that they went nowhere."""
    municipality = town(leads(person("P"), firm("A"), 1))
    a, p = (municipality.graph.resolver.entity_of[key].id for key in (f"o{REGISTER}#A", f"p{REGISTER}#P"))
    other = leads(person("Q"), firm("A"), 2)
    changes = said(municipality, other)
    q = municipality.graph.resolver.entity_of[f"p{REGISTER}#Q"].id
    assert (changes.entities, changes.gone) == ({a, q}, {})
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 3))
    assert changes.gone == {q: p}
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "different", 4))
    assert changes.gone == {}
    changes = said(municipality, retracts(other, at=5))
    assert changes.gone == {q: ""}


def test_an_entity_holds_its_distinct_values() -> None:
    """Each with first and last event and their number, over all its records."""
    one, two = (
        registered(firm("A", naam="Anker"), 1, 1, id_="one"),
        applies(firm("A", naam="Anker"), 1, 5, id_="two"),
    )
    rows = {row["kind"]: row for row in town([two, one]).entities()}
    assert set(rows) == {"organisation", "place"}
    firm_ = rows["organisation"]
    assert set(firm_) == {"id", "gemeente", "kind", "records", "values"}
    assert firm_["records"] == sorted(firm_["records"])
    assert {"field": "naam", "value": "Anker", "count": 2,
            "first": {"source": REGISTER, "id": "one"}, "last": {"source": "urn:test:vth", "id": "two"}} in firm_["values"]  # fmt: skip


def test_rows_are_json_sorted_by_id() -> None:
    """Entities and relations, whatever came first."""
    log = [*PLOT, registered(firm("Z"), 3, 1, locatie=spot(3, straat="Kade"))]
    ways = [town(log), town(*log[::-1])]
    for rows in ([list(way.entities()) for way in ways], [list(way.relations()) for way in ways]):
        assert json.dumps(rows[0]) == json.dumps(rows[1])
        assert [row["id"] for row in rows[0]] == sorted(row["id"] for row in rows[0])


def test_folding_gives_the_graph_without_flags() -> None:
    """For exports: no rule is run."""
    folded = Municipality(GEMEENTE, RULES)
    folded.fold(PLOT)
    assert list(folded.entities()) == list(town(PLOT).entities())
    assert list(folded.relations()) == list(town(PLOT).relations())
    assert folded.flags == {}


def test_links_tell_why() -> None:
    """Two records of one name and one birth date."""
    named = {"naam": {"volledig": "J. Berg"}, "geboortedatum": "1980-05-02"}
    log = applies(
        firm("A"), 1, 1, *(party("leidinggevende", {"persoon": {"sleutel": key, **named}}) for key in "xy")
    )
    (link,) = town(log).links()
    assert (link["a"], link["b"], link["joined"]) == ("urn:test:vth#x", "urn:test:vth#y", True)
    assert link["probability"] >= 0.9
    assert [reason["field"] for reason in link["why"] if reason["agree"]] == [
        "geslachtsnaam",
        "voornamen",
        "geboortedatum",
    ]


def test_a_view_of_the_past_shows_the_flags_of_its_day() -> None:
    """The day before the last inspection there was none."""
    assert not town(PLOT, today=PLOT[-1].ref.day - 1).flags
    assert len(town(PLOT, today=PLOT[-1].ref.day).flags) == 1


_NAMED = {"naam": {"volledig": "Berthold Zonnewijzer"}}


def _doubtful() -> list[Statement]:
    """Give the plot with two directors who may be one: one rare name, nothing else."""
    one, other = ({"persoon": {"sleutel": key, **_NAMED}} for key in "PQ")
    return [leads(one, BEFORE, 0), leads(other, HEIR, 0), *PLOT[2:]]


def test_a_doubt_that_would_decide_a_structure_stands_in_the_queue() -> None:
    """It raises no flag; it says how much hangs on it, and goes once somebody judged."""
    (doubt,) = town(_doubtful()).doubts()
    assert (doubt["a"], doubt["b"]) == ("urn:test:kvk#P", "urn:test:kvk#Q")
    assert 0.5 <= doubt["probability"] < 0.9
    assert doubt["decides"]
    (flag,) = doubt["flags"]
    assert flag["becomes"] == "open"
    assert flag["id"] in town([*_doubtful(), judged("urn:test:kvk#P", "urn:test:kvk#Q", "same", 90)]).flags
    assert [record["id"] for record in doubt["records"]] == [doubt["a"], doubt["b"]]
    for verdict in ("same", "different"):
        judgement = judged("urn:test:kvk#P", "urn:test:kvk#Q", verdict, 90)
        municipality = town([*_doubtful(), judgement])
        assert not list(municipality.doubts())
        assert bool(municipality.flags) is (verdict == "same")


def test_a_trial_leaves_no_trace() -> None:
    """Entities, flags and doubts are after the queue was made what they were before, a second time too."""
    municipality = town(_doubtful())
    before = [*municipality.entities()]
    first = [*municipality.doubts()]
    assert [*municipality.doubts()] == first
    assert [*municipality.entities()] == before
    assert not municipality.flags


def test_who_is_unsure_leaves_the_doubt_standing_and_is_named() -> None:
    """Unsure is no decision: the pair stays in the queue, marked as seen."""
    unsure = judged("urn:test:kvk#P", "urn:test:kvk#Q", "unsure", 90)
    (doubt,) = town([*_doubtful(), unsure]).doubts()
    assert doubt["judged"] == "unsure"
    assert doubt["decides"]


def test_a_certain_link_that_people_bar_is_told_in_its_batch() -> None:
    """A "different" against a register number raises its alarm when it comes, not only when somebody asks."""
    shared = {"pseudoniem": "p1:" + "0" * 32}
    municipality = town(
        leads(person("P", **shared), firm("A"), 0), leads(person("Q", **shared), firm("B"), 0)
    )
    changes = said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "different", 3))
    assert [alarm.reason for alarm in changes.alarms] == ["different"]
    assert [row["reason"] for row in municipality.alarms()] == ["different"]


def test_an_entity_that_contradicts_itself_raises_an_alarm() -> None:
    """Two KVK numbers under one establishment: told in the batch that made it so, and listed."""
    shared = {"vestigingsnummer": "000011112222"}
    municipality = town()
    changes = said(municipality, [leads(person("P"), firm(key, **shared), 0) for key in "AB"])
    assert [alarm.reason for alarm in changes.alarms] == ["kvk"]
    (row,) = municipality.alarms()
    assert row["reason"] == "kvk"
    assert len(row["values"]) == 2
    assert said(municipality, day_began(9)).alarms == []


def test_a_flag_on_a_probable_link_goes_when_the_link_is_undone() -> None:
    """Withdrawn with its reason, and the entities' old ids lead on."""
    born = {**_NAMED, "geboortedatum": "1980-05-02"}
    one, other = ({"persoon": {"sleutel": key, **born}} for key in "PQ")
    municipality = town([leads(one, BEFORE, 0), leads(other, HEIR, 0), *PLOT[2:]])
    assert municipality.flags
    changes = said(municipality, judged("urn:test:kvk#P", "urn:test:kvk#Q", "different", 90))
    assert [reason for _, reason in changes.withdrawn] == ["split"]
    assert not municipality.flags
