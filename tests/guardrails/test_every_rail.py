"""Every rail of the list has a row in docs/guard-rails.md, and every row that says so has its test."""

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "docs" / "guard-rails.md"
ROW = re.compile(r"^\| R(\d+) \| .+? \| (held|partly|organisational|not built) \| (.+) \|$", re.MULTILINE)


def test_every_rail_has_its_row_and_every_test_exists() -> None:
    """R1 to R30, once each; a rail that is held names its own test, an organisational one stands below the table."""
    text = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(text)
    assert [int(number) for number, _, _ in rows] == list(range(1, 31))
    here = Path(__file__).parent
    for number, state, by in rows:
        for name in re.findall(r"`(test_r\d+\.py)`", by):
            assert (here / name).is_file(), name
        if state == "held":
            assert f"`test_r{int(number):02}.py`" in by, number
        if state == "organisational":
            assert f"**R{number}," in text, number
    named = set(re.findall(r"`(test_r\d+\.py)`", text))
    assert named == {path.name for path in here.glob("test_r[0-9]*.py")}
