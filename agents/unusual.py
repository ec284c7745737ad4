"""Look-ups that a privacy officer wants explained: no case followed, many in a day, somebody's own surname (domain.md, R12)."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from streams.audit import AuditLine

__all__ = ["MANY", "WAIT", "Unusual", "unusual"]

MANY = 50
"""Readings of persons by one account on one day; more is no ordinary day at a desk."""

WAIT = dt.timedelta(days=14)
"""After so long without a follow-up a search counts as one that no case followed."""

_SEARCHES = ("subject find",)
_FOLLOWS = frozenset({"export", "restrict", "release", "rectify", "object", "erase", "notice"})
_LEAST = 4
"""Letters of a part of an account that can be a surname."""


class Unusual(msgspec.Struct, frozen=True, order=True):
    """One finding: the day, the account, which of the three (`no_case`, `many`, `own_name`), how many times."""

    day: str
    user: str
    kind: str
    number: int


def unusual(
    lines: Sequence[AuditLine],
    persons: Mapping[str, Sequence[str]],
    surnames: Mapping[str, str],
    now: dt.datetime,
) -> list[Unusual]:
    """Find them, youngest first; O(lines).

    Parameters
    ----------
    persons
        By operation of a line the records of the persons that were read.
    surnames
        By record the surname, as far as known. Whoever looked up his own address cannot be told: accounts have none.
    """
    found = [*_many(lines, persons), *_without_case(lines, now), *_own_name(lines, persons, surnames)]
    return sorted(found, reverse=True)


def _many(lines: Iterable[AuditLine], persons: Mapping[str, Sequence[str]]) -> Iterator[Unusual]:
    counts = Counter((line.at[:10], line.user) for line in lines if persons.get(line.operation or ""))
    yield from (Unusual(day, user, "many", count) for (day, user), count in counts.items() if count > MANY)


def _without_case(lines: Sequence[AuditLine], now: dt.datetime) -> Iterator[Unusual]:
    follows: dict[str, list[dt.datetime]] = {}
    for line in lines:
        if line.act in _FOLLOWS:
            follows.setdefault(line.user, []).append(_moment(line))
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        at = _moment(line)
        if line.command.endswith(_SEARCHES) and line.act == "read" and now - at > WAIT:
            after = (one for one in follows.get(line.user, ()) if at <= one <= at + WAIT)
            counts[line.at[:10], line.user] += next(after, None) is None
    yield from (Unusual(day, user, "no_case", count) for (day, user), count in counts.items() if count)


def _own_name(
    lines: Iterable[AuditLine], persons: Mapping[str, Sequence[str]], surnames: Mapping[str, str]
) -> Iterator[Unusual]:
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        own = {part for part in re.split(r"[^a-z]+", line.user.casefold()) if len(part) >= _LEAST}
        read = persons.get(line.operation or "", ())
        if own and any(not own.isdisjoint(surnames.get(one, "").casefold().split()) for one in read):
            counts[line.at[:10], line.user] += 1
    yield from (Unusual(day, user, "own_name", count) for (day, user), count in counts.items())


def _moment(line: AuditLine) -> dt.datetime:
    return dt.datetime.fromisoformat(line.at)
