"""The embedded runtime: files through gateway and screen into one store, in one process without a broker."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, cast

import msgspec

from agents.crash_points import crash_point
from agents.refusing import letter_row
from agents.screen import ACCEPTED, DUPLICATE, Arrival, Screen
from screening.advisory import Status
from streams.decisions_file import DECISIONS_FILE
from streams.errors import Stop
from streams.gateway import Accepted, Gateway
from streams.identifiers import is_bsn
from streams.journal import Origin
from streams.lines import KEPT_BYTES, Input, read
from streams.masking import MASK
from streams.metrics import EVENTS, REFUSED
from streams.pseudonyms import Keys
from streams.refusals import Reason, Refused
from streams.sealing import sealed
from streams.sources import READERS, Row
from streams.store import Store
from streams.store_rows import Batch, ReceivedRow

__all__ = ["Local", "Progress", "Summary"]

UNREADABLE_KEPT = dt.timedelta(days=30) // dt.timedelta(microseconds=1)
# Bytes that nobody could read are kept so long, under seal (contracts.md section 5).

_NINE_DIGITS = re.compile(rb"(?<![0-9])[0-9]{9}(?![0-9])")


class Progress(Protocol):
    """Told how far a command is; the command line draws it."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Take how much of a stage is done, in the stage's own unit; a total of 0 is not known."""


class Summary(msgspec.Struct, omit_defaults=False):
    """What `run --json` prints (contracts.md section 7)."""

    read: int = 0
    accepted: int = 0
    duplicates: int = 0
    refused: dict[str, int] = {}
    entities: int = 0
    relations: int = 0
    flags: dict[str, int] = {}
    advisories: int = 0
    seconds: float = 0.0


class _Item(msgspec.Struct, frozen=True, gc=False):
    """One message on its way in: where it stood, its bytes, and a refusal where its reader made one.

    `size` is what it adds to the progress: bytes of a file, rows of a source.
    """

    origin: Origin
    content: bytes
    refusal: Refused | None = None
    size: int = 0


@dataclass(slots=True)
class _Count:
    """What became of the messages, in all and of each input as it was given."""

    outcomes: Counter[str] = field(default_factory=Counter)
    by_input: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, given: str, word: str) -> None:
        self.outcomes[word] += 1
        self.by_input.setdefault(given, Counter())[word] += 1


class Local:
    """One `run` over one store.

    Parameters
    ----------
    batch
        Messages in one transaction, the fewest and the most; a kill costs at most this many done again. In between a batch
        is half as large as what was read before it: what several events touch is then evaluated about as often in a large
        town as in a small one.
    clock
        Gives the moment of receipt, microseconds since 1970 UTC.
    """

    def __init__(
        self,
        store: Store,
        screen: Screen,
        keys: Keys,
        *,
        batch: tuple[int, int],
        clock: Callable[[], int],
        progress: Progress = lambda *_: None,
    ) -> None:
        if store.position() is not None:
            raise Stop(f"{store.path}: belongs to a worker; run needs a store of its own")
        self.store = store
        self.screen = screen
        self.counted = _Count()
        self._batch = batch
        self._read = 0
        self._keys = keys
        self._gateway = Gateway(keys)
        self._decisions = Gateway(keys, decisions=True)
        self._clock = clock
        self._progress = progress

    def run(
        self, paths: Sequence[Input], sources: Sequence[tuple[str, Path]], decisions: Path | None
    ) -> Summary:
        """Read everything, in the order given, and tell what came of it.

        The decisions are read first and not counted. What the store holds already is counted as it was the first
        time and writes nothing, so the same command after a kill ends in the same state.
        """
        self.store.forget_sealed(self._clock() - UNREADABLE_KEPT)
        self.screen.erase_due()
        if decisions is not None and decisions.exists():
            standing = Input(DECISIONS_FILE, decisions)
            self._feed(_from_file(standing), self._decisions, _Count(), "decisions", standing.size)
        for path in paths:
            self._feed(_from_file(path), self._gateway, self.counted, path.topic, path.size)
        for name, folder in sources:
            self._feed(
                _from_source(name, folder), self._gateway, self.counted, name, READERS[name].size(folder)
            )
        # Last, so that a municipality that ends the process again costs the others nothing.
        self.screen.retry_held()
        return self._summary()

    def _feed(self, items: Iterator[_Item], gateway: Gateway, count: _Count, stage: str, total: int) -> None:
        done = 0
        while chunk := list(islice(items, self._next())):
            self._chunk(chunk, gateway, count, stage)
            self._read += len(chunk)
            done += sum(item.size for item in chunk)
            self._progress(stage, done, total)

    def _next(self) -> int:
        """Give how many messages the next batch takes."""
        fewest, most = self._batch
        return max(fewest, min(self._read // 2, most))

    def _chunk(self, chunk: list[_Item], gateway: Gateway, count: _Count, given: str) -> None:
        standing = self._standing(chunk)
        batch, arrivals, at = Batch(), [], self._clock()
        for item in chunk:
            known = standing.get(item.origin)
            if known is not None:
                count.add(given, known)
                continue
            checked = item.refusal or gateway.check(item.content)
            if isinstance(checked, Accepted):
                arrivals.append(Arrival(checked.event, checked.body, checked.digest, item.origin))
            else:
                self._refuse(item, checked, batch, at)
                count.add(given, checked.reason)
        crash_point("checked")
        if not arrivals and not batch.received:
            return
        outcome = self.screen.take(arrivals, at=at, batch=batch)
        for word in outcome.outcomes:
            count.add(given, word)

    def _refuse(self, item: _Item, why: Refused, batch: Batch, at: int) -> None:
        """Keep a dead letter; the bytes of what nobody could read are kept under seal, unless they were cut."""
        unreadable = why.masked is None and len(item.content) < KEPT_BYTES
        seal = sealed(item.content, self._keys) if unreadable else None
        batch.deadletters.append(letter_row(why, item.origin, at, seal))
        batch.received.append(ReceivedRow(item.origin, why.reason, at))
        REFUSED.labels("gateway", why.reason).inc()
        EVENTS.labels("gateway", "refused").inc()

    def _standing(self, chunk: Sequence[_Item]) -> dict[Origin, str]:
        """Return what became, the first time, of those messages of a chunk that the store holds."""
        ranges: dict[str, tuple[int, int]] = {}
        for item in chunk:
            low, high = ranges.get(item.origin.topic, (item.origin.offset, item.origin.offset))
            ranges[item.origin.topic] = (min(low, item.origin.offset), max(high, item.origin.offset))
        return {
            Origin(topic, 0, offset, digest): word
            for topic, (low, high) in ranges.items()
            for (offset, digest), word in self.store.outcomes(topic, 0, low, high).items()
        }

    def _summary(self) -> Summary:
        """Count what the store holds at the end; loading also sets right what another release or rules left."""
        entities = relations = 0
        municipalities = self.store.municipalities()
        for done, gemeente in enumerate(municipalities):
            town: Any = self.screen.load(gemeente)
            if town is not None:
                entities += len(set(town.graph.resolver.entity_of.values()))
                relations += town.relation_count()
            self._progress("graph", done + 1, len(municipalities))
        words = Counter(self.counted.outcomes)
        accepted, duplicates = words.pop(ACCEPTED, 0), words.pop(DUPLICATE, 0)
        return Summary(
            read=accepted + duplicates + words.total(),
            accepted=accepted,
            duplicates=duplicates,
            refused=dict(sorted(words.items())),
            entities=entities,
            relations=relations,
            advisories=sum(row.status is not Status.VERVALLEN for row in self.store.advisories()),
            flags=dict(sorted(Counter(str(row.status) for row in self.store.flags()).items())),
        )


def _from_file(source: Input) -> Iterator[_Item]:
    for line in read(source):
        yield _Item(Origin(source.topic, 0, line.number, line.sha256), line.raw, size=line.size)


def _from_source(name: str, path: Path) -> Iterator[_Item]:
    """Read a real-world format; a row may give several events, which are told apart by the hash of the event."""
    for row in READERS[name].read(path):
        content = row.raw if row.event is None else row.event
        yield _Item(
            Origin(row.topic_path, 0, row.line, sha256(content).hexdigest()), content, _refused(row), 1
        )


def _refused(row: Row) -> Refused | None:
    """Give a reader's refusal the form of the gateway's; what may be a BSN is masked in the row that is kept."""
    if row.refusal is None:
        return None
    kept = _NINE_DIGITS.sub(lambda found: MASK.encode() if is_bsn(found[0].decode()) else found[0], row.raw)
    why = row.refusal
    return Refused(cast("Reason", why.reason), why.about, None, None, why.nl, why.en, kept)
