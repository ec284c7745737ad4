"""Small made-up logs in which hits and flags occur often, close to every threshold, and sources disagree."""

import random
from typing import Any

from tests.oracle.amendments import amend, decide
from tests.oracle.plots import mass, offenders, phoenix, stacking, strike, turnover
from tests.oracle.tangles import crowd, hold, roughen, stretch, twin_address
from tests.oracle.town import FIRMS, GEMEENTE, Log, new_org, new_person, new_place, some_day

__all__ = ["GEMEENTE", "make_log"]

_PLOTS = [phoenix, stacking, offenders, turnover, mass]
_TANGLES = [(hold, 0.25), (crowd, 0.05), (twin_address, 0.05), (roughen, 0.4), (stretch, 0.1)]
# Each with the share of logs that get it.


def make_log(seed: int) -> list[dict[str, Any]]:
    """Give one log: raw CloudEvents with BSNs, in the order of their making. Equal seeds, equal logs."""
    log = Log(random.Random(seed))
    rng = log.rng
    for _ in range(rng.choice([2, 3])):
        new_place(log)
    for _ in range(rng.choice([2, 3, 4])):
        new_person(log)
    for _ in range(8):
        new_org(log)
    chosen = rng.sample(_PLOTS, rng.choice([1, 3, 4, 5]))
    for plot in chosen + rng.choices(_PLOTS[:4], k=rng.choice([0, 1, 3])):
        plot(log)
    for _ in range(rng.choice([0, 1, 2, 3])):
        strike(log, rng.choice(log.orgs[:FIRMS]), rng.choice(log.places), some_day(log) + 600)
    for tangle, share in _TANGLES:
        if rng.random() < share:
            tangle(log)
    amend(log)
    decide(log)
    return log.events
