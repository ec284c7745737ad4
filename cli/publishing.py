"""Decisions on rules on their way: into an embedded store's file and then the store, or onto Kafka for a worker."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from agents.moment import moment
from agents.standing import Standing
from cli.embedded import embedded
from cli.terminal import say
from streams.decisions_file import decide, decision
from streams.errors import WrongUse
from streams.gateway import Gateway
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
    """Write decisions, one a municipality (`names`: their ids); tell whether they went onto Kafka."""
    with Standing([store], say) as standing:
        remote = any(one.position() is not None for one in standing.stores)
        times = {one: moment(standing, store, one, configured, say) for one in data}
    if remote:
        rows = [
            (kind, number, decision(kind, {"gemeente": one, **data[one]}, at=times[one], event_id=names[one]))
            for number, one in enumerate(data)
        ]
        from streams.send import send  # noqa: PLC0415 - loads the Kafka client, which an embedded store needs not

        sent = send(
            rows, configured, Gateway(keys, decisions=True), keys, clock=lambda: dt.datetime.now(dt.UTC)
        )
        if sent.refused:
            raise WrongUse(f"{kind}: refused: {', '.join(sent.refused)}")
        return True
    for one, content in data.items():
        decide(store, kind, {"gemeente": one, **content}, at=times[one], event_id=names[one], keys=keys)
    return False


def take_in(store: Path, sent: bool, keys: Keys, configured: Settings) -> None:
    """Let an embedded store take its decisions in, and say what stands then."""
    if sent:
        print("sent: the worker switches when it arrives")
        return
    with embedded(store, [], [], keys, load_rules(), configured) as finished:
        counts = ", ".join(f"{word} {count:,}" for word, count in finished.summary.flags.items())
        print(f"flags in the store: {counts or 'none'}")
