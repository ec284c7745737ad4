"""One partition's owner on a real broker: fencing, gaps, filling, and the difference to what is published."""

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agents import clients
from agents.outputs import Outputs
from agents.owner import Cluster, Entry, Owner, Phase
from agents.worker import cluster_of
from streams import journal
from streams.errors import Stop
from streams.gateway import Accepted, Gateway
from streams.journal import Origin
from streams.lag import SCREENED_GROUP, lag
from streams.metrics import CATCH_UP, OWNED, POSITION
from streams.partitions import partition_of
from streams.settings import Settings
from streams.store import Store
from streams.store_rows import OutboxRow
from tests.kafka.process import Town
from tests.kafka.workers import KEYS, event, last, read, write

pytestmark = pytest.mark.kafka

HERE = partition_of("0505")


def message(number: int, **changes: Any) -> bytes:
    """Make one journal message."""
    raw = msgspec.json.encode(event(number, **changes))
    checked = Gateway(KEYS).check(raw)
    assert isinstance(checked, Accepted)
    return journal.encode(checked.body, Origin("permits", HERE, number, sha256(raw).hexdigest()))


def written(settings: Settings, numbers: range) -> None:
    """Put messages into the journal."""
    write(settings, "journal", [message(number) for number in numbers], HERE)


def entries(numbers: range) -> list[Entry]:
    """Give the same messages as Faust would, at offsets that are their numbers."""
    return [Entry(number, message(number)) for number in numbers]


@pytest.fixture
def owner(cluster: Settings, tmp_path: Path) -> Owner:
    """Give an owner of 0505's partition that has no store yet."""
    return Owner(cluster, tmp_path, cluster_of(cluster), Town, lambda: 0, HERE, docket=None)


def position(folder: Path) -> int:
    """Return how far the store on disk is."""
    with Store.read(folder, HERE) as store:
        standing = store.position()
        assert standing is not None
        return standing.next


def flag_count(settings: Settings) -> int:
    """Return how many events the published flag counts."""
    return int(last(settings, "flags")[f"f:0505:{event(1)['source']}"]["events"])


def test_what_lies_below_is_skipped_and_a_gap_above_is_filled(
    owner: Owner, cluster: Settings, tmp_path: Path
) -> None:
    """The store's position decides: old offsets change nothing, and what lies between is read from the journal itself."""

    async def run() -> None:
        written(cluster, range(3))
        await owner.take_over()
        assert position(tmp_path) == 3
        written(cluster, range(3, 10))
        await owner.batch(entries(range(2)))
        assert position(tmp_path) == 3
        await owner.batch(entries(range(2, 5)))
        assert position(tmp_path) == 5
        await owner.batch(entries(range(8, 10)))
        assert position(tmp_path) == 10
        assert POSITION.labels(str(HERE))._value.get() == 10
        assert CATCH_UP.labels(str(HERE))._value.get() == 0
        assert OWNED.labels(str(HERE))._value.get() == 1
        await owner.close()

    asyncio.run(run())
    assert flag_count(cluster) == 10
    assert lag(cluster).total == 0


def test_a_missing_offset_in_the_middle_stops(owner: Owner, cluster: Settings) -> None:
    """Whatever takes an offset and is no message (here: a transaction's end) is a gap, and named."""

    async def run() -> None:
        written(cluster, range(2))
        producer = await clients.transactional(cluster, "somebody-else")
        async with producer.transaction():
            await producer.send(cluster.named("journal"), value=message(2), partition=HERE)
        await producer.stop()
        written(cluster, range(3, 5))
        with pytest.raises(Stop, match=f"journal partition {HERE}: offset 3 is missing, 4 comes next"):
            await owner.take_over()
        await owner.close()

    asyncio.run(run())


def test_a_foreign_message_in_the_journal_stops(owner: Owner, cluster: Settings) -> None:
    """The journal is written by the intake alone."""

    async def run() -> None:
        write(cluster, "journal", [b"hello"], HERE)
        with pytest.raises(Stop, match="no journal record"):
            await owner.take_over()
        await owner.close()

    asyncio.run(run())


def test_a_journal_that_ends_before_the_store_stops(owner: Owner, cluster: Settings, tmp_path: Path) -> None:
    """A broker that lost acknowledged messages would otherwise fill the same offsets with others."""

    async def run() -> None:
        with Store.open(tmp_path, HERE) as store:
            ids = cluster_of(cluster)
            store.bind(ids.id, ids.topic_id, HERE)
            store._advance(7)  # as if seven messages had been there
        with pytest.raises(Stop, match="ends at offset 0, the store is at 7"):
            await owner.take_over()
        await owner.close()

    asyncio.run(run())


def test_an_old_owner_is_fenced(owner: Owner, cluster: Settings, tmp_path: Path) -> None:
    """As soon as another process takes the partition, the one before it can send nothing, its position included."""

    async def run() -> None:
        written(cluster, range(3))
        await owner.take_over()
        new = Owner(cluster, tmp_path / "new", cluster_of(cluster), Town, lambda: 0, HERE, docket=None)
        await new.take_over()
        written(cluster, range(3, 6))
        with pytest.raises(Stop, match=f"partition {HERE} has another owner by now"):
            await owner.batch(entries(range(3, 6)))
        assert lag(cluster).total == 3
        await new.batch(entries(range(3, 6)))
        assert lag(cluster).total == 0
        await new.close()
        await owner.close()

    asyncio.run(run())
    assert [msgspec.json.decode(one.value)["events"] for one in read(cluster, "flags")] == [3, 6]


def test_a_revoked_owner_writes_nothing_and_keeps_its_graph(
    owner: Owner, cluster: Settings, tmp_path: Path
) -> None:
    """After revocation a batch is refused; at the next assignment graph and store are used again."""

    async def run() -> None:
        written(cluster, range(3))
        await owner.take_over()
        screen = owner._screen
        await owner.revoke()
        assert owner.phase is Phase.IDLE
        written(cluster, range(3, 5))
        with pytest.raises(Stop, match="not ours"):
            await owner.batch(entries(range(3, 5)))
        assert position(tmp_path) == 3
        await owner.take_over()
        assert owner._screen is screen
        assert position(tmp_path) == 5
        await owner.close()

    asyncio.run(run())
    assert flag_count(cluster) == 5


def test_the_store_of_another_journal_is_refused(cluster: Settings, tmp_path: Path) -> None:
    """Cluster id and topic id must be the store's; it is left free and as it was."""

    async def run() -> None:
        first = Owner(cluster, tmp_path, cluster_of(cluster), Town, lambda: 0, HERE, docket=None)
        await first.take_over()
        await first.close()
        stranger = Owner(cluster, tmp_path, Cluster("another", "topic"), Town, lambda: 0, HERE, docket=None)
        with pytest.raises(Stop, match="belongs to cluster"):
            await stranger.take_over()

    asyncio.run(run())
    Store.open(tmp_path, HERE).close()


def test_what_is_published_is_set_right(owner: Owner, cluster: Settings, tmp_path: Path) -> None:
    """A flag that no store finds is withdrawn as rebuilt, one with old content published anew; the rest is left alone."""
    real = f"f:0505:{event(1)['source']}"
    bogus: dict[str, Any] = {
        "id": "f:bogus",
        "gemeente": "0505",
        "status": "open",
        "digest": "x",
        "events": 1,
    }
    gone = {**bogus, "id": "f:gone", "status": "withdrawn", "reason": "retracted"}
    stale = {**bogus, "id": real, "digest": "stale"}

    async def run() -> None:
        outputs = Outputs(cluster, HERE)
        await outputs.start()
        rows = [OutboxRow("flags", flag["id"], msgspec.json.encode(flag)) for flag in (bogus, gone, stale)]
        await outputs.send(rows, 0)
        await outputs.stop()
        written(cluster, range(4))
        await owner.take_over()
        assert position(tmp_path) == 4
        await owner.close()

    asyncio.run(run())
    flags = last(cluster, "flags")
    assert flags["f:bogus"] == {**bogus, "status": "withdrawn", "reason": "rebuilt"}
    assert flags["f:gone"] == gone
    assert flags[real]["events"] == 4
    assert len(read(cluster, "flags")) == 5


def test_nothing_is_sent_while_catching_up(owner: Owner, cluster: Settings, tmp_path: Path) -> None:
    """Unsent rows from before the assignment are discarded, and of all the batches read only the outcome is sent."""

    async def run() -> None:
        with Store.open(tmp_path, HERE) as store:
            store._connection.execute(
                "INSERT INTO outbox (topic, key, value) VALUES ('flags', 'f:old', '{}')"
            )
        written(cluster, range(2_500))
        await owner.take_over()
        await owner.close()

    asyncio.run(run())
    found = read(cluster, "flags")
    assert [record.key.decode() for record in found] == [f"f:0505:{event(1)['source']}"]
    assert msgspec.json.decode(found[0].value)["events"] == 2_500
    with Store.read(tmp_path, HERE) as store:
        assert store.outbox() == []


def test_a_dead_letter_that_was_stored_and_not_sent_is_sent(owner: Owner, cluster: Settings) -> None:
    """A conflict's letter whose outbox row was discarded is found missing when the topic is read back."""
    other = event(1)
    other["data"]["zaaknummer"] = "another"
    raw = msgspec.json.encode(other)
    checked = Gateway(KEYS).check(raw)
    assert isinstance(checked, Accepted)
    conflict = journal.encode(checked.body, Origin("permits", HERE, 77, sha256(raw).hexdigest()))

    async def run() -> None:
        written(cluster, range(1, 2))
        write(cluster, "journal", [conflict], HERE)
        await owner.take_over()
        await owner.revoke()
        await owner.take_over()
        await owner.close()

    asyncio.run(run())
    letters = [msgspec.json.decode(record.value) for record in read(cluster, "deadletters")]
    assert [(one["reason"], one["topic"], one["partition"], one["offset"]) for one in letters] == [
        ("conflict", "permits", HERE, 77)
    ]


def test_the_position_is_seen_from_outside_and_goes_back_with_the_store(
    cluster: Settings, tmp_path: Path
) -> None:
    """While an empty store catches up, the lag tells the truth, whatever the group committed before."""
    owner = Owner(cluster, tmp_path / "a", cluster_of(cluster), Town, lambda: 0, HERE, docket=None)
    empty = Owner(cluster, tmp_path / "b", cluster_of(cluster), Town, lambda: 0, HERE, docket=None)

    async def run() -> None:
        written(cluster, range(5))
        await owner.take_over()
        await owner.close()
        assert lag(cluster).total == 0
        screen = await empty._opened()
        await empty._outputs.start()
        empty.phase = Phase.CATCHING_UP
        await empty._report(screen, 5)
        assert lag(cluster).total == 5
        await empty._outputs.stop()
        await empty.take_over()
        assert lag(cluster).total == 0
        await empty.close()

    asyncio.run(run())
    assert SCREENED_GROUP != "dwarsverband"
