"""A desk beside a worker: what the worker publishes stands on its pages, and what is decided there comes back."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from agents.judgements import VERDICT
from desk.access import Role
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk
from streams.settings import Settings
from tests.cli.test_advisory import LOG
from tests.kafka.test_end_to_end import behind, dwarsverband, start
from tests.kafka.workers import KEYS, until

pytestmark = pytest.mark.kafka


@contextmanager
def beside(settings: Settings, folder: Path) -> Iterator[Desk]:
    """Give a desk that follows the topics of a test."""
    desk = Desk(folder, settings, KEYS, lambda: dt.datetime.now(dt.UTC))
    desk.start()
    try:
        yield desk
    finally:
        desk.close()


def signed_in(desk: Desk, role: Role) -> TestClient:
    """Give a browser signed in as a role of the one municipality."""
    browser = TestClient(application(desk), base_url="http://127.0.0.1", follow_redirects=False)
    data = {"account": DEMO_ACCOUNTS[role], "csrf": csrf(browser, "/aanmelden")}
    assert browser.post("/aanmelden", data=data).status_code == 303
    return browser


def csrf(browser: TestClient, path: str) -> str:
    """Give the token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get(path).text)
    assert found is not None
    return found[1]


def level(desk: Desk) -> bool:
    """Tell whether the desk has read all that was published."""
    assert desk.projector.failed is None
    return desk.projector.lag == 0 and desk.projector.age() < 60 and bool(desk.now().order)


def test_what_a_worker_publishes_stands_on_the_pages(cluster: Settings, tmp_path: Path) -> None:
    """Flag, advisory and graph as the embedded run has them; a desk that starts again goes on from its offsets."""
    log_file = tmp_path / "log.ndjson"
    log_file.write_text("\n".join(LOG) + "\n", encoding="utf-8")
    dwarsverband(cluster, "run", str(log_file), "--store", str(tmp_path / "run"))
    dwarsverband(cluster, "send", str(log_file))
    with ExitStack() as stack:
        worker = start(cluster, stack, tmp_path / "worker")
        until(lambda: behind(cluster) == 0, "lag 0")
        with beside(cluster, tmp_path / "desk") as desk:
            until(lambda: level(desk), "the desk has read all")
            flag = desk.now().order[0].flag
            assert f"/signalen/{flag.id}" in signed_in(desk, Role.ANALYST).get("/signalen").text
            assert signed_in(desk, Role.ANALYST).get(f"/signalen/{flag.id}").status_code == 200
            advice = desk_holds(desk)
        read = desk.projector.version()
        with beside(cluster, tmp_path / "desk") as again:
            until(lambda: level(again), "the desk has read all again")
            assert desk_holds(again) == advice
            assert again.projector.version() == read
        assert worker.stop() == 0, worker.said()
    embedded = Desk(tmp_path / "run", cluster, KEYS, lambda: dt.datetime.now(dt.UTC))
    assert desk_holds(embedded) == advice
    embedded.close()


def test_a_verdict_given_on_a_page_comes_back_over_the_topic(cluster: Settings, tmp_path: Path) -> None:
    """Page, topic `decisions`, worker, journal, read model: the verdict's event is there, and the page says who judged."""
    log_file = tmp_path / "log.ndjson"
    log_file.write_text("\n".join(LOG) + "\n", encoding="utf-8")
    dwarsverband(cluster, "send", str(log_file))
    with ExitStack() as stack:
        worker = start(cluster, stack, tmp_path / "worker")
        until(lambda: behind(cluster) == 0, "lag 0")
        desk = stack.enter_context(beside(cluster, tmp_path / "worker"))
        until(lambda: level(desk), "the desk has read all")
        flag = desk.now().order[0].flag.id
        browser = signed_in(desk, Role.ANALYST)
        data = {"verdict": "lawful", "reason": "Vergunning gezien, klopt.", "csrf": csrf(browser, "/")}
        answer = browser.post(f"/signalen/{flag}/oordeel", data=data)
        assert answer.status_code == 303, answer.text
        until(lambda: judged(desk, flag), "the verdict in the read model")
        assert DEMO_ACCOUNTS[Role.ANALYST] in browser.get(f"/signalen/{flag}").text
        assert worker.stop() == 0, worker.said()


def judged(desk: Desk, flag: str) -> bool:
    """Tell whether the verdict's event is among those that the desk has read."""
    with desk.standing() as standing:
        return any(flag.encode() in body for body in standing.bodies_holding(VERDICT))


def desk_holds(desk: Desk) -> tuple[list[str], list[str], dict[str, int], dict[str, dt.date]]:
    """Give what the pages are made of."""
    with desk.standing() as standing:
        advisories = [row.body.decode() for row in standing.advisories()]
        flags = [f"{row.id} {row.status} {row.body.decode()}" for row in standing.flags()]
    now = desk.now()
    return flags, advisories, now.events, now.today
