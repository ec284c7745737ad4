"""The weights file: what it lacks or cannot be is said by name."""

from pathlib import Path

import pytest

from graph.identity.frequencies import FIELDS
from streams.errors import WrongUse
from streams.weights_file import DEFAULT, load_weights


def test_the_weights_that_come_along_are_whole() -> None:
    """A version, and shares of every field whose rarity counts."""
    weights = load_weights()
    assert weights.version
    assert set(FIELDS) == weights.frequencies.keys()
    assert 0.0 < weights.together["doubt"] < 0.9


@pytest.mark.parametrize(
    ("line", "named"),
    [("prior = 16.6", "prior"), ("swapped = 9.0", r"birth_date\.swapped"), ("door = 13.0", r"address\.door")],
)
def test_what_is_missing_is_named(tmp_path: Path, line: str, named: str) -> None:
    """A setting, and levels of two fields."""
    kept = [one for one in DEFAULT.read_text(encoding="utf-8").splitlines() if not one.startswith(line)]
    path = tmp_path / "weights.toml"
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(WrongUse, match=named):
        load_weights(path)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    """With its path; so is one that is not there."""
    path = tmp_path / "weights.toml"
    path.write_text("version = ", encoding="utf-8")
    with pytest.raises(WrongUse, match=r"weights\.toml"):
        load_weights(path)
    with pytest.raises(WrongUse, match=r"absent\.toml"):
        load_weights(tmp_path / "absent.toml")
