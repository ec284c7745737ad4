"""A decision that takes effect at once: written to the file of decisions and taken into the store."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agents.standing import Standing
from cli.embedded import Finished, embedded
from cli.moment import moment
from cli.terminal import say
from streams import rules_file
from streams.decisions_file import decide
from streams.errors import Failure
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["decided"]


@contextmanager
def decided(
    folder: Path, kind: str, every: Sequence[Mapping[str, Any]], keys: Keys, configured: Settings
) -> Iterator[Finished]:
    """Decide one thing or several of a kind, and run the decisions into the store, open while the block runs.

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
        at = {gemeente: moment(standing, folder, gemeente, configured) for gemeente in sorted(towns)}
    for data in every:
        decide(folder, kind, data, at=at[data["gemeente"]], event_id=str(uuid.uuid4()), keys=keys)
    with embedded(folder, [], [], keys, rules_file.load_rules(), configured) as finished:
        yield finished
