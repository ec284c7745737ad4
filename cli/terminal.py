"""What a person sees: one line on standard error, a progress bar on a terminal, nothing of it in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

__all__ = ["print_json", "progress_bar", "say"]


def say(line: str) -> None:
    """Write one line on standard error."""
    print(line, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """Write one JSON object on standard output."""
    print(msgspec.json.encode(value).decode())


@contextmanager
def progress_bar() -> Iterator["Bar"]:
    """Show a bar for each stage while the block runs."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        yield Bar(progress)


class Bar:
    """Takes how far each stage is (`agents.local.Progress`)."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage; a total of 0 is not known."""
        if self._progress.disable:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total or None)
        self._progress.update(self._tasks[stage], completed=done)

    def close(self) -> None:
        """Take the bars away before the block ends: what follows is printed under none."""
        self._progress.stop()
