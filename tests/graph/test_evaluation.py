"""Hits kept current, hubs spread, percentiles kept, and a failing indicator held apart."""

from collections.abc import Iterator

import msgspec
import pytest

from graph import evaluation, flagging
from graph.claims import Statement
from graph.evaluation import _TRIGGERED, Evaluation
from graph.indicators import INDICATORS
from graph.indicators.indicator import Focus, Hit, Indicator
from graph.municipality import Municipality
from graph.percentiles import Threshold
from graph.rules import Parameters
from graph.view import View
from tests.graph.builders import (
    GEMEENTE,
    REGISTER,
    RULES,
    applies,
    event,
    firm,
    firm_record,
    hits,
    inspects,
    judged,
    leads,
    lets,
    party,
    person,
    place_record,
    refuses,
    registered,
    restricts,
    retracts,
    said,
    spot,
    struck_off,
    town,
)
from tests.graph.plots import PLOT, plot


def test_nothing_touched_evaluates_nothing() -> None:
    """The empty case."""
    graph = town().graph
    assert Evaluation(RULES).renew(graph.view, {}, []) == set()


def _both_ways(indicator: str, log: list[Statement], late: Statement) -> list[int]:
    """Give the number of hits after one go, and with one event after all others."""
    ways = [town([late, *log]), town(log, late)]
    return [len(hits(municipality, indicator)) for municipality in ways]


_X, _Y, _P = firm("X"), firm("Y"), person("P")
_TIED = [refuses(_X, 1, 10), applies(_Y, 1, 20), leads(_P, _X, 0), leads(_P, _Y, 0)]


def test_who_is_a_hub_no_more_joins_again() -> None:
    """Two of its neighbours turned out to be one; nothing about itself was touched."""
    crowd = [leads(_P, firm(str(number)), 0) for number in range(24)]
    assert hits(town([*_TIED, *crowd]), "D1") == []
    same = judged(f"{REGISTER}#0", f"{REGISTER}#1", "same", 30)
    assert _both_ways("D1", [*_TIED, *crowd], same) == [1, 1]


def test_a_hub_that_is_two_joins_again() -> None:
    """People parted the records of a director."""
    twin = {"persoon": {"sleutel": "P2"}}
    crowd = [leads(twin, firm(str(number)), 0) for number in range(24)]
    same = judged(f"{REGISTER}#P", f"{REGISTER}#P2", "same", 25)
    assert hits(town([*_TIED, *crowd, same]), "D1") == []
    assert _both_ways(
        "D1", [*_TIED, *crowd, same], judged(f"{REGISTER}#P", f"{REGISTER}#P2", "different", 30)
    ) == [1, 1]


def test_an_organisation_that_is_a_hub_no_more_joins_again() -> None:
    """Its declared share makes no neighbour, so its own touch must do."""
    tie = firm("T")
    shares = [
        refuses(_X, 1, 10),
        applies(_X, 2, 5, party("aandeelhouder", tie)),
        applies(_Y, 1, 20, party("aandeelhouder", tie)),
    ]
    crowd = [leads(tie, firm(str(number)), 0) for number in range(26)]
    assert hits(town([*shares, *crowd]), "D1") == []
    assert _both_ways("D1", [*shares, *crowd], retracts(crowd[-1], at=30)) == [1, 1]


def test_lessors_who_turn_out_to_be_one_are_a_link() -> None:
    """The leases stood before the judgement."""
    one, other = person("L1"), person("L2")
    log = [refuses(_X, 1, 10), applies(_Y, 1, 20), lets(one, _X, 5, 1), lets(other, _Y, 6, 1)]
    assert hits(town(log), "D1") == []
    assert _both_ways("D1", log, judged(f"{REGISTER}#L1", f"{REGISTER}#L2", "same", 30)) == [1, 1]


_NEAR = [
    leads(_P, _X, 0),
    leads(_P, _Y, 0),
    applies(_Y, 2, 20, sbi=["5610"], locatie=spot(2, punt=[4.0, 52.0])),
]


def test_a_place_that_gets_its_point_late_is_near_all_the_same() -> None:
    """The refusal was there, the application elsewhere."""
    log = [*_NEAR, refuses(_X, 1, 10, sbi=["5610"])]
    late = registered(firm("Z"), 1, 5, locatie=spot(1, punt=[4.001, 52.0]))
    assert _both_ways("D1", log, late) == [1, 1]


def test_a_sector_told_late_is_the_sector() -> None:
    """By another step of the refused case."""
    told = refuses(_X, 1, 10, zaaknummer="1", locatie=spot(1, punt=[4.001, 52.0]))
    step = event("vergunningen.vergunning-gewijzigd", 11, zaaknummer="1", sbi=["56102"])
    assert _both_ways("D1", [*_NEAR, told], step) == [1, 1]


def _crowd(where: int, count: int, first: int = 0) -> list[Statement]:
    return [
        registered(firm(f"{where}-{number}"), where, number + 1) for number in range(first, first + count)
    ]


def test_a_place_whose_area_is_unknown_again_is_crowded_again() -> None:
    """What made it a shared building was retracted."""
    told = inspects(firm("Z"), 1, 30, locatie=spot(1, oppervlakte=1500))
    municipality = town(_crowd(1, 11), told)
    assert hits(municipality, "B1") == []
    said(municipality, retracts(told, at=40))
    assert len(hits(municipality, "B1")) == 1


def _measured(municipality: Municipality) -> Threshold:
    return municipality._evaluation.yardsticks["B1"].threshold("")


def test_a_hundred_places_move_the_threshold_and_the_hits_with_it() -> None:
    """Twelve are crowded until elsewhere thirteen are no exception; one place fewer and they are again."""
    places = [one for where in range(3, 100) for one in _crowd(where, 1)]
    crowded = [*_crowd(1, 12), *_crowd(2, 13)]
    municipality = town([*places, *crowded])
    assert _measured(municipality) == Threshold(10, 0)
    assert len(hits(municipality, "B1")) == 2
    hundredth = registered(firm("last"), 100, 50)
    said(municipality, hundredth)
    assert _measured(municipality) == Threshold(12, 100)
    (one,) = hits(municipality, "B1")
    assert (one.focus, one.parameters) == ((place_record(2),), {"threshold": 12})
    said(municipality, retracts(hundredth, at=60))
    assert len(hits(municipality, "B1")) == 2


@pytest.mark.parametrize(
    "late",
    [
        struck_off(firm("2-0"), 3),
        judged(f"{REGISTER}#2-0", f"{REGISTER}#2-1", "same", 60),
        restricts(f"{REGISTER}#2-0", 60),
    ],
    ids=["struck off", "merged", "restricted"],
)
def test_a_place_is_measured_again_when_only_its_organisations_are_touched(late: Statement) -> None:
    """The threshold is the same as after one go."""
    log = [one for where in range(3, 101) for one in _crowd(where, 1)] + _crowd(2, 13) + _crowd(1, 12)
    assert _measured(town(log)).value == 12
    thresholds = [_measured(town([*log, late])), _measured(town(log, late))]
    assert thresholds[0] == thresholds[1]
    assert [len(hits(municipality, "B1")) for municipality in (town([*log, late]), town(log, late))] == [0, 0]


def test_a_place_is_counted_under_its_use_however_late_it_is_told() -> None:
    """By an event that registers nobody."""
    told = inspects(firm("Z"), 1, 30, locatie=spot(1, gebruiksdoel=["winkelfunctie"]))
    for municipality in (town([*_crowd(1, 2), told]), town(_crowd(1, 2), told)):
        assert municipality._evaluation.yardsticks["B1"].use_of(place_record(1)) == "winkelfunctie"


# A failing indicator


class _Failing:
    """Finds a hit at each firm; raises at one, once told to."""

    def __init__(self) -> None:
        self.raises_at: str | None = None

    def foci(self, view: View, entity: object) -> Iterator[Focus]:
        del view
        yield (entity.key,)  # type: ignore[attr-defined]

    def evaluate(self, view: View, focus: Focus, _: Parameters, __: Threshold) -> Iterator[Hit]:
        if focus[0] == self.raises_at:
            raise ZeroDivisionError("ours")
        member = view.at(focus[0])
        assert member is not None
        leads_it = view.incoming(member, frozenset({"bestuurder"}))
        if leads_it:
            refs = frozenset(ref for one in leads_it for ref in one.refs)
            yield Hit("F9", focus, (member,), refs, (), (), {}, f"{len(refs)}.", f"{len(refs)}.")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> _Failing:
    """Put an indicator of our own into the table."""
    ours = _Failing()
    indicator: Indicator = msgspec.structs.replace(
        INDICATORS[0], id="F9", group="F", triggers=frozenset({"bestuurder"}), foci=ours.foci,
        evaluate=ours.evaluate, kinds="o", measure=None,
    )  # fmt: skip
    monkeypatch.setattr(evaluation, "INDICATORS", (*INDICATORS, indicator))
    monkeypatch.setitem(evaluation._BY_ID, "F9", indicator)
    monkeypatch.setitem(evaluation._TRIGGERED, ("o", "bestuurder"), ["F9", *_TRIGGERED["o", "bestuurder"]])
    monkeypatch.setitem(flagging._INDICATORS, "F9", indicator)
    return ours


def _municipality() -> Municipality:
    rules = msgspec.structs.replace(RULES, indicators={**RULES.indicators, "F9": {}})
    return Municipality(GEMEENTE, rules)


def _sentences(municipality: Municipality) -> dict[str, str]:
    return {hit.focus[0][-1]: hit.nl for hit in hits(municipality, "F9")}


def test_an_indicator_that_raises_at_one_focus_keeps_its_hits_there(failing: _Failing) -> None:
    """It is told, other foci and other indicators go on, and it is tried again with the next touch."""
    municipality = _municipality()
    said(municipality, [leads(person("P"), firm(key), 1) for key in "AB"])
    assert _sentences(municipality) == {"A": "1.", "B": "1."}
    failing.raises_at = firm_record("A")
    more = [leads(person("Q"), firm(key), 2) for key in "AB"]
    changes = municipality.apply([*more, *PLOT])
    (failed,) = changes.failed
    assert (failed.indicator, failed.focus) == ("F9", (firm_record("A"),))
    assert "ZeroDivisionError" in failed.error
    assert _sentences(municipality)["A"] == "1."
    assert _sentences(municipality)["B"] == "2."
    assert [hit.indicator for name in ("D1", "G2") for hit in hits(municipality, name)] == ["D1", "G2"]
    failing.raises_at = None
    said(municipality, leads(person("R"), firm("A"), 90))
    assert _sentences(municipality)["A"] == "4."


def test_a_flag_stands_on_the_last_hits_of_an_indicator_that_fails(failing: _Failing) -> None:
    """Also when an event it rested on is gone, until it is tried again."""
    municipality = _municipality()
    municipality.apply(PLOT)
    (flag,) = municipality.flags.values()
    assert "F9" in {one.id for one in flag.indicators}
    failing.raises_at = firm_record("A")
    changes = municipality.apply([retracts(plot()["leads A"], at=80)])
    assert [one.focus for one in changes.failed] == [(firm_record("A"),)]
    failing.raises_at = None
    said(municipality, leads(person("Q"), firm("A"), 90))
    assert _sentences(municipality)["A"] == "1."


def test_what_raises_half_way_leaves_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hit that does not hold on its own events is a bug of ours, found before anything is changed."""
    (indicator,) = (one for one in INDICATORS if one.id == "G2")

    def astray(view: View, focus: Focus, p: Parameters, threshold: Threshold) -> Iterator[Hit]:
        for hit in indicator.evaluate(view, focus, p, threshold):
            assert isinstance(hit, Hit)
            yield msgspec.structs.replace(hit, refs=frozenset(list(hit.refs)[:1]))

    municipality = town(PLOT)
    before = dict(municipality._evaluation.findings)
    broken = msgspec.structs.replace(indicator, evaluate=astray)
    monkeypatch.setitem(evaluation._BY_ID, "G2", broken)
    changes = municipality.apply([inspects(firm("A"), 1, 90)])
    assert [one.indicator for one in changes.failed] == ["G2"]
    assert municipality._evaluation.findings == before


def test_an_indicator_that_is_off_finds_nothing() -> None:
    """The others go on."""
    rules = msgspec.structs.replace(RULES, off=frozenset({"G2"}))
    municipality = Municipality(GEMEENTE, rules)
    said(municipality, PLOT)
    assert not hits(municipality, "G2")
    assert hits(municipality, "D1")
