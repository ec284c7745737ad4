"""What was computed of a municipality ahead: doubts of identity, open applications, what would clear a flag."""

import threading
from typing import Any

from desk.cases import Case
from desk.database.database import Database
from desk.readmodel.deriving import cases, doubts, explanation
from desk.readmodel.projector import Projector
from desk.readmodel.reading import ReadModel
from desk.snapshot import Snapshot
from graph.explanation import Explanation

__all__ = ["Towns"]


class Towns:
    """Reads what was computed, and lets what is missing be computed beside the pages."""

    def __init__(self, database: Database, projector: Projector) -> None:
        self._database = database
        self._projector = projector
        self._lock = threading.Lock()
        self._doubts: dict[str, tuple[int, list[dict[str, Any]]]] = {}

    def doubts(self, gemeente: str) -> list[dict[str, Any]]:
        """Give the pairs of records that may be one; flags of the protection route left out (R29)."""
        with self._database.reading() as session:
            version = ReadModel(session, self._database.name).version()
            with self._lock:
                found = self._doubts.get(gemeente)
            if found is None or found[0] != version:
                found = (version, list(doubts(session, gemeente)))
                with self._lock:
                    self._doubts[gemeente] = found
        return found[1]

    def cases(self, gemeente: str) -> list[Case] | None:
        """Give the open applications as they were when the municipality was last computed; None where it never was."""
        with self._database.reading() as session:
            return cases(session, gemeente)

    def explained(self, flag_id: str, now: Snapshot) -> Explanation | None:
        """Say what a standing flag rests on at least and what would clear it; None where that is being computed now."""
        with self._database.reading() as session:
            found = explanation(session, flag_id, now.rows[flag_id].digest)
        if found is None:
            self._projector.ask(flag_id)
        return found
