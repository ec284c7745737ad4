"""Sets the intake back to a moment, so that it reads again what was sent since: duplicates change nothing."""

from __future__ import annotations

import datetime as dt

from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.structs import OffsetAndMetadata

from streams.errors import Failure
from streams.lag import INTAKE_GROUP, committed
from streams.settings import Settings
from streams.topics import administration

__all__ = ["members", "rewind"]

_NONE_SINCE = -1
# What the broker says where nothing came after a moment.


def members(settings: Settings) -> int:
    """Count the workers that are in the group now."""
    with administration(settings) as client:
        group = settings.named(INTAKE_GROUP)
        return len(client.describe_groups([group])[group]["members"])


def rewind(settings: Settings, topics: list[str], to: dt.datetime) -> dict[str, int]:
    """Set topics back to a moment; give how many messages of each are read again.

    Never forward: what lies between would be lost.

    Raises
    ------
    Failure
        Workers run, or the broker does not answer.
    """
    if running := members(settings):
        raise Failure(f"rewind: {running} workers run: stop them first")
    group, moment = settings.named(INTAKE_GROUP), int(to.timestamp() * 1000)
    again: dict[str, int] = {}
    with administration(settings) as client:
        for topic in topics:
            described = client.describe_topics([settings.named(topic)])[0]["partitions"]
            places = [TopicPartition(settings.named(topic), one["partition_index"]) for one in described]
            since = client.list_partition_offsets(dict.fromkeys(places, moment))
            standing = committed(client, group, places)
            earliest = client.list_partition_offsets(dict.fromkeys(places, OffsetSpec.EARLIEST))
            again[topic] = 0
            for place in places:
                now = standing[place].offset if place in standing else _NONE_SINCE
                wanted = max(since[place].offset, earliest[place].offset)
                if since[place].offset == _NONE_SINCE or now <= wanted:
                    continue
                client.alter_group_offsets(group, {place: OffsetAndMetadata(wanted, "", -1)})
                again[topic] += now - wanted
    return again
