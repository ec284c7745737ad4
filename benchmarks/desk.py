"""How quick each page of the desk is: the 95th percentile over a store, through the application without a network.

    python -m benchmarks.desk [--people N] [--flags N] [--times N] [--store DIR] [--postgresql]

Budget: 200 ms a page. 60,000 people make about 100,000 entities. What is computed beside the pages (graph, doubts, what would
clear a flag) is told apart.
"""

import argparse
import dataclasses
import datetime as dt
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from starlette.testclient import TestClient

from agents.embedded import embedded
from demo.town import EVENTS, generate, write
from desk.access import Role
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk
from desk.readmodel.changes import Changes
from desk.readmodel.changes import write as put_changes
from screening.advisory import Status
from streams.lines import inputs
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings
from streams.store import partitions
from tests import postgresql

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
    parser.add_argument(
        "--flags", type=int, default=0, help="copies of the town's flags stand beside them, up to N"
    )
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--store", type=Path, help="keeps the town's store, to be measured again")
    parser.add_argument("--postgresql", action="store_true", help="Debian's, in place of SQLite")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.store or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-")))
        if not partitions(folder):
            _filled(folder, given.people)
        settings = Settings()
        if given.postgresql:
            running = stack.enter_context(postgresql.cluster())
            settings = Settings(desk_database=running.fresh(), desk_database_password_file=running.password)
        _measure(folder, settings, given.times, given.flags)


def _filled(folder: Path, people: int) -> None:
    write(generate(1, people), folder / "town")
    files = inputs([str(folder / "town" / EVENTS)])
    with embedded(
        folder, files, [], Keys.load(None), load_rules(), Settings(), lambda *_: None, lambda _: None
    ) as run:
        print(f"{run.summary.entities:,} entities, {sum(run.summary.flags.values()):,} flags ever")


def _measure(folder: Path, settings: Settings, times: int, flags: int) -> None:
    begun = time.monotonic()
    desk = Desk(folder, settings, Keys.load(None), lambda: dt.datetime.now(dt.UTC))
    read = time.monotonic()
    desk.projector.derive()
    print(
        f"read model {read - begun:.0f} s; graph and doubts, beside the pages, {time.monotonic() - read:.0f} s"
    )
    _copied(desk, flags)
    now = desk.now()
    first = next(one.flag.id for one in now.order if one.flag.route == "screening")
    asked = time.monotonic()
    desk.projector.explain(first)
    print(
        f"{len(now.order):,} standing flags; one explained, beside the pages, {time.monotonic() - asked:.1f} s"
    )
    _table(desk, times)
    desk.close()


def _copied(desk: Desk, most: int) -> None:
    """Let copies of the standing flags stand under ids of their own: a town of the demo has a hundred."""
    rows = list(desk.now().rows.values())
    copies = []
    for number in range(max(0, most - len(rows))):
        row = rows[number % len(rows)]
        name = f"f:{number:032x}"
        copies.append(
            dataclasses.replace(row, id=name, body=row.body.replace(row.id.encode(), name.encode()))
        )
    with desk.database.writing() as session:
        put_changes(session, Changes(flags=copies))


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
        (Role.ANALYST, "/api/v1/flags"),
        (Role.ANALYST, f"/api/v1/flags/{flag}"),
        (Role.ANALYST, "/api/v1/doubts"),
        (Role.PERMIT, "/api/v1/advisories"),
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
