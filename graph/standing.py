"""Which events stand: those that no other names, and of rival corrections the last (contracts.md section 2).

A function of the set of events: arrival plays no part. What is named by a correction or retraction never counts
again, whichever of the two came first, and whatever becomes of the naming event.
"""

from collections.abc import Iterable, Iterator

from graph.claims import Ref, Statement

__all__ = ["Standing"]

_Name = tuple[str, str]


class Standing:
    """All accepted events of one municipality, and which of them stand."""

    def __init__(self) -> None:
        self._all: dict[_Name, Statement] = {}
        self._namers: dict[_Name, list[Statement]] = {}
        self._latest = 0

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Statement]:
        """Give the statements that stand; O(events)."""
        return (statement for statement in self._all.values() if self._counts(statement))

    def get(self, ref: Ref) -> Statement | None:
        """Give the statement of an event, standing or not."""
        return self._all.get((ref.source, ref.id))

    def purpose_of(self, ref: Ref) -> str | None:
        """Give the purpose of an event; None where it has none."""
        statement = self.get(ref)
        return None if statement is None else statement.purpose

    def naming(self, ref: Ref) -> list[Statement]:
        """Give the corrections and retractions that name an event."""
        return self._namers.get((ref.source, ref.id), [])

    def stands(self, ref: Ref) -> bool:
        """Tell whether an event counts."""
        statement = self._all.get((ref.source, ref.id))
        return statement is not None and self._counts(statement)

    def admit(self, statements: Iterable[Statement]) -> tuple[list[Statement], list[Statement]]:
        """Take in new events; give those that now enter and those that now leave what stands."""
        fresh: dict[_Name, Statement] = {}
        affected: dict[_Name, bool] = {}
        for statement in statements:
            name = (statement.ref.source, statement.ref.id)
            fresh[name] = statement
            target = statement.names
            if target is not None:
                for other in self._affected_by((statement.ref.source, target)):
                    affected.setdefault(other, self._counts(self._all[other]))
                self._namers.setdefault((statement.ref.source, target), []).append(statement)
            self._all[name] = statement
        entering = [statement for name, statement in fresh.items() if self._counts(statement)]
        leaving = [
            self._all[name]
            for name, counted in affected.items()
            if name not in fresh and counted and not self._counts(self._all[name])
        ]
        self._move_latest(entering, leaving)
        return entering, leaving

    def latest(self) -> int:
        """Give the latest known time of all that stands (microseconds since 1970); 0 where nothing does."""
        return self._latest

    def _affected_by(self, target: _Name) -> Iterator[_Name]:
        if target in self._all:
            yield target
        for rival in self._namers.get(target, ()):
            yield (rival.ref.source, rival.ref.id)

    def _counts(self, statement: Statement) -> bool:
        source = statement.ref.source
        if (source, statement.ref.id) in self._namers:
            return False
        if statement.corrigeert is None:
            return True
        rivals = (
            rival for rival in self._namers[source, statement.corrigeert] if rival.corrigeert is not None
        )
        return max(rivals, key=lambda rival: (rival.ref.known, rival.ref.id)) is statement

    def _move_latest(self, entering: list[Statement], leaving: list[Statement]) -> None:
        self._latest = max([self._latest, *(statement.ref.known for statement in entering)])
        if any(statement.ref.known == self._latest for statement in leaving):
            standing = (s.ref.known for s in self._all.values() if self._counts(s))
            self._latest = max(standing, default=0)
