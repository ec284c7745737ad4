"""Doing something too often: told in plain words, an account at a time."""

from collections.abc import Callable

from starlette.testclient import TestClient

from desk.access import Role
from desk.app import PAGES
from desk.limits import LIMITS


def test_every_limit_is_one_of_a_route() -> None:
    """A limit on nothing would protect nothing."""
    assert LIMITS.keys() <= {one.name for one in PAGES}


def test_whoever_searches_too_often_is_told_to_wait(
    client: Callable[..., TestClient], csrf: Callable[[TestClient, str], str]
) -> None:
    """429, in plain words, and when to come back; another account goes on."""
    browser = client(Role.PRIVACY)
    data = {"csrf": csrf(browser, "/"), "number": ""}
    for _ in range(LIMITS["find_subject"].amount):
        assert browser.post("/verzoeken/zoeken", data=data).status_code == 400
    answer = browser.post("/verzoeken/zoeken", data=data)
    assert answer.status_code == 429
    assert "Wacht een minuut" in answer.text
    assert answer.headers["retry-after"] == "60"
    assert client(Role.PRIVACY, "9902").get("/verzoeken").status_code == 200
