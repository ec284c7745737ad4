"""A broken store is found: a page of the file, an event that was changed, a file that is none."""

import sqlite3
from pathlib import Path

import pytest

from streams.journal import Origin, digest_of
from streams.store import Store
from streams.store_check import check_store
from streams.store_rows import Batch, EventRow, Hold, ReceivedRow

BODIES = [b'{"number":%d,"text":"%s"}' % (number, b"x" * 500) for number in range(200)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a store with some events and a municipality on hold."""
    with Store.open(tmp_path) as store:
        events = [
            EventRow("0505", "s", str(number), digest_of(body), body) for number, body in enumerate(BODIES)
        ]
        received = [ReceivedRow(Origin("permits", 0, 1, "00" * 32), "accepted", 1_700_000_000_000_000)]
        store.write(Batch(events=events, received=received, holds=[Hold("0363", "journal/0/1", 0)]))
        store.vacuum()
    return tmp_path / "store-0.sqlite"


def test_a_whole_store_is_whole(path: Path) -> None:
    """With what it holds."""
    state = check_store(path)
    assert state.findings == ()
    assert (state.events, state.held, state.newest) == (200, ("0363",), 1_700_000_000_000_000)
    assert state.embedded


def test_an_event_that_was_changed_is_found_though_the_file_is_well_formed(path: Path) -> None:
    """SQLite cannot know; the digest does."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE events SET body = '{}' WHERE seq IN (7, 9)")
    connection.commit()
    connection.close()
    assert check_store(path).findings == (f"{path}: not what was written: event 7, event 9",)


def test_bytes_that_were_overwritten_are_found(path: Path) -> None:
    """In the middle of the file, as a bad disk would."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    assert check_store(path).findings


def test_a_file_that_is_no_store_is_told(path: Path) -> None:
    """And no traceback."""
    path.write_bytes(b"not a database, long enough to be read as one" * 100)
    (said,) = check_store(path).findings
    assert "cannot be read as a store" in said
