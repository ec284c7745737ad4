"""The fold: what stands, what waits for its day, and what was touched."""

import pytest

from graph.claims import EVERYTHING, VALUES, Statement
from graph.fold import Fold
from tests.graph.builders import (
    GEMEENTE,
    REGISTER,
    RULES,
    Data,
    applies,
    day,
    day_began,
    firm,
    firm_record,
    inspects,
    judged,
    leads,
    lends,
    party,
    person,
    person_record,
    place_record,
    registered,
    restricts,
    retracts,
)

_A, _B = firm("A"), firm("B")
_P, _Q = person("P"), person("Q")
_LEADING = frozenset({"bestuurder"})
_LENDING = frozenset({"+financier"})


def _fold(*statements: Statement, today: int | None = None) -> Fold:
    fold = Fold(GEMEENTE, RULES, today=today)
    for statement in statements:
        fold.take([statement])
    return fold


def _leads(fold: Fold) -> bool:
    return any(True for _ in fold.network.outgoing(person_record("P"), _LEADING))


def test_nothing_folds_to_nothing() -> None:
    """The empty case."""
    fold = Fold(GEMEENTE, RULES)
    assert fold.take([]) == ({}, [])
    assert (fold.today, fold.cases, fold.facts) == (0, {}, {})


def test_today_is_the_day_of_the_latest_time() -> None:
    """That a day began moves it too."""
    assert _fold(leads(_P, _A, 3)).today == day(3)
    assert _fold(leads(_P, _A, 3), day_began(9)).today == day(9)


def test_a_fact_dated_after_today_counts_from_its_day() -> None:
    """Known on day one, it happens on day nine."""
    fold = _fold(leads(_P, _A, 9, at=1), day_began(8))
    assert not _leads(fold)
    assert person_record("P") not in fold.resolver.records
    fold.take([day_began(9)])
    assert _leads(fold)


def test_a_relation_that_begins_after_today_waits_by_itself() -> None:
    """`sinds` lies ahead of the event's own day."""
    fold = _fold(leads(_P, _A, 1, sinds="2020-01-10"))
    assert person_record("P") in fold.resolver.records
    assert not _leads(fold)
    fold.take([day_began(9)])
    assert _leads(fold)


@pytest.mark.parametrize("more", [{"number": 9, "at": 1}, {"number": 1, "sinds": "2020-01-10"}])
def test_today_moves_back_when_the_event_that_had_it_leaves(more: Data) -> None:
    """What it let in waits again, and comes in once more when its day comes."""
    began = inspects(_A, 1, 9)
    fold = _fold(leads(_P, _A, **more), began)
    assert _leads(fold)
    fold.take([retracts(began, at=2)])
    assert fold.today == day(2)
    assert not _leads(fold)
    fold.take([day_began(12)])
    assert _leads(fold)


@pytest.mark.parametrize("more", [{"number": 9, "at": 1}, {"number": 1, "sinds": "2020-01-10"}])
def test_what_waits_can_be_taken_back(more: Data) -> None:
    """Before its day it leaves no trace; after it neither."""
    ahead = leads(_P, _A, **more)
    fold = _fold(ahead, retracts(ahead, at=2), day_began(12))
    assert not _leads(fold)
    fold = _fold(ahead, day_began(12), retracts(ahead, at=2))
    assert not _leads(fold)
    assert not fold.resolver.records


def test_roles_of_a_retracted_case_go_though_today_moves_back_before_them() -> None:
    """The application was the latest event, and its retraction is dated before it."""
    applied = applies(_A, 1, 40, party("financier", _P))
    fold = _fold(applied, retracts(applied, at=5))
    assert fold.today == day(5)
    assert not list(fold.network.relations())
    assert fold.cases == {}


def test_a_correction_of_what_waits_takes_its_place() -> None:
    """Corrected twice, both dated ahead."""
    first = leads(_P, _A, 9, at=1)
    second = leads(_Q, _A, 8, at=2, corrigeert=first.ref.id)
    third = leads(_P, _A, 7, at=3, corrigeert=second.ref.id)
    fold = _fold(first, second, third, day_began(12))
    assert _leads(fold)
    assert person_record("Q") not in fold.resolver.records


def test_with_today_fixed_later_facts_wait_for_good() -> None:
    """A view as of a past day."""
    fold = _fold(leads(_P, _A, 3), registered(_A, 1, 9), today=day(5))
    assert _leads(fold)
    assert fold.today == day(5)
    assert place_record(1) not in fold.resolver.records


def test_a_batch_tells_what_it_touched() -> None:
    """All by what changed about them, those wholly new too; a mention that adds nothing touches nothing."""
    fold = Fold(GEMEENTE, RULES)
    touched, _ = fold.take([leads(_P, _A, 1)])
    assert touched == {
        firm_record("A"): {"bestuurder", VALUES["o"]},
        person_record("P"): {"bestuurder", VALUES["p"]},
    }
    touched, _ = fold.take([lends(_P, _A, 2)])
    assert touched == {firm_record("A"): {"lening"}, person_record("P"): {"lening"}}
    touched, _ = fold.take([leads(_Q, firm("A", naam="Anker"), 3)])
    assert touched[firm_record("A")] == {"bestuurder", VALUES["o"]}


def test_who_deals_with_a_merged_entity_is_touched() -> None:
    """No relation of the organisation changed, but whom it is with did."""
    fold = _fold(leads(_P, _A, 1), leads(_Q, _B, 1))
    touched, gone = fold.take([judged(f"{REGISTER}#P", f"{REGISTER}#Q", "same", 2)])
    assert {entity.key for entity in gone} == {person_record("P"), person_record("Q")}
    assert touched[firm_record("A")] == touched[firm_record("B")] == {"bestuurder"}


def test_a_restricted_record_is_hidden_until_released() -> None:
    """By source key, register number or pseudonym; the last decision counts."""
    for name in (f"{REGISTER}#A", f"kvk:{_A['organisatie']['kvk']}"):
        fold = _fold(leads(_P, _A, 1), restricts(name, 2))
        assert fold.view.restricted == {firm_record("A")}
        fold.take([restricts(name, 3, "vrijgegeven")])
        assert fold.view.restricted == set()
    fold = _fold(leads(_P, _A, 1), restricts(_P["persoon"]["pseudoniem"], 2, "gewist"))
    assert fold.view.restricted == {person_record("P")}


def test_a_restriction_waits_for_a_record_nobody_mentioned_yet() -> None:
    """And touches its neighbours when it takes hold."""
    fold = _fold(restricts(f"{REGISTER}#P", 1))
    assert fold.view.restricted == set()
    touched, _ = fold.take([leads(_P, _A, 2)])
    assert fold.view.restricted == {person_record("P")}
    assert EVERYTHING in touched[firm_record("A")]


def test_roles_of_a_lender_named_in_a_form_stand() -> None:
    """A declared financier is a relation with the applicant and with the place."""
    fold = _fold(applies(_A, 1, 1, party("financier", _P)))
    found = {other for other, _ in fold.network.outgoing("purn:test:vth#P", _LENDING)}
    assert found == {"ourn:test:vth#A", place_record(1)}
