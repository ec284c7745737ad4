"""The graph of a municipality in memory, for what must be computed: doubts of identity, and what would clear a flag."""

import threading
from pathlib import Path
from typing import Any

import msgspec

from agents.standing import Standing
from desk.snapshot import Signature, Snapshot, signature
from graph.explanation import Explanation
from graph.flag import Flag
from graph.municipality import Municipality
from streams import rules_file

__all__ = ["Towns"]


class Towns:
    """One graph a municipality, made when somebody first asks and again when the store changed; one asks at a time."""

    def __init__(self, folder: Path, profile: str) -> None:
        self._folder = folder
        self._profile = profile
        self._lock = threading.Lock()
        self._made: dict[str, tuple[Signature, Municipality]] = {}
        self._doubts: dict[str, tuple[Signature, list[dict[str, Any]]]] = {}

    def doubts(self, gemeente: str) -> list[dict[str, Any]]:
        """Give the pairs of records that may be one; flags of the protection route left out (R29)."""
        with self._lock:
            state = signature(self._folder)
            found = self._doubts.get(gemeente)
            if found is None or found[0] != state:
                rows = list(self._town(gemeente, state).doubts(protection=False))
                found = self._doubts[gemeente] = (state, rows)
            return found[1]

    def explained(self, flag_id: str, now: Snapshot) -> Explanation:
        """Say what a standing flag rests on at least, and what would clear it; seconds."""
        flag = msgspec.json.decode(now.rows[flag_id].body, type=Flag)
        beside = [one.flag for one in now.order if one.flag.gemeente == flag.gemeente]
        with self._lock:
            return self._town(flag.gemeente, signature(self._folder)).explained(flag, beside)

    def _town(self, gemeente: str, state: Signature) -> Municipality:
        found = self._made.get(gemeente)
        if found is None or found[0] != state:
            with Standing([self._folder], lambda _: None) as standing:
                town = standing.town(gemeente, rules_file.load_rules(), self._profile)
                town.apply(standing.statements(gemeente))
            found = self._made[gemeente] = (state, town)
        return found[1]
