"""The topic `graph` on a real broker: its compacted view is the graph of the stores, whatever happened on the way."""

import asyncio
import re
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agents.outputs import Outputs
from streams.partitions import COUNT, partition_of
from streams.settings import Settings
from streams.store_rows import OutboxRow
from tests.graph.followed import bare
from tests.kafka.test_end_to_end import behind, dwarsverband, log, start, written
from tests.kafka.workers import Worker, event, read, sent, until, write

pytestmark = pytest.mark.kafka

Rows = dict[str, dict[str, Any]]

HERE = partition_of("0505")
REGISTER = "urn:nld:oin:00000009999010000001:systeem:kvk"


def compacted(settings: Settings) -> Rows:
    """Return the last value of each key, tombstones aside."""
    values = {record.key.decode(): record.value for record in read(settings, "graph")}
    return {key: msgspec.json.decode(value) for key, value in values.items() if value is not None}


def standing(settings: Settings) -> Rows:
    """Return what is published and no redirect, without who said values last and how often."""
    return {key: bare(row) for key, row in compacted(settings).items() if "redirect" not in row}


def redirects(settings: Settings) -> dict[str, str]:
    """Return where old ids lead."""
    return {key: row["redirect"] for key, row in compacted(settings).items() if "redirect" in row}


def exported(settings: Settings, *stores: Path) -> Rows:
    """Return what the exports of the stores say."""
    folders = [word for store in stores for word in ("--store", str(store))]
    found: Rows = {}
    for what in ("entities", "relations"):
        for line in dwarsverband(settings, "export", what, *folders).splitlines():
            row = msgspec.json.decode(line)
            found.setdefault(row["id"], bare(row))
    return found


def directs(number: int, key: str, surname: str) -> dict[str, Any]:
    """Make an event: a person became director of one firm."""
    return event(
        number,
        source=REGISTER,
        type="nl.registers.functie-aanvaard.v1",
        data={
            "gemeente": "0505",
            "gebeurtenisdatum": "2021-11-08",
            "functie": "bestuurder",
            "organisatie": {"sleutel": "F", "kvk": "69599084", "naam": "Test Horeca B.V."},
            "persoon": {"sleutel": key, "naam": {"geslachtsnaam": surname}},
        },
    )


def judged(number: int, verdict: str, at: str) -> bytes:
    """Make the decision that P and Q are one, or are not."""
    return msgspec.json.encode(
        event(
            number,
            source="urn:nld:test:desk",
            type="nl.screening.identiteit-beoordeeld.v1",
            time=at,
            data={
                "gemeente": "0505",
                "gebeurtenisdatum": at[:10],
                "a": f"{REGISTER}#P",
                "b": f"{REGISTER}#Q",
                "oordeel": verdict,
                "door": "jo",
            },
        )
    )


def settled(settings: Settings, one: Worker) -> None:
    """Wait until all is screened."""

    def done() -> bool:
        assert one.process.poll() is None, one.said()
        return behind(settings) == 0

    until(done, "lag 0")


def test_the_topic_is_the_graph_over_kills_and_rebalances(cluster: Settings, tmp_path: Path) -> None:
    """Everything but judgements happens in these logs; two workers are killed while at work."""
    events = log(range(12))
    folders = [tmp_path / "a", tmp_path / "b"]
    half = len(events) // 2
    with ExitStack() as stack:
        workers = [start(cluster, stack, folder) for folder in folders]
        for turn, begin in enumerate((0, half)):
            part = written(events[begin : begin + half + 1], tmp_path / f"part-{turn}.ndjson")
            dwarsverband(cluster, "send", str(part))
            time.sleep(0.7)
            workers[turn].kill()
            workers[turn] = start(cluster, stack, folders[turn])
        settled(cluster, workers[0])
        for one in workers:
            assert one.stop() == 0, one.said()
    found = standing(cluster)
    assert found == exported(cluster, *folders)
    assert len(found) > 100
    keys = [record.key.decode() for record in read(cluster, "graph")]
    assert all(re.fullmatch(r"[er]:[0-9a-f]{32}", key) for key in keys)


def test_merge_split_and_retraction_are_followed(cluster: Settings, tmp_path: Path) -> None:
    """A judgement redirects the old id, another takes that back, a retraction leaves nothing; what adds nothing is silent."""
    with ExitStack() as stack:
        one = start(cluster, stack, tmp_path)
        sent(cluster, [directs(1, "P", "Berg"), directs(2, "Q", "Dijk")])
        settled(cluster, one)
        apart = standing(cluster)
        assert apart == exported(cluster, tmp_path)
        write(cluster, "decisions", [judged(3, "same", "2021-11-11T09:00:00Z")], HERE)
        settled(cluster, one)
        assert standing(cluster) == exported(cluster, tmp_path) != apart
        ((old, new),) = redirects(cluster).items()
        assert old in apart
        assert standing(cluster)[new]["records"] == [f"{REGISTER}#P", f"{REGISTER}#Q"]
        write(cluster, "decisions", [judged(4, "different", "2021-11-12T09:00:00Z")], HERE)
        settled(cluster, one)
        assert standing(cluster) == exported(cluster, tmp_path) == apart
        assert redirects(cluster) == {}
        before = len(read(cluster, "graph"))
        sent(cluster, [directs(5, "P", "Berg")])
        settled(cluster, one)
        (again,) = read(cluster, "graph")[before:]
        assert again.key.startswith(b"r:")
        back = event(6, source=REGISTER, type="nl.registers.gebeurtenis-herroepen.v1")
        back["data"] = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "herroept": "n-2"}
        sent(cluster, [back])
        settled(cluster, one)
        assert standing(cluster) == exported(cluster, tmp_path)
        assert old not in compacted(cluster)
        assert one.stop() == 0, one.said()


@pytest.mark.parametrize("point", ["evaluated:2", "committed:2", "sent:2"])
def test_killed_between_any_two_steps_the_topic_comes_right(
    cluster: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """What was stored and not sent is found missing by whoever takes over, and nothing else is sent anew."""
    with ExitStack() as stack:
        monkeypatch.setenv("DWARSVERBAND_CRASH_AT", point)
        one = start(cluster, stack, tmp_path)
        monkeypatch.delenv("DWARSVERBAND_CRASH_AT")
        until(lambda: one.said().count("partition_live") == COUNT, "all partitions live")
        sent(cluster, [directs(1, "P", "Berg")])
        until(lambda: len(read(cluster, "graph")) == 3, "the first graph")
        sent(cluster, [directs(2, "Q", "Dijk")])
        one.ends()
        again = start(cluster, stack, tmp_path)
        settled(cluster, again)
        assert again.stop() == 0, again.said()
    assert standing(cluster) == exported(cluster, tmp_path)
    keys = [record.key for record in read(cluster, "graph")]
    assert len(keys) == len(set(keys)) == 5


def test_what_is_published_is_set_right(cluster: Settings, tmp_path: Path) -> None:
    """Of a graph that no store finds tombstones remain; a redirect stays as long as it leads to something."""
    with ExitStack() as stack:
        one = start(cluster, stack, tmp_path)
        sent(cluster, [directs(1, "P", "Berg")])
        settled(cluster, one)
        assert one.stop() == 0, one.said()
    found = standing(cluster)
    (person,) = (key for key, row in found.items() if row.get("kind") == "person")
    lost = {
        "e:1": {"id": "e:1", "gemeente": "0505", "kind": "person", "records": [], "values": []},
        "e:2": {"id": "e:2", "gemeente": "0505", "redirect": "e:3"},
        "e:3": {"id": "e:3", "gemeente": "0505", "redirect": person},
        "e:4": {"id": "e:4", "gemeente": "0505", "redirect": "e:1"},
        "r:5": {"id": "r:5", "gemeente": "0505"},
    }

    async def publish() -> None:
        outputs = Outputs(cluster, HERE)
        await outputs.start()
        rows = [OutboxRow("graph", key, msgspec.json.encode(row)) for key, row in lost.items()]
        await outputs.send([*rows, OutboxRow("graph", person, None)], 1)
        await outputs.stop()

    asyncio.run(publish())
    with ExitStack() as stack:
        one = start(cluster, stack, tmp_path)
        until(lambda: one.said().count("partition_live") == 2 * COUNT, "all partitions live again")
        assert one.stop() == 0, one.said()
    assert standing(cluster) == found
    assert redirects(cluster) == {"e:2": "e:3", "e:3": person}
