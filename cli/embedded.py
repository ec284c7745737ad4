"""One embedded run as a command has it: with a progress bar, and ended cleanly by SIGTERM."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from agents.embedded import Finished
from agents.embedded import embedded as run_embedded
from cli.terminal import progress_bar, say
from graph.rules import Rules
from streams.lines import Input
from streams.pseudonyms import Keys
from streams.settings import Settings

__all__ = ["Finished", "embedded"]


@contextmanager
def embedded(
    folder: Path,
    files: Sequence[Input],
    sources: Sequence[tuple[str, Path]],
    keys: Keys,
    rules: Rules,
    configured: Settings,
) -> Iterator[Finished]:
    """Run files and sources into the store of a folder; the store closes with the block."""
    with (
        _terminable(),
        progress_bar() as bar,
        run_embedded(folder, files, sources, keys, rules, configured, bar, say) as finished,
    ):
        bar.close()
        yield finished


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does, so that a temporary store is removed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
