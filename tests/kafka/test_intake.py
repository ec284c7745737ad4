"""The intake on a real broker: both modes of CloudEvents, the desk's topic, and a dead letter for each refusal."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from streams import journal
from streams.partitions import partition_of
from streams.sealing import opened
from streams.settings import Settings
from tests.kafka.workers import KEYS, event, last, read, screened, sent, worker, write

pytestmark = pytest.mark.kafka

HERE = partition_of("0505")


def encoded(number: int, **changes: Any) -> bytes:
    """Write one event as JSON."""
    return msgspec.json.encode(event(number, **changes))


def accepted(settings: Settings) -> list[tuple[str, str, int]]:
    """Return id, topic and partition of origin of each journal message."""
    found = [journal.decode(record.value) for record in read(settings, "journal")]
    return sorted(
        (msgspec.json.decode(one.body)["id"], one.origin.topic, one.origin.partition) for one in found
    )


def refusals(settings: Settings) -> list[tuple[str, str, int, int]]:
    """Return reason and address of each dead letter."""
    letters = last(settings, "deadletters").values()
    return sorted((one["reason"], one["topic"], one["partition"], one["offset"]) for one in letters)


def test_binary_events_are_read_from_headers(cluster: Settings, tmp_path: Path) -> None:
    """Attributes stand in `ce_` headers, the data in the value: the same event as in structured mode."""
    binary = event(1)
    headers = [(f"ce_{name}", str(value).encode()) for name, value in binary.items() if name != "data"]
    headers.append(("content-type", b"application/json"))
    write(cluster, "permits", [msgspec.json.encode(binary["data"])], 3, headers=headers)
    write(cluster, "permits", [encoded(2, datacontenttype="application/json")], HERE)
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    assert accepted(cluster) == [("n-1", "permits", 3), ("n-2", "permits", HERE)]
    assert {record.partition for record in read(cluster, "journal")} == {HERE}
    assert refusals(cluster) == []


def test_decisions_come_from_their_own_topic_alone(cluster: Settings, tmp_path: Path) -> None:
    """The desk's topic takes decisions and nothing else; anywhere else a decision is unknown."""
    decision = encoded(
        1,
        type="nl.screening.dag-begonnen.v1",
        data={"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "door": "desk"},
    )
    write(cluster, "decisions", [decision, encoded(2)], HERE)
    write(cluster, "permits", [decision], HERE)
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    assert accepted(cluster) == [("n-1", "decisions", HERE)]
    assert refusals(cluster) == [
        ("unknown_type", "decisions", HERE, 1),
        ("unknown_type", "permits", HERE, 0),
    ]


def test_each_refused_message_has_one_dead_letter(cluster: Settings, tmp_path: Path) -> None:
    """Also after a kill between delivery and acknowledgement; the same bytes twice are two; a duplicate is none."""
    forbidden = event(1)
    forbidden["data"]["geloof"] = "secret"
    other = event(2)
    other["data"]["zaaknummer"] = "another"
    values = [b"no json", b"no json", msgspec.json.encode(forbidden), encoded(2), encoded(2), None]
    conflict = msgspec.json.encode(other)
    write(cluster, "permits", [*values, conflict, conflict], HERE, key=b"any")
    with worker(cluster, tmp_path, DWARSVERBAND_CRASH_AT="journaled") as one:
        assert one.ends() == -9
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    assert refusals(cluster) == [
        ("conflict", "permits", HERE, 6),
        ("conflict", "permits", HERE, 7),
        ("forbidden", "permits", HERE, 2),
        ("malformed", "permits", HERE, 0),
        ("malformed", "permits", HERE, 1),
        ("malformed", "permits", HERE, 5),
    ]
    assert not any(b"secret" in record.value for record in read(cluster, "deadletters"))


def test_unreadable_bytes_are_kept_under_seal(cluster: Settings, tmp_path: Path) -> None:
    """The letter shows none of them; the topic `sealed`, which forgets after 30 days, can give them back."""
    write(cluster, "permits", [b"no json of P. Jansen"], HERE)
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    (letter,) = last(cluster, "deadletters").values()
    assert letter["bytes"] is None
    assert letter["sha256"] == hashlib.sha256(b"no json of P. Jansen").hexdigest()
    (seal,) = read(cluster, "sealed")
    assert seal.key.decode() == f"permits,{HERE},0"
    assert opened(seal.value, KEYS) == b"no json of P. Jansen"


def test_the_largest_message_stops_nobody(cluster: Settings, tmp_path: Path) -> None:
    """A megabyte of nonsense is refused like a line of it, from a file as from a topic."""
    nonsense = b"x" * (1 << 20)
    assert sent(cluster, [nonsense]).refused == {"too_large": 1}
    write(cluster, "permits", [nonsense[:-1000], encoded(1)], HERE)
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        assert one.stop() == 0, one.said()
    assert sorted(reason for reason, *_ in refusals(cluster)) == ["too_large", "too_large"]
    assert len(accepted(cluster)) == 1
    assert sorted(len(record.value) for record in read(cluster, "sealed")) == [
        (1 << 20) - 968,
        (1 << 20) + 32,
    ]


def test_send_is_a_gateway_too(cluster: Settings, tmp_path: Path) -> None:
    """What is sent carries a pseudonym and never a BSN; what is refused is a dead letter with path and line."""
    person = event(1)
    person["data"]["betrokkenen"] = [{"rol": "aanvrager", "persoon": {"sleutel": "P-1", "bsn": "111222333"}}]
    found = sent(cluster, [person, b"  ", b"no json", event(2, gemeente="05"), event(3)], path="in.ndjson")
    assert (found.read, found.sent, found.refused) == (4, 2, {"malformed": 1, "schema": 1})
    (raw, _) = read(cluster, "permits")
    assert b"111222333" not in raw.value
    assert b"pseudoniem" in raw.value
    assert (raw.key, raw.partition) == (b"0505", HERE)
    assert refusals(cluster) == [("malformed", "in.ndjson", 0, 2), ("schema", "in.ndjson", 0, 3)]
    shown = [one["bytes"] for one in last(cluster, "deadletters").values() if one["bytes"]]
    assert msgspec.json.decode(base64.b64decode(shown[0]))["id"] == "n-2"
    with worker(cluster, tmp_path) as one:
        screened(cluster, one)
        one.stop()
    assert [origin for _, origin, _ in accepted(cluster)] == ["permits", "permits"]
    assert len(refusals(cluster)) == 2
