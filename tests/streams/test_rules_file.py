"""Reading the rules file."""

from pathlib import Path

import pytest

from graph.indicators import INDICATORS
from streams.errors import WrongUse
from streams.rules_file import DEFAULT, load_rules

TEXT = DEFAULT.read_text(encoding="utf-8")


def _written(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _refused(path: Path) -> str:
    with pytest.raises(WrongUse) as caught:
        load_rules(path)
    return str(caught.value)


def test_the_rules_that_come_along_can_be_read() -> None:
    """With parameters for every indicator, and for the paths."""
    rules = load_rules()
    assert set(rules.indicators) == {"G1", *(indicator.id for indicator in INDICATORS)}
    assert rules.general.hub_neighbours == 25


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """The message names it."""
    assert "nowhere.toml" in _refused(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("text", ["", "version = 1 2", TEXT.replace("hub_neighbours", "hubs")])
def test_what_is_no_rules_file_is_wrong_use(tmp_path: Path, text: str) -> None:
    """Empty, no TOML, or a general rule under another name."""
    assert "rules.toml" in _refused(_written(tmp_path, text))


def test_bytes_that_are_no_text_are_wrong_use(tmp_path: Path) -> None:
    """A binary file given by mistake."""
    path = tmp_path / "rules.toml"
    path.write_bytes(b"\xff\xfe")
    assert "rules.toml" in _refused(path)


def test_a_missing_parameter_is_named(tmp_path: Path) -> None:
    """By indicator and name; a whole missing indicator too."""
    assert "indicators.C1.overlap is missing" in _refused(
        _written(tmp_path, TEXT.replace("overlap = ", "overlaps = "))
    )
    without = TEXT[: TEXT.index("[indicators.G2]")]
    assert "indicators.G2." in _refused(_written(tmp_path, without))


def test_a_parameter_that_is_no_number_is_wrong_use(tmp_path: Path) -> None:
    """The message says where."""
    said = _refused(_written(tmp_path, TEXT.replace("overlap = 90", 'overlap = "many"')))
    assert "indicators" in said


def test_other_values_are_taken(tmp_path: Path) -> None:
    """That is what the file is for."""
    assert (
        load_rules(_written(tmp_path, TEXT.replace("overlap = 90", "overlap = 30"))).indicators["C1"][
            "overlap"
        ]
        == 30
    )


def test_an_indicator_is_turned_off_by_its_name(tmp_path: Path) -> None:
    """An unknown one is wrong use: it would stay on unseen."""
    assert load_rules(_written(tmp_path, TEXT)).off == frozenset()
    assert load_rules(_written(tmp_path, TEXT.replace("off = []", 'off = ["C3"]'))).off == {"C3"}
    assert "off: Z9 is no indicator" in _refused(_written(tmp_path, TEXT.replace("off = []", 'off = ["Z9"]')))
