"""Since when a structure meets the combination rule: its hits are laid out in time, and joined as they come to hold."""

from bisect import bisect_left
from collections.abc import Iterable

from graph.cases import Fact
from graph.hard_events import hard_events_on
from graph.identity.entity import Entity
from graph.structures import Finding, Since, assess
from graph.view import View

__all__ = ["raised"]


def raised(view: View, findings: list[Finding], hard: set[Fact]) -> Since:
    """Give the first instant at which hits and hard events met the combination rule, and its event.

    At each instant only the parts are assessed in which something became known then: a hit, an event of one, or a hard
    event on a member. O(events · log events), and the parts that are assessed.
    """
    refs = frozenset(fact.ref for fact in hard).union(*(finding.hit.refs for finding in findings))
    first = min(finding.known for finding in findings)
    instants = sorted({ref.known for ref in refs if ref.known >= first})
    coming, told = _by_instant(findings)
    struck = _struck(view, findings, instants)
    parts = _Parts(view)
    for known in instants:
        for finding in coming.get(known, ()):
            parts.add(finding)
        if any(
            assess(view, part, known) for part in parts.with_any(told.get(known, ()), struck.get(known, ()))
        ):
            return Since(known, max(ref for ref in refs if ref.known == known))
    latest = max(refs, key=lambda ref: ref.known)
    return Since(latest.known, latest)


_ByInstant = dict[int, list[Finding]]


def _by_instant(findings: list[Finding]) -> tuple[_ByInstant, _ByInstant]:
    """Give by instant the findings that come to hold, and those of which anything becomes known."""
    coming: _ByInstant = {}
    told: _ByInstant = {}
    for finding in findings:
        coming.setdefault(finding.known, []).append(finding)
        for known in {finding.known, *(ref.known for ref in finding.hit.refs)}:
            told.setdefault(known, []).append(finding)
    return coming, told


def _struck(view: View, findings: list[Finding], instants: list[int]) -> dict[int, set[str]]:
    """Give by instant the keys of the members on which hard events are known since then."""
    struck: dict[int, set[str]] = {}
    for member in {member for finding in findings for member in finding.hit.members}:
        if view.is_hub(member):
            continue
        for fact in view.still(hard_events_on, member):
            at = bisect_left(instants, fact.ref.known)
            if at < len(instants):
                struck.setdefault(instants[at], set()).add(member.key)
    return struck


class _Parts:
    """Findings that hang together, joined as they are added, in the way of `structures.components`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._holding: dict[str, list[Finding]] = {}
        """By key of a member: the findings that have it."""
        self._exempt: set[str] = set()
        self._part_of: dict[object, list[Finding]] = {}
        """By name of a finding: all that it hangs together with."""

    def add(self, finding: Finding) -> None:
        """Let a finding hold."""
        name = finding.hit.name
        self._part_of[name] = [finding]
        for place in finding.hit.joins:
            if place.key not in self._exempt:
                self._exempt.add(place.key)
                # Whatever had this place before is joined by it from now on.
                for other in self._holding.get(place.key, ()):
                    self._join(name, other.hit.name)
        for member in finding.hit.members:
            held = self._holding.setdefault(member.key, [])
            if held and self._joins(member):
                self._join(name, held[0].hit.name)
            held.append(finding)

    def with_any(self, told: Iterable[Finding], struck: Iterable[str]) -> list[list[Finding]]:
        """Give the parts in which any of these findings is that holds by now, or any of these members."""
        found: dict[int, list[Finding]] = {}
        for finding in told:
            part = self._part_of.get(finding.hit.name)
            if part is not None:
                found[id(part)] = part
        for key in struck:
            for finding in self._holding.get(key, ()):
                part = self._part_of[finding.hit.name]
                found[id(part)] = part
        return list(found.values())

    def _joins(self, member: Entity) -> bool:
        return member.key in self._exempt or not self._view.is_hub(member)

    def _join(self, one: object, other: object) -> None:
        few, many = self._part_of[one], self._part_of[other]
        if few is many:
            return
        if len(few) > len(many):
            few, many = many, few
        many.extend(few)
        for finding in few:
            self._part_of[finding.hit.name] = many
