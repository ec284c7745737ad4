"""One embedded run with everything put together: store, screen, gateway, dossier."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agents.erasing import Erasing
from agents.forgetting import forget
from agents.local import Local, Summary
from agents.recording import Recording
from agents.screen import Screen
from agents.telling import tell_signers
from graph.municipality import Municipality
from graph.rules import Rules
from screening.docket import Docket
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.case_record import recorded
from streams.dossier.holds import held_events
from streams.lines import Input
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import Store

__all__ = ["Finished", "embedded"]

NANOSECONDS = 1_000
# In a microsecond.


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that has come to its end, with the store still open."""

    summary: Summary
    local: Local
    screen: Screen
    erasing: Erasing


@contextmanager
def embedded(
    folder: Path,
    files: Sequence[Input],
    sources: Sequence[tuple[str, Path]],
    keys: Keys,
    rules: Rules,
    configured: Settings,
    progress: Callable[[str, int, int], None],
    say: Callable[[str], None],
) -> Iterator[Finished]:
    """Run files and sources into the store of a folder; the store closes with the block.

    Parameters
    ----------
    progress
        Told how far each stage is: its name, what is done, the total.
    say
        Told in one line of a municipality that is on hold.
    """
    begun = time.monotonic()
    with Store.open(folder) as store:
        erasing = Erasing(store, keys, lambda: held_events(folder))
        screen = Screen(
            store,
            lambda gemeente: Municipality(gemeente, rules),
            outbox=False,
            resident=configured.resident,
            erasing=erasing,
            recording=Recording(folder, store, strict=False),
            docket=partial(Docket, dossiers=partial(recorded, folder)),
        )
        local = Local(store, screen, keys, batch=configured.run_batch, clock=_microseconds, progress=progress)
        summary = local.run(files, sources, folder / DECISIONS_FILE)
        if erasing.marks:
            forget(folder, erasing.marks, keys)
        tell_signers(folder, store, dt.datetime.now(dt.UTC))
        summary.seconds = round(time.monotonic() - begun, 3)
        for gemeente in screen.held:
            say(
                f"municipality {gemeente} is on hold after three crashes: its events are stored, not screened"
            )
        yield Finished(summary, local, screen, erasing)


def _microseconds() -> int:
    return time.time_ns() // NANOSECONDS
