"""What more than one published page says of the program: the numbers of the rules in force, and facts in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from graph.indicators import DECLARATIONS
from screening.retention import POLICY, Kept
from streams.published.texts import toml
from streams.rules_file import load_rules

__all__ = ["INDICATORS", "Fact", "Numbers", "Plain", "Source", "facts_by_source", "numbers", "off"]


class Source(msgspec.Struct, frozen=True):
    """Where a fact comes from, and who can put it right, in both languages."""

    nl: str
    en: str
    verbeter: str
    correct: str


class Fact(msgspec.Struct, frozen=True):
    """A kind of fact in plain words, and the key of its source."""

    nl: str
    en: str
    source: str


class Plain(msgspec.Struct, frozen=True):
    """One indicator in plain words: what is looked at and why, in both languages."""

    kijkt: str
    waarom: str
    looks: str
    why: str


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: dict[str, Source]
    facts: dict[str, Fact]
    indicators: dict[str, Plain]


INDICATORS = msgspec.convert(toml("indicatoren.toml"), _Texts)
"""The plain words of every source, fact and indicator."""


class Numbers(msgspec.Struct, frozen=True):
    """The numbers of the rules in force, as pages say them; ``open`` is days until an unjudged flag expires."""

    version: str
    weights: str
    groups: int
    sources: int
    years: int
    count: int
    on: int
    on_ids: str
    open: int

    def values(self) -> Mapping[str, Any]:
        """Give them by name, for a text to be filled."""
        return msgspec.structs.asdict(self)


def off() -> frozenset[str]:
    """Give the ids of indicators that the rules that come with the program do not compute, or compute on trial."""
    return load_rules().silent


def numbers() -> Numbers:
    """Read them from the rules that come with the program."""
    rules = load_rules()
    on = [one.id for one in DECLARATIONS if one.id not in rules.silent]
    return Numbers(
        version=rules.version,
        weights=rules.identity.version,
        groups=rules.general.groups,
        sources=rules.general.sources,
        years=round(rules.general.hard_event_years),
        count=len(DECLARATIONS),
        on=len(on),
        on_ids=", ".join(on),
        open=POLICY[Kept.VLAG_ONBEWERKT].days,
    )


def facts_by_source(kinds: Iterable[str]) -> dict[Source, list[Fact]]:
    """Group kinds of facts by their source, both in the order in which they first come."""
    grouped: dict[Source, list[Fact]] = {}
    for kind in dict.fromkeys(kinds):
        fact = INDICATORS.facts[kind]
        grouped.setdefault(INDICATORS.sources[fact.source], []).append(fact)
    return grouped
