"""The advisories of one municipality, kept current: looked at again only around flags and cases that changed."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from graph.municipality import Changes, Municipality
from screening.advise import advise, advised_on, advisory_id
from screening.advisory import NOG_NIET, Advisory
from screening.case import last_day, open_case
from screening.dossier import EMPTY, Dossier
from screening.look import Look
from screening.near import reach
from screening.paper import Papers
from screening.policy import POLICY, Policy
from screening.weighing import named

__all__ = ["Docket", "Dossiers", "Renewed"]

Dossiers = Callable[[str], Dossier]
"""Gives what humans recorded of a case, by the id of its advisory; whoever holds the dossiers gives it."""


def _none_yet(_: str) -> Dossier:
    return EMPTY


class Renewed(msgspec.Struct, frozen=True):
    """What a batch changed: advisories that are new or say something else, and ids of those that lapsed."""

    made: list[Advisory]
    lapsed: list[str]
    failed: list[str] = []
    """Kinds of errors of ours: those cases keep their last advisory until the next look."""


class Docket:
    """Which cases are near which flags, and what is advised on them; a function of the municipality as it stands."""

    def __init__(self, papers: Papers, *, dossiers: Dossiers = _none_yet, policy: Policy = POLICY) -> None:
        self._papers = papers
        self._dossiers = dossiers
        self._policy = policy
        self._reached: dict[str, frozenset[str]] = {}
        """By flag: the cases near it."""
        self._flags_at: dict[str, set[str]] = {}
        """By key of an entity: the flags that look at it."""
        self._watched: dict[str, frozenset[str]] = {}
        """By flag: the keys of the entities that it looks at."""
        self._near: dict[str, set[str]] = {}
        """By case: the flags that it is near."""
        self._cases_at: dict[str, set[str]] = {}
        """By key of an entity: the cases near a flag in which it takes part."""
        self._parties: dict[str, frozenset[str]] = {}
        """By case near a flag: the keys of those who take part, and of its place."""
        self._turns: dict[str, frozenset[int]] = {}
        """By case near a flag: the last days of what ends by time alone (a permit, a verdict, a recovery term)."""
        self._today = 0
        self.advisories: dict[str, Advisory] = {}
        """By case."""

    def near(self, case: str) -> list[str]:
        """Give the ids of the flags that a case is near, sorted."""
        return sorted(self._near.get(case, ()))

    def renew(self, town: Municipality, changes: Changes) -> Renewed:
        """Bring the advisories up to date after a batch; cost is local to the flags and cases that changed."""
        touched, gone = town.touched
        keys = [*touched, *(entity.key for entity in gone)]
        flags = {flag.id for flag in changes.raised} | {flag for flag, _ in changes.withdrawn}
        flags |= self._judged(town)
        flags.update(flag for key in keys if key in self._flags_at for flag in self._flags_at[key])
        cases = {case for key in keys if key in self._cases_at for case in self._cases_at[key]}
        for flag_id in sorted(flags):
            cases |= self._renew_flag(town, flag_id)
        return self._renew_cases(town, cases | self._turned(town.graph.today))

    def _judged(self, town: Municipality) -> set[str]:
        """Give the flags on which the last batch gave a verdict or took one back, under whatever id."""
        judged = town.graph.judged
        if not judged:
            return set()
        return {
            one
            for one in self._reached
            if one in town.flags and not judged.isdisjoint(named(town.flags[one]))
        }

    def _turned(self, today: int) -> set[str]:
        """Give the cases for which something ended, or no longer did, because today moved."""
        first, last = sorted((self._today, today))
        self._today = today
        if first == last:
            return set()
        return {case for case, days in self._turns.items() if any(first <= day < last for day in days)}

    def reopen(self, town: Municipality, cases: Iterable[str]) -> Renewed:
        """Look at cases again because somebody recorded something in their dossiers."""
        return self._renew_cases(town, set(cases))

    def _renew_flag(self, town: Municipality, flag_id: str) -> set[str]:
        """Look again what a flag reaches; give the cases that it reached or reaches."""
        before = self._reached.pop(flag_id, frozenset())
        for key in self._watched.pop(flag_id, frozenset()):
            _take_out(self._flags_at, key, flag_id)
        flag = town.flags.get(flag_id)
        after: frozenset[str] = frozenset()
        if flag is not None:
            found = reach(town.graph, flag)
            after = found.cases
            self._reached[flag_id], self._watched[flag_id] = after, found.watched
            for key in found.watched:
                self._flags_at.setdefault(key, set()).add(flag_id)
        for case in before - after:
            _take_out(self._near, case, flag_id)
        for case in after:
            self._near.setdefault(case, set()).add(flag_id)
        return set(before | after)

    def _renew_cases(self, town: Municipality, cases: set[str]) -> Renewed:
        made: list[Advisory] = []
        lapsed: list[str] = []
        failed: list[str] = []
        look = Look(town, self._papers)
        for case in sorted(cases):
            try:
                after = self._advise(town, case, look)
            except Exception as error:  # noqa: BLE001 - a bug of ours is not the event's failure
                failed.append(type(error).__name__)
                continue
            before = self.advisories.pop(case, None)
            if after is not None:
                self.advisories[case] = after
            if before is not None and (after is None or after.id != before.id):
                lapsed.append(before.id)
            if after is not None and (before is None or _differ(before, after)):
                made.append(after)
            elif after is not None and before is not None:
                self.advisories[case] = before
        return Renewed(made, lapsed, failed)

    def _advise(self, town: Municipality, key: str, look: Look) -> Advisory | None:
        for one in self._parties.pop(key, frozenset()):
            _take_out(self._cases_at, one, key)
        self._turns.pop(key, None)
        near = self._near.get(key)
        facts = town.graph.cases.get(key)
        if not near or facts is None:
            return None
        signals = [look.signal(town.flags[flag]) for flag in sorted(near) if flag in town.flags]
        until = last_day(facts.facts[ref] for ref in sorted(facts.facts))
        turns = frozenset[int]().union(*(one.turns for one in signals))
        self._turns[key] = turns if until is None else turns | {until}
        case = open_case(town.graph, key)
        if case is None:
            return None
        parties = frozenset(one.key for one in (*case.parties, case.place) if one is not None)
        self._parties[key] = parties
        for one in parties:
            self._cases_at.setdefault(one, set()).add(key)
        signals = advised_on(town.graph, case, signals)
        if not signals:
            return None
        dossier = self._dossiers(advisory_id(town.gemeente, case))
        made = advise(town.graph, case, signals, self._policy, dossier, look)
        assert not look.missing(made), "an advisory with an empty field is not published"
        if isinstance(made.vragen, list):
            asked = (one.hersteltermijn for one in made.vragen if one.gevraagd != NOG_NIET)
            self._turns[key] |= {date.fromisoformat(day).toordinal() for day in asked}
        return made


def _differ(before: Advisory, after: Advisory) -> bool:
    """Tell whether an advisory says something else, or stands otherwise; that it was looked at again is no change."""
    return (before.digest, before.versie, before.status, before.mens) != (
        after.digest,
        after.versie,
        after.status,
        after.mens,
    )


def _take_out(index: dict[str, set[str]], key: str, one: str) -> None:
    """Take one out of an index, and its place with it where nothing is left."""
    found = index.get(key)
    if found is None:
        return
    found.discard(one)
    if not found:
        del index[key]
