"""A4: one manager at four places at a time, or nobody there twice in a row."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import a4, a4_absent


def test_the_manager_and_the_places_are_members() -> None:
    """The applicants are evidence."""
    one = hit(town(a4()), "A4")
    assert {m.key for m in one.members} == {
        b.person_record("P", b.PERMITS),
        *(b.place_record(n) for n in range(1, 5)),
    }


def test_three_places_are_not_enough() -> None:
    """Four are."""
    assert not hits(town(a4(places=3)), "A4")


@pytest.mark.parametrize(("day", "found"), [(12, 0), (13, 1)])
def test_they_are_at_the_same_time(day: int, found: int) -> None:
    """The role ends with the refusal, that day included; the last begins on day 13."""
    refusal = b.refuses(b.firm("F0"), 1, day, zaaknummer="Z0")
    assert len(hits(town([*a4(), refusal]), "A4")) == found


def test_one_owner_may_have_one_manager() -> None:
    """A chain: all applicants are of one owner; with two owners it is a hit."""
    owned = [b.holds(b.person("O"), b.firm(f"F{number}"), 0) for number in range(4)]
    assert not hits(town([*a4(), *owned]), "A4")
    assert hits(town([*a4(), *owned[1:]]), "A4")


def test_a_role_in_an_inspection_is_none_in_a_permit_case() -> None:
    """It holds on its day alone, and does not count here."""
    seen = b.inspects(b.firm("Q"), 9, 13, betrokkenen=[b.party("leidinggevende", b.person("P"))])
    assert not hits(town([*a4(places=3), seen]), "A4")


@pytest.mark.parametrize(
    ("codes", "kind", "found"),
    [
        ("leidinggevende_afwezig leidinggevende_afwezig", "integraal", 1),
        ("leidinggevende_afwezig leidinggevende_afwezig", "bouw", 0),
        ("leidinggevende_afwezig anders leidinggevende_afwezig", "horeca", 0),
        ("leidinggevende_afwezig", "horeca", 0),
    ],
)
def test_nobody_there_at_two_inspections_in_a_row(codes: str, kind: str, found: int) -> None:
    """Of the kinds that look at it; the place is the member."""
    found_hits = hits(town(a4_absent(codes, kind)), "A4")
    assert [[member.key for member in one.members] for one in found_hits] == [[b.place_record(1)]] * found
