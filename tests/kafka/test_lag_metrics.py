"""Lag, ages, gaps and dead letters are told from outside, whether a worker runs or not."""

import time
from typing import Any

import pytest
from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata
from prometheus_client import REGISTRY

from streams.lag import SCREENED_GROUP
from streams.lag_metrics import Watch
from streams.partitions import partition_of
from streams.settings import Settings
from streams.topics import JOURNAL, administration
from tests.kafka.workers import event, sent, write

pytestmark = pytest.mark.kafka


def value(name: str, **labels: str) -> float:
    """Give one figure."""
    found = REGISTRY.get_sample_value(f"dwarsverband_{name}", labels)
    assert found is not None, (name, labels)
    return found


def test_what_waits_is_told_with_its_age_and_what_was_refused_by_reason(cluster: Settings) -> None:
    """No worker runs: three events wait since they arrived, and the letters are those of the sender's gateway."""
    partition = str(partition_of("0505"))
    with Watch(cluster, lambda: time.time() + 100) as watch:
        watch.measure()
        assert value("broker_up") == 1
        assert value("oldest_unscreened_seconds", step="intake") == 0
        sent(cluster, [event(1), event(2), event(3), {**event(4), "type": "nl.x.y.v1"}])
        watch.measure()
        assert value("lag", step="intake", topic="permits", partition=partition) == 3
        assert 100 <= value("oldest_unscreened_seconds", step="intake") < 130
        assert value("topic_end", topic="permits") == 3
        assert time.time() - 30 < value("last_event_timestamp_seconds", topic="permits") <= time.time()
        assert value("deadletters", reason="unknown_type") == 1
        assert value("deadletters", reason="schema") == 0
        sent(cluster, [b"not json"], "other.ndjson")
        watch.measure()
        assert value("deadletters", reason="malformed") == 1


def test_a_journal_that_lost_what_no_store_has_is_a_gap(cluster: Settings) -> None:
    """The broker begins at 2 where the stores wait for 1; a position beyond the end is a gap too."""
    place = TopicPartition(cluster.named(JOURNAL), 3)
    write(cluster, JOURNAL, [b"a", b"b", b"c"], 3)
    with administration(cluster) as client, Watch(cluster) as watch:
        moved(client, cluster, place, 1)
        watch.measure()
        assert value("journal_gap", partition="3") == 0
        assert value("screened", partition="3") == 1
        client.delete_records({place: 2})
        watch.measure()
        assert value("journal_gap", partition="3") == 1
        moved(client, cluster, place, 5)
        watch.measure()
        assert value("journal_gap", partition="3") == 2


def moved(client: Any, settings: Settings, place: TopicPartition, offset: int) -> None:
    """Move the position that the broker has of the stores."""
    group = settings.named(SCREENED_GROUP)
    client.alter_group_offsets(group, {place: OffsetAndMetadata(offset, "", -1)})


def test_a_broker_that_does_not_answer_is_told(cluster: Settings) -> None:
    """What was measured stays, its age shows, and the next answer sets it right."""
    with Watch(cluster) as watch:
        watch.measure()
        before = value("measured_timestamp_seconds")
        watch._settings = Settings(kafka_bootstrap="127.0.0.1:1", topic_prefix=cluster.topic_prefix)
        watch.measure()
        assert value("broker_up") == 0
        assert value("measured_timestamp_seconds") == before
        watch._settings = cluster
        watch.measure()
        assert value("broker_up") == 1
