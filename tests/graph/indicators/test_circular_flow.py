"""E3: a subsidised organisation rents from its own leader's organisation."""

import pytest

from tests.graph import builders as b
from tests.graph.builders import hit, hits, town
from tests.graph.indicators.examples import e3


def test_both_organisations_and_the_leader_are_members() -> None:
    """The place is evidence."""
    one = hit(town(e3()), "E3")
    assert {m.key for m in one.members} == {b.firm_record("X"), b.firm_record("L"), b.person_record("P")}


@pytest.mark.parametrize(
    ("share", "since", "found"), [(25, 100, 0), (25.1, 100, 1), (None, 99, 0), (None, 100, 1)]
)
def test_the_thresholds(share: float | None, since: int, found: int) -> None:
    """More than a quarter, at the start of the lease."""
    assert len(hits(town(e3(share, since)), "E3")) == found


def test_without_a_grant_it_is_none() -> None:
    """A firm may rent from whom it likes."""
    assert not hits(town(e3()[1:]), "E3")


def test_a_lease_from_the_leader_in_person_is_context() -> None:
    """No hit."""
    log = [
        b.grants(b.firm("X"), 50, "s"),
        b.leads(b.person("P"), b.firm("X"), 0),
        b.lets(b.person("P"), b.firm("X"), 1, 100),
    ]
    assert not hits(town(log), "E3")
