"""The oracle itself, on tiny literal logs whose answers follow from the text by hand."""

import hashlib
from typing import Any

import pytest

from tests.oracle.oracle import Reading, reading
from tests.oracle.structures import all_hits, hit_since
from tests.oracle.tiny import DESK, GEMEENTE, KVK, SUB, VTH, event, firm, human, leads, opened, party, place
from tests.oracle.world import World

Events = list[dict[str, Any]]


def read(events: Events) -> Reading:
    """Read a log of the one municipality."""
    return reading(events, GEMEENTE)


def found(events: Events) -> set[str]:
    """Give the indicators that a log hits."""
    return {h.indicator for h in all_hits(World.of(events, GEMEENTE))}


def spans(events: Events) -> list[tuple[int, int | None]]:
    """Give the intervals of all relations, in days since the first begins."""
    rows = read(events).relations
    first = min(r.start for r in rows)
    return sorted((r.start - first, None if r.end is None else r.end - first) for r in rows)


def test_nothing_makes_nothing() -> None:
    """An empty log has no entities, relations or flags."""
    got = read([])
    assert (got.entities, got.relations, got.flags) == (frozenset(), (), ())


def crowd(count: int) -> Events:
    """Give so many organisations that open at one place, one a day."""
    return [opened(f"o{i}", f"{i}", i) for i in range(count)]


def test_eleven_organisations_at_one_place_are_more_than_ten() -> None:
    """B1 wants more than ten, and the eleventh makes it so."""
    assert "B1" not in found(crowd(10))
    world = World.of(crowd(11), GEMEENTE)
    (hit,) = all_hits(world)
    assert hit.members == {"bag:0505010000000001"}
    assert hit_since(world, hit) == (max(e.known for e in world.events), (KVK, "o10"))


def test_a_closing_day_still_counts() -> None:
    """A relation is valid through the day on which it ends."""
    events = [*crowd(10), opened("x", "0", 12, kind="gesloten")]
    assert "B1" in found([*events, opened("o10", "10", 12)])
    assert "B1" not in found([*events, opened("o10", "10", 13)])


def test_a_retraction_takes_out_what_it_names_whichever_is_first() -> None:
    """A retraction known before its target works as one known after it."""
    for known in (0, 300):
        gone = event(KVK, "r", "gebeurtenis-herroepen", 200, known, herroept="o3")
        assert "B1" not in found([*crowd(11), gone])


def test_the_last_correction_alone_counts_even_when_taken_back() -> None:
    """Taking back the winning correction revives neither an earlier one nor the original."""
    first = opened("c1", "0", 0, corrigeert="o0")
    second = opened("c2", "0", 0, where=2, corrigeert="o0") | {"time": "2021-01-01T00:00:00Z"}
    events = [opened("o0", "0", 0), first, second]
    assert {r.place for r in read(events).relations} == {"bag:0505010000000002"}
    assert not read([*events, event(KVK, "r", "gebeurtenis-herroepen", 400, herroept="c2")]).relations


def test_an_ending_ends_the_oldest_and_striking_off_the_rest() -> None:
    """Two functions of one pair: the first ending ends the older; the striking-off what is left."""
    events = [leads("a", "1", "p", 0), leads("b", "1", "p", 10), leads("c", "1", "p", 20, "beeindigd")]
    assert spans(events) == [(0, 20), (10, None)]
    struck = event(KVK, "d", "onderneming-uitgeschreven", 30, organisatie=firm("1"))
    assert spans([*events, struck]) == [(0, 20), (10, 30)]


def test_a_new_share_closes_the_old_one_the_day_before() -> None:
    """On the day of the new share the new one counts alone."""
    events = [
        event(KVK, n, "belang-verkregen", d, organisatie=firm("1"), persoon=human("p"), aandeel=s)
        for n, d, s in (("a", 0, 100), ("b", 50, 20))
    ]
    assert spans(events) == [(0, 49), (50, None)]


def entities(*firms: dict[str, Any], judged: Events | None = None) -> set[frozenset[str]]:
    """Give the partition of records, by their keys, of firms that one source registers."""
    events = [event(KVK, f"e{i}", "onderneming-ingeschreven", i, organisatie=f) for i, f in enumerate(firms)]
    return {frozenset(r.split("#")[1] for r in e) for e in read([*events, *(judged or [])]).entities}


def test_certain_and_probable_links_join_and_other_numbers_part() -> None:
    """Equal kvk joins; name and address join, but not two that give different numbers."""
    home = {"naam": "Test B.V.", "adres": {"postcode": "3311 GR", "huisnummer": 1}}
    assert entities(firm("a", kvk="11111111"), firm("b", kvk="11111111")) == {frozenset("ab")}
    assert entities(firm("a", **home), firm("b", **home)) == {frozenset("ab")}
    apart = entities(firm("a", kvk="11111111", **home), firm("b", kvk="22222222", **home))
    assert apart == {frozenset("a"), frozenset("b")}


def test_a_judgement_of_different_beats_a_certain_link_and_the_last_judgement_counts() -> None:
    """The pair stays apart until somebody judges otherwise."""

    def judged(name: str, number: int, verdict: str) -> dict[str, Any]:
        a, b = f"{KVK}#a", f"{KVK}#b"
        return event(DESK, name, "identiteit-beoordeeld", number, a=a, b=b, oordeel=verdict)

    pair = firm("a", kvk="11111111"), firm("b", kvk="11111111")
    first = judged("j1", 9, "different")
    assert entities(*pair, judged=[first]) == {frozenset("a"), frozenset("b")}
    assert entities(*pair, judged=[judged("j2", 10, "unsure"), first]) == {frozenset("ab")}


def test_an_address_that_fits_two_objects_is_linked_to_neither() -> None:
    """With one object the address is that object; with two it is itself."""
    address = {"postcode": "3311GR", "huisnummer": 1}
    bare = event(KVK, "a", "vestiging-geopend", 0, organisatie=firm("1"), locatie=address)
    one = opened("b", "2", 0) | {}
    one["data"]["locatie"] |= address
    two = opened("c", "3", 0, where=2)
    two["data"]["locatie"] |= address
    assert len({r.place for r in read([bare, one]).relations}) == 1
    assert len({r.place for r in read([bare, one, two]).relations}) == 3


def turnover(gap: int, overlap: int, lessors: str) -> Events:
    """Give operators of one place, so many days apart, each with a lessor."""
    events: Events = []
    for i, lessor in enumerate(lessors):
        start = i * gap
        lease: dict[str, Any] = {"betrokkenen": [party("verhuurder", o=lessor)], "locatie": place(1)}
        events += [
            opened(f"o{i}", f"{i}", start),
            opened(f"c{i}", f"{i}", start + gap + overlap, kind="gesloten"),
            event(KVK, f"h{i}", "huur-begonnen", start, organisatie=firm(f"{i}"), **lease),
        ]
    return events


@pytest.mark.parametrize(
    ("gap", "overlap", "lessors", "holds"),
    [
        (547, 0, "LLL", True),
        (548, 0, "LLL", False),
        (400, 89, "LLL", True),
        (400, 90, "LLL", False),
        (400, 0, "LLM", False),
    ],
)
def test_operators_follow_one_another_within_36_months(
    gap: int, overlap: int, lessors: str, *, holds: bool
) -> None:
    """C1: starts within 1,095 days, overlaps of at most 90 (the day of closing counts), the same lessor in all leases."""
    assert ("C1" in found(turnover(gap, overlap, lessors))) is holds


def again(later: int, tie_from: int = 0) -> Events:
    """Firm x is closed at day 200, firm y applies so much later, both led by p."""
    case: dict[str, Any] = {
        "zaaknummer": "1",
        "locatie": place(1),
        "betrokkenen": [party("exploitant", o="x")],
    }
    return [
        event(VTH, "x", "toezicht.sluiting-opgelegd", 200, **case),
        event(
            VTH,
            "y",
            "aanvraag-ontvangen",
            200 + later,
            locatie=place(1),
            betrokkenen=[party("aanvrager", o="y")],
        ),
        event(KVK, "kx", "onderneming-ingeschreven", 0, organisatie=firm("x", kvk="11111111")),
        event(KVK, "ky", "onderneming-ingeschreven", 0, organisatie=firm("y", kvk="22222222")),
        leads("lx", "x", "p", 0),
        leads("ly", "y", "p", tie_from),
    ]


def with_numbers(events: Events) -> Events:
    """Give firms x and y their numbers wherever they are named, so that sources agree on them."""
    for e in events:
        for who in [e["data"], *e["data"].get("betrokkenen", [])]:
            if "organisatie" in who:
                key = who["organisatie"]["sleutel"]
                who["organisatie"]["kvk"] = {"x": "11111111", "y": "22222222"}.get(key, "33333333")
    return events


@pytest.mark.parametrize(
    ("later", "tie", "holds"), [(730, 0, True), (731, 0, False), (100, 360, True), (100, 361, False)]
)
def test_a_phoenix_rises_within_24_months_with_a_director(later: int, tie: int, *, holds: bool) -> None:
    """D1: the director of x by the closure is that of y at most 60 days after its application."""
    assert ("D1" in found(with_numbers(again(later, tie)))) is holds


def grants(amounts: list[str], gap: int = 10) -> Events:
    """Give one grant an amount to one applicant."""
    return [
        event(SUB, f"g{i}", "subsidie-verleend", i * gap, regeling="a", bedragVerleend=amount,
              betrokkenen=[party("aanvrager", o="1")])
        for i, amount in enumerate(amounts)
    ]  # fmt: skip


def test_three_grants_that_hug_the_limit() -> None:
    """E1: from 22,500.00 up to, not including, 25,000.00, within 365 days."""
    assert "E1" in found(grants(["22500.00", "24999.99", "23000.00"]))
    assert "E1" not in found(grants(["22500.00", "25000.00", "23000.00"]))
    assert "E1" in found(grants(["22500.00"] * 3, 182))
    assert "E1" not in found(grants(["22500.00"] * 3, 183))


def offences(gap: int, firms: str) -> Events:
    """Give one inspection a letter, of the firm of that letter; all firms are led by one person."""
    finding = {"code": "overig", "ernst": 1, "sanctionabel": True}
    return [
        *(leads(f"l{f}", f, "p", 0) for f in sorted(set(firms))),
        *(
            event(KVK, f"i{i}", "toezicht.controle-uitgevoerd", i * gap, bevindingen=[finding],
                  betrokkenen=[party("exploitant", o=f)])
            for i, f in enumerate(firms)
        ),
    ]  # fmt: skip


def test_three_inspections_of_two_firms_of_one_controller() -> None:
    """G2: three in 730 days over two organisations."""
    assert "G2" in found(offences(365, "xyx"))
    assert "G2" not in found(offences(366, "xyx"))
    assert "G2" not in found(offences(10, "xxx"))


def flagged() -> Events:
    """Give a log with a closure, an application after it, and three inspections."""
    return with_numbers([*again(100), *offences(30, "xyx")])


def test_two_groups_two_sources_and_a_hard_event_make_a_flag() -> None:
    """D1 and G2 share x, y and p; the anchor is the smallest kvk number among them."""
    (flag,) = read(flagged()).flags
    assert flag.groups == {"D", "G"}
    assert flag.sources == {KVK, VTH}
    anchor = hashlib.sha256(f"{GEMEENTE}|kvk:11111111".encode()).hexdigest()[:32]
    assert flag.id == f"f:{anchor}"
    assert flag.raised[1] == (VTH, "y")


def test_an_annulled_closure_counts_for_nothing() -> None:
    """What rested on a measure that a court annulled is gone."""
    word = event(VTH, "w", "toezicht.maatregel-ingetrokken", 400, zaaknummer="1", rechtsmiddel="vernietigd")
    assert read(flagged()).flags
    assert "D1" not in found([*flagged(), word])


def test_a_flag_lapses_five_years_after_its_youngest_hard_event() -> None:
    """Today 1,825 days after the closure it stands, a day later no more."""
    assert read([*flagged(), event(DESK, "t", "dag-begonnen", 200 + 1825)]).flags
    assert not read([*flagged(), event(DESK, "t", "dag-begonnen", 201 + 1825)]).flags


def test_a_restricted_record_is_read_by_no_rule_until_released() -> None:
    """Without the director there is no controller and no tie."""
    hide = event(DESK, "b", "gegevens-beperkt", 900, records=[f"{KVK}#p"], grond="bezwaar")
    show = event(DESK, "v", "gegevens-vrijgegeven", 901, records=[f"{KVK}#p"], grond="bezwaar")
    assert not read([*flagged(), hide]).flags
    assert read([*flagged(), hide, show]).flags


def test_a_fact_dated_after_today_counts_from_its_day() -> None:
    """The eleventh organisation opens on a day that has not come yet."""
    soon = event(KVK, "o10", "vestiging-geopend", 100, 11, organisatie=firm("10"), locatie=place(1))
    assert "B1" not in found([*crowd(10), soon])
    assert "B1" in found([*crowd(10), soon, event(DESK, "t", "dag-begonnen", 100)])
