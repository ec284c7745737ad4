"""The desk in a real Chromium: each main path by keyboard alone, and every page without a violation that axe finds."""

import pytest
from playwright.sync_api import Page

from desk.access import Role
from desk.desk import Desk
from desk.provider import Provider
from screening.advisory import Status
from tests.desk.browsing import clean, enter, served, tab_to
from tests.desk.identity_provider import running, with_user


def test_an_analyst_judges_a_flag_by_keyboard(address: str, page: Page, desk: Desk) -> None:
    """From the sign-in to the verdict, with what would clear it on the way."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(address)
    clean(page)
    enter(page, address, Role.ANALYST)
    clean(page)
    tab_to(page, "nav a[href='/signalen']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signalen")
    clean(page)
    tab_to(page, "tbody a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signalen/f:*")
    clean(page)
    tab_to(page, "[hx-get]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wegnemen-deel [hx-get]", state="detached")
    tab_to(page, "#v-confirmed")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#reason")
    page.keyboard.type("De nieuwe huurder kent de vorige niet.")
    tab_to(page, "form[action$='/oordeel'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=demo.analist.9901: Rechtmatig")
    clean(page)
    desk.renewal.wait()
    page.wait_for_selector("text=Toon de nieuwe stand")
    page.goto(f"{address}/identiteit")
    clean(page)
    assert refused == []


def test_a_permit_officer_answers_a_question_by_keyboard(address: str, page: Page, desk: Desk) -> None:
    """From the list to the answer; the next question follows."""
    enter(page, address, Role.PERMIT)
    tab_to(page, "nav a[href='/adviezen']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/adviezen")
    clean(page)
    tab_to(page, "tbody a[href^='/adviezen/a:']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/adviezen/a:*")
    clean(page)
    question = page.inner_text("#vraag")
    tab_to(page, "#antwoord")
    page.keyboard.type("Gewogen aan de hand van de stukken.")
    tab_to(page, "form[action$='/antwoord'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Vastgelegd.")
    assert page.inner_text("#vraag") != question
    tab_to(page, ".desk-facts a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feiten/1")
    clean(page)
    desk.renewal.wait()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_other_page_is_clean_in_english_wide_and_narrow(
    address: str, page: Page, desk: Desk, width: int
) -> None:
    """Nothing that axe finds, and no sideways scrolling on a phone."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/aanmelden")
    page.click("form[action='/taal'] button")
    with desk.standing() as standing:
        advisory = next(row.id for row in standing.advisories() if row.status is not Status.VERVALLEN)
    case = next(one.id for one in desk.towns.cases("9901") or () if one.checklist is not None)
    paths = {
        Role.ANALYST: ["/", "/signalen"],
        Role.PERMIT: [
            "/adviezen",
            f"/adviezen/{advisory}",
            f"/adviezen/{advisory}/dossier",
            f"/zaken/{case}",
        ],
        Role.REVIEWER: ["/adviezen"],
        Role.PRIVACY: ["/verzoeken", "/gelezen", "/toezicht"],
        Role.CARE: ["/signalen"],
        Role.OPERATIONS: ["/beheer", "/verzoeken"],
        Role.RULES: ["/regels"],
    }
    for role, some in paths.items():
        enter(page, address, role)
        for path in some:
            page.goto(address + path)
            assert page.get_attribute("html", "lang") == "en"
            clean(page)


@pytest.mark.filterwarnings("ignore:get_jwt_config")
def test_signing_in_at_a_provider_on_another_site_leads_into_the_desk(desk: Desk, page: Page) -> None:
    """A browser keeps the session's cookie from the request that comes back from the provider; it gets in all the same."""
    with running() as issuer, served(desk) as address:
        with_user(issuer, "anna", {"preferred_username": "anna", "roles": ["analyst"], "gemeente": "9901"})
        desk.provider = Provider(issuer, "desk", "secret", address)
        page.goto(f"{address}/signalen")
        clean(page)
        page.keyboard.press("Tab")
        tab_to(page, "a[href='/aanmelden/begin']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{issuer}/**")
        page.fill("[name=sub]", "anna")
        page.click("[type=submit]:not([value=deny])")
        page.wait_for_url(f"{address}/")
        assert "anna" in page.inner_text(".desk-who")
        page.click("form[action='/afmelden'] button")
        page.wait_for_selector(f"a[href^='{issuer}']")
        clean(page)
