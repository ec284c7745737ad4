"""What one or several stores hold together, for commands that read: flags, dead letters, graphs of a day."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from pathlib import Path
from typing import Any, Protocol, Self

from graph.municipality import Municipality
from graph.rules import Rules
from streams.errors import Failure, WrongUse
from streams.events import event_from_body
from streams.statements import statement_of
from streams.store import Store, partitions
from streams.store_rows import AdvisoryRow, DeadLetterRow, FlagRow, Position

__all__ = ["Readable", "Standing", "of_worker"]


class Readable(Protocol):
    """What is read of a store, or of what holds the same: the desk's read model."""

    partition: int

    @property
    def path(self) -> object:
        """What messages call it."""

    def position(self) -> Position | None:
        """How far it has read its journal; None where it follows none."""

    def last_event(self) -> int:
        """Return the number of its last event."""

    def municipalities(self) -> dict[str, int]:
        """Return each municipality with its number of events."""

    def flags(self) -> Iterator[FlagRow]:
        """Return all flags by id."""

    def flag(self, flag_id: str, /) -> FlagRow | None:
        """Return one flag, or None."""

    def advisories(self) -> Iterator[AdvisoryRow]:
        """Return all advisories by id."""

    def advisory(self, advisory_id: str, /) -> AdvisoryRow | None:
        """Return one advisory, or None."""

    def deadletters(self) -> Iterator[DeadLetterRow]:
        """Return the dead letters by address."""

    def bodies(self, gemeente: str, /) -> Iterator[bytes]:
        """Return the accepted events of a municipality."""

    def bodies_holding(self, text: str, /) -> Iterator[bytes]:
        """Return the accepted events that hold a text."""

    def body(self, gemeente: str, source: str, event_id: str, /) -> bytes | None:
        """Return one accepted event, or None."""


class Standing:
    """The stores of some folders, read as one; each municipality comes from exactly one of them.

    Parameters
    ----------
    folders
        Each holds the stores of one embedded run or one worker.
    say
        Told in one line when of two stores of one partition the one further on is read.

    Raises
    ------
    WrongUse
        When a folder holds no store, or the stores cannot be of one whole.
    """

    def __init__(self, folders: Sequence[Path], say: Callable[[str], None]) -> None:
        self.folders = tuple(folders)
        self._stack = ExitStack()
        try:
            self._take(_of_one_whole(self._opened(folders), say))
        except BaseException:
            self._stack.close()
            raise

    @classmethod
    def of(cls, stores: Sequence[Readable], folders: Sequence[Path] = ()) -> Self:
        """Read what is open already, and stays so after this closes."""
        made = cls.__new__(cls)
        made.folders = tuple(folders)
        made._stack = ExitStack()  # noqa: SLF001 - its own
        made._take(stores)  # noqa: SLF001 - its own
        return made

    def _take(self, stores: Sequence[Readable]) -> None:
        self.stores = list(stores)
        self._owner: dict[str, Readable] = {}
        self._counts: dict[str, int] = {}
        for store in self.stores:
            counts = store.municipalities()
            self._counts |= counts
            self._owner |= dict.fromkeys(counts, store)

    def _opened(self, folders: Sequence[Path]) -> list[Store]:
        stores = []
        for folder in folders:
            found = partitions(folder)
            if not found:
                raise WrongUse(f"--store {folder}: there is no store in this folder")
            stores += [self._stack.enter_context(Store.read(folder, number)) for number in found]
        return stores

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def of_workers(self) -> bool:
        """Tell whether these are stores of workers, which follow a journal, and not of files."""
        return all(store.position() is not None for store in self.stores)

    def town(self, gemeente: str, rules: Rules, profile: str, *, today: int | None = None) -> Municipality:
        """Give an empty municipality that computes what that of the runtime does; `today` a day to look at (ordinal).

        In production a worker's indicators that need facts of a person wait for a case (rules.md section 9); `run` computes all.
        """
        waits = profile == "production" and self.of_workers
        return Municipality(gemeente, rules, today=today, waits_for_case=waits)

    def municipalities(self) -> dict[str, int]:
        """Return each municipality with its number of events, sorted."""
        return dict(sorted(self._counts.items()))

    def flags(self) -> Iterator[FlagRow]:
        """Return all flags by id, withdrawn ones included."""
        return merge(*(store.flags() for store in self.stores), key=lambda row: row.id)

    def flag(self, flag_id: str) -> FlagRow | None:
        """Return one flag, or None."""
        return next((row for store in self.stores if (row := store.flag(flag_id)) is not None), None)

    def advisories(self) -> Iterator[AdvisoryRow]:
        """Return all advisories by id, lapsed ones included."""
        return merge(*(store.advisories() for store in self.stores), key=lambda row: row.id)

    def advisory(self, advisory_id: str) -> AdvisoryRow | None:
        """Return one advisory, or None."""
        found = (store.advisory(advisory_id) for store in self.stores)
        return next((row for row in found if row is not None), None)

    def deadletters(self) -> Iterator[DeadLetterRow]:
        """Return the dead letters by topic, partition, offset."""
        found = (store.deadletters() for store in self.stores)
        return merge(*found, key=lambda row: (row.topic, row.partition, row.offset, row.sha256))

    def statements(self, gemeente: str, until: int | None = None) -> Iterator[Any]:
        """Return what the events of a municipality state, those known up to `until` (microseconds since 1970 UTC)."""
        for body in self._owner[gemeente].bodies(gemeente):
            event = event_from_body(body)
            if until is None or event.known <= until:
                yield statement_of(event)

    def bodies(self, gemeente: str) -> Iterator[bytes]:
        """Return the accepted events of a municipality as canonical JSON."""
        store = self._owner.get(gemeente)
        return iter(()) if store is None else store.bodies(gemeente)

    def bodies_holding(self, text: str) -> Iterator[bytes]:
        """Return the accepted events, of all municipalities, whose canonical JSON holds a text."""
        return (body for store in self.stores for body in store.bodies_holding(text))

    def store_of(self, gemeente: str) -> Store:
        """Return the store that holds a municipality of which there are events.

        Raises
        ------
        Failure
            When it is held elsewhere.
        """
        store = self._owner.get(gemeente)
        if not isinstance(store, Store):
            raise Failure(f"municipality {gemeente}: its store is on another machine: give the command there")
        return store

    def body(self, gemeente: str, source: str, event_id: str) -> bytes | None:
        """Return one accepted event as canonical JSON, or None."""
        store = self._owner.get(gemeente)
        return None if store is None else store.body(gemeente, source, event_id)


def of_worker(folder: Path) -> bool:
    """Tell whether the stores of a folder belong to a worker, which follows a journal, or lie on another machine."""
    for number in partitions(folder):
        with Store.read(folder, number) as store:
            return store.position() is not None
    return True


def _of_one_whole(stores: list[Store], say: Callable[[str], None]) -> list[Store]:
    """Check that the stores belong together; of two of one partition keep the one further on."""
    journals = {_journal(store) for store in stores}
    if len(journals) > 1:
        raise WrongUse("--store: these stores are of different journals, or of files and of a journal")
    kept = _one_a_partition(stores, say) if journals != {None} else stores
    owners: dict[str, Store] = {}
    for store in kept:
        for gemeente in store.municipalities():
            other = owners.setdefault(gemeente, store)
            if other is not store:
                raise WrongUse(f"--store: municipality {gemeente} is in {other.path} and in {store.path}")
    return kept


def _journal(store: Store) -> tuple[str, str] | None:
    position = store.position()
    return None if position is None else (position.cluster, position.topic_id)


def _one_a_partition(stores: list[Store], say: Callable[[str], None]) -> list[Store]:
    best: dict[int, Store] = {}
    for store in stores:
        standing = best.setdefault(store.partition, store)
        if standing is not store:
            ahead, behind = sorted((standing, store), key=_next, reverse=True)
            say(f"partition {store.partition}: {ahead.path} is read, it is ahead of {behind.path}")
            best[store.partition] = ahead
    return [best[number] for number in sorted(best)]


def _next(store: Store) -> int:
    position = store.position()
    return -1 if position is None else position.next
