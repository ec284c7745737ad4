"""How quick each page of the desk is: the 95th percentile over a store, through the application without a network.

    python -m benchmarks.desk [--people N] [--times N]

Budget: 200 ms a page. What is computed when somebody asks (doubts, what would clear a flag) is told for the first time and after.
"""

import argparse
import datetime as dt
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from agents.embedded import embedded
from demo.town import EVENTS, generate, write
from desk.access import Role
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk
from screening.advisory import Status
from streams.lines import inputs
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings

BUDGET = 200.0
# Milliseconds.


def signed_in(desk: Desk) -> Callable[[Role], TestClient]:
    """Give what signs in as a role."""
    app = application(desk)

    def made(role: Role) -> TestClient:
        browser = TestClient(app, base_url="http://127.0.0.1")
        found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/aanmelden").text)
        assert found is not None
        browser.post("/aanmelden", data={"account": DEMO_ACCOUNTS[role], "csrf": found[1]})
        return browser

    return made


def measured(ask: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Give the first, the median and the 95th percentile, in milliseconds."""
    took = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1e3)
    rest = sorted(took[1:])
    return took[0], statistics.median(rest), statistics.quantiles(rest, n=20)[-1]


def main() -> None:
    """Make a town, and ask every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="desk-") as name:
        folder = Path(name)
        write(generate(1, given.people), folder / "town")
        files = inputs([str(folder / "town" / EVENTS)])
        keys, settings = Keys.load(None), Settings()
        with embedded(
            folder, files, [], keys, load_rules(), settings, lambda *_: None, lambda _: None
        ) as run:
            print(f"{run.summary.entities:,} entities, {sum(run.summary.flags.values()):,} flags ever")
        desk = Desk(folder, settings, keys, lambda: dt.datetime.now(dt.UTC))
        _table(desk, given.times)


def _table(desk: Desk, times: int) -> None:
    sign = signed_in(desk)
    flag = next(one.flag.id for one in desk.now().order if one.flag.route == "screening")
    with desk.standing() as standing:
        advisory = next(row.id for row in standing.advisories() if row.status is not Status.VERVALLEN)
    pages = [
        (Role.ANALYST, "/"),
        (Role.ANALYST, "/signalen"),
        (Role.ANALYST, f"/signalen/{flag}"),
        (Role.ANALYST, f"/signalen/{flag}/wegnemen"),
        (Role.ANALYST, "/identiteit"),
        (Role.PERMIT, "/adviezen"),
        (Role.PERMIT, f"/adviezen/{advisory}"),
        (Role.PERMIT, f"/adviezen/{advisory}/feiten/1"),
        (Role.PERMIT, f"/adviezen/{advisory}/stukken/advies.pdf"),
        (Role.PRIVACY, "/verzoeken"),
        (Role.PRIVACY, "/gelezen"),
        (Role.OPERATIONS, "/beheer"),
    ]
    print(f"{'page':44}{'first ms':>10}{'median':>9}{'p95':>9}")
    for role, path in pages:
        browser = sign(role)
        first, median, high = measured(lambda browser=browser, path=path: browser.get(path), times)  # type: ignore[misc]
        shown = re.sub(r"[0-9a-f]{32}", "…", path)
        print(
            f"{shown:44}{first:>10.0f}{median:>9.1f}{high:>9.1f}{'' if high <= BUDGET else '  over budget'}"
        )


if __name__ == "__main__":
    main()
