"""Decisions are checked before they are written, and a torn line takes no other with it."""

import datetime as dt
from pathlib import Path

import pytest

from streams.decisions_file import DECISIONS_FILE, decide
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys

AT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def _judge(folder: Path, event_id: str, oordeel: str = "same") -> None:
    data = {"gemeente": "0505", "door": "jo", "a": "x#1", "b": "x#2", "oordeel": oordeel}
    decide(folder, "identiteit-beoordeeld", data, at=AT, event_id=event_id, keys=Keys.load(None))


def test_a_line_that_a_crash_cut_short_takes_no_other_with_it(tmp_path: Path) -> None:
    """What comes behind it stands on a line of its own."""
    _judge(tmp_path, "one")
    path = tmp_path / DECISIONS_FILE
    path.write_bytes(path.read_bytes() + b'{"torn":')
    _judge(tmp_path, "two")
    first, torn, second = path.read_bytes().splitlines()
    assert (b'"one"' in first, torn, b'"two"' in second) == (True, b'{"torn":', True)


def test_what_the_gateway_refuses_is_not_written(tmp_path: Path) -> None:
    """The field is named and the file stays away."""
    with pytest.raises(WrongUse, match="oordeel"):
        _judge(tmp_path, "one", "maybe")
    assert not (tmp_path / DECISIONS_FILE).exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """One line, no traceback."""
    with pytest.raises(Failure, match=r"nowhere/decisions\.ndjson"):
        _judge(tmp_path / "nowhere", "one")
