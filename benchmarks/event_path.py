"""The event path with all indicators on: events a second, where the time goes, and how long one event takes.

    python -m benchmarks.event_path [--entities 10000 100000] [--single 2000] [--in-force]

One process on one core, from bytes to the store on disk, as `dwarsverband run` does it. A timer of the processor interrupts
each millisecond of it and notes where the program is: that costs some per cent and changes nothing else. Then the last
events come one at a time, as they do live: how much processor time each takes from its bytes to the flags (without the commit
to disk, the collector off as in a batch), how many hits it changed, and how large the entities are that it touched.
A hundred thousand entities take 3 GiB.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import msgspec

from benchmarks.measuring import log_of
from benchmarks.yardstick import Yardstick
from cli.embedded import embedded
from cli.keys import load_keys
from demo.facts import inspections, register
from demo.log import Log
from demo.places import GEMEENTE
from graph.indicators import INDICATORS
from graph.municipality import Municipality
from graph.rules import Rules
from streams import settings
from streams.gateway import Accepted, Gateway
from streams.lines import inputs
from streams.rules_file import load_rules
from streams.statements import statement_of

EVERY = 0.001
# Seconds of processor time between two samples.
SLOW, FEW_HITS, SMALL = 0.050, 100, 50
# The aim: no event over so many seconds that changes at most so many hits, of entities of at most so many records.
SHOWN = 12

STAGES = (
    ("graph/identity/", "identity"), ("graph/flagging", "flags"), ("graph/structures", "flags"), ("graph/raised", "flags"), ("graph/indicators/", ""),
    ("graph/evaluation", "rules, around the indicators"), ("graph/fold", "fold"), ("streams/statements", "statements"),
    ("streams/gateway", "gateway"), ("streams/store", "store"), ("graph/municipality", "rules, around the indicators"),
    ("screening/", "advisories"), ("graph/relation_rows", "summary"), ("agents/local", "screen and files"), ("agents/screen", "screen and collector"), ("agents/", "publication"), ("streams/lines", "screen and files"),
)  # fmt: skip
# By part of a file's path: the stage that runs while it is on the stack. The innermost that is named decides.
BY_FILE = {Path(one.evaluate.__code__.co_filename).name: one.id for one in INDICATORS}


class Sampler:
    """Counts, at each tick of the processor's time, at which stage and in which indicator the program is."""

    def __init__(self) -> None:
        self.stages: Counter[str] = Counter()
        self.indicators: Counter[str] = Counter()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Sample as long as the block runs."""
        before = signal.signal(signal.SIGPROF, self._tick)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _tick(self, _: int, frame: FrameType | None) -> None:
        stage, indicator = "", ""
        while frame is not None:
            path = frame.f_code.co_filename
            for part, name in STAGES:
                if part in path:
                    stage = stage or name or "indicators"
                    if not name:
                        # Outermost: an indicator may ask another's functions.
                        indicator = BY_FILE.get(os.path.basename(path), indicator)  # noqa: PTH119 - a thousand times a second
                    break
            frame = frame.f_back
        self.stages[stage or "everything else"] += 1
        if indicator and stage == "indicators":
            self.indicators[indicator] += 1


class Single(msgspec.Struct, frozen=True):
    """One event that came alone: seconds of processor time it took, hits that it changed, records of the largest entity it mentions."""

    seconds: float
    hits: int
    records: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entities", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--single", type=int, default=2_000, help="the last events that come one at a time")
    parser.add_argument(
        "--in-force", action="store_true", help="only the indicators that the rules file has on"
    )
    options = parser.parse_args()
    rules = load_rules()
    if not options.in_force:
        rules = msgspec.structs.replace(rules, off=frozenset(), shadow=frozenset())
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    costs = {entities: size(entities, options.single, rules) for entities in sorted(options.entities)}
    small, large = min(costs), max(costs)
    if small < large:
        print(f"\ncost per event, {large:,} : {small:,} entities: {costs[large] / costs[small]:.2f}")
    hubs(rules)


def size(entities: int, single: int, rules: Rules) -> float:
    """Measure at one size; give microseconds of processor time an event."""
    lines = log_of(entities).read_bytes().splitlines(keepends=True)
    configured, sampler = settings.load(), Sampler()
    with tempfile.TemporaryDirectory(prefix="dwarsverband-bench-") as folder:
        log = Path(folder) / "log.ndjson"
        log.write_bytes(b"".join(lines[:-single]))
        with sampler.running():
            begun, cpu = time.perf_counter(), time.process_time()
            files = inputs([str(log)])
            with embedded(Path(folder), files, [], load_keys(configured), rules, configured) as finished:
                wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
        count = finished.summary.read
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count / wall:,.0f} events/s; {1e6 * cpu / count:,.0f} µs/event; {memory:,.0f} MiB; {finished.summary.flags}"
        )
        shares(sampler, 1e6 * cpu / count)
        (town,) = finished.screen.towns.values()
        assert isinstance(town, Municipality)
        alone(town, lines[-single:], Gateway(load_keys(configured)))
    return 1e6 * cpu / count


def shares(sampler: Sampler, cost: float) -> None:
    """Print where the time went."""
    total = sampler.stages.total()
    for heading, counted in (("stage", sampler.stages), ("indicator", sampler.indicators)):
        rows = [f"{name} {cost * n / total:,.1f} µs ({n / total:.1%})" for name, n in counted.most_common()]
        print(f"by {heading}: {'; '.join(rows)}")


def alone(town: Municipality, lines: Sequence[bytes], gateway: Gateway) -> None:
    """Let events come one at a time, and print how long they took."""
    told = [one for line in lines if (one := take(town, line, gateway)) is not None]
    times = sorted(one.seconds for one in told)
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"one at a time ({len(told)} events): p50 {1e3 * p50:.2f}, p99 {1e3 * p99:.2f}, max {1e3 * times[-1]:.2f} ms"
    )
    within = [one for one in told if one.hits <= FEW_HITS and one.records <= SMALL]
    slow = [one for one in within if one.seconds > SLOW]
    print(f"of {len(within)} that change few hits of small entities, over {1e3 * SLOW:.0f} ms: {len(slow)}")
    for one in sorted(told, key=lambda one: -one.seconds)[:SHOWN]:
        if one.seconds > SLOW:
            print(f"  {1e3 * one.seconds:.0f} ms, {one.hits} hits changed, entity of {one.records} records")


def take(town: Municipality, line: bytes, gateway: Gateway) -> Single | None:
    """Let one event come; None where it is refused or said nothing new."""
    gc.disable()
    begun = time.process_time()
    checked = gateway.check(line)
    if not isinstance(checked, Accepted):
        return None
    statement = statement_of(checked.event)
    if town.graph.standing.get(statement.ref) is not None:
        return None
    changes = town.apply([statement])
    seconds = time.process_time() - begun
    entities = [town.graph.resolver.entity_of.get(mention.record) for mention in statement.mentions]
    return Single(
        seconds, changes.hits, max((len(one.records) for one in entities if one is not None), default=0)
    )


def hubs(rules: Rules) -> None:
    """Measure single events at an address with 400 firms and at a lessor of 2,000 leases."""
    yardstick = Yardstick(1, 1)
    gateway = Gateway(load_keys(settings.load()))
    place, lessor = yardstick.place_of(0), yardstick.firm_of(0)
    day = date(2020, 1, 6)
    log = Log(1)
    for number in range(1, 2_001):
        firm = yardstick.firm_of(number)
        leader = yardstick.person_of(number)
        register.found(log, firm, day, [leader], [(leader, 100.0)] if firm.form == "bv" else [])
        register.lease(log, firm, lessor, firm.place, day, 9_000)
        if number <= 400:
            register.open_branch(log, firm, place, day)
        if number % 20 == 0:
            visit = inspections.inspect(
                log, firm.place, firm, day, "overtreding", inspections.finding("administratie")
            )
            inspections.fine(log, visit, day, 1_000)
    first = len(log.lines)
    later, firm = day + timedelta(days=1), yardstick.firm_of(2_001)
    last = {}
    for name, tell in {
        "another firm at the address": lambda: register.open_branch(log, firm, place, later),
        "another lease of the lessor": lambda: register.lease(log, firm, lessor, firm.place, later, 9_000),
        "a fine for one of the firms": lambda: inspections.fine(
            log, inspections.inspect(log, place, yardstick.firm_of(1), later, "overtreding"), later, 1_000
        ),
        "a closure of the address": lambda: inspections.close(
            log,
            inspections.inspect(log, place, yardstick.firm_of(2), later, "ernstige_overtreding"),
            later,
            later + timedelta(days=90),
        ),
        "the lessor gets another director": lambda: register.lead(
            log, lessor, yardstick.person_of(9_999), later
        ),
    }.items():
        tell()  # type: ignore[no-untyped-call]
        last[name] = len(log.lines)
    lines = [line.body for line in log.lines]
    town = Municipality(GEMEENTE, rules)
    checked = [gateway.check(line) for line in lines[:first]]
    town.apply([statement_of(one.event) for one in checked if isinstance(one, Accepted)])
    print(
        f"\nhubs: an address with 400 firms, a lessor of 2,000 leases, a fine for each twentieth firm; {len(town.flags)} flags"
    )
    at = first
    for name, end in last.items():
        for line in lines[at:end]:
            one = take(town, line, gateway)
            assert one is not None
            each = f"{1e3 * one.seconds / one.hits:.2f} ms a changed hit" if one.hits else "no hit changed"
            print(f"  {name}: {1e3 * one.seconds:.1f} ms, {one.hits} hits changed ({each})")
        at = end


if __name__ == "__main__":
    main()
