"""What an account has opened around a flag: only from there may it go on, so that nobody is looked up out of nothing."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.flag import EventName

__all__ = ["MOST", "Opened", "Sheet"]

MOST = 2_000
"""Entities on one canvas; more are neither read nor drawn with sense."""

SHEETS = 500
# Kept at once; the one that was used longest ago goes first, and its reader begins at the evidence again.


@dataclass(slots=True)
class Sheet:
    """The entities that are open, the records of the persons among them, and by token the events that may be read."""

    entities: set[str] = field(default_factory=set)
    people: dict[str, list[str]] = field(default_factory=dict)
    events: dict[str, EventName] = field(default_factory=dict)


class Opened:
    """The sheets of this process, one an account and flag."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sheets: dict[tuple[str, str], Sheet] = {}

    def sheet(self, account: str, flag: str, evidence: Iterable[str] = ()) -> Sheet:
        """Give the sheet; the evidence of the flag is always open."""
        with self._lock:
            sheet = self._sheets.pop((account, flag), None) or Sheet()
            self._sheets[account, flag] = sheet
            while len(self._sheets) > SHEETS:
                del self._sheets[next(iter(self._sheets))]
            sheet.entities.update(evidence)
            return sheet
