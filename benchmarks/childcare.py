"""G1 on real inspections: whether what was known of a holder's other sites tells anything of the next visit to a good one.

`python -m benchmarks.childcare FOLDER` reads the childcare inspections (docs/sources.md) through gateway and graph, and prints the
table of docs/evaluation.md. Figures only, of groups; no holder or site is named.
"""

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from graph.cases import Fact
from graph.claims import PLACE
from graph.identity.entity import Entity
from graph.instants import MONTH
from graph.municipality import Municipality
from graph.view import View
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.sources import READERS
from streams.statements import statement_of

__all__ = ["GROUPS", "Visit", "difference", "followed", "group_of", "report", "town", "wilson"]

GEMEENTE = "0363"
_INSPECTION = "controle-uitgevoerd"
_GOOD = "geen_bevindingen"
_RECENT = 24 * MONTH
"""Days: the half-life of G1."""

_RESAMPLES = 2_000
_SEED = 20_161_231
_Z = 1.959964
"""Of a 95 % interval."""

GROUPS = (
    "no other site was visited before",
    "other sites, never orange or red",
    "other sites orange or red, longer than 24 months ago",
    "other sites orange or red within 24 months, less than 1 in 10 of their visits",
    "other sites orange or red within 24 months, 1 in 10 of their visits or more",
)
_BASE = 1
"""The group that the others are compared with."""


class Visit(msgspec.Struct, frozen=True):
    """The next visit to a site whose last outcome was good: what was known, and how it ended."""

    holder: str
    group: int
    hard: bool


def town(folder: Path) -> Municipality:
    """Fold the real inspections."""
    gateway = Gateway(Keys.load(None))
    found = Municipality(GEMEENTE, load_rules())
    answers = (
        gateway.check(row.event)
        for row in READERS["childcare-inspections"].read(folder)
        if row.event is not None
    )
    found.fold([statement_of(answer.event) for answer in answers if isinstance(answer, Accepted)])
    return found


def followed(view: View, places: Iterable[Entity]) -> Iterator[Visit]:
    """Give each visit that follows a good one at the same place, where a holder is known on its day."""
    for place in sorted(places, key=lambda entity: entity.key):
        if place.kind != PLACE:
            continue
        for before, after in pairwise(view.facts(place, _INSPECTION)):
            holder = _holder(view, after)
            if before.step.uitkomst != _GOOD or before.ref.day == after.ref.day or holder is None:
                continue
            known = [
                (fact.ref.day, fact.hard)
                for fact in view.facts(holder, _INSPECTION)
                if fact.ref.day < after.ref.day
                and fact.place not in place.records
                and _holder(view, fact) is holder
            ]
            yield Visit(holder.key, group_of(known, after.ref.day), after.hard)


def _holder(view: View, fact: Fact) -> Entity | None:
    found = {view.entity(record) for record in fact.concerned()}
    return found.pop() if len(found) == 1 else None


def group_of(known: Sequence[tuple[int, bool]], day: int) -> int:
    """Give the group of what was known on a day of other sites: (day of the visit, whether it was orange or red)."""
    if not known:
        return 0
    if not any(hard for _, hard in known):
        return 1
    recent = [hard for when, hard in known if day - when <= _RECENT]
    if not any(recent):
        return 2
    return 3 if sum(recent) * 10 < len(recent) else 4


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a rate (Wilson, 1927); (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    rate, square = hits / of, _Z * _Z
    middle = (rate + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * (rate * (1 - rate) / of + square / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(visits: Sequence[Visit], group: int, base: int = _BASE) -> tuple[float, float] | None:
    """Give the 95 % interval of the difference in rate of two groups, resampled by holder (Efron, 1979).

    Visits to sites of one holder hang together; whole holders are drawn, so that the interval is as wide as it should be.
    None where either group is empty.
    """
    by_holder: dict[str, list[Visit]] = {}
    for one in visits:
        by_holder.setdefault(one.holder, []).append(one)
    counts = [_counts(some, group, base) for _, some in sorted(by_holder.items())]
    chance, found = random.Random(_SEED), []
    for _ in range(_RESAMPLES):
        drawn = [sum(column) for column in zip(*chance.choices(counts, k=len(counts)), strict=True)]
        if drawn[1] and drawn[3]:
            found.append(drawn[0] / drawn[1] - drawn[2] / drawn[3])
    if not found:
        return None
    found.sort()
    return found[int(len(found) * 0.025)], found[int(len(found) * 0.975)]


def _counts(visits: Iterable[Visit], group: int, base: int) -> tuple[int, int, int, int]:
    one = [visit.hard for visit in visits if visit.group == group]
    other = [visit.hard for visit in visits if visit.group == base]
    return sum(one), len(one), sum(other), len(other)


def report(visits: Sequence[Visit]) -> str:
    """Give the table: rate of orange or red at the next visit, by what was known of the holder's other sites."""
    lines = [
        "| known of the holder's other sites | next visits | holders | orange or red | 95 % interval | more than never |",
        "|---|---|---|---|---|---|",
    ]
    for number, name in enumerate(GROUPS):
        some = [visit for visit in visits if visit.group == number]
        hits, holders = sum(visit.hard for visit in some), len({visit.holder for visit in some})
        rate = hits / len(some) if some else 0.0
        more = None if number == _BASE else difference(visits, number)
        lines.append(
            f"| {name} | {len(some)} | {holders} | {hits} ({_percent(rate)}) | {_interval(wilson(hits, len(some)), _percent)}"
            f" | {'' if more is None else _interval(more, _points)} |"
        )
    return "\n".join(lines) + "\n"


def _interval(bounds: tuple[float, float], say: Callable[[float], str]) -> str:
    return f"{say(bounds[0])} to {say(bounds[1])}"


def _percent(rate: float) -> str:
    return f"{rate * 100:.1f} %"


def _points(rate: float) -> str:
    return f"{rate * 100:+.1f}"


def main(folder: Path) -> None:
    """Print the table."""
    found = town(folder)
    visits = list(followed(found.graph.view, set(found.graph.resolver.entity_of.values())))
    print(report(visits), end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
