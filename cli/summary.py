"""What `run` tells a person: counts by path, refusals, flags with their sentence, pairs that may be one."""

from collections import Counter
from typing import Any

import msgspec

from agents.local import Local, Summary
from agents.screen import ACCEPTED, Screen
from cli.protection import is_protected
from streams.store_rows import FlagRow

__all__ = ["print_summary"]

SHOWN = 100
# Lines of one list; whoever wants all of them takes the export.


DOUBT = 0.5
# Above it a link is for a human to look at; what is less likely stands in `export links` alone (rules.md section 4).


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
    _print_pairs(screen)
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
    _print_rest(len(standing), "flags")


def sentence(row: FlagRow) -> str:
    """Give a flag in one line: when it was raised, and what its first indicators say in Dutch."""
    flag = msgspec.json.decode(row.body)
    return f"{flag['raised']['valid']}  {' '.join(hit['nl'] for hit in flag['indicators'])}"


def _print_pairs(screen: Screen) -> None:
    """Print the pairs of records of different sources that may be one and were not joined."""
    pairs = sorted(_pairs(screen), key=lambda link: (-link["probability"], link["a"], link["b"]))
    if pairs:
        print(f"may be one  {len(pairs):>10,}  pairs of records in two sources, not joined")
    for link in pairs[:SHOWN]:
        print(f"  {link['probability']:.2f}  {link['a']}  {link['b']}")
    _print_rest(len(pairs), "links")


def _pairs(screen: Screen) -> list[dict[str, Any]]:
    towns: Any = screen.towns.values()
    return [
        link
        for town in towns
        for link in town.links()
        if not link["joined"] and link["probability"] > DOUBT and _source(link["a"]) != _source(link["b"])
    ]


def _source(record: str) -> str:
    return record.rpartition("#")[0]


def _print_rest(count: int, kind: str) -> None:
    if count > SHOWN:
        print(f"  and {count - SHOWN:,} more: dwarsverband export {kind} --store DIR")
