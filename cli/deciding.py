"""A decision that takes effect at once: written to the file of decisions and taken into the store."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agents.deciding import write_decisions
from cli.embedded import Finished, embedded
from cli.terminal import say
from streams import rules_file
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
    write_decisions(folder, kind, every, keys, configured, say)
    with embedded(folder, [], [], keys, rules_file.load_rules(), configured) as finished:
        yield finished
