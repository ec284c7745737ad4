"""The structure page in a real Chromium: canvas, list, tables and map are one selection, by keyboard alone; what is opened is written down."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from desk.access import Role
from desk.desk import Desk
from desk.told import stands_at
from streams.audit import AUDIT_FILE, AuditLine
from streams.pseudonyms import Keys
from streams.settings import Settings
from tests.desk.browsing import clean, enter, served, tab_to
from tests.desk.conftest import clock

A3 = (1191, 842)
# On its side, in points.

MOST_MARKS = 30
# That a canvas begins with.

STATE = "document.getElementById('net').desk.state"


@pytest.fixture(scope="module")
def town(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give one desk for all of these tests: they change nothing that another would see."""
    made = Desk(
        Path(shutil.copytree(filled, tmp_path_factory.mktemp("canvas") / "store")),
        Settings(),
        Keys.load(None),
        clock,
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def site(town: Desk) -> Iterator[str]:
    """Serve it."""
    with served(town) as address:
        yield address


@pytest.fixture(scope="module")
def analyst(site: str, browser: Browser) -> Iterator[Page]:
    """Give a browser that is signed in as an analyst and may use the clipboard."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="nl-NL",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    enter(page, site, Role.ANALYST)
    yield page
    context.close()


@pytest.fixture
def canvas(town: Desk, site: str, analyst: Page) -> Page:
    """Open a small flag with a place in it; nothing is refused by the policy and nothing breaks."""
    flag = min(
        (
            one.flag
            for one in town.now().order
            if any(node.kind == "place" for node in one.flag.evidence.nodes)
        ),
        key=lambda flag: (abs(len(flag.evidence.nodes) - 6), -len(flag.evidence.edges), flag.id),
    ).id
    said: list[str] = []
    analyst.on("console", lambda message: said.append(message.text))
    analyst.on("pageerror", lambda error: said.append(str(error)))
    analyst.goto(f"{site}/signalen/{flag}")
    analyst.wait_for_selector("#net-canvas[data-placed]")
    assert said == []
    return analyst


def state(page: Page, asked: str) -> Any:
    """Ask the state of the canvas."""
    return page.evaluate(f"(() => {{ const state = {STATE}; return {asked}; }})()")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go somewhere by keyboard and press a key."""
    tab_to(page, selector)
    page.keyboard.press(key)


def written(town: Desk) -> list[AuditLine]:
    """Give what stands in the account."""
    return [
        msgspec.json.decode(raw, type=AuditLine)
        for raw in (town.folder / AUDIT_FILE).read_bytes().splitlines()
    ]


def test_a_choice_in_the_list_is_that_of_canvas_table_and_map(canvas: Page) -> None:
    """By keyboard: the place is walked to, announced, ticked in the table, marked on the map, and its neighbours are listed."""
    clean(canvas)
    assert state(canvas, "[...state.nodes.keys()].sort()") == state(canvas, "[...state.evidence].sort()")
    place = state(canvas, "[...state.nodes.values()].find((one) => one.kind === 'place' && one.point).id")
    canvas.fill("#net-filter", state(canvas, f"state.name('{place}')"))
    assert canvas.locator("#net-nodes tr[data-ids]").count() == 1
    canvas.fill("#net-filter", "")
    name = state(canvas, f"state.name('{place}')")
    press(canvas, "#net-places button")
    assert state(canvas, "[...state.selection]") == [place]
    assert canvas.locator("#net-nodes tr.net-chosen").get_attribute("data-ids") == place
    assert canvas.locator("#net-marks .net-mark--chosen").count() == 1
    assert name in canvas.inner_text("#net-walk h4")
    assert name in canvas.inner_text("#net-says")
    press(canvas, "#net-walk li .net-step")
    other = state(canvas, "state.current")
    assert other != place
    assert canvas.evaluate("document.activeElement.closest('#net-walk') !== null")
    clean(canvas)


def test_a_flag_with_many_begins_with_few_marks(site: str, town: Desk, analyst: Page) -> None:
    """Who is related alike stands in one mark; list and table have them all."""
    flag = max((one.flag for one in town.now().order), key=lambda flag: len(flag.evidence.nodes))
    assert len(flag.evidence.nodes) > MOST_MARKS
    analyst.goto(f"{site}/signalen/{flag.id}")
    analyst.wait_for_selector("#net-canvas[data-placed]")
    assert analyst.evaluate("document.getElementById('net').desk.drawing.cy.nodes().length") <= MOST_MARKS
    assert analyst.locator("#net-nodes tr[data-ids]").count() == len(flag.evidence.nodes)


def test_the_network_is_opened_by_counts_first_and_every_step_is_in_the_account(
    canvas: Page, town: Desk
) -> None:
    """Counts, a list to pick from, what is picked with its relations; then hidden, grouped, opened, and back to the evidence."""
    before = state(canvas, "state.nodes.size")
    ids = state(canvas, "[...state.evidence]")
    with town.surroundings("9901") as graph:
        start = next(one for one in ids if graph.near([one]) - set(ids) - {one})
        bundle = next(
            one
            for one in graph.bundles(start)
            if graph.in_bundle(start, one.relation, outgoing=one.outgoing) - set(ids)
        )
    canvas.evaluate(f"{STATE}.select(['{start}'])")
    press(canvas, "[data-act=expand]")
    canvas.wait_for_selector(".net-bundles button")
    clean(canvas)
    for button in canvas.locator(".net-bundles button").all():
        if f" {bundle.count}:" in button.inner_text() and ("→" in button.inner_text()) is bundle.outgoing:
            button.focus()
            canvas.keyboard.press("Enter")
            break
    canvas.wait_for_selector(".net-picklist input")
    clean(canvas)
    press(canvas, ".net-acts button")
    press(canvas, ".net-acts .nl-button--primary")
    canvas.wait_for_selector("#net-pick", state="hidden")
    canvas.wait_for_selector("#net-says:has-text('op het canvas gezet')")
    assert state(canvas, "state.nodes.size") > before
    assert state(canvas, "[...state.nodes.values()].some((one) => !one.evidence)")
    assert {"desk network", "desk network neighbours", "desk network expand"} <= {
        line.command for line in written(town)
    }
    fresh = state(canvas, "[...state.nodes.keys()].filter((id) => !state.evidence.has(id))")
    press(canvas, "[data-act=hide]")
    assert set(state(canvas, "[...state.hidden]")) >= set(fresh)
    press(canvas, "[data-act=all]")
    assert state(canvas, "state.hidden.size") == 0
    canvas.evaluate(f"{STATE}.select([...{STATE}.nodes.keys()].slice(0, 3))")
    groups = state(canvas, "state.groups.size")
    press(canvas, "[data-act=group]")
    assert state(canvas, "state.groups.size") == groups + 1
    press(canvas, "[data-act=ungroup]")
    assert state(canvas, "state.groups.size") == groups
    press(canvas, "[data-act=evidence]")
    assert set(state(canvas, "state.shownNodes().map((one) => one.id)")) == set(ids)
    clean(canvas)


def test_nobody_is_opened_out_of_nothing(canvas: Page, town: Desk) -> None:
    """Neither neighbours nor a path nor a document of somebody who is not open around this flag."""
    ids = town.opened.sheet("demo.analist.9901", canvas.url.rpartition("/")[2]).entities
    with town.surroundings("9901") as graph:
        near = graph.near(ids)
        far = next(one for one in sorted(graph.near(near)) if one not in near and one not in ids)
    ask = (
        "([where, given]) => fetch(`${location.pathname}/${where}`, {method: 'POST', body: new URLSearchParams("
        "{csrf: document.querySelector('input[name=csrf]').value, ...given})}).then((answer) => answer.status)"
    )
    for where, given in (
        ("buren", {"entity": far}),
        ("erbij", {"ids": far}),
        ("pad", {"from": next(iter(ids)), "to": far}),
        ("gemeen", {"ids": f"{next(iter(ids))} {far}"}),
    ):
        assert canvas.evaluate(ask, [where, given]) == 404, where
    assert (
        canvas.evaluate(
            "() => fetch(`${location.pathname}/bronnen/0123456789abcdef`).then((one) => one.status)"
        )
        == 404
    )


def test_a_path_between_two_is_found_and_said(canvas: Page) -> None:
    """Two that are related are each other's path; what a button needs is said where it cannot be used."""
    canvas.evaluate(f"{STATE}.select([])")
    press(canvas, "[data-act=path]")
    assert "precies twee" in canvas.inner_text("#net-says")
    frm, to = state(canvas, "(({from, to}) => [from, to])([...state.ties.values()][0])")
    canvas.evaluate(f"{STATE}.select(['{frm}', '{to}'])")
    press(canvas, "[data-act=path]")
    canvas.wait_for_selector("#net-says:has-text('Kortste pad')")


def test_time_is_slid_and_two_dates_are_compared_in_words(canvas: Page) -> None:
    """By keyboard: the first day has fewest relations, the comparison lists what came; browser and print agree on every relation."""
    every = state(canvas, "state.shownTies().length")
    press(canvas, "#net-valid", "Home")
    first = state(canvas, "state.moment.valid")
    assert state(canvas, "state.shownTies().length") < every
    assert canvas.get_attribute("#net-valid", "aria-valuetext") == canvas.inner_text("#net-valid-day")
    for valid in (first, "2019-06-30", "2020-12-31"):
        for known in (first, "2019-06-30", "2021-12-30"):
            canvas.evaluate(f"{STATE}.set({{moment: {{valid: '{valid}', known: '{known}'}}}})")
            shown = set(state(canvas, "state.shownTies().map((one) => one.id)"))
            ties = state(canvas, "[...state.ties.values()]")
            assert shown == {one["id"] for one in ties if stands_at(one, valid, known)}
    press(canvas, "#net-alltime")
    assert state(canvas, "state.shownTies().length") == every
    canvas.fill("#net-first", first)
    press(canvas, "#net-compare button")
    canvas.wait_for_selector("#net-differences li")
    lines = canvas.locator("#net-differences li").all_inner_texts()
    assert all(line.startswith(("+ erbij", "− weg", "± anders")) for line in lines)
    assert canvas.locator("#net-ties thead button[data-key=how]").count() == 1
    clean(canvas)
    press(canvas, "#net-nocompare")
    assert canvas.locator("#net-differences li").count() == 0


def test_rows_are_sorted_chosen_and_copied_for_a_spreadsheet(canvas: Page, town: Desk) -> None:
    """Tabs between, the columns that are shown, and the copy is an export in the account."""
    press(canvas, "#net-nodes [data-key=name]")
    names = canvas.locator("#net-nodes tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold, reverse=True)
    canvas.focus("#net-nodes [data-key=name]")
    copies = canvas.locator("button:text-is('Kopieer naar rekenblad')")
    copies.first.focus()
    canvas.keyboard.press("Enter")
    canvas.wait_for_selector("#net-says:has-text('gekopieerd')")
    head, *rows = canvas.evaluate("navigator.clipboard.readText()").splitlines()
    assert head.split("\t") == ["Naam", "Soort", "Buurt", "Verbanden", "Waarom hier"]
    assert [row.split("\t")[0] for row in rows] == names
    last = written(town)[-1]
    assert (last.command, last.act, last.count) == ("desk network copy", "export", len(rows))


def test_a_sentence_shows_whom_it_speaks_of_and_a_line_opens_its_source(canvas: Page) -> None:
    """The button selects on the canvas; the link leads to the event as it was delivered."""
    press(canvas, "[data-hit='0']")
    assert state(canvas, "state.selection.size") > 0
    assert canvas.evaluate("document.activeElement.id") == "netwerk"
    press(canvas, "#net-ties a")
    canvas.wait_for_url("**/bronnen/*")
    clean(canvas)


def test_what_is_on_the_canvas_is_printed_with_purpose_and_code(
    canvas: Page, town: Desk, tmp_path: Path
) -> None:
    """A drawing of what was shown, on A3, and an export in the account."""
    press(canvas, "#net-print button")
    canvas.wait_for_url("**/afdruk")
    clean(canvas)
    text = canvas.inner_text("main")
    assert "doel: toezicht" in text
    assert "alleen voor wie dit afdrukt" in text
    assert canvas.locator(".net-sheet svg.desk-drawing").count() == 1
    paper = tmp_path / "sheet.pdf"
    canvas.pdf(path=paper, prefer_css_page_size=True)
    with pikepdf.open(paper) as printed:
        width, height = (float(one) for one in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == A3
    assert written(town)[-1].command == "desk structure print"
    assert written(town)[-1].act == "export"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_clean_in_english_on_a_phone_and_wide(
    site: str, browser: Browser, town: Desk, width: int
) -> None:
    """With somebody chosen and two dates compared."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    page = context.new_page()
    enter(page, site, Role.ANALYST)
    page.click("form[action='/taal'] button")
    page.goto(f"{site}/signalen/{town.now().order[0].flag.id}")
    page.wait_for_selector("#net-canvas[data-placed]")
    assert page.get_attribute("html", "lang") == "en"
    page.click("#net-walk .net-step >> nth=0")
    page.click("#net-compare button >> nth=0")
    clean(page)
    context.close()
