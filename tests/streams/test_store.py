"""The store of one partition."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.errors import Failure, Stop
from streams.journal import Origin
from streams.store import Store, partitions
from streams.store_rows import (
    Attempt,
    Batch,
    DeadLetterRow,
    EventRow,
    FlagRow,
    FlagStatus,
    Hold,
    OutboxRow,
    ReceivedRow,
)

SHA = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a new store."""
    with Store.open(tmp_path) as opened:
        yield opened


def event(number: int, gemeente: str = "0505") -> EventRow:
    """Make an event."""
    return EventRow(gemeente, "urn:a", str(number), bytes(32), f'{{"n":{number}}}'.encode())


def test_a_new_store_is_empty_and_the_folder_is_made(tmp_path: Path) -> None:
    """The empty case."""
    with Store.open(tmp_path / "deep" / "down") as opened:
        assert opened.position() is None
        assert opened.municipalities() == {}
        assert opened.outcomes("t", 0, 0, 10) == {}
    assert partitions(tmp_path / "deep" / "down") == [0]
    assert partitions(tmp_path / "nowhere") == []


def test_what_a_batch_writes_is_read_back_by_another_connection(store: Store, tmp_path: Path) -> None:
    """Everything of one batch, while the writer still holds the store."""
    batch = Batch(
        events=[event(1), event(2, "0363")],
        received=[ReceivedRow(Origin("file", 0, 3, SHA), "accepted", 5, ("0505", "urn:a", "1"))],
        deadletters=[DeadLetterRow("file", 0, 4, SHA, b"{}", 9, b"seal")],
        flags=[FlagRow("f:1", "0505", FlagStatus.OPEN, None, "d", b'{"id":"f:1","x":1}')],
        outbox=[OutboxRow("flags", "f:1", b"v")],
    )
    store.write(batch)
    with Store.read(tmp_path) as reader:
        assert reader.municipalities() == {"0363": 1, "0505": 1}
        assert list(reader.bodies("0505")) == [b'{"n":1}']
        assert reader.body("0505", "urn:a", "1") == b'{"n":1}'
        assert reader.digests([("0505", "urn:a", "1"), ("0505", "urn:a", "7")]) == {
            ("0505", "urn:a", "1"): bytes(32)
        }
        assert reader.outcomes("file", 0, 0, 10) == {(3, SHA): "accepted"}
        assert [row.sealed for row in reader.deadletters()] == [b"seal"]
        assert [row.message() for row in reader.flags()] == [
            b'{"id":"f:1","gemeente":"0505","status":"open","x":1}'
        ]
        assert [(row.topic, row.value) for row in reader.outbox()] == [("flags", b"v")]


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(store: Store, tmp_path: Path) -> None:
    """Its figures agree with each other; the next reader sees the new ones."""
    store.write(Batch(events=[event(1)]))
    with Store.read(tmp_path) as reader:
        assert reader.municipalities() == {"0505": 1}
        store.write(Batch(events=[event(2)]))
        assert len(list(reader.bodies("0505"))) == 1
    with Store.read(tmp_path) as reader:
        assert len(list(reader.bodies("0505"))) == 2


def test_a_failing_batch_writes_nothing(store: Store) -> None:
    """One transaction: the second event clashes, so the first is not there either."""
    with pytest.raises(Stop, match="could not be written: UNIQUE"):
        store.write(
            Batch(events=[event(1), event(1)], received=[ReceivedRow(Origin("f", 0, 0, SHA), "accepted", 0)])
        )
    assert store.municipalities() == {}
    assert store.outcomes("f", 0, 0, 0) == {}
    store.write(Batch(events=[event(1)], received=[ReceivedRow(Origin("f", 0, 0, SHA), "accepted", 0)]))
    assert store.outcomes("f", 0, 0, 0) == {(0, SHA): "accepted"}


def test_a_store_belongs_to_one_journal(store: Store) -> None:
    """Another cluster, topic id or partition is refused; the same is taken."""
    assert store.bind("c", "t", 4).next == 0
    store.write(Batch(next=12))
    assert store.bind("c", "t", 4).next == 12
    for foreign in (("x", "t", 4), ("c", "x", 4), ("c", "t", 5)):
        with pytest.raises(Stop, match="belongs to cluster c, topic id t, partition 4"):
            store.bind(*foreign)
    with pytest.raises(Stop, match="cannot move to 11"):
        store.write(Batch(next=11))


def test_a_store_filled_from_files_is_no_workers(store: Store) -> None:
    """The two runtimes do not share a store."""
    store.write(Batch(received=[ReceivedRow(Origin("file", 0, 0, SHA), "duplicate", 1)]))
    with pytest.raises(Stop, match="filled from files"):
        store.bind("c", "t", 0)


def test_the_lock_names_its_holder_and_dies_with_it(tmp_path: Path) -> None:
    """A second process is refused; after a SIGKILL the store is free at once."""
    script = (
        f"import sys,time\nfrom pathlib import Path\nfrom streams.store import Store\n"
        f"Store.open(Path({str(tmp_path)!r}))\nprint('held',flush=True)\ntime.sleep(60)"
    )
    repository = Path(__file__).parent.parent.parent
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=repository) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Stop, match=rf"held by another process \(pid {holder.pid}\)"):
            Store.open(tmp_path)
        holder.kill()
        holder.wait()
    with Store.open(tmp_path):
        assert (tmp_path / "store-0.lock").read_text() == f"{os.getpid()}\n"


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    """Rubbish, another database, another schema: one clear failure each."""
    path = tmp_path / "store-0.sqlite"
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(Failure, match=r"store-0\.sqlite"):
        Store.read(tmp_path)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE x (y)")
    with pytest.raises(Failure, match="is no store of ours"):
        Store.read(tmp_path)
    other.close()
    path.unlink()
    Store.open(tmp_path).close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    other.close()
    with pytest.raises(Failure, match="has schema 99"):
        Store.open(tmp_path)


def test_commits_survive_a_power_cut(store: Store) -> None:
    """WAL with a full sync at each commit: what was acknowledged is on the disk."""
    connection = store._connection
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_attempt_stands_until_its_batch_is_written(store: Store) -> None:
    """That is how a crash is seen afterwards."""
    assert store.attempt() is None
    store.begin(Attempt("t/0/7", 2, "0505"))
    assert store.attempt() == Attempt("t/0/7", 2, "0505")
    store.write(Batch())
    assert store.attempt() is None


def test_holds_come_and_go(store: Store) -> None:
    """Put on hold, counted, released in a batch."""
    store.hold(Hold("0505", "p", 0))
    store.hold(Hold("0505", "p", 1))
    assert store.holds() == {"0505": Hold("0505", "p", 1)}
    store.write(Batch(released=["0505"]))
    assert store.holds() == {}


def test_sealed_bytes_are_forgotten_after_their_time(store: Store) -> None:
    """The dead letter stays."""
    store.write(Batch(deadletters=[DeadLetterRow("f", 0, n, SHA, b"{}", n, b"seal") for n in range(3)]))
    store.forget_sealed(2)
    assert [row.sealed for row in store.deadletters()] == [None, None, b"seal"]


def test_outbox_rows_go_out_in_order_and_are_forgotten_up_to_one(store: Store) -> None:
    """What was sent in between stays queued."""
    store.write(Batch(outbox=[OutboxRow("flags", str(n), None) for n in range(5)]))
    first = store.outbox(limit=2)
    store.sent(first[-1].seq)
    assert [row.key for row in store.outbox()] == ["2", "3", "4"]
