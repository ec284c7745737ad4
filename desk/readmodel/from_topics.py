"""The project step of workers' topics: what they publish since the stored offsets, batch by batch."""

from __future__ import annotations

from typing import Any

import msgspec
from kafka import KafkaConsumer, TopicPartition
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.readmodel.changes import Changes, Letter
from desk.readmodel.tables import ProjectedPosition
from screening.advisory import Status
from streams import journal, topics
from streams.connection import connection
from streams.errors import Failure
from streams.partitions import COUNT
from streams.settings import Settings
from streams.store_rows import AdvisoryRow, FlagRow, FlagStatus
from streams.topics import DEADLETTERS, JOURNAL

__all__ = ["READ", "Moved", "Topics"]

READ = (JOURNAL, "flags", "advisories", "graph", DEADLETTERS)
"""Topics that the read model is made of."""

MOST = 2_000
# Records in one transaction.

Place = tuple[str, int]


class Moved(Exception):
    """What is read is not what was read before: the read model must be made anew."""


class _Flag(msgspec.Struct, frozen=True):
    id: str
    gemeente: str
    status: FlagStatus
    digest: str
    reason: str | None = None


class _Advisory(msgspec.Struct, frozen=True):
    id: str
    gemeente: str
    status: Status


class Topics:
    """A reader without a group: its offsets stand in the read model, in the transaction that wrote what was read.

    Parameters
    ----------
    session
        Of the read model, to find the offsets.

    Raises
    ------
    Failure
        When no broker answers, or the topics are not as they must be.
    Moved
        When the offsets are of other topics than the broker has now.
    """

    def __init__(self, settings: Settings, session: Session) -> None:
        self._ids = _topic_ids(settings)
        starts = self._starts(session)
        self._consumer = KafkaConsumer(
            **connection(settings),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=topics.LARGEST_BYTES,
        )
        self._places = {
            TopicPartition(settings.named(name), number): (name, number)
            for name in READ
            for number in range(COUNT)
        }
        self._consumer.assign(list(self._places))
        self._at: dict[Place, int] = {}
        for place, ours in self._places.items():
            if ours in starts:
                self._consumer.seek(place, starts[ours])
            else:
                self._consumer.seek_to_beginning(place)

    def batch(self, wait: float) -> Changes | None:
        """Give what came, waiting so many seconds for it; None where nothing did."""
        changes, taken = Changes(), _Taken()
        for place, records in self._consumer.poll(timeout_ms=int(wait * 1000), max_records=MOST).items():
            topic, _ = self._places[place]
            for record in records:
                taken.take(topic, record, changes)
        taken.into(changes)
        moved = self._moved()
        changes.positions += moved
        return changes if moved or not changes.empty else None

    def lag(self) -> int:
        """Give how many offsets are not read yet, over all topics."""
        ends = self._consumer.end_offsets(list(self._places))
        return sum(max(0, end - self._consumer.position(place)) for place, end in ends.items())

    def close(self) -> None:
        """Leave the broker."""
        self._consumer.close()

    def _moved(self) -> list[dict[str, Any]]:
        found = []
        for place, (topic, number) in self._places.items():
            now = self._consumer.position(place)
            if self._at.get((topic, number)) != now:
                self._at[topic, number] = now
                found.append({"topic": topic, "partition": number, "topic_id": self._ids[topic], "next": now})
        return found

    def _starts(self, session: Session) -> dict[Place, int]:
        starts = {}
        for row in session.scalars(select(ProjectedPosition)):
            if self._ids.get(row.topic) != row.topic_id:
                raise Moved(row.topic)
            starts[row.topic, row.partition] = row.next
        return starts


class _Taken:
    """What a batch says last of each key."""

    def __init__(self) -> None:
        self._flags: dict[str, FlagRow | None] = {}
        self._advisories: dict[str, AdvisoryRow | None] = {}
        self._letters: dict[str, Letter | None] = {}

    def take(self, topic: str, record: Any, changes: Changes) -> None:
        """Read one record."""
        value: bytes | None = record.value
        key = (record.key or b"").decode()
        if topic == JOURNAL:
            read = journal.decode(value or b"")
            if read.kept:
                changes.events.append(read.body)
        elif topic == "flags":
            self._flags[key] = None if value is None else _flag(value)
        elif topic == "advisories" and "@" in key:
            return  # a signed version: shown by the dossier, never as what stands
        elif topic == "advisories":
            self._advisories[key] = None if value is None else _advisory(value)
        elif topic == "graph":
            changes.graph[key] = value
        else:
            self._letters[key] = None if value is None else msgspec.json.decode(value, type=Letter)

    def into(self, changes: Changes) -> None:
        """Put it all into a batch."""
        changes.flags += filter(None, self._flags.values())
        changes.flags_gone += (key for key, row in self._flags.items() if row is None)
        changes.advisories += filter(None, self._advisories.values())
        changes.advisories_gone += (key for key, row in self._advisories.items() if row is None)
        changes.letters += filter(None, self._letters.values())
        changes.letters_gone += map(_address, self._letters)


def _flag(value: bytes) -> FlagRow:
    head = msgspec.json.decode(value, type=_Flag)
    content = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
    body = msgspec.json.encode(
        {name: one for name, one in content.items() if name not in {"status", "reason"}}
    )
    return FlagRow(head.id, head.gemeente, head.status, head.reason, head.digest, body)


def _advisory(value: bytes) -> AdvisoryRow:
    head = msgspec.json.decode(value, type=_Advisory)
    return AdvisoryRow(head.id, head.gemeente, head.status, value)


def _address(key: str) -> tuple[str, int, int]:
    topic, partition, offset = key.rsplit(",", 2)
    return topic, int(partition), int(offset)


def _topic_ids(settings: Settings) -> dict[str, str]:
    """Give what tells each topic from one of the same name on another cluster, or made later."""
    with topics.administration(settings) as client:
        cluster = client.describe_cluster()["cluster_id"]
        described = client.describe_topics([settings.named(name) for name in READ])
    found = {}
    for one in described:
        name = one["name"].removeprefix(settings.topic_prefix)
        if len(one["partitions"]) != COUNT:
            raise Failure(
                f"{one['name']}: has {len(one['partitions'])} partitions, {COUNT} are needed; run: dwarsverband topics apply"
            )
        found[name] = f"{cluster}/{one['topic_id']}"
    return found
