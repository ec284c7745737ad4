"""A decision that takes effect at once: written to the file of decisions and taken into the store."""

import uuid
from collections.abc import Iterator, Mapping
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
    folder: Path, gemeente: str, kind: str, data: Mapping[str, Any], keys: Keys, configured: Settings
) -> Iterator[Finished]:
    """Decide, and run the decisions into the store, which stays open while the block runs.

    Raises
    ------
    Failure
        When the store belongs to a worker: its decisions come over the topic.
    """
    with Standing([folder], say) as standing:
        if any(store.position() is not None for store in standing.stores):
            raise Failure(f"{folder}: belongs to a worker: its decisions come over the topic `decisions`")
        at = moment(standing, folder, gemeente, configured)
    decide(folder, kind, {"gemeente": gemeente, **data}, at=at, event_id=str(uuid.uuid4()), keys=keys)
    with embedded(folder, [], [], keys, rules_file.load_rules(), configured) as finished:
        yield finished
