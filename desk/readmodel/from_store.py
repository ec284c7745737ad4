"""The project step of an embedded store: what it holds against what the read model holds, and the difference."""

from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.readmodel.changes import Changes, Letter
from desk.readmodel.tables import ProjectedAdvisory, ProjectedEvent, ProjectedFlag, ProjectedLetter
from streams.store import Store, partitions
from streams.store_rows import DeadLetterRow

__all__ = ["changes_of"]

Identity = tuple[str, str, str]


def changes_of(folder: Path, session: Session) -> Changes:
    """Give what must change so that the read model holds what the stores of a folder hold; O(rows), bodies only of what differs."""
    changes = Changes()
    known = _known(session)
    for number in partitions(folder):
        with Store.read(folder, number) as store:
            known.compare(store, changes)
    known.gone(changes)
    return changes


class _Known:
    """What the read model holds and was not seen in a store yet."""

    def __init__(
        self,
        events: dict[Identity, bytes],
        flags: dict[str, tuple[str, str, str | None]],
        advisories: dict[str, bytes],
        letters: set[tuple[str, int, int, str]],
    ) -> None:
        self._events = events
        self._flags = flags
        self._advisories = advisories
        self._letters = letters

    def compare(self, store: Store, changes: Changes) -> None:
        """Take what differs out of one store."""
        for identity, digest in store.event_digests():
            standing = self._events.pop(identity, None)
            if standing != digest:
                body = store.body(*identity)
                assert body is not None, "the store is read at one moment"
                changes.events.append(body)
                if standing is not None:
                    changes.events_gone.append(identity)
        for flag in store.flags():
            if self._flags.pop(flag.id, None) != (flag.digest, str(flag.status), flag.reason):
                changes.flags.append(flag)
        for advisory in store.advisories():
            if self._advisories.pop(advisory.id, None) != advisory.body:
                changes.advisories.append(advisory)
        changes.letters += (_letter(row) for row in store.deadletters() if self._is_new(row))

    def gone(self, changes: Changes) -> None:
        """Take what no store holds any more."""
        changes.events_gone += self._events
        changes.flags_gone += self._flags
        changes.advisories_gone += self._advisories
        changes.letters_gone += (one[:3] for one in self._letters)

    def _is_new(self, row: DeadLetterRow) -> bool:
        key = (row.topic, row.partition, row.offset, row.sha256)
        if key not in self._letters:
            return True
        self._letters.discard(key)
        return False


def _known(session: Session) -> _Known:
    event, flag, advisory, letter = ProjectedEvent, ProjectedFlag, ProjectedAdvisory, ProjectedLetter
    events = session.execute(select(event.gemeente, event.source, event.id, event.digest))
    flags = session.execute(select(flag.id, flag.digest, flag.status, flag.reason))
    advisories = session.execute(select(advisory.id, advisory.body))
    letters = session.execute(select(letter.topic, letter.partition, letter.offset, letter.sha256))
    return _Known(
        {(row[0], row[1], row[2]): row[3] for row in events},
        {row[0]: (row[1], row[2], row[3]) for row in flags},
        {row[0]: row[1] for row in advisories},
        {(row[0], row[1], row[2], row[3]) for row in letters},
    )


def _letter(row: DeadLetterRow) -> Letter:
    return Letter(row.topic, row.partition, row.offset, row.sha256, msgspec.json.decode(row.body)["reason"])
