"""Workers on a real broker: nothing is lost, whatever is killed when."""

import hashlib
import os
import random
import signal
import time
from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata

from streams import topics
from streams.lag import INTAKE_GROUP, lag
from streams.partitions import COUNT, partition_of
from streams.settings import Settings
from streams.store import Store
from tests.kafka.workers import Worker, event, last, positions, read, screened, sent, until, worker

pytestmark = pytest.mark.kafka

TOWNS = ("0363", "0505", "0772", "0599")


def many(count: int, first: int = 0) -> list[dict[str, Any]]:
    """Make events of four municipalities."""
    return [event(number, TOWNS[number % len(TOWNS)]) for number in range(first, first + count)]


def expected(events: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the digest of each flag that stands after these events."""
    ids: dict[str, set[str]] = {}
    for one in events:
        ids.setdefault(f"f:{one['data']['gemeente']}:{one['source']}", set()).add(one["id"])
    return {key: hashlib.sha256("\n".join(sorted(some)).encode()).hexdigest() for key, some in ids.items()}


def standing(settings: Settings) -> dict[str, str]:
    """Return the digest of each published flag that stands."""
    flags = last(settings, "flags")
    return {key: flag["digest"] for key, flag in flags.items() if flag["status"] != "withdrawn"}


def stored(*folders: Path) -> dict[str, int]:
    """Return how many events the stores hold by municipality; of two stores of a partition the higher one."""
    found: dict[str, int] = {}
    for partition in range(COUNT):
        best = max(folders, key=lambda folder: positions(folder).get(partition, -1))
        if partition in positions(best):
            with Store.read(best, partition) as one:
                found.update(one.municipalities())
    return found


def test_one_worker_screens_what_was_sent(cluster: Settings, tmp_path: Path) -> None:
    """Every event is stored once and its flag published in its municipality's partition; then it stops cleanly."""
    events = many(2_000)
    assert lag(cluster).total == 0
    assert sent(cluster, events).sent == 2_000
    assert lag(cluster).total == 2_000
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        assert one.stop() == 0, one.said()
    assert standing(cluster) == expected(events)
    assert stored(tmp_path) == dict.fromkeys(sorted(TOWNS), 500)
    assert {record.partition for record in read(cluster, "flags")} == {partition_of(town) for town in TOWNS}


def test_two_workers_share_and_one_takes_over_all(cluster: Settings, tmp_path: Path) -> None:
    """Two workers split the partitions; when one is stopped the other goes on from the journal."""
    a, b = tmp_path / "a", tmp_path / "b"
    with worker(cluster, a) as first, worker(cluster, b) as second:
        sent(cluster, many(400))
        screened(cluster, first, second)
        until(lambda: owned(first, second), "both own")
        assert first.stop() == 0, first.said()
        sent(cluster, many(400, first=400))
        screened(cluster, second)
        assert second.stop() == 0, second.said()
    assert standing(cluster) == expected(many(800))
    assert stored(b) == dict.fromkeys(sorted(TOWNS), 200)


def owned(*running: Worker) -> bool:
    """Whether each worker has brought a partition to life."""
    return all("partition_live" in one.said() for one in running)


def test_stopped_in_the_middle_it_ends_its_batches_and_goes_on_from_there(
    cluster: Settings, tmp_path: Path
) -> None:
    """SIGTERM under load: exit 0, and after the next start every event stands in the journal once."""
    events = many(6_000)
    sent(cluster, events)
    with worker(cluster, tmp_path) as one:
        until(lambda: 500 < lag(cluster).total < 5_500, "half way")
        assert one.stop() == 0, one.said()
    assert lag(cluster).total > 0
    with worker(cluster, tmp_path) as again:
        screened(cluster, again)
        assert again.stop() == 0, again.said()
    assert standing(cluster) == expected(events)
    assert len(read(cluster, "journal")) == 6_000


def all_live(one: Worker) -> bool:
    """Whether every partition was brought to life by this worker."""
    return one.said().count("partition_live") == COUNT


STEPS = ("journaled", "begun", "evaluated", "committed", "sent", "acknowledged")


def test_killed_between_any_two_steps(bootstrap: str, tmp_path: Path) -> None:
    """SIGKILL at each step of a batch: the next start ends in the same state. All at once, to wait one session only."""
    events = many(60)
    clusters = {
        step: Settings(kafka_bootstrap=bootstrap, topic_prefix=f"k{os.getpid()}-{step}.", session_timeout=6)
        for step in STEPS
    }
    with ExitStack() as stack:
        running = {}
        for step, settings in clusters.items():
            topics.apply(topics.plan(settings))
            where = tmp_path / step
            running[step] = stack.enter_context(worker(settings, where, DWARSVERBAND_CRASH_AT=step))
        for step, one in running.items():
            until(partial(all_live, one), "all partitions live")
            sent(clusters[step], events)
        for step, one in running.items():
            assert one.ends() == -signal.SIGKILL, f"{step}: {one.said()}"
        again = {
            step: stack.enter_context(worker(settings, tmp_path / step))
            for step, settings in clusters.items()
        }
        for step, settings in clusters.items():
            screened(settings, again[step])
            assert again[step].stop() == 0, again[step].said()
            assert standing(settings) == expected(events), step
            assert stored(tmp_path / step) == dict.fromkeys(sorted(TOWNS), 15), step


def test_killed_at_random_points_and_rebalanced(cluster: Settings, tmp_path: Path) -> None:
    """Two workers on one store folder each, killed and restarted while events stream in: all of them are screened."""
    chance = random.Random(7)
    folders = [tmp_path / "a", tmp_path / "b"]
    count = 0
    with ExitStack() as stack:
        running = [stack.enter_context(worker(cluster, folder)) for folder in folders]
        for victim in (0, 1, 0):
            sent(cluster, many(1_500, first=count))
            count += 1_500
            time.sleep(chance.uniform(0.5, 3.0))
            running[victim].kill()
            running[victim] = stack.enter_context(worker(cluster, folders[victim]))
        screened(cluster, *running)
        for one in running:
            assert one.stop() == 0, one.said()
    assert standing(cluster) == expected(many(count))
    assert stored(*folders) == dict.fromkeys(sorted(TOWNS), count // 4)


def test_an_empty_machine_starts_at_the_journals_beginning(cluster: Settings, tmp_path: Path) -> None:
    """Moved to a machine without stores a worker reads the journal again, and publishes nothing that is out already."""
    events = many(400)
    sent(cluster, events)
    with worker(cluster, tmp_path / "a") as one:
        screened(cluster, one)
        one.stop()
    before = len(read(cluster, "flags"))
    with worker(cluster, tmp_path / "b") as other:
        until(lambda: other.said().count("partition_live") == COUNT, "all partitions live")
        screened(cluster, other)
        assert other.stop() == 0, other.said()
    assert len(read(cluster, "flags")) == before
    assert positions(tmp_path / "b") == positions(tmp_path / "a")
    assert stored(tmp_path / "b") == stored(tmp_path / "a")


def test_the_groups_offset_is_a_hint_only(cluster: Settings, tmp_path: Path) -> None:
    """With the group's offset at the end, or back at the start, the store's position decides all the same."""
    sent(cluster, many(400))
    with worker(cluster, tmp_path / "a") as one:
        screened(cluster, one)
        one.stop()
    group = cluster.named(INTAKE_GROUP)
    for partition in range(COUNT):
        place = TopicPartition(cluster.named("journal"), partition)
        with topics.administration(cluster) as admin:
            admin.alter_group_offsets(group, {place: OffsetAndMetadata(0, "", -1)})
    sent(cluster, many(400, first=400))
    with worker(cluster, tmp_path / "a") as again:
        screened(cluster, again)
        assert again.stop() == 0, again.said()
    assert standing(cluster) == expected(many(800))
    assert stored(tmp_path / "a") == dict.fromkeys(sorted(TOWNS), 200)


def test_an_old_owner_that_wakes_up_changes_nothing(cluster: Settings, tmp_path: Path) -> None:
    """A worker that sleeps through its session comes back to a partition that another has: nothing is lost or doubled."""
    a, b = tmp_path / "a", tmp_path / "b"
    with worker(cluster, a) as old:
        sent(cluster, many(200))
        screened(cluster, old)
        old.process.send_signal(signal.SIGSTOP)
        with worker(cluster, b) as new:
            sent(cluster, many(200, first=200))
            screened(cluster, new)
            old.process.send_signal(signal.SIGCONT)
            sent(cluster, many(200, first=400))
            until(lambda: lag(cluster).total == 0, "lag 0")
            for one in (old, new):
                if one.process.poll() is None:
                    assert one.stop() == 0, one.said()
                else:
                    assert "another owner" in one.said()
    assert standing(cluster) == expected(many(600))
    assert stored(a, b) == dict.fromkeys(sorted(TOWNS), 150)


def test_three_crashes_put_one_municipality_on_hold(cluster: Settings, tmp_path: Path) -> None:
    """An event that ends the process three times holds its own municipality; the others in its partition go on."""
    others = [
        code
        for code in (f"{number:04}" for number in range(1, 2000))
        if partition_of(code) == partition_of("0505")
    ]
    neighbour = next(code for code in others if code != "0505")
    poison = event(1, "0505", id="poison-1")
    healthy = [event(number, neighbour) for number in range(20)]
    sent(cluster, [poison, *healthy])
    for crash in range(3):
        with worker(cluster, tmp_path) as one:
            assert one.ends() == 1, f"{crash}: {one.said()}"
            assert "Traceback" not in one.said()
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        assert one.stop() == 0, one.said()
        assert "municipality_put_on_hold" in one.said()
    assert standing(cluster) == expected(healthy)
    assert stored(tmp_path) == {"0505": 1, neighbour: 20}


def test_a_gap_in_the_journal_stops_the_worker(cluster: Settings, tmp_path: Path) -> None:
    """Messages that the broker has deleted before a store read them: the worker stops and says which."""
    sent(cluster, many(400))
    with worker(cluster, tmp_path / "a") as one:
        screened(cluster, one)
        one.stop()
    place = TopicPartition(cluster.named("journal"), partition_of("0505"))
    with topics.administration(cluster) as admin:
        admin.delete_records({place: 60})
    with worker(cluster, tmp_path / "b") as empty:
        assert empty.ends() == 1
        said = empty.said()
        assert f"journal partition {place.partition} begins at offset 60, the store waits for 0" in said
        assert "Traceback" not in said
    with worker(cluster, tmp_path / "a") as full:
        until(lambda: full.said().count("partition_live") == 2 * COUNT, "all partitions live")
        assert full.stop() == 0, full.said()


def test_a_store_of_another_journal_is_refused(cluster: Settings, tmp_path: Path) -> None:
    """The journal topic was made anew: the store is tied to the old one's id, so the worker does not start on it."""
    sent(cluster, many(40))
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    with topics.administration(cluster) as admin:
        admin.delete_topics([cluster.named("journal")])
        until(lambda: cluster.named("journal") not in admin.list_topics(), "journal gone")
    topics.apply(topics.plan(cluster))
    with worker(cluster, tmp_path) as again:
        assert again.ends() == 1
        assert "belongs to cluster" in again.said()
        assert "Traceback" not in again.said()


def test_a_journal_made_again_under_a_running_worker_ends_it(cluster: Settings, tmp_path: Path) -> None:
    """Offsets of the new journal count other messages: going on from the store's position would skip its beginning."""
    sent(cluster, many(40))
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        with topics.administration(cluster) as admin:
            admin.delete_topics([cluster.named("journal")])
            until(lambda: cluster.named("journal") not in admin.list_topics(), "journal gone")
        topics.apply(topics.plan(cluster))
        assert one.ends() == 1
        assert "deleted and made again under this worker" in one.said()
        assert "Traceback" not in one.said()


def test_without_topics_the_worker_says_what_to_do(settings: Settings, tmp_path: Path) -> None:
    """A cluster that was never provisioned: one line, exit 1."""
    with worker(settings, tmp_path) as one:
        assert one.ends() == 1
        assert one.said().strip().endswith("run: dwarsverband topics apply")


def test_every_flag_is_json_of_the_contract(cluster: Settings, tmp_path: Path) -> None:
    """A second batch makes a flag `changed`; readers see status, id and municipality."""
    with worker(cluster, tmp_path) as one:
        until(lambda: one.said().count("partition_live") == COUNT, "all partitions live")
        for number in (1, 2):
            sent(cluster, [event(number, "0505")])
            screened(cluster, one)
        one.stop()
    messages = [msgspec.json.decode(record.value) for record in read(cluster, "flags")]
    assert [message["status"] for message in messages] == ["open", "changed"]
    assert {message["gemeente"] for message in messages} == {"0505"}


def test_two_workers_on_one_folder_take_turns_at_its_stores(cluster: Settings, tmp_path: Path) -> None:
    """Stores are locked one by one: who loses a partition gives its store free, and the other goes on in it."""
    with worker(cluster, tmp_path) as first:
        sent(cluster, many(400))
        screened(cluster, first)
        with worker(cluster, tmp_path, DWARSVERBAND_BATCH="50") as second:
            until(lambda: "partition_given_up" in first.said(), "a rebalance")
            sent(cluster, many(400, first=400))
            screened(cluster, first, second)
            assert first.stop() == 0, first.said()
            sent(cluster, many(400, first=800))
            screened(cluster, second)
            assert second.stop() == 0, second.said()
    assert standing(cluster) == expected(many(1_200))
    assert stored(tmp_path) == dict.fromkeys(sorted(TOWNS), 300)
