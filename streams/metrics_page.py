"""Generates the page of all metrics from their declarations.

`python -m streams.metrics_page docs/` writes `metrics.md` below the folder named.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from streams.metrics import DECLARED, LABELS, Metric

__all__ = ["NAME", "main", "page"]

NAME = "metrics.md"
"""The page's file below the folder of documents."""

_INTRODUCTION = """\
# Metrics

Written by `make docs` from `streams/metrics.py`. `worker`, `lag` and `desk` serve them with `--metrics-port N` at `/metrics`,
beside `/live` (stuck: start it again) and `/ready` (catching up: wait). Nothing but {labels} is a label; each takes
its values from a closed list of ours, so no metric holds anything of a person, an event or a municipality. What the client
library adds (`process_resident_memory_bytes`, `process_cpu_seconds_total`, `python_gc_…`) is served as well.

What two workers both say of stores that they share is one fact: take the largest. What each says of its own partitions adds up.
Which figure should wake whom: [alerts and the runbook](runbook/README.md).
"""


def page() -> str:
    """Give the page."""
    labels = ", ".join(f"`{label}`" for label in sorted(LABELS - {"le"}))
    return "\n".join((_INTRODUCTION.format(labels=labels), *_table()))


def _table() -> Iterator[str]:
    yield "| metric | kind | unit | labels | served by | meaning |\n|---|---|---|---|---|---|"
    for one in DECLARED:
        yield _row(one)
    yield ""


def _row(one: Metric) -> str:
    labels = ", ".join(f"`{label}`" for label in one.labels) or "none"
    return f"| `{one.name}` | {one.kind} | {one.unit} | {labels} | {one.served} | {one.meaning} |"


def main(folder: Path) -> None:
    """Write the page."""
    (folder / NAME).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
