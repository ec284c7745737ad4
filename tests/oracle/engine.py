"""The engine under test, behind three words: apply, rows, differences."""

from collections.abc import Iterable
from typing import Any

import msgspec

from graph.indicators import INDICATORS
from graph.municipality import Changes, Municipality
from streams.events.event import Event
from streams.rules_file import load_rules
from streams.statements import statement_of
from tests.oracle.accepting import accepted
from tests.oracle.agreement import differences
from tests.oracle.indicators import INDICATORS as READ
from tests.oracle.oracle import reading

__all__ = ["apply", "disagreements", "distinct", "rows", "started"]

_RULES = load_rules()
_KNOWN = msgspec.structs.replace(
    _RULES, off=frozenset(indicator.id for indicator in INDICATORS if indicator.id not in READ)
)
"""The rules with those indicators alone that the oracle reads."""

Row = dict[str, Any]
Rows = tuple[list[Row], list[Row], list[Row]]


def started(gemeente: str, today: int | None = None) -> Municipality:
    """Give an empty municipality under the rules in force."""
    return Municipality(gemeente, _KNOWN, today=today)


def apply(engine: Municipality, events: Iterable[Event]) -> Changes:
    """Let an engine take a batch of events of its own municipality."""
    return engine.apply([statement_of(e) for e in events if e.gemeente == engine.gemeente])


def distinct(events: Iterable[Event]) -> list[Event]:
    """Give each event once: an engine is spared duplicates, which the store finds."""
    return list({(e.gemeente, e.source, e.id): e for e in events}.values())


def rows(engine: Municipality) -> Rows:
    """Give entities, relations and flags as others read them, without the moment of evaluation."""
    flags = [msgspec.json.decode(msgspec.json.encode(f)) for _, f in sorted(engine.flags.items())]
    return list(engine.entities()), list(engine.relations()), [{**f, "as_of": None} for f in flags]


def disagreements(raw: list[Row], gemeente: str, today: int | None = None) -> list[str]:
    """Let engine and oracle read the same raw events, and say where they differ."""
    events, bodies = accepted(raw)
    engine = started(gemeente, today)
    apply(engine, distinct(events))
    return differences(reading(bodies, gemeente, today), gemeente, *rows(engine))
