"""Embedded: events a second on one core with 10 k and with 100 k entities, the ratio of their cost, restart, memory.

    python benchmarks/embedded.py [--runs 3] [--entities 10000 100000]

The runs of the sizes take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse

from benchmarks.measuring import Measured, log_of, measured, median, scratch, show


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--entities", type=int, nargs="+", default=[10_000, 100_000])
    options = parser.parse_args()
    logs = {entities: log_of(entities) for entities in options.entities}
    screened: dict[int, list[Measured]] = {entities: [] for entities in logs}
    restarted: dict[int, list[Measured]] = {entities: [] for entities in logs}
    for _ in range(options.runs):
        for entities, log in logs.items():
            with scratch() as store:
                screened[entities].append(measured(["run", log, "--store", store, "--json"]))
                # The same command again reads all, finds all of it known, and loads the graph anew.
                restarted[entities].append(measured(["run", log, "--store", store, "--json"]))
    for entities, runs in screened.items():
        label = f"{entities:,} entities"
        show(f"embedded, {label}: events", [run.printed["read"] / run.wall for run in runs], "events/s")
        show(
            f"embedded, {label}: processor", [1e6 * run.cpu / run.printed["read"] for run in runs], "µs/event"
        )
        show(f"embedded, {label}: memory (largest so far)", [run.memory for run in runs], "MiB")
        show(
            f"restart, {label}: the same command on its store",
            [run.wall for run in restarted[entities]],
            "s",
            1,
        )
    cost = {n: median([run.cpu / run.printed["read"] for run in runs]) for n, runs in screened.items()}
    small, large = min(cost), max(cost)
    if small < large:
        print(f"cost per event, {large:,} : {small:,} entities{cost[large] / cost[small]:>34.2f}")


if __name__ == "__main__":
    main()
