"""A desk served to a real browser, and what its tests do there: go by keyboard, sign in, look with axe."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import uvicorn
from playwright.sync_api import Page

from desk.access import Role
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 400
# Steps of the Tab key after which what is looked for counts as not reachable.


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serve the desk on a free port."""
    config = uvicorn.Config(application(desk), host="127.0.0.1", port=0, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def clean(page: Page) -> None:
    """Check that axe finds no violation, that nothing was refused by the policy, and that nothing scrolls sideways."""
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def tab_to(page: Page, selector: str) -> None:
    """Go to an element with the Tab key alone."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: {selector} cannot be reached by keyboard")


def enter(page: Page, address: str, role: Role) -> None:
    """Sign in by keyboard."""
    page.goto(f"{address}/aanmelden")
    account = f"{DEMO_ACCOUNTS[role]}.9901"
    tab_to(page, f"form:has([value='{account}']) button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
