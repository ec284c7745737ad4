"""In production, indicators that need facts of a person wait for an opened case or a weighed signal."""

import random

import pytest

from graph.claims import Statement
from graph.indicators import INDICATORS
from graph.municipality import Municipality
from graph.opened_cases import is_around
from tests.graph import builders as b
from tests.graph.indicators.examples import EXAMPLES
from tests.graph.random_logs import make_log
from tests.graph.test_incremental import anew, findings, in_batches

WAITING = {one.id for one in INDICATORS if one.phase == "zaak"}


def _production(*batches: Statement | list[Statement]) -> Municipality:
    municipality = Municipality(b.GEMEENTE, b.RULES, waits_for_case=True)
    b.said(municipality, *batches)
    return municipality


def _found(municipality: Municipality) -> set[str]:
    return {name[0] for name in municipality._evaluation.findings}


def _graded(grade: str, where: int = 1) -> Statement:
    return b.event("meldingen.melding-ontvangen", 3, locatie=b.spot(where), betrouwbaarheid=grade)


def _place(log: list[Statement]) -> int:
    """Give the number of the place that an example is about."""
    records = {mention.record for one in log for mention in one.mentions}
    return next(number for number in range(1, 30) if b.place_record(number) in records)


def test_without_a_case_nobody_looks_at_residents_and_it_says_so() -> None:
    """Cannot tell, never no; in every other profile it is computed."""
    log = EXAMPLES["B2"]()
    assert "B2" in _found(b.town(log))
    municipality = _production(log)
    assert "B2" not in _found(municipality)
    told = [one for one in municipality.unknowns() if one.indicator == "B2" and one.focus]
    assert {one.needs for one in told} == {"zaak"}


def test_a_case_opens_and_closes_what_lies_around_it() -> None:
    """An application at the place; its refusal; a retraction of the refusal."""
    log = EXAMPLES["B2"]()
    where = _place(log)
    application = b.applies(b.firm("A"), where, 4, zaaknummer="1")
    refusal = b.refuses(b.firm("A"), where, 9, zaaknummer="1")
    municipality = _production(log, application)
    assert "B2" in _found(municipality)
    b.said(municipality, refusal)
    assert "B2" not in _found(municipality)
    b.said(municipality, b.retracts(refusal, at=20))
    assert "B2" in _found(municipality)


def test_a_party_of_a_case_opens_the_places_that_are_its_own() -> None:
    """One step, over a relation that ended too."""
    log = EXAMPLES["B2"]()
    owner = b.event("registers.eigendom-verkregen", 2, **b.firm("A"), locatie=b.spot(_place(log)))
    elsewhere = b.applies(b.firm("A"), 25, 4, zaaknummer="1")
    assert "B2" not in _found(_production(log, owner))
    assert "B2" not in _found(_production(log, elsewhere))
    assert "B2" in _found(_production(log, owner, elsewhere))
    assert "B2" in _found(_production(elsewhere, log, owner))
    assert "B2" in _found(_production(owner, elsewhere, log))


@pytest.mark.parametrize(("grade", "weighed"), [("A", True), ("C", True), ("D", False), ("E", False)])
def test_a_weighed_signal_opens_its_place(grade: str, weighed: bool) -> None:
    """A report that somebody graded as reliable, not any report."""
    log = EXAMPLES["B2"]()
    assert ("B2" in _found(_production(log, _graded(grade, _place(log))))) == weighed


def test_indicators_of_the_stream_wait_for_nothing() -> None:
    """They need no facts of a person that only a case may ask for."""
    for indicator in INDICATORS:
        if indicator.phase == "stroom" and not indicator.context:
            assert indicator.id in _found(_production(EXAMPLES[indicator.id]())), indicator.id


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_batches_in_any_order_end_where_one_batch_ends(start: int) -> None:
    """What opens and closes is followed exactly: kept current is what is computed anew."""
    for seed in range(start, start + 20):
        log = make_log(seed)
        once = _production(log)
        assert findings(once) == anew(once), seed
        batched = _production()
        rng = random.Random(seed)
        rng.shuffle(log)
        in_batches(batched, log, rng, check=seed % 10 == 0)
        assert findings(batched) == findings(once), seed


def test_what_it_finds_is_what_all_find_around_cases() -> None:
    """Nothing more, and nothing less."""
    waited = 0
    for seed in range(40):
        log = make_log(seed)
        every, waiting = b.town(log), _production(log)
        view = waiting.graph.view
        open_ = {
            name
            for name in every._evaluation.findings
            if name[0] not in WAITING or ((entity := view.at(name[1][0])) and is_around(view, entity))
        }
        assert waiting._evaluation.findings.keys() == open_
        waited += len(every._evaluation.findings) - len(open_)
    assert waited
