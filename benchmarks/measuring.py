"""What the benchmarks share: yardstick logs kept between runs, commands measured from outside, medians."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.yardstick import Yardstick

__all__ = ["COMMAND", "Measured", "log_of", "measured", "median", "scratch", "show"]

REPOSITORY = Path(__file__).parent.parent
COMMAND = REPOSITORY / ".venv" / "bin" / "dwarsverband"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dwarsverband" / "yardstick"


class Measured(msgspec.Struct, frozen=True):
    """One command: what it printed as JSON, its wall and processor seconds, its largest memory in MiB."""

    printed: dict[str, Any]
    wall: float
    cpu: float
    memory: float


def log_of(entities: int, seed: int = 1) -> Path:
    """Give the yardstick log of so many entities, made where it is not there yet, and print what is in it."""
    path = CACHE / f"{entities}-{seed}.ndjson"
    tally = path.with_suffix(".txt")
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        yardstick = Yardstick(seed, entities)
        draft = path.with_suffix(".part")
        with draft.open("wb") as out:
            out.writelines(event + b"\n" for event in yardstick.events())
        tally.write_text("\n".join(yardstick.tally.lines()), encoding="utf-8")
        draft.rename(path)
    print(f"yardstick {entities} entities, seed {seed}: " + "; ".join(tally.read_text().splitlines()))
    return path


def measured(arguments: Sequence[str | Path], *, core: int | None = 0) -> Measured:
    """Run a command of ours, on one processor core where one is named, and account for it."""
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [*pinned, str(COMMAND), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, said = process.communicate()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {process.returncode}: {said.decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(json.loads(out), wall, cpu, _memory())


def _memory() -> float:
    """Give the largest memory of any child so far in MiB; runs go from small to large, so it is this one's."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def median(values: Sequence[float]) -> float:
    """Give the middle value."""
    return statistics.median(values)


def show(name: str, values: Sequence[float], unit: str, digits: int = 0) -> None:
    """Print one figure: its median, with the lowest and the highest run."""
    low, middle, high = min(values), median(values), max(values)
    print(
        f"{name:<58}{middle:>12,.{digits}f} {unit}  ({low:,.{digits}f} to {high:,.{digits}f}, {len(values)} runs)"
    )


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dwarsverband-bench-") as folder:
        yield Path(folder)
