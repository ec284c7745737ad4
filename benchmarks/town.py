"""How much of what is planted is found, in towns that nothing was tuned to: `python -m benchmarks.town --seeds 101-110`."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from cli.embedded import embedded
from cli.keys import load_keys
from demo.delay import Delays
from demo.match import by_group, match, stands
from demo.profiles import Profile, lines_of
from demo.town import EVENTS, Town, generate, write
from streams import rules_file, settings
from streams.lines import inputs

__all__ = ["main"]


def main() -> None:
    """Print a line a seed and profile, then recall by group over all seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="101-110", help="first and last, both included")
    parser.add_argument("--people", type=int, default=10_000)
    arguments = parser.parse_args()
    first, last = map(int, arguments.seeds.split("-"))
    planted: Counter[tuple[str, Profile]] = Counter()
    found: Counter[tuple[str, Profile]] = Counter()
    for seed in range(first, last + 1):
        town = generate(seed, arguments.people)
        for profile in Profile:
            flags = _screened(Town(tuple(lines_of(profile, town.lines())), town.truth))
            print(_line(seed, profile, flags, town), flush=True)
            for group, score in by_group(flags, town.truth).items():
                planted[group, profile] += score.planted
                found[group, profile] += score.found
    for group in sorted({group for group, _ in planted}):
        shares = (f"{profile.value} {found[group, profile]}/{planted[group, profile]}" for profile in Profile)
        print(f"{group}: {', '.join(shares)}")


def _line(seed: int, profile: Profile, flags: list[dict[str, Any]], town: Town) -> str:
    """Say how the flags of one town match its truth."""
    result = match(flags, town.truth)
    by_id = {flag["id"]: flag for flag in flags}
    delays = Delays.of(town.truth.structures, result.found, by_id)
    missed = (
        ", ".join(f"{one.id} ({one.variant})" for one in result.missed) if profile is Profile.FULL else ""
    )
    return (
        f"{seed} {profile.value}: found {len(result.found)}/{result.planted}, flags {sum(map(stands, flags))},"
        f" false {len(result.false)}, look-alikes flagged {len(result.tricked)}/{result.lookalikes},"
        f" days from known {delays.known}, from fact {delays.valid}"
        f"{'; missed ' + missed if missed else ''}{''.join(_tricked(result.tricked))}"
    )


def _tricked(structures: tuple[Any, ...]) -> Iterator[str]:
    """Name the look-alikes that were flagged."""
    for one in structures:
        yield f"; flagged {one.id} ({one.variant})"


def _screened(town: Town) -> list[dict[str, Any]]:
    """Run a town's log through the embedded pipeline; return the flags as exported."""
    configured = settings.load()
    with tempfile.TemporaryDirectory(prefix="dwarsverband-town-") as name:
        folder = Path(name)
        write(town, folder / "town")
        files = inputs([str(folder / "town" / EVENTS)])
        rules = rules_file.load_rules()
        with embedded(folder, files, [], load_keys(configured), rules, configured) as finished:
            return [msgspec.json.decode(row.message()) for row in finished.local.store.flags()]


if __name__ == "__main__":
    main()
