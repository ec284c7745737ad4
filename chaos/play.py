"""Play one scenario from beginning to end, and say what was not as it must be."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from chaos.checks import Expected, findings
from chaos.event_log import Message
from chaos.machine import apart, small_disk
from chaos.scenario import Scenario
from chaos.site import WORKERS, Site, until

__all__ = ["Result", "play"]

OF_THE_LOG = frozenset({"DwarsverbandTermsNear", "DwarsverbandIdentityAlarms"})
# What the log itself holds (cases whose term passed years ago, numbers that contradict each other), disturbed or not.

OF_THE_MACHINE = frozenset({"DwarsverbandDiskNearlyFull"})
# Says something of this machine's disk, where a scenario has none of its own.


class Result(msgspec.Struct, frozen=True):
    """What came of one scenario."""

    name: str
    sentence: str
    seconds: float
    """From the end of the disturbance until everything sent was screened."""
    events: int
    ends: int
    """How often a worker ended and was started again."""
    told: tuple[str, ...]
    """The alerts that reached somebody."""
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def play(
    scenario: Scenario,
    log: Sequence[Message],
    wanted: Expected,
    folder: Path,
    *,
    seed: int = 1,
    watched: bool = True,
) -> Result:
    """Play it in a folder of its own; a third of the log before, a third meanwhile, the rest after it."""
    with ExitStack() as stack:
        homes = stack.enter_context(apart(WORKERS)) if scenario.apart else None
        stores = stack.enter_context(small_disk(folder)) if scenario.small_disk else None
        factor = scenario.factor if watched else None
        site = stack.enter_context(Site(folder, log, factor=factor, seed=seed, homes=homes, stores=stores))
        return _played(scenario, site, wanted)


def _played(scenario: Scenario, site: Site, wanted: Expected) -> Result:
    if scenario.prepare is not None:
        scenario.prepare(site)
    third = len(site.log) // 3
    for name in scenario.workers:
        site[name].start()
    site.feeder.feed(site.log[:third])
    site.settled(*scenario.workers)
    site.screened("the first third is screened")
    site.feeder.feed(site.log[third : 2 * third], scenario.rate)
    time.sleep(1.0)
    scenario.disturb(site)
    if not site.healed_at:
        site.healed()
    site.feeder.feed(site.log[2 * third :])
    site.screened("everything is screened")
    seconds = time.monotonic() - site.healed_at
    site.settled(*(name for name, one in site.workers.items() if one.wanted))
    wrong = _alerts(scenario, site)
    for name, one in site.workers.items():
        if code := one.stop():
            wrong.append(f"worker {name} stopped with {code}")
        if "Traceback" in one.said():
            wrong.append(f"worker {name} wrote a traceback")
    wrong += findings(site, wanted)
    told = () if site.monitoring is None else tuple(sorted(site.monitoring.told() - _beside(scenario)))
    return Result(
        scenario.name,
        scenario.sentence,
        round(seconds, 1),
        len(site.feeder.sent),
        sum(len(one.ends) for one in site.workers.values()),
        told,
        tuple(wrong),
        tuple(site.notes),
    )


def _beside(scenario: Scenario) -> frozenset[str]:
    """Give the alerts that say nothing of what was disturbed."""
    return OF_THE_LOG if scenario.small_disk else OF_THE_LOG | OF_THE_MACHINE


def _alerts(scenario: Scenario, site: Site) -> list[str]:
    """Wait until nothing fires any more, and compare who was told with who should have been."""
    watching = site.monitoring
    if watching is None:
        return []
    wrong = []
    still: set[str] = set()

    def clear() -> bool:
        nonlocal still
        still = watching.firing() - {"DwarsverbandWatchdog"} - _beside(scenario)
        return not still

    try:
        until(clear, "no alert fires any more", 90)
    except TimeoutError:
        wrong.append(f"still firing: {', '.join(sorted(still))}")
    told = watching.told() - _beside(scenario)
    if missing := scenario.told - told:
        wrong.append(f"nobody was told of {', '.join(sorted(missing))}")
    if more := told - scenario.told - scenario.may:
        wrong.append(f"somebody was told of {', '.join(sorted(more))}")
    return wrong
