"""Workers killed at random moments and at chosen steps of a batch, while events stream in."""

import random
import time

from chaos.scenario import Scenario
from chaos.site import Site

__all__ = ["KILLED", "kill_at_random", "round_of_kills"]

STEPS = ("journaled", "begun", "evaluated", "committed", "sent", "acknowledged", "loaded")
KILLS = 6
PAUSE = (1.0, 6.0)
# Seconds between two kills: from the middle of a start to the middle of the work after it.

A_THIRD = 600.0
# So many events stream in while many kills are made.


def kill_at_random(site: Site, kills: int, chance: random.Random) -> None:
    """Kill one of two workers again and again; some of its next lives end by themselves, at a step of a batch."""
    for _ in range(kills):
        one = site[chance.choice("ab")]
        # A random moment seldom falls between two steps that follow each other at once.
        step = f"{chance.choice(STEPS)}:{chance.randint(1, 4)}"
        one.once = {"DWARSVERBAND_CRASH_AT": step} if chance.random() < 0.5 else {}
        one.kill()
        time.sleep(chance.uniform(*PAUSE))


def _disturb(site: Site) -> None:
    kill_at_random(site, KILLS, random.Random(site.seed))


def round_of_kills(kills: int) -> Scenario:
    """Give a scenario of many kills, during which a third of the log streams in slowly."""

    def disturb(site: Site) -> None:
        kill_at_random(site, kills, random.Random(site.seed))

    sentence = f"{kills} kills of two workers, at random moments and at chosen steps of a batch"
    return Scenario(f"{kills} kills", sentence, disturb, rate=A_THIRD / (kills * sum(PAUSE) / 2))


KILLED = Scenario(
    "killed",
    "Six kills of two workers, at random moments and at chosen steps of a batch",
    _disturb,
    rate=30.0,
)
