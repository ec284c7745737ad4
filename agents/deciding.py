"""Writes what people decided to the file of decisions of an embedded store."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from agents.moment import moment
from agents.standing import Standing
from streams.decisions_file import decide
from streams.errors import Failure
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["write_decisions"]


def write_decisions(
    folder: Path,
    kind: str,
    every: Sequence[Mapping[str, Any]],
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> list[str]:
    """Write one decision or several of a kind; the next run takes them in. Give the ids of their events.

    Parameters
    ----------
    every
        The data of each decision, `gemeente` included.

    Raises
    ------
    Failure
        When the store belongs to a worker: its decisions come over the topic.
    """
    with Standing([folder], say) as standing:
        if any(store.position() is not None for store in standing.stores):
            raise Failure(f"{folder}: belongs to a worker: its decisions come over the topic `decisions`")
        towns = {data["gemeente"] for data in every}
        at = {one: moment(standing, folder, one, configured, say) for one in sorted(towns)}
    return [
        decide(folder, kind, data, at=at[data["gemeente"]], event_id=str(uuid.uuid4()), keys=keys).event.id
        for data in every
    ]
