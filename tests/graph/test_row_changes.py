"""Which published rows a batch may have changed."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import Statement
from graph.municipality import Municipality
from tests.graph.builders import (
    REGISTER,
    applies,
    entity,
    event,
    firm,
    firm_record,
    inspects,
    judged,
    leads,
    lets,
    person,
    person_record,
    registered,
    retracts,
    said,
    struck_off,
    town,
)
from tests.graph.followed import Follower, whole
from tests.graph.test_order import cut, logs
from tests.oracle.accepting import accepted
from tests.oracle.engine import apply, distinct, started
from tests.oracle.logs import GEMEENTE, make_log

_P, _Q, _A = person("P"), person("Q"), firm("A")


def _followed(*first: Statement) -> tuple[Municipality, Follower]:
    municipality, follower = town(), Follower()
    for statement in first:
        said(municipality, statement)
        follower.follow(municipality)
    follower.published.clear()
    return municipality, follower


def test_of_nothing_nothing_changes() -> None:
    """The empty case, before the first batch and after an empty one."""
    municipality = town()
    assert not list(municipality.parts())
    assert not list(municipality.changed_parts())
    municipality.apply([])
    assert not list(municipality.changed_parts())


def test_a_mention_that_adds_no_value_changes_no_entity() -> None:
    """Only the relation that the second event states too."""
    municipality, follower = _followed(leads(_P, _A, 0, id_="a"))
    said(municipality, leads(_P, _A, 0, id_="b"))
    follower.follow(municipality)
    assert [key[:2] for key in follower.published] == ["r:"]
    said(municipality, inspects(_A, 1, 3, id_="c"))
    said(municipality, inspects(_A, 1, 3, id_="d"))
    follower.published.clear()
    follower.follow(municipality)
    assert entity(municipality, firm_record("A")).id not in follower.published


def test_a_new_value_changes_its_entity_alone() -> None:
    """Whoever deals with it says nothing new."""
    municipality, follower = _followed(leads(_P, _A, 0), registered(firm("B"), 1, 0))
    said(municipality, event("registers.onderneming-gewijzigd", 3, **firm("A", naam="Nieuw")))
    follower.follow(municipality)
    assert follower.published == [entity(municipality, firm_record("A")).id]


def test_a_merge_and_a_split_take_the_relations_along() -> None:
    """The old id leads to the new one until it is itself again; what was between the old two is taken back."""
    municipality, follower = _followed(leads(_P, _A, 0), leads(_Q, _A, 9))
    p, q = (entity(municipality, person_record(key)).id for key in "PQ")
    before = follower.rows()
    said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 11))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality) != before
    assert follower.redirects() == {q: p}
    said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "different", 12))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality) == before
    assert follower.redirects() == {}


def test_who_loses_its_smallest_record_leads_to_where_the_rest_is() -> None:
    """And who loses all of them leads nowhere and is no more."""
    one, other = leads(_P, _A, 0), leads(_Q, _A, 9)
    municipality, follower = _followed(one, other, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 11))
    p = entity(municipality, person_record("P")).id
    said(municipality, retracts(one, at=12))
    follower.follow(municipality)
    q = entity(municipality, person_record("Q")).id
    assert follower.redirects() == {p: q}
    said(municipality, retracts(other, at=13))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality) == {}


def test_a_striking_off_changes_what_it_ends() -> None:
    """The function ends on that day, though no claim about it moved."""
    municipality, follower = _followed(leads(_P, _A, 0))
    said(municipality, struck_off(_A, 9))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality)
    assert [row["valid"][1] for row in follower.rows().values() if "valid" in row] == ["2020-01-10"]


def test_person_and_organisation_under_one_key_share_an_id() -> None:
    """A source may call both the same: the organisation stands, and when it goes the person does."""
    firm_told = registered(firm("X", kvk=None), 1, 0)
    municipality, follower = _followed(leads(person("X"), _A, 0), firm_told)
    assert entity(municipality, firm_record("X")).id == entity(municipality, person_record("X")).id
    assert follower.rows() == whole(municipality)
    said(municipality, retracts(firm_told, at=3))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality)
    assert follower.rows()[entity(municipality, person_record("X")).id]["kind"] == "person"


def test_tenant_and_place_follow_a_lessor_that_merges() -> None:
    """A lease is two relations, and the lessor's name decides how they are paired."""
    municipality, follower = _followed(lets(_P, _A, 1, 0), lets(_Q, _A, 1, 2, ends=True), applies(_A, 1, 5))
    said(municipality, judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 6))
    follower.follow(municipality)
    assert follower.rows() == whole(municipality)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_who_follows_the_changes_holds_the_whole(data: st.DataObject) -> None:
    """After every batch, in any order: rows as exported, and every redirect ends."""
    municipality, follower = town(), Follower()
    for batch in data.draw(cut(data.draw(logs()))):
        municipality.apply(batch)
        follower.follow(municipality)
        assert follower.rows() == whole(municipality)
        _check_redirects(follower)


@pytest.mark.parametrize("seed", range(500, 530))
def test_who_follows_larger_logs_holds_the_whole(seed: int) -> None:
    """Logs with judgements, corrections, retractions, crowded keys, strikings-off."""
    events = distinct(accepted(make_log(seed))[0])
    chance = random.Random(seed)
    chance.shuffle(events)
    municipality, follower = started(GEMEENTE), Follower()
    while events:
        size = chance.choice([1, 2, 5, 20])
        apply(municipality, events[:size])
        events = events[size:]
        follower.follow(municipality)
        assert follower.rows() == whole(municipality)
    _check_redirects(follower)
    assert {part.name for part in municipality.parts() if part.digest} == follower.names()


def _check_redirects(follower: Follower) -> None:
    leads_to, rows = follower.redirects(), follower.rows()
    assert not leads_to.keys() & rows.keys()
    for new in leads_to.values():
        seen = set[str]()
        while new in leads_to:
            assert new not in seen
            seen.add(new)
            new = leads_to[new]  # noqa: PLW2901 - one step further
