"""What a batch publishes: flags, advisories and the graph, against what the store says stands."""

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec

from agents.graph_publication import GraphPublication, Part
from screening.advisory import Advisory, Status, encoded
from streams.metrics import FLAG_INDICATORS, FLAGS
from streams.store import Store
from streams.store_rows import AdvisoryRow, Batch, FlagRow, FlagStatus, OutboxRow

__all__ = ["Graphed", "Publication", "same_advice"]

TOPIC = "flags"
# The output topic, as contracts.md section 5 names it.


NEW, REOPENED, CHANGED, WITHDRAWN = "new", "reopened", "changed", "withdrawn"
# What becomes of a flag, as the metrics say it.


class _Indicator(msgspec.Struct, frozen=True):
    id: str


class _Moment(msgspec.Struct, frozen=True):
    known: str


class _Said(msgspec.Struct, frozen=True):
    """What is counted of a flag's content."""

    indicators: list[_Indicator] = []
    raised: _Moment | None = None
    as_of: _Moment | None = None


class Graphed(Protocol):
    """A municipality, as far as its graph is published."""

    def parts(self) -> Iterable[Part]:
        """Give all that is published of the graph."""

    def changed_parts(self) -> Iterable[Part]:
        """Give what is published of the graph and may have changed by the last batch."""


class Publication:
    """Collects what one batch publishes; the last word on a flag counts.

    Parameters
    ----------
    store
        Holds what was published before.
    sent
        Whether anybody is sent it. Else flags are kept for the store's own readers, and of the graph nothing is.
    """

    def __init__(self, store: Store, *, sent: bool) -> None:
        self._store = store
        self._rows: dict[str, FlagRow] = {}
        self._advisories: dict[str, AdvisoryRow] = {}
        self._sent = sent
        self._graph = GraphPublication(store)

    def raise_flag(self, gemeente: str, flag: Any) -> bool:
        """Take a standing flag; tell whether that is news.

        A flag is `open` when first published, and again after a withdrawal; `changed` when published before with
        another content.
        """
        standing = self._standing(flag.id)
        if standing is not None and standing.status.stands and standing.digest == flag.digest:
            return False
        status = FlagStatus.CHANGED if standing is not None and standing.status.stands else FlagStatus.OPEN
        self._rows[flag.id] = FlagRow(flag.id, gemeente, status, None, flag.digest, msgspec.json.encode(flag))
        return True

    def withdraw(self, flag_id: str, reason: str) -> bool:
        """Withdraw a flag; tell whether it stood. Its last content stays beside the reason."""
        standing = self._standing(flag_id)
        if standing is None or not standing.status.stands:
            return False
        self._rows[flag_id] = FlagRow(
            flag_id, standing.gemeente, FlagStatus.WITHDRAWN, reason, standing.digest, standing.body
        )
        return True

    def advise(self, made: Advisory) -> bool:
        """Take an advisory; tell whether that is news."""
        row = AdvisoryRow(made.id, made.gemeente, made.status, encoded(made))
        standing = self._advised(made.id)
        if standing is not None and same_advice(standing.body, row.body):
            return False
        self._advisories[made.id] = row
        return True

    def lapse(self, advisory_id: str) -> bool:
        """Let an advisory lapse; tell whether it stood. What it said last stays."""
        standing = self._advised(advisory_id)
        if standing is None or standing.status is Status.VERVALLEN:
            return False
        self._advisories[advisory_id] = standing.lapsed()
        return True

    def graph_loaded(self, gemeente: str, town: Graphed) -> None:
        """Compare all of a graph with what was published of it."""
        if self._sent:
            self._graph.whole(gemeente, town.parts())

    def graph_moved(self, gemeente: str, town: Graphed) -> None:
        """Compare what a graph's last batch touched with what was published of it."""
        if self._sent:
            self._graph.changed(gemeente, town.changed_parts())

    def onto(self, batch: Batch) -> Batch:
        """Add rows, and the messages of flags, to what a transaction writes; return it."""
        rows = [self._rows[flag_id] for flag_id in sorted(self._rows)]
        batch.flags.extend(rows)
        self._count(rows)
        advisories = [self._advisories[key] for key in sorted(self._advisories)]
        batch.advisories.extend(advisories)
        if self._sent:
            batch.graph.extend(self._graph.rows())
            batch.outbox.extend(OutboxRow(TOPIC, row.id, row.message()) for row in rows)
            batch.outbox.extend(row.message() for row in advisories)
        return batch

    def _count(self, rows: Iterable[FlagRow]) -> None:
        """Count what becomes of each flag against what the store says stands."""
        for row in rows:
            before = self._store.flag(row.id)
            stood = before is not None and before.status.stands
            if not stood and not row.status.stands:
                continue
            said = msgspec.json.decode(row.body, type=_Said)
            word = (
                (CHANGED if stood else NEW if before is None else REOPENED)
                if row.status.stands
                else WITHDRAWN
            )
            FLAGS.labels(word).inc()
            for indicator in {one.id for one in said.indicators}:
                FLAG_INDICATORS.labels(word, indicator).inc()

    def graph_messages(self) -> list[OutboxRow]:
        """Return the messages of the graph, one a key.

        They go from memory: after a crash a new owner finds in the table `graph` what was not sent, so writing all of it
        into the outbox too would cost much and save nothing.
        """
        return self._graph.messages()

    def _advised(self, advisory_id: str) -> AdvisoryRow | None:
        return self._advisories.get(advisory_id) or self._store.advisory(advisory_id)

    def _standing(self, flag_id: str) -> FlagRow | None:
        return self._rows.get(flag_id) or self._store.flag(flag_id)


class _Advice(msgspec.Struct, frozen=True):
    """What decides whether a published advisory differs from the one that stands."""

    status: str
    versie: int
    digest: str
    mens: msgspec.Raw


def same_advice(one: bytes, other: bytes) -> bool:
    """Tell whether two advisories as JSON say the same and stand the same; when they were made is no difference."""
    return msgspec.json.decode(one, type=_Advice) == msgspec.json.decode(other, type=_Advice)
