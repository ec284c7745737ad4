"""A worker of a release with a bug: one indicator raises on one event. `python -m chaos.faulty_worker --store …`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import msgspec

from cli.main import main
from graph.indicators import INDICATORS

BROKEN = 20
"""Which evaluation of each life fails: late enough for there to be something, early enough to come."""


def broken_once(indicator: Any) -> None:
    """Let an indicator raise the twentieth time it is asked."""
    evaluate, asked = indicator.evaluate, 0

    def wrong(*given: Any) -> Iterable[Any]:
        nonlocal asked
        asked += 1
        if asked == BROKEN:
            raise ZeroDivisionError("a bug")
        return evaluate(*given)  # type: ignore[no-any-return]

    msgspec.structs.force_setattr(indicator, "evaluate", wrong)


if __name__ == "__main__":
    for one in INDICATORS:
        broken_once(one)
    sys.exit(main(["worker", *sys.argv[1:]]))
