"""How the structure page's canvas does with many nodes, and when the demo's pages first paint, by the browser's own trace.

    python -m benchmarks.canvas [--nodes N] [--trace FILE]

A made-up network (1.3 relations a node, one of them a hub) is put on the canvas of a flag of a small town. Told are: how long the page was
held up while all was taken in, laid out in the worker, and moved by mouse for three seconds; the frames a second while it moved; first paint.
"""

import argparse
import datetime as dt
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from agents.embedded import embedded
from demo.town import EVENTS, generate, write
from desk.desk import Desk
from streams.lines import inputs
from streams.pseudonyms import Keys
from streams.rules_file import load_rules
from streams.settings import Settings
from tests.desk.browsing import served

CATEGORIES = ["devtools.timeline", "toplevel", "disabled-by-default-devtools.timeline"]
KINDS = ("person", "organisation", "place")
MOVED = 3.0
# Seconds during which the canvas is dragged and zoomed by mouse.

COUNTING = """() => {
  const told = { begun: performance.now(), frames: 0, longest: 0, last: performance.now() };
  window.told = told;
  const step = (now) => {
    told.frames += 1; told.longest = Math.max(told.longest, now - told.last); told.last = now;
    if (window.told === told) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""

COUNTED = """() => {
  const { begun, frames, longest } = window.told;
  window.told = null;
  return [frames / ((performance.now() - begun) / 1000), longest];
}"""


def made_up(nodes: int) -> dict[str, list[dict[str, Any]]]:
    """Give a network as the server would, the same every time."""
    chance = random.Random(1)
    names = [f"e:{number:032x}" for number in range(nodes)]
    rows = [
        {
            "id": name,
            "kind": KINDS[number % 3],
            "name": f"Naam {number}",
            "spellings": [],
            "short": f"bron {number}",
            "records": [f"bron {number}"],
            "area": "Buurt",
            "point": None,
            "evidence": False,
        }
        for number, name in enumerate(names)
    ]
    ends = [(names[0], chance.choice(names[1:])) for _ in range(nodes // 10)]
    ends += [(chance.choice(names), chance.choice(names)) for _ in range(nodes + nodes // 5)]
    ties: list[dict[str, Any]] = [
        {
            "id": f"r:{number}",
            "from": frm,
            "to": to,
            "relation": "bestuurder",
            "begin": f"20{10 + number % 12}-01-01",
            "end": None,
            "known": "2020-01-01",
            "end_known": None,
            "share": None,
            "events": [],
            "evidence": False,
        }
        for number, (frm, to) in enumerate(ends)
        if frm != to
    ]
    return {"nodes": rows, "ties": ties}


def enter(page: Page, address: str) -> str:
    """Sign in as the analyst; give the path of the first flag."""
    page.goto(f"{address}/aanmelden")
    page.click("form:has([value^='demo.analist']) button")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/signalen")
    found = re.search(r'href="(/signalen/f:[0-9a-f]+)"', page.content())
    assert found is not None
    return found[1]


def first_paints(page: Page, address: str, paths: Sequence[str], times: int = 5) -> None:
    """Print when each page first painted its content."""
    print(f"{'first contentful paint, ms':44}{'median':>9}{'highest':>9}")
    for path in paths:
        took = []
        for _ in range(times):
            page.goto(address + path)
            page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
            took.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        shown = re.sub(r"[0-9a-f]{32}", "…", path)
        print(f"{shown:44}{statistics.median(took):>9.0f}{max(took):>9.0f}")


def held_up(trace: Path) -> tuple[float, float, int]:
    """Give of the page's main thread the longest task, the sum over 50 ms of all tasks (both ms), and how many there were."""
    events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    mains = {
        (one["pid"], one["tid"])
        for one in events
        if one.get("name") == "thread_name" and one["args"].get("name") == "CrRendererMain"
    }
    tasks = [
        one["dur"] / 1000
        for one in events
        if one.get("ph") == "X" and one.get("name") in {"RunTask", "ThreadControllerImpl::RunTask"}
        if (one["pid"], one["tid"]) in mains
    ]
    long = [one for one in tasks if one > 50]
    return max(tasks, default=0.0), sum(one - 50 for one in long), len(long)


def move(page: Page) -> None:
    """Drag the canvas about and turn the wheel, as a hand does."""
    box = page.locator("#net-canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 8
    begun = time.perf_counter()
    while time.perf_counter() - begun < MOVED:
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 16):
            page.mouse.move(x + 20 * step, y + 12 * step)
        page.mouse.up()
        page.mouse.wheel(0, -120)
        page.mouse.wheel(0, 120)


def measure(browser: Browser, page: Page, nodes: int, trace: Path) -> None:
    """Put the network on the canvas, lay it out each way, move it; print what the trace says of each."""
    print(f"\n{nodes:,} nodes{'':32}{'worker s':>10}{'longest task ms':>17}{'over 50 ms':>12}{'tasks':>7}")
    network = made_up(nodes)
    steps = [("taken in, laid out free", "data => document.getElementById('net').desk.state.take(data)")]
    steps += [
        (f"laid out: {kind}", f"() => document.getElementById('net').desk.drawing.place('{kind}')")
        for kind in ("owners", "lanes", "free")
    ]
    for what, script in steps:
        browser.start_tracing(page=page, path=trace, categories=CATEGORIES)
        before = page.get_attribute("#net-canvas", "data-placed")
        page.evaluate(script, network if "data" in script else None)
        page.wait_for_selector(f"#net-canvas:not([data-placed='{before}'])", timeout=120_000)
        browser.stop_tracing()
        worker = page.evaluate("document.getElementById('net').desk.drawing.took") / 1000
        longest, over, many = held_up(trace)
        print(f"{what:44}{worker:>10.1f}{longest:>17.0f}{over:>12.0f}{many:>7}")
    page.locator("#net-canvas").scroll_into_view_if_needed()
    browser.start_tracing(page=page, path=trace, categories=CATEGORIES)
    page.evaluate(COUNTING)
    move(page)
    frames, longest_frame = page.evaluate(COUNTED)
    browser.stop_tracing()
    longest, over, many = held_up(trace)
    print(f"{'moved and zoomed':44}{'':>10}{longest:>17.0f}{over:>12.0f}{many:>7}")
    print(f"frames a second while moved: {frames:.0f}; longest between two: {longest_frame:.0f} ms")


def main() -> None:
    """Make a town, serve it, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=2_000)
    parser.add_argument("--trace", type=Path, help="where to leave the last trace; none is left without")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="canvas-") as name:
        folder = Path(name)
        write(generate(1, 2_500), folder / "town")
        keys, settings = Keys.load(None), Settings()
        files = inputs([str(folder / "town" / EVENTS)])
        with embedded(folder, files, [], keys, load_rules(), settings, lambda *_: None, lambda _: None):
            pass
        desk = Desk(folder, settings, keys, lambda: dt.datetime.now(dt.UTC))
        with sync_playwright() as playwright, served(desk) as address:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
            flag = enter(page, address)
            first_paints(page, address, ["/", "/signalen", flag])
            page.wait_for_selector("#net-canvas[data-placed]")
            measure(browser, page, given.nodes, given.trace or folder / "trace.json")
            browser.close()
        desk.close()


if __name__ == "__main__":
    main()
