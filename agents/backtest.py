"""One set of rules tried beside another over recorded logs: the graph is folded once and evaluated by each.

Nothing is applied event by event: what a set of rules finds follows from the graph as it stands. The second set looks
only where the first found something, for indicators that differ in nothing.
"""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from agents.backtest_checkpoint import Checkpoint, Part
from agents.crash_points import crash_point
from agents.local import Progress
from agents.standing import Standing
from graph.claims import Decision, Statement
from graph.evaluation import Pace, Place
from graph.flag import Flag
from graph.indicators import INDICATORS
from graph.municipality import Municipality
from graph.reevaluation import anew, unchanged
from graph.rules import Rules
from streams.errors import Failure

__all__ = ["Tried", "Verdicts", "try_rules"]

PLACES_AT_ONCE = 5_000
"""Places between two entries in the checkpoint: some tenths of a second."""

STATEMENTS_AT_ONCE = 1_000
"""Events between two moves of the progress bar."""

Verdicts = dict[str, str]
"""By flag id the last verdict on it."""

Asked = Callable[[Rules], Rules]
"""Gives the rules to try in a municipality, from those in force there."""


class Tried(msgspec.Struct, frozen=True):
    """What two sets of rules find in one municipality: flags by id, and what reviewers said."""

    gemeente: str
    old_rules: str
    new_rules: str
    old: dict[str, Flag]
    new: dict[str, Flag]
    verdicts: Verdicts


def try_rules(
    standing: Standing,
    given: Rules,
    old: Asked,
    new: Asked,
    checkpoint: Checkpoint,
    progress: Progress,
    *,
    gemeenten: Iterable[str] | None = None,
    today: int | None = None,
) -> Iterator[Tried]:
    """Try two sets of rules in each municipality; a run after a kill goes on from its checkpoint.

    Cost is that of folding each log (O(events)) and of one evaluation or two (O(entities)); memory that of the graph
    of one municipality.

    Parameters
    ----------
    given
        The rules of a municipality in which nothing was published.
    today
        The day on which to look; the last one of each log where it is left out.

    Raises
    ------
    Failure
        An indicator failed: what it would have found is not known.
    """
    counts = standing.municipalities()
    for gemeente in counts if gemeenten is None else gemeenten:
        key = f"{gemeente}/{counts[gemeente]}/{today}/{_digest(given)}"
        yield _Town(standing, gemeente, given, checkpoint, progress, key, today, counts[gemeente]).tried(
            old, new
        )


class _Town:
    """One municipality, folded when something is left to evaluate."""

    def __init__(
        self,
        standing: Standing,
        gemeente: str,
        given: Rules,
        checkpoint: Checkpoint,
        progress: Progress,
        key: str,
        today: int | None,
        events: int,
    ) -> None:
        self._standing = standing
        self._gemeente = gemeente
        self._given = given
        self._checkpoint = checkpoint
        self._progress = progress
        self._key = key
        self._today = today
        self._events = events
        self._decisions: list[Decision] = []

    def tried(self, old: Asked, new: Asked) -> Tried:
        """Evaluate by both sets, or take from the checkpoint what is done."""
        town = self._folded()
        in_force = town.in_force.rules
        before, after = old(in_force), new(in_force)
        gave: set[Place] = set()
        found = self._flags(town, before, "old", frozenset(), gave)
        same = unchanged(before, after)
        return Tried(
            self._gemeente,
            before.version,
            after.version,
            found,
            self._flags(town, after, "new", same, gave),
            self._verdicts(town),
        )

    def _folded(self) -> Municipality:
        town = Municipality(self._gemeente, self._given, today=self._today)
        gc.disable()  # a growing graph makes no garbage, and looking for it takes most of the time
        try:
            town.fold(self._statements())
        finally:
            gc.enable()
        gc.freeze()
        return town

    def _statements(self) -> Iterator[Statement]:
        stage = f"graph {self._gemeente}"
        for done, statement in enumerate(self._standing.statements(self._gemeente)):
            if statement.decision is not None and statement.decision.oordeel is not None:
                self._decisions.append(statement.decision)
            if done % STATEMENTS_AT_ONCE == 0:
                self._progress(stage, done, self._events)
            yield statement
        self._progress(stage, self._events, self._events)

    def _flags(
        self, town: Municipality, rules: Rules, side: str, same: frozenset[str], gave: set[Place]
    ) -> dict[str, Flag]:
        """Evaluate by one set; `gave` holds the places that gave anything by the other, and is filled for it."""
        part = self._checkpoint.part(f"{self._key}/{_digest(rules)}/{','.join(sorted(same))}")
        pace = self._pace(part, f"rules {side} {self._gemeente}", same, gave)
        evaluation, flagging, _ = anew(town.graph, rules, {}, pace)
        if evaluation.failed:
            failed = evaluation.failed[0]
            raise Failure(f"{failed.indicator}: an indicator failed; nothing can be said of these rules")
        return dict(sorted(flagging.flags.items()))

    def _pace(self, part: Part, stage: str, same: frozenset[str], gave: set[Place]) -> Pace:
        """Look at places in steps, noting after each which of them gave anything: the others need no second look."""

        def pace(places: list[Place], gives: Callable[[Place], bool]) -> Iterator[Place]:
            todo = [place for place in places if place[0] not in same or place in gave]
            found: list[Place] = []
            for start in range(0, len(todo), PLACES_AT_ONCE):
                step = todo[start : start + PLACES_AT_ONCE]
                known = part.known(start, step)
                yield from step if known is None else known
                giving = [place for place in step if gives(place)]
                if known is None:
                    part.note(start, giving)
                    crash_point("tried")
                found.extend(giving)
                self._progress(stage, start + len(step), len(todo))
            gave.update(found)

        return pace

    def _verdicts(self, town: Municipality) -> Verdicts:
        """Give the last verdict on each flag that stands as an event (rules.md section 8)."""
        standing = [one for one in self._decisions if town.graph.standing.stands(one.ref)]
        return {
            one.flag: one.oordeel
            for one in sorted(standing, key=lambda one: one.ref[1:])
            if one.flag is not None and one.oordeel is not None
        }


def _digest(rules: Rules) -> str:
    """Give a hash of all that a set of rules says, and of the versions of the indicators that follow it."""
    versions = [(one.id, one.version) for one in INDICATORS]
    return hashlib.sha256(msgspec.json.encode((rules, versions), order="deterministic")).hexdigest()
