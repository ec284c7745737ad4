"""A decision that takes effect at once: taken into an embedded store here, and by its worker into a worker's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agents.deciding import write_decisions
from agents.standing import of_worker
from cli.embedded import Finished, embedded
from cli.terminal import say
from streams import rules_file
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["decided", "take_in"]


@contextmanager
def decided(
    folder: Path, kind: str, every: Sequence[Mapping[str, Any]], keys: Keys, configured: Settings
) -> Iterator[Finished | None]:
    """Decide one thing or several of a kind, and have them taken in; gives the run, open while the block runs.

    A worker's store has no run of ours: the worker has taken the decisions in, and None is given.

    Parameters
    ----------
    every
        The data of each decision, `gemeente` included.

    Raises
    ------
    Failure
        When the worker refused one, or none answered in time.
    """
    write_decisions(folder, kind, every, keys, configured, say)
    if of_worker(folder):
        yield None
        return
    with embedded(folder, [], [], keys, rules_file.load_rules(), configured) as finished:
        yield finished


def take_in(folder: Path, keys: Keys, configured: Settings) -> None:
    """Take in what was decided; a worker did that before it answered."""
    if not of_worker(folder):
        with embedded(folder, [], [], keys, rules_file.load_rules(), configured):
            pass
