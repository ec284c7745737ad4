"""The topics on Kafka: what each must be, what is missing, and making it so with kafka-python's admin client."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError

from streams import partitions
from streams.compacted import last_values
from streams.connection import connection, reachable, unanswered
from streams.errors import Failure
from streams.settings import PREFIX, Settings

__all__ = [
    "DEADLETTERS",
    "JOURNAL",
    "LARGEST_BYTES",
    "OUTPUTS",
    "RAW",
    "SEALED",
    "TABLE",
    "TOPICS",
    "Drift",
    "Plan",
    "Topic",
    "administration",
    "apply",
    "check",
    "configs",
    "plan",
]

RAW = ("permits", "subsidies", "inspections", "registry", "signals", "decisions")
JOURNAL = "journal"
DEADLETTERS = "deadletters"
SEALED = "sealed"
OUTPUTS = ("flags", "advisories", "graph")
TABLE = "partitions"

RAW_KEPT = timedelta(days=7)
# Long enough to repair an intake that stands still over a long weekend; the journal keeps what was accepted.

TOMBSTONES_KEPT = timedelta(days=7)
# A reader of an output may be away this long and still learns what was taken away.

COMPACTED_WITHIN = timedelta(days=7)
# What was said of somebody who is erased since goes from an output topic within this time.

SEALED_KEPT = timedelta(days=30)
# As long as the contract keeps unreadable bytes for a replay.

LARGEST_BYTES = 8 << 20
# What comes in is at most the broker's default of 1 MiB; its seal is larger than it, and a flag's evidence may be.

REQUEST_MS = 15_000
# A broker that has not answered an administrator by then is not there.

SETTLE_SECONDS = 10.0
# A setting reaches all brokers within a second.

FOR_EVER = "-1"


@dataclass(frozen=True, slots=True)
class Topic:
    """What one topic must be."""

    name: str
    meaning: str
    configs: dict[str, str]
    count: int = partitions.COUNT


def _milliseconds(time: timedelta) -> str:
    """Write a duration as topic settings want it."""
    return str(int(time.total_seconds() * 1000))


def _compacted() -> dict[str, str]:
    """Return the settings of a topic that keeps the last value of each key."""
    return {
        "cleanup.policy": "compact",
        "delete.retention.ms": _milliseconds(TOMBSTONES_KEPT),
        "max.compaction.lag.ms": _milliseconds(COMPACTED_WITHIN),
        "max.message.bytes": str(LARGEST_BYTES),
    }


def _kept() -> dict[str, str]:
    """Return the settings of a log that nothing is ever taken out of."""
    return {"cleanup.policy": "delete", "retention.ms": FOR_EVER, "retention.bytes": FOR_EVER}


TOPICS: tuple[Topic, ...] = (
    *(
        Topic(name, "events as sent", {"cleanup.policy": "delete", "retention.ms": _milliseconds(RAW_KEPT)})
        for name in RAW
    ),
    Topic(JOURNAL, "accepted events, in order, for ever", _kept()),
    *(Topic(name, "last state of each", _compacted()) for name in OUTPUTS),
    Topic(DEADLETTERS, "refused messages; key: topic, partition, offset", _compacted()),
    Topic(
        SEALED,
        "refused bytes that nobody could read, encrypted; key as in deadletters",
        {
            "cleanup.policy": "delete",
            "retention.ms": _milliseconds(SEALED_KEPT),
            "max.message.bytes": str(LARGEST_BYTES),
        },
    ),
    Topic("audit", "who did what when to what", _kept()),
    Topic(TABLE, "the table municipality → partition", _compacted(), count=1),
)


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between what a topic must be and what it is."""

    topic: str
    what: str
    wanted: str
    found: str

    def __str__(self) -> str:
        return f"{self.topic}: {self.what} must be {self.wanted}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What `apply` will do: topics to create, settings to change, and what it refuses to touch."""

    settings: Settings
    create: tuple[Topic, ...] = ()
    configure: tuple[Drift, ...] = ()
    refused: tuple[Drift, ...] = ()
    publish: bool = False

    @property
    def empty(self) -> bool:
        """Whether everything is as it must be."""
        return not (self.create or self.configure or self.refused or self.publish)


@contextlib.contextmanager
def administration(settings: Settings) -> Iterator[Any]:
    """Open an admin client; say plainly that no broker answers.

    Raises
    ------
    Failure
        The broker does not answer, or refuses.
    """
    reachable(settings)
    try:
        client = KafkaAdminClient(
            **connection(settings),
            request_timeout_ms=REQUEST_MS,
            bootstrap_timeout_ms=REQUEST_MS,
        )
    except (KafkaError, OSError) as error:
        raise unanswered(settings, error) from None
    try:
        yield client
    except KafkaError as error:
        raise unanswered(settings, error) from None
    finally:
        client.close()


def plan(settings: Settings) -> Plan:
    """Compare the cluster with what it must be; change nothing."""
    with administration(settings) as client:
        found = _found(client, settings)
        drifts = [drift for topic in TOPICS for drift in _drifts(topic, found.get(topic.name), settings)]
        table = _published(settings) if TABLE in found else None
    refused = [drift for drift in drifts if not _is_config(drift)]
    if table is not None and table != partitions.published():
        refused.append(Drift(TABLE, "table", str(partitions.published()), str(table)))
    return Plan(
        settings=settings,
        create=tuple(topic for topic in TOPICS if topic.name not in found),
        configure=tuple(drift for drift in drifts if _is_config(drift)),
        refused=tuple(refused),
        publish=table is None,
    )


def apply(plan: Plan) -> None:
    """Carry out a plan.

    Raises
    ------
    Failure
        The plan holds what is fixed for the life of a topic: partition count, table, number of copies.
        `rebuild` makes new topics.
    """
    if plan.refused:
        raise Failure(f"{plan.refused[0]}; this is fixed for the life of a topic, rebuild makes it")
    settings = plan.settings
    with administration(settings) as client:
        if plan.create:
            _create(client, plan.create, settings)
        for drift in plan.configure:
            resource = ConfigResource(
                ConfigResourceType.TOPIC, settings.named(drift.topic), {drift.what: drift.wanted}
            )
            client.alter_configs([resource])
    if plan.publish:
        _publish(settings)
    _settled(settings)


def _settled(settings: Settings) -> None:
    """Wait until the broker tells what it was told: settings take a moment from controller to broker."""
    end = time.monotonic() + SETTLE_SECONDS
    while drifts := check(settings):
        if time.monotonic() > end:
            raise Failure(f"{drifts[0]}, {SETTLE_SECONDS:.0f} s after it was set")
        time.sleep(0.1)


def check(settings: Settings) -> list[Drift]:
    """Return every difference from what must be; none means all is well."""
    found = plan(settings)
    missing = [Drift(topic.name, "topic", "there", "nothing") for topic in found.create]
    table = [Drift(TABLE, "table", "published", "nothing")] if found.publish and not missing else []
    return [*missing, *found.configure, *found.refused, *table]


def _create(client: Any, topics: tuple[Topic, ...], settings: Settings) -> None:
    """Make topics and wait until each partition has a leader."""
    wanted = {
        settings.named(topic.name): {
            "num_partitions": topic.count,
            "replication_factor": settings.copies,
            "configs": configs(topic, settings),
        }
        for topic in topics
    }
    client.create_topics(wanted, wait_for_metadata=True)


def configs(topic: Topic, settings: Settings) -> dict[str, str]:
    """Return a topic's settings; a write counts when all copies but one have it."""
    return {**topic.configs, "min.insync.replicas": str(max(1, settings.copies - 1))}


def _found(client: Any, settings: Settings) -> dict[str, dict[str, Any]]:
    """Return what the cluster has of our topics, by our name."""
    present = set(client.list_topics())
    ours = {settings.named(topic.name): topic.name for topic in TOPICS}
    names = sorted(present & ours.keys())
    if not names:
        return {}
    configs = client.describe_configs(
        [ConfigResource(ConfigResourceType.TOPIC, name) for name in names], config_filter="all"
    )["topic"]
    hidden = [name for name in names if not configs.get(name)]
    if hidden:
        user = settings.kafka_user or "ANONYMOUS"
        raise Failure(
            f"{PREFIX}KAFKA_USER={user}: the broker does not show the settings of {hidden[0]} to this user;"
            " dwarsverband access show lists the rights"
        )
    described = client.describe_topics(names)
    return {ours[one["name"]]: {**one, "configs": configs[one["name"]]} for one in described}


def _drifts(topic: Topic, found: dict[str, Any] | None, settings: Settings) -> Iterator[Drift]:
    """Compare one topic that is there with what it must be."""
    if found is None:
        return
    count = len(found["partitions"])
    if count != topic.count:
        yield Drift(topic.name, "partitions", str(topic.count), str(count))
    copies = min(len(part["replica_nodes"]) for part in found["partitions"])
    if copies != settings.copies:
        yield Drift(topic.name, "copies", str(settings.copies), str(copies))
    for name, wanted in configs(topic, settings).items():
        value = found["configs"][name]["value"]
        if value != wanted:
            yield Drift(topic.name, name, wanted, str(value))


def _is_config(drift: Drift) -> bool:
    """Whether a running topic can be changed in this."""
    return drift.what not in {"partitions", "copies", "table"}


def _publish(settings: Settings) -> None:
    """Write the table where other programs read it."""
    producer = KafkaProducer(**connection(settings))
    try:
        body = msgspec.json.encode(partitions.published())
        producer.send(settings.named(TABLE), key=b"table", value=body, partition=0).get(REQUEST_MS / 1000)
    finally:
        producer.close()


def _published(settings: Settings) -> partitions.Table | None:
    """Read the table that the cluster's topics were made with, None where nobody published one."""
    values = last_values(settings, TABLE, 1)
    found = values.get(b"table")
    return None if found is None else msgspec.json.decode(found, type=partitions.Table)
