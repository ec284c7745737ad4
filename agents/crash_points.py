"""A place where tests may kill the process, to prove that nothing is lost between two steps of a batch."""

import os
import signal
from collections import Counter

__all__ = ["crash_point"]

_passed: Counter[str] = Counter()


def crash_point(step: str) -> None:
    """Kill this process if `DWARSVERBAND_CRASH_AT` names this step (`evaluated`, or `evaluated:3` for the third time).

    Without that variable it does nothing. SIGKILL, not an exception: no handler and no `finally` may soften it.
    """
    wanted = os.environ.get("DWARSVERBAND_CRASH_AT")
    if not wanted:
        return
    name, _, turn = wanted.partition(":")
    if name == step:
        _passed[step] += 1
        if _passed[step] == int(turn or 1):
            os.kill(os.getpid(), signal.SIGKILL)
