"""The work in the queue: what is new to whom, who has what, saved views, and two who take the next flag at once."""

import datetime as dt
from collections.abc import Callable

from starlette.testclient import TestClient

from desk.access import Role, User
from desk.desk import DEMO_ACCOUNTS, Desk
from desk.workload import IN_HAND, assign, take_next, workload

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]

ANALYST = User(f"{DEMO_ACCOUNTS[Role.ANALYST]}.9901", Role.ANALYST, "9901")
COLLEAGUE = User("collega", Role.ANALYST, "9901")
ELSEWHERE = User("elders", Role.ANALYST, "9902")


def test_two_who_ask_get_two_flags_and_after_half_an_hour_the_first_is_free_again(desk: Desk) -> None:
    """What was read before the other took it makes no difference: the database keeps them apart."""
    now = desk.clock()
    before = workload(desk.database, ANALYST, now)
    assert take_next(desk.database, ANALYST, ["f:1", "f:2"], before, now) == "f:1"
    assert take_next(desk.database, COLLEAGUE, ["f:1", "f:2"], before, now) == "f:2"
    assert take_next(desk.database, COLLEAGUE, ["f:1", "f:2"], before, now) is None
    assert take_next(desk.database, ELSEWHERE, ["f:1"], before, now) == "f:1"
    later = now + IN_HAND
    held = workload(desk.database, COLLEAGUE, later)
    assert take_next(desk.database, COLLEAGUE, ["f:1", "f:2"], held, later) == "f:1"


def test_what_was_given_to_another_is_not_taken(desk: Desk) -> None:
    """But it is by whoever it was given to."""
    now = desk.clock()
    assign(desk.database, ANALYST, "f:1", COLLEAGUE.account, dt.date(2026, 12, 1), now)
    assert take_next(desk.database, ANALYST, ["f:1"], workload(desk.database, ANALYST, now), now) is None
    held = workload(desk.database, COLLEAGUE, now)
    assert take_next(desk.database, COLLEAGUE, ["f:1"], held, now) == "f:1"
    assign(desk.database, ANALYST, "f:1", "", None, now)
    assert workload(desk.database, ANALYST, now).assigned == {}


def test_the_next_flag_opens_and_is_in_the_hands_of_its_taker(
    desk: Desk, client: Clients, csrf: Csrf
) -> None:
    """His page says so; the queue of a colleague too."""
    browser = client(Role.ANALYST)
    answer = browser.post("/signalen/volgende", data={"csrf": csrf(browser, "/")})
    where = answer.headers["location"]
    assert where == f"/signalen/{desk.now().order[0].flag.id}"
    assert "een half uur van u" in browser.get(where).text
    held = workload(desk.database, COLLEAGUE, desk.clock())
    assert held.in_hand[where.removeprefix("/signalen/")].account == ANALYST.account


def test_a_flag_is_new_until_it_is_opened(desk: Desk, client: Clients) -> None:
    """And what I opened leaves the list of what is new to me, not of others."""
    browser = client(Role.ANALYST)
    flag = desk.now().order[0].flag.id
    assert f'href="/signalen/{flag}"' in browser.get("/signalen?nieuws=unseen").text
    browser.get(f"/signalen/{flag}")
    assert f'href="/signalen/{flag}"' not in browser.get("/signalen?nieuws=unseen").text
    assert f'href="/signalen/{flag}"' in browser.get("/signalen").text
    assert workload(desk.database, COLLEAGUE, desk.clock()).seen == {}


def test_a_flag_is_handed_over_with_a_day(desk: Desk, client: Clients, csrf: Csrf) -> None:
    """A day that is none is refused in words, and nothing is written."""
    browser = client(Role.ANALYST)
    flag = desk.now().order[0].flag.id
    token = csrf(browser, "/")
    path = f"/signalen/{flag}/doorgeven"
    browser.post(path, data={"csrf": token, "assignee": "collega", "due": "morgen"})
    assert workload(desk.database, ANALYST, desk.clock()).assigned == {}
    browser.post(path, data={"csrf": token, "assignee": "collega", "due": "2026-12-01"})
    shown = browser.get("/signalen?volgorde=due").text
    assert "collega" in shown
    assert "1 december 2026" in shown
    assert "collega" not in browser.get("/signalen?van=mij").text
    browser.post(path, data={"csrf": token, "mine": "1"})
    assert f'href="/signalen/{flag}"' in browser.get("/signalen?van=mij").text


def test_a_view_is_kept_under_a_name_and_dropped(client: Clients, csrf: Csrf) -> None:
    """With its filters and order, and nothing else that a form might bring."""
    browser = client(Role.ANALYST)
    token = csrf(browser, "/")
    query = "stand=new&volgorde=since&naam=Jansen"
    browser.post("/signalen/lijsten", data={"csrf": token, "name": "Mijn <b>lijst</b>", "query": query})
    shown = browser.get("/signalen").text
    assert 'href="/signalen?stand=new&amp;volgorde=since">Mijn &lt;b&gt;lijst&lt;/b&gt;</a>' in shown
    assert "Mijn &lt;b&gt;" not in client(Role.CARE).get("/signalen").text
    browser.post("/signalen/lijsten", data={"csrf": token, "name": "Mijn <b>lijst</b>"})
    assert "Mijn &lt;b&gt;lijst" not in browser.get("/signalen").text


def test_a_neighbourhood_leaves_the_flags_with_an_address_in_it(desk: Desk, client: Clients) -> None:
    """Every flag that is shown has one there."""
    now = desk.now()
    area = next(names[0] for names in now.areas.values() if names)
    shown = client(Role.ANALYST).get("/signalen", params={"buurt": area}).text
    for one in now.order:
        assert (f'href="/signalen/{one.flag.id}"' in shown) <= (area in now.areas.get(one.flag.id, ()))
    assert any(f'href="/signalen/{one.flag.id}"' in shown for one in now.order)
