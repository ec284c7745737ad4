"""What Prometheus is told of a worker's stores: counted from the files themselves, beside the work and not on its path."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from prometheus_client import Gauge

from agents.judgements import VERDICT, by_verdict, judgements
from agents.standing import Standing
from screening.advisory import Status
from screening.verdicts import last_of_each, precision
from streams import audit_check, metrics
from streams.audit import head_of
from streams.errors import DwarsverbandError
from streams.pseudonyms import Keys
from streams.store import Store
from streams.store_aside import ASIDE
from streams.store_rows import AdvisoryRow, FlagRow

__all__ = ["StoreMetrics"]

PROTECTION = "protection"

SOON = dt.timedelta(days=14)
# A term that ends within two weeks is one to look at.

SLOW_SECONDS = 300.0
# Counts that read a whole table, and the account's chain, are made so often.


class _Said(msgspec.Struct, frozen=True):
    id: str


class _Flag(msgspec.Struct, frozen=True):
    route: str = ""
    indicators: list[_Said] = []


class _Term(msgspec.Struct, frozen=True):
    vervalt: str


class _Advisory(msgspec.Struct, frozen=True):
    termijnen: list[_Term] = []


class StoreMetrics:
    """Counts in the stores of one folder.

    Parameters
    ----------
    heads
        Where heads of the account's chain are kept, if anywhere.
    today
        Gives the day, for terms.
    clock
        Seconds that only go up.
    """

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        heads: Path | None,
        today: Callable[[], dt.date],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._heads = heads
        self._today = today
        self._clock = clock
        self._slow_at: float | None = None
        self._told: dict[Gauge, set[tuple[str, ...]]] = {}
        self._read_to: dict[int, int] = {}

    def measure_disk(self) -> None:
        """Tell how full the disk is; before any store is opened, because on a full one none can be."""
        room = shutil.disk_usage(self._folder)
        metrics.DISK_FREE.set(room.free)
        metrics.DISK_SIZE.set(room.total)
        metrics.SET_ASIDE.set(sum(1 for _ in self._folder.glob(f"store-*{ASIDE}")))

    def sample(self, partitions: Iterable[int]) -> None:
        """Count in these partitions' stores, which are read as any command reads them."""
        self.measure_disk()
        slow = self._slow_at is None or self._clock() - self._slow_at >= SLOW_SECONDS
        stores = [Store.read(self._folder, number) for number in sorted(partitions)]
        try:
            self._count(stores)
            if slow:
                self._slow_at = self._clock()
                self._count_graph(stores)
                self._verify()
            if self._judged_anew(stores):
                self._shares()
        finally:
            for store in stores:
                store.close()

    def _count(self, stores: list[Store]) -> None:
        towns = [store.municipalities() for store in stores]
        metrics.MUNICIPALITIES.set(sum(map(len, towns)))
        metrics.EVENTS_STORED.set(sum(sum(town.values()) for town in towns))
        flags = Counter(pair for store in stores for row in store.flags() for pair in _flag_pairs(row))
        self._set(metrics.FLAGS_STORED, flags)
        rows = [row for store in stores for row in store.advisories()]
        self._set(metrics.ADVISORIES, Counter((str(row.status),) for row in rows))
        self._set(metrics.TERMS, Counter(pair for row in rows for pair in self._terms(row)))

    def _terms(self, row: AdvisoryRow) -> Iterable[tuple[str]]:
        if row.status is Status.VERVALLEN:
            return
        for term in msgspec.json.decode(row.body, type=_Advisory).termijnen:
            try:
                left = dt.date.fromisoformat(term.vervalt) - self._today()
            except ValueError:
                continue  # some terms have a word in the place of a day
            yield ("passed" if left < dt.timedelta(0) else "14_days" if left <= SOON else "later",)

    def _count_graph(self, stores: list[Store]) -> None:
        sizes = [store.graph_sizes() for store in stores]
        metrics.ENTITIES.set(sum(size.entities for size in sizes))
        metrics.RELATIONS.set(sum(size.relations for size in sizes))

    def _verify(self) -> None:
        own = head_of(self._folder)
        kept = (
            audit_check.read_heads([self._heads]) if self._heads is not None and self._heads.exists() else []
        )
        of_this = [head for head in kept if own is not None and head.chain == own.chain]
        _, findings = audit_check.check(self._folder, of_this)
        metrics.AUDIT_WHOLE.set(not findings)
        metrics.AUDIT_VERIFIED.set_to_current_time()

    def _judged_anew(self, stores: list[Store]) -> bool:
        """Tell whether a verdict came in since the last time; reads the events since then alone."""
        found = False
        for store in stores:
            before = self._read_to.get(store.partition, 0)
            found |= store.holds_since(VERDICT, before)
            self._read_to[store.partition] = store.last_event()
        return found

    def _shares(self) -> None:
        try:
            with Standing([self._folder], lambda _: None) as standing:
                every = last_of_each(judgements(standing, [self._folder], self._keys))
                shown = [one for flag, one in every.items() if not _protected(standing.flag(flag))]
        except DwarsverbandError:
            return  # another worker's store is being made; the next time will do
        shares = precision(by_verdict(shown))
        self._set(metrics.JUDGED, {(one.indicator,): one.judged for one in shares})
        known = {(one.indicator,): one.share for one in shares if one.share is not None}
        self._set(metrics.CONFIRMED, known)

    def _set(self, gauge: Gauge, values: Any) -> None:
        """Set a gauge; what it told before and is not told now goes."""
        for labels, value in values.items():
            gauge.labels(*labels).set(value)
        for gone in self._told.get(gauge, set()) - values.keys():
            gauge.remove(*gone)
        self._told[gauge] = set(values)


def _flag_pairs(row: FlagRow) -> Iterable[tuple[str, str]]:
    flag = msgspec.json.decode(row.body, type=_Flag)
    if flag.route != PROTECTION:
        for indicator in sorted({one.id for one in flag.indicators}):
            yield indicator, str(row.status)


def _protected(row: FlagRow | None) -> bool:
    return row is not None and msgspec.json.decode(row.body, type=_Flag).route == PROTECTION
