"""A3: the same person in charge at two inspections of one place, without a role."""

import pytest

from graph.claims import Statement
from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import a3


def test_the_person_and_the_place_are_members() -> None:
    """The organisation is evidence."""
    one = hit(town(a3()), "A3")
    assert {member.key for member in one.members} == {b.person_record("P", b.INSPECTIONS), b.place_record(1)}


def test_once_is_not_enough() -> None:
    """Two inspections are."""
    assert not hits(town(a3(visits=1)), "A3")


@pytest.mark.parametrize(
    "role",
    [
        b.leads(b.person("P"), b.firm("X"), 150),
        b.leads(b.person("P"), b.firm("X"), 150, functie="gevolmachtigde"),
        b.holds(b.person("P"), b.firm("X"), 120, 1),
        b.applies(b.firm("Z"), 1, 110, b.party("leidinggevende", b.person("P"))),
        b.applies(b.firm("X"), 9, 110, b.party("aandeelhouder", b.person("P"))),
    ],
)
def test_a_role_on_one_of_the_days_is_a_role(role: Statement) -> None:
    """A function, a share, or a role in an application for the place or by the organisation."""
    assert not hits(town([*a3(), role]), "A3")
    assert hits(town([*a3(visits=3), role]), "A3") == []
    assert hits(town([*a3(visits=2), b.leads(b.person("P"), b.firm("X"), 151)]), "A3")


def test_a_role_elsewhere_is_none() -> None:
    """Another firm, another place."""
    elsewhere = b.applies(b.firm("Z"), 9, 10, b.party("leidinggevende", b.person("P")))
    adviser = b.applies(b.firm("X"), 1, 10, b.party("adviseur", b.person("P")))
    assert hits(town([*a3(), elsewhere, adviser, b.leads(b.person("P"), b.firm("Z"), 0)]), "A3")
