"""The account of what was read."""

import datetime as dt
from pathlib import Path

import pytest

from streams.audit import AUDIT_FILE, append, first_broken
from streams.errors import Failure

AT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def note(folder: Path, count: int) -> None:
    """Write one line."""
    append(folder, at=AT, user="u", command="export flags", purpose="toezicht", subjects=["f:1"], count=count)


def test_each_line_hangs_on_the_one_before(tmp_path: Path) -> None:
    """An empty file is whole; so are three lines; changing, dropping or swapping one shows where."""
    path = tmp_path / AUDIT_FILE
    for count in range(3):
        note(tmp_path, count)
    assert first_broken(path) is None
    lines = path.read_bytes().splitlines(keepends=True)
    for changed, where in (
        ([lines[0], lines[1].replace(b'"u"', b'"v"'), lines[2]], 2),
        ([lines[0], lines[2]], 2),
        ([lines[1], lines[0], lines[2]], 1),
        ([*lines, b"rubbish\n"], 4),
    ):
        path.write_bytes(b"".join(changed))
        assert first_broken(path) == where


def test_a_line_that_a_crash_cut_short_stays_visible(tmp_path: Path) -> None:
    """The next line begins on a line of its own, and the broken one is found."""
    note(tmp_path, 1)
    with (tmp_path / AUDIT_FILE).open("ab") as file:
        file.write(b'{"at":"20')
    note(tmp_path, 2)
    assert len((tmp_path / AUDIT_FILE).read_bytes().splitlines()) == 3
    assert first_broken(tmp_path / AUDIT_FILE) == 2


def test_what_cannot_be_written_down_is_a_failure(tmp_path: Path) -> None:
    """It names the file."""
    with pytest.raises(Failure, match=AUDIT_FILE):
        note(tmp_path / "nowhere", 1)
