"""Which flags found which structures, and which found nothing that was planted.

A flag *is about* a structure when its records hold more than half of the structure's members. A planted structure is *found*
when a standing flag is about it and names every indicator that holds on it. A standing flag is *false* when it is about no
planted structure: also when it is about one that a later event undid. A look-alike is *flagged* when a standing flag is about
it. One flag may find several structures (when they merged), and several flags one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demo.truth import Structure, Truth

__all__ = ["Flag", "Match", "Score", "by_group", "match", "stands"]

Flag = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many of one kind were planted and found."""

    kind: str
    planted: int
    found: int


@dataclass(frozen=True, slots=True)
class Match:
    """What the flags found of the truth."""

    found: dict[str, str]
    """Planted structure → the flag that found it."""
    missed: tuple[Structure, ...]
    false: tuple[str, ...]
    """Flags that are about nothing planted."""
    tricked: tuple[Structure, ...]
    """Look-alikes and undone structures that a standing flag is about."""
    scores: tuple[Score, ...]
    lookalikes: int
    """How many look-alikes and undone structures there are."""

    @property
    def planted(self) -> int:
        """How many structures were planted."""
        return sum(score.planted for score in self.scores)


def match(flags: Iterable[Flag], truth: Truth) -> Match:
    """Hold the standing flags against the truth.

    Parameters
    ----------
    flags
        Flags as `export flags` gives them; withdrawn ones are passed over.
    """
    standing = [flag for flag in flags if stands(flag)]
    about = {flag["id"]: _about(flag, truth.structures) for flag in standing}
    found: dict[str, str] = {}
    for flag in standing:
        named = {indicator["id"] for indicator in flag["indicators"]}
        for structure in about[flag["id"]]:
            if structure.fate.flagged and named.issuperset(structure.indicators):
                found.setdefault(structure.id, flag["id"])
    planted = [structure for structure in truth.structures if structure.fate.flagged]
    others = [structure for structure in truth.structures if not structure.fate.flagged]
    touched = {structure.id for structures in about.values() for structure in structures}
    return Match(
        found=found,
        missed=tuple(structure for structure in planted if structure.id not in found),
        false=tuple(
            sorted(id_ for id_, known in about.items() if not any(one.fate.flagged for one in known))
        ),
        tricked=tuple(structure for structure in others if structure.id in touched),
        scores=_scores(planted, found),
        lookalikes=len(others),
    )


def by_group(flags: Iterable[Flag], truth: Truth) -> dict[str, Score]:
    """Count, by group of indicators, how often an indicator holds on a planted structure, and how often a flag says so.

    A standing flag says so when it is about the structure and names the indicator; `kind` is the group.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for flag in filter(stands, flags):
        for structure in _about(flag, truth.structures):
            named[structure.id].update(indicator["id"] for indicator in flag["indicators"])
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for structure in truth.structures:
        if structure.fate.flagged:
            for indicator in structure.indicators:
                hits[indicator[0]].append(indicator in named[structure.id])
    return {group: Score(group, len(hits[group]), sum(hits[group])) for group in sorted(hits)}


def stands(flag: Flag) -> bool:
    """Whether a flag stands: it is not withdrawn."""
    return bool(flag.get("status", "open") != "withdrawn")


def _about(flag: Flag, structures: Sequence[Structure]) -> list[Structure]:
    """Return the structures of which the flag holds more than half of the members."""
    records = set(flag["records"])
    return [one for one in structures if 2 * len(records.intersection(one.members)) > len(one.members)]


def _scores(planted: Sequence[Structure], found: Mapping[str, str]) -> tuple[Score, ...]:
    """Count by kind, in the order of the truth."""
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for structure in planted:
        kinds[structure.kind].append(structure.id in found)
    return tuple(Score(kind, len(hits), sum(hits)) for kind, hits in kinds.items())
