"""What `run` tells a person: counts by path, refusals, flags with their sentence, what identity leaves to people."""

from collections import Counter
from typing import Any

import msgspec

from agents.local import Local, Summary
from agents.protection import is_protected
from agents.screen import ACCEPTED, Screen
from streams.store_rows import FlagRow

__all__ = ["identity_counts", "print_summary"]

SHOWN = 100
# Lines of one list; whoever wants all of them takes the export.


def print_summary(summary: Summary, local: Local, screen: Screen) -> None:
    """Print it on standard output."""
    refused = sum(summary.refused.values())
    print(f"read        {summary.read:>10,}")
    print(f"accepted    {summary.accepted:>10,}")
    print(f"duplicates  {summary.duplicates:>10,}")
    print(f"refused     {refused:>10,}  {_counts(summary.refused)}")
    for given, words in local.counted.by_input.items():
        print(f"  {given}: {_counts(_in_words(words))}")
    print(f"entities    {summary.entities:>10,}")
    print(f"relations   {summary.relations:>10,}")
    print(f"flags       {sum(summary.flags.values()):>10,}  {_counts(summary.flags)}")
    _print_flags(local)
    _print_identity(screen)
    print(f"seconds     {summary.seconds:>10,.1f}")


def _in_words(words: Counter[str]) -> dict[str, int]:
    others = {word: count for word, count in sorted(words.items()) if word != ACCEPTED}
    return {ACCEPTED: words[ACCEPTED], **others}


def _counts(words: dict[str, int]) -> str:
    return ", ".join(f"{word} {count:,}" for word, count in words.items())


def _print_flags(local: Local) -> None:
    standing = [row for row in local.store.flags() if row.status.stands and not is_protected(row)]
    for row in standing[:SHOWN]:
        print(f"  {row.id}  {sentence(row)}")
    if len(standing) > SHOWN:
        print(f"  and {len(standing) - SHOWN:,} more: dwarsverband export flags --store DIR")


def sentence(row: FlagRow) -> str:
    """Give a flag in one line: when it was raised, and what its first indicators say in Dutch."""
    flag = msgspec.json.decode(row.body)
    return f"{flag['raised']['valid']}  {' '.join(hit['nl'] for hit in flag['indicators'])}"


def identity_counts(screen: Screen) -> dict[str, int]:
    """Count what the identity queue and the alarms hold, in the municipalities in memory."""
    towns: Any = screen.towns.values()
    return {
        "doubts": sum(town.doubtful() for town in towns),
        "alarms": sum(1 for town in towns for _ in town.alarms()),
    }


def _print_identity(screen: Screen) -> None:
    counts = identity_counts(screen)
    print(
        f"doubts      {counts['doubts']:>10,}  pairs that may be one: dwarsverband identity queue --store DIR"
    )
    print(f"alarms      {counts['alarms']:>10,}  contradictions: dwarsverband identity alarms --store DIR")
