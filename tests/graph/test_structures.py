"""Structures, the combination rule, anchors and moments."""

import hashlib

import msgspec
import pytest

from graph.claims import Ref
from graph.indicators.indicator import Hit
from graph.municipality import Municipality
from graph.raised import raised
from graph.structures import Finding, Since, anchor_of, assess, components, flag_id, joining
from tests.graph.builders import (
    PERMITS,
    REGISTER,
    day,
    entity,
    firm,
    firm_record,
    inspects,
    instant,
    leads,
    person,
    person_record,
    place_record,
    registered,
    town,
)

_A, _B, _P = firm("A"), firm("B"), person("P")


def _finding(
    municipality: Municipality,
    indicator: str,
    *records: str,
    at: int = 1,
    source: str = REGISTER,
    joins: int = 0,
) -> Finding:
    """Give a finding of an indicator on members, resting on one event of a day."""
    members = tuple(entity(municipality, record) for record in records)
    ref = Ref(day(at), instant(at), source, f"{indicator}-{at}")
    hit = Hit(
        indicator, records[:1], members, frozenset({ref}), (), (), {}, "Zo.", "So.", joins=members[:joins]
    )
    return Finding(hit, indicator[0], Since(ref.known, ref))


def _names(municipality: Municipality, findings: list[Finding]) -> list[list[str]]:
    return [
        [finding.hit.indicator for finding in part] for part in components(municipality.graph.view, findings)
    ]


def test_no_hits_make_no_structure() -> None:
    """The empty case."""
    assert _names(town(), []) == []


def test_hits_that_share_a_member_are_one_and_so_on() -> None:
    """A chain of three; one apart."""
    municipality = town(registered(_A, 1, 1), registered(_B, 2, 1), registered(firm("C"), 3, 1))
    findings = [
        _finding(municipality, "C1", firm_record("A"), firm_record("B")),
        _finding(municipality, "D1", firm_record("B"), place_record(2)),
        _finding(municipality, "G2", place_record(2)),
        _finding(municipality, "E1", firm_record("C")),
    ]
    for order in (findings, findings[::-1]):
        assert _names(municipality, order) == [["C1", "D1", "G2"], ["E1"]]


def _crowded() -> Municipality:
    """Give a municipality in which place 1 is a hub."""
    return town([registered(firm(str(number)), 1, 1) for number in range(26)] + [registered(_A, 2, 1)])


def test_a_hub_joins_no_hits_but_the_place_of_a_b_hit_does() -> None:
    """With the B hit all that name the place hang together."""
    municipality = _crowded()
    place = place_record(1)
    findings = [
        _finding(municipality, "C1", place, firm_record("1")),
        _finding(municipality, "D1", place),
    ]
    assert joining(municipality.graph.view, findings[1].hit, ()) == []
    assert [one.key for one in joining(municipality.graph.view, findings[1].hit, {place})] == [place]
    assert _names(municipality, findings) == [["C1"], ["D1"]]
    crowded = _finding(municipality, "B1", place, joins=1)
    assert _names(municipality, [crowded, *findings]) == [["B1", "C1", "D1"]]


def _assessed(municipality: Municipality, *findings: Finding, until: int | None = None) -> int | None:
    hard = assess(municipality.graph.view, list(findings), until)
    return None if hard is None else len(hard)


def test_the_combination_rule() -> None:
    """Two groups, one of them decisive, two sources, one hard event that counts."""
    municipality = town(registered(_A, 1, 1), inspects(_A, 1, 2), registered(_B, 3, 1))
    b1, c1, g2 = (_finding(municipality, name, firm_record("A")) for name in ("B1", "C1", "G2"))
    assert _assessed(municipality, c1, g2) == 1
    assert _assessed(municipality, b1, c1) == 1
    assert _assessed(municipality, c1) is None
    assert _assessed(municipality, c1, _finding(municipality, "C1", firm_record("A"), at=3)) is None
    a1 = _finding(municipality, "A1", firm_record("A"))
    assert _assessed(municipality, a1, b1) is None
    clean = [_finding(municipality, name, firm_record("B")) for name in ("C1", "G2")]
    assert _assessed(municipality, *clean) is None


def test_one_source_is_no_second_opinion() -> None:
    """The hard event may be the second source."""
    municipality = town(registered(_A, 1, 1), inspects(_A, 1, 2, source=REGISTER))
    findings = [_finding(municipality, name, firm_record("A")) for name in ("C1", "G2")]
    assert _assessed(municipality, *findings) is None
    other = _finding(municipality, "D1", firm_record("A"), source=PERMITS)
    assert _assessed(municipality, *findings, other) == 1


def test_a_hard_event_five_years_older_than_the_youngest_event_counts() -> None:
    """A day older it does not."""
    municipality = town(registered(_A, 1, 0), inspects(_A, 1, 0))
    for last, expected in ((5 * 365, 1), (5 * 365 + 1, None)):
        findings = [
            _finding(municipality, "C1", firm_record("A")),
            _finding(municipality, "G2", firm_record("A"), at=last),
        ]
        assert _assessed(municipality, *findings) == expected


def test_it_was_raised_when_the_last_thing_that_it_took_was_known() -> None:
    """Here the hard event; before it the rule was not met."""
    municipality = town(registered(_A, 1, 1), inspects(_A, 1, 2, at=9))
    findings = [_finding(municipality, name, firm_record("A"), at=3) for name in ("C1", "G2")]
    hard = assess(municipality.graph.view, findings)
    assert hard is not None
    assert _assessed(municipality, *findings, until=instant(8)) is None
    since = raised(municipality.graph.view, findings, hard)
    assert (since.known, since.ref.day) == (instant(9), day(2))


def test_it_was_raised_by_the_hits_that_met_the_rule_first() -> None:
    """A later hit moves nothing."""
    municipality = town(registered(_A, 1, 1), inspects(_A, 1, 2))
    findings = [
        _finding(municipality, "C1", firm_record("A"), at=3),
        _finding(municipality, "G2", firm_record("A"), at=4),
        _finding(municipality, "D1", firm_record("A"), at=8),
    ]
    hard = assess(municipality.graph.view, findings)
    assert hard is not None
    since = raised(municipality.graph.view, findings, hard)
    assert (since.known, since.ref.id) == (instant(4), "G2-4")


def test_the_anchor_is_the_smallest_register_id_of_what_hits_share() -> None:
    """Of all members where none is shared; source keys where nobody has a register id."""
    municipality = town(
        registered(_A, 1, 1), registered(_B, 2, 1), leads(_P, _A, 1), leads(person("Q"), _B, 1)
    )
    view = municipality.graph.view
    kvk = {key: entity(municipality, firm_record(key)).ids[0] for key in "AB"}
    shared = [
        _finding(municipality, "C1", firm_record("A"), place_record(1)),
        _finding(municipality, "G2", firm_record("A"), place_record(2)),
    ]
    assert anchor_of(view, shared) == kvk["A"]
    alone = [
        _finding(municipality, "C1", firm_record("B"), place_record(2)),
        _finding(municipality, "G2", person_record("P")),
    ]
    assert anchor_of(view, alone) == min(kvk["B"], place_record(2)[1:])
    people = [
        _finding(municipality, "G2", person_record("P")),
        _finding(municipality, "C1", person_record("Q")),
    ]
    assert anchor_of(view, people) == f"{REGISTER}#P"


def test_a_hub_is_no_anchor_but_the_place_of_a_b_hit_is() -> None:
    """Though both hits have it."""
    municipality = _crowded()
    view, place = municipality.graph.view, place_record(1)
    hits = [
        _finding(municipality, "C1", place, firm_record("A")),
        _finding(municipality, "G2", place, firm_record("A")),
    ]
    assert anchor_of(view, hits) == entity(municipality, firm_record("A")).ids[0]
    assert anchor_of(view, [*hits, _finding(municipality, "B1", place, joins=1)]) == place[1:]


@pytest.mark.parametrize(("protection", "between"), [(False, "|"), (True, "|p|")])
def test_a_flag_id_hashes_municipality_and_anchor(protection: bool, between: str) -> None:
    """`f:` and thirty-two hex digits."""
    expected = hashlib.sha256(f"0505{between}kvk:1".encode()).hexdigest()[:32]
    assert flag_id("0505", "kvk:1", protection=protection) == f"f:{expected}"


def test_findings_are_values() -> None:
    """Equal content, equal finding: that is how a change is seen."""
    municipality = town(registered(_A, 1, 1))
    one = _finding(municipality, "C1", firm_record("A"))
    assert one == _finding(municipality, "C1", firm_record("A"))
    assert one != msgspec.structs.replace(one, group="D")
