"""Decisions on rules on their way: into an embedded store's file and then the store, or onto Kafka for a worker."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from agents.deciding import send_decisions
from agents.standing import Standing, of_worker
from cli.embedded import embedded
from cli.terminal import say
from streams.errors import WrongUse
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings

__all__ = ["decided", "municipalities", "take_in"]


def municipalities(standing: Standing, asked: Sequence[str] | None) -> list[str]:
    """Give the municipalities that were asked for, or all.

    Raises
    ------
    WrongUse
        When one of them is not in the store, or none is.
    """
    known = list(standing.municipalities())
    unknown = sorted(set(asked or ()).difference(known))
    if unknown:
        raise WrongUse(f"--gemeente {unknown[0]}: is not in this store ({', '.join(known)})")
    if not known:
        raise WrongUse("--store: there are no events in this store")
    return [one for one in known if not asked or one in asked]


def decided(
    store: Path,
    kind: str,
    data: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
    keys: Keys,
    configured: Settings,
) -> bool:
    """Write decisions, one a municipality (`names`: their ids); tell whether a worker took them in."""
    every = [(kind, {"gemeente": one, **content}) for one, content in data.items()]
    send_decisions(store, every, keys, configured, say, [names[one] for one in data])
    return of_worker(store)


def take_in(store: Path, sent: bool, keys: Keys, configured: Settings) -> None:
    """Let an embedded store take its decisions in, and say what stands then."""
    if sent:
        print("taken in by the worker")
        return
    with embedded(store, [], [], keys, load_rules(), configured) as finished:
        counts = ", ".join(f"{word} {count:,}" for word, count in finished.summary.flags.items())
        print(f"flags in the store: {counts or 'none'}")
