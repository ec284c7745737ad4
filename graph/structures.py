"""Structures: hits that share members, and the rule by which a structure is flagged (rules.md section 4)."""

import hashlib
from collections.abc import Container, Iterable, Iterator
from operator import itemgetter

import msgspec

from graph.cases import Fact
from graph.claims import Ref
from graph.hard_events import counting
from graph.identity.entity import Entity
from graph.indicators.indicator import Hit
from graph.view import View

__all__ = ["Finding", "Since", "anchor_of", "assess", "components", "flag_id", "joining"]

_DECISIVE = frozenset("CDEFGIJ")
"""Groups of which a flag needs at least one."""


class Since(msgspec.Struct, frozen=True):
    """The instant (microseconds since 1970) at which something first held, and the event of that instant."""

    known: int
    ref: Ref


class Finding(msgspec.Struct, frozen=True):
    """A hit, its group, and, once a flag asks for it, since when it holds."""

    hit: Hit
    group: str
    since: Since | None = None

    @property
    def known(self) -> int:
        """The instant since when it holds; only of a finding that is dated."""
        assert self.since is not None
        return self.since.known


def joining(view: View, hit: Hit, exempt: Container[str]) -> list[Entity]:
    """Give the members through which a hit joins others: no hub, but for the places of B hits (``exempt`` keys)."""
    return [member for member in hit.members if member.key in exempt or not view.is_hub(member)]


def components(view: View, findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Give the findings that hang together, each group in a fixed order; O(findings · members)."""
    every = sorted(((finding.hit.name, finding) for finding in findings), key=itemgetter(0))
    exempt = {member.key for _, finding in every for member in finding.hit.joins}
    joined = [[member.key for member in joining(view, finding.hit, exempt)] for _, finding in every]
    by_member: dict[str, list[int]] = {}
    for number, keys in enumerate(joined):
        for key in keys:
            by_member.setdefault(key, []).append(number)
    done: set[int] = set()
    for first in range(len(every)):
        if first in done:
            continue
        found, stack = {first}, [first]
        while stack:
            for key in joined[stack.pop()]:
                # Whoever comes first to a member takes all that have it.
                fresh = [other for other in by_member.pop(key, ()) if other not in found]
                found.update(fresh)
                stack += fresh
        done |= found
        yield [every[number][1] for number in sorted(found)]


def assess(view: View, findings: list[Finding], until: int | None = None) -> set[Fact] | None:
    """Give the hard events that count when the structure meets the combination rule, else None.

    With ``until``, only what was known by that instant is looked at.
    """
    general = view.rules.general
    groups = {finding.group for finding in findings}
    if len(groups) < general.groups or groups.isdisjoint(_DECISIVE):
        return None
    refs = frozenset[Ref]().union(*(finding.hit.refs for finding in findings))
    if until is not None:
        refs = frozenset(ref for ref in refs if ref.known <= until)
    members = {member.key: member for finding in findings for member in finding.hit.members}
    hard = counting(view, members.values(), max(ref.day for ref in refs))
    if until is not None:
        hard = {fact for fact in hard if fact.ref.known <= until}
    sources = {ref.source for ref in refs} | {fact.ref.source for fact in hard}
    return hard if hard and len(sources) >= general.sources else None


def anchor_of(view: View, findings: list[Finding]) -> str:
    """Give the record id that names the structure: of members in at least two hits, the smallest; else of all."""
    places = {member.key for finding in findings for member in finding.hit.joins}
    count: dict[str, int] = {}
    members: dict[str, Entity] = {}
    for finding in findings:
        for member in finding.hit.members:
            members[member.key] = member
            count[member.key] = count.get(member.key, 0) + 1
    candidates = [
        member for key, member in members.items() if key in places or not view.is_hub(member)
    ] or list(members.values())
    shared = [member for member in candidates if count[member.key] > 1]
    ids = [identifier for member in shared or candidates for identifier in member.ids]
    registers = [identifier for identifier in ids if identifier.startswith(("bag:", "kvk:"))]
    return min(registers or [identifier for identifier in ids if not identifier.startswith("rsin:")] or ids)


def flag_id(gemeente: str, anchor: str, *, protection: bool = False) -> str:
    """Give ``f:`` and 32 hex digits of SHA-256 over municipality and anchor."""
    route = "|p|" if protection else "|"
    return "f:" + hashlib.sha256(f"{gemeente}{route}{anchor}".encode()).hexdigest()[:32]
