"""A small made-up town in a store of its own, and clients that are signed in as one role each."""

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

from agents.embedded import embedded
from demo.town import EVENTS, generate, write
from desk.access import Role
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk
from streams.lines import inputs
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings
from tests import debian, postgresql
from tests.desk.browsing import clean, served

BASE = "http://127.0.0.1"
OTHER = "9902"
# A second municipality, in which nothing of the first may be seen.

Clients = Callable[..., TestClient]


def clock() -> dt.datetime:
    """Give the moment at which all of this happens."""
    return dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with a town of the demo, and one event of another municipality; made once."""
    folder = tmp_path_factory.mktemp("desk")
    log = folder / "town"
    write(generate(1, 2_500), log)
    line = next(
        raw
        for raw in (log / EVENTS).read_bytes().splitlines()
        if b'"gemeente":"9901"' in raw.replace(b" ", b"")
    )
    (log / "other.ndjson").write_bytes(
        re.sub(rb'"gemeente": ?"9901"', f'"gemeente":"{OTHER}"'.encode(), line) + b"\n"
    )
    files = inputs([str(log / EVENTS), str(log / "other.ndjson")])
    store = folder / "store"
    with embedded(
        store, files, [], Keys.load(None), load_rules(), Settings(), lambda *_: None, lambda _: None
    ):
        pass
    made = Desk(store, Settings(), Keys.load(None), clock)
    made.projector.derive()
    made.projector.explain(made.now().order[0].flag.id)
    made.close()
    return store


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk on a copy of that store."""
    made = Desk(Path(shutil.copytree(filled, tmp_path / "store")), Settings(), Keys.load(None), clock)
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk) -> Clients:
    """Give a browser signed in as a role; without one, not signed in."""
    app = application(desk)

    def made(role: Role | None = None, gemeente: str = "9901") -> TestClient:
        browser = TestClient(app, base_url=BASE, follow_redirects=False)
        if role is not None:
            account = f"{DEMO_ACCOUNTS[role]}.{gemeente}"
            answer = browser.post(
                "/aanmelden", data={"account": account, "csrf": csrf_of(browser, "/aanmelden")}
            )
            assert answer.status_code == 303
        return browser

    return made


def csrf_of(browser: TestClient, path: str) -> str:
    """Give the token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get(path).text)
    assert found is not None
    return found[1]


@pytest.fixture
def csrf() -> Callable[[TestClient, str], str]:
    """Give what reads the token of a page's forms."""
    return csrf_of


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Cluster]:
    """Give a PostgreSQL; where there is none the test is skipped and says so, in CI it fails."""
    if gone := debian.missing(postgresql.NEEDED):
        if os.environ.get("CI", "").lower() in {"true", "1"}:
            pytest.fail(f"no PostgreSQL in CI: {gone}")
        pytest.skip(f"NO POSTGRESQL: {gone}")
    with postgresql.cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def on_both(request: pytest.FixtureRequest) -> Settings:
    """Give settings with an empty database of the desk, once on each dialect."""
    if request.param == "sqlite":
        return Settings()
    running: postgresql.Cluster = request.getfixturevalue("postgres")
    return Settings(desk_database=running.fresh(), desk_database_password_file=running.password)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium; where there is none the test is skipped and says so, in CI it fails."""
    if gone := debian.missing({"chromium": "chromium"}):
        if os.environ.get("CI", "").lower() in {"true", "1"}:
            pytest.fail(f"no browser in CI: {gone}")
        pytest.skip(f"NO BROWSER: {gone}")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a browser that nobody used before."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    made.set_default_timeout(60_000)
    yield made.new_page()
    made.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """Give the address of the desk in the demo."""
    with served(desk) as found:
        yield found


@pytest.fixture
def look(address: str, page: Page) -> Callable[[TestClient, str], None]:
    """Give what looks with axe at a page as a signed-in client would see it."""

    def looked(client: TestClient, path: str) -> None:
        page.context.add_cookies([{"name": "desk", "value": client.cookies["desk"], "url": address}])
        page.goto(address + path)
        assert page.locator("main h1").count() == 1
        clean(page)

    return looked
