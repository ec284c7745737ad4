"""What another set of rules changes: flags gained, lost and moved, by indicator, against reviewers' verdicts."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import polars

from agents.backtest import Tried
from graph.flag import Flag
from screening.verdicts import Verdict, interval

__all__ = ["Change", "Difference", "IndicatorDifference", "Judged", "Municipality", "difference"]

JUDGED = (Verdict.CONFIRMED, Verdict.NOT_CONFIRMED, Verdict.LAWFUL)
"""Verdicts that say whether a flag was right; `cannot_tell` says neither."""


class Judged(msgspec.Struct, frozen=True):
    """Of the flags with a verdict: how many, how many confirmed, their share and its 90 % interval; None without any."""

    judged: int
    confirmed: int
    share: float | None
    interval: tuple[float, float] | None


class IndicatorDifference(msgspec.Struct, frozen=True):
    """In how many flags an indicator is, by either set, and what reviewers said of those."""

    indicator: str
    old: int
    new: int
    gained: int
    lost: int
    moved: int
    old_verdicts: Judged
    new_verdicts: Judged
    lost_confirmed: int
    """Flags that a reviewer confirmed and that would be lost."""


class Change(msgspec.Struct, frozen=True):
    """One flag that is gained, lost, or stays with other content."""

    id: str
    gemeente: str
    route: str
    indicators: list[str]
    raised: str
    nl: str
    en: str
    verdict: str | None = None
    added: list[str] = []
    """Of a moved flag: indicators that it has more."""
    removed: list[str] = []
    now: str | None = None
    """Of a lost flag: the gained one that holds its members now."""


class Municipality(msgspec.Struct, frozen=True):
    """One municipality: the versions compared, and how many flags."""

    gemeente: str
    old_rules: str
    new_rules: str
    old: int
    new: int


class Difference(msgspec.Struct, frozen=True):
    """All that the other set of rules changes."""

    municipalities: list[Municipality]
    verdicts: Judged
    """Of all flags by the old set."""
    indicators: list[IndicatorDifference]
    gained: list[Change]
    lost: list[Change]
    moved: list[Change]


def difference(tried: Iterable[Tried]) -> Difference:
    """Compare what two sets of rules found; flags sorted by id, indicators by id.

    A flag has moved where it stands by both with other hits, members or hard events; that its sentences state another
    threshold is no move.
    """
    every = list(tried)
    gained, lost, moved = [], [], []
    for one in every:
        come = [one.new[name] for name in one.new.keys() - one.old.keys()]
        gained += [_change(flag, one) for flag in come]
        lost += [
            _change(one.old[name], one, now=_heir(one.old[name], come))
            for name in one.old.keys() - one.new.keys()
        ]
        moved += [
            _change(one.new[name], one, before=one.old[name])
            for name in one.old.keys() & one.new.keys()
            if _content(one.old[name]) != _content(one.new[name])
        ]
    by_id = [sorted(some, key=lambda change: change.id) for some in (gained, lost, moved)]
    return Difference(
        [
            Municipality(one.gemeente, one.old_rules, one.new_rules, len(one.old), len(one.new))
            for one in every
        ],
        _judged(verdict for one in every for name, verdict in one.verdicts.items() if name in one.old),
        _by_indicator(every, {change.id for change in moved}),
        *by_id,
    )


def _content(flag: Flag) -> tuple[object, ...]:
    return ([(hit.id, hit.records, hit.events) for hit in flag.indicators], flag.records, flag.hard)


def _heir(lost: Flag, come: Sequence[Flag]) -> str | None:
    """Give the gained flag of the same route that shares most of a lost one's members; the smallest id of several."""
    members = {node.id for node in lost.evidence.nodes}
    shared = {
        flag.id: len(members.intersection(node.id for node in flag.evidence.nodes))
        for flag in come
        if flag.route == lost.route
    }
    best = min(shared, key=lambda name: (-shared[name], name), default=None)
    return best if best is not None and shared[best] else None


def _change(flag: Flag, one: Tried, *, before: Flag | None = None, now: str | None = None) -> Change:
    ids = sorted({hit.id for hit in flag.indicators})
    known = ids if before is None else sorted({hit.id for hit in before.indicators})
    return Change(
        flag.id,
        flag.gemeente,
        flag.route,
        ids,
        flag.raised.valid,
        " ".join(hit.nl for hit in flag.indicators),
        " ".join(hit.en for hit in flag.indicators),
        one.verdicts.get(flag.id),
        sorted(set(ids).difference(known)),
        sorted(set(known).difference(ids)),
        now,
    )


_SCHEMA = {"flag": polars.String, "indicator": polars.String, "verdict": polars.String}


def _frame(every: Sequence[Tried], flags: str) -> polars.DataFrame:
    """Give a row for each flag and indicator in it, with the last verdict on the flag."""
    rows = [
        (flag.id, indicator, one.verdicts.get(flag.id))
        for one in every
        for flag in getattr(one, flags).values()
        for indicator in sorted({hit.id for hit in flag.indicators})
    ]
    return polars.DataFrame(rows, schema=_SCHEMA, orient="row")


def _by_indicator(every: Sequence[Tried], moved: set[str]) -> list[IndicatorDifference]:
    old, new = _frame(every, "old"), _frame(every, "new")
    keys = ["flag", "indicator"]
    frames = {
        "old": old,
        "new": new,
        "gained": new.join(old, on=keys, how="anti"),
        "lost": old.join(new, on=keys, how="anti"),
        "moved": new.filter(polars.col("flag").is_in(list(moved))),
    }
    counts = {name: dict(frame.group_by("indicator").len().iter_rows()) for name, frame in frames.items()}
    return [
        IndicatorDifference(
            indicator,
            **{name: count.get(indicator, 0) for name, count in counts.items()},
            old_verdicts=_judged(_verdicts(old, indicator)),
            new_verdicts=_judged(_verdicts(new, indicator)),
            lost_confirmed=sum(
                verdict == Verdict.CONFIRMED for verdict in _verdicts(frames["lost"], indicator)
            ),
        )
        for indicator in sorted(counts["old"].keys() | counts["new"].keys())
    ]


def _verdicts(frame: polars.DataFrame, indicator: str) -> Iterator[str]:
    found = frame.filter(polars.col("indicator") == indicator).get_column("verdict").drop_nulls()
    return iter(found.to_list())


def _judged(verdicts: Iterable[str]) -> Judged:
    told = [verdict for verdict in verdicts if verdict in JUDGED]
    confirmed = told.count(Verdict.CONFIRMED)
    if not told:
        return Judged(0, 0, None, None)
    return Judged(len(told), confirmed, round(confirmed / len(told), 4), interval(confirmed, len(told)))
