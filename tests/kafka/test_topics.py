"""Topics are provisioned from the published table, on a real broker, and a change of what is fixed is refused."""

import time

import msgspec
import pytest
from kafka.admin import ConfigResource, ConfigResourceType

from streams import partitions, topics
from streams.errors import Failure
from streams.settings import Settings

pytestmark = pytest.mark.kafka


def test_an_empty_cluster_lacks_every_topic(settings: Settings) -> None:
    """The plan creates all topics and changes nothing."""
    plan = topics.plan(settings)
    assert plan.create == topics.TOPICS
    assert plan.publish
    assert not plan.empty
    assert {drift.topic for drift in topics.check(settings)} == {topic.name for topic in topics.TOPICS}


def test_applying_a_plan_leaves_nothing_to_do(cluster: Settings) -> None:
    """After apply, plan is empty and check finds nothing; applying again changes nothing."""
    plan = topics.plan(cluster)
    assert plan.empty, plan
    assert topics.check(cluster) == []
    topics.apply(plan)


def test_the_journal_is_a_log_for_ever(cluster: Settings) -> None:
    """The journal is neither compacted nor ever shortened, and has the partitions of all others."""
    with topics.administration(cluster) as admin:
        name = cluster.named("journal")
        found = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)], config_filter="all")
        configs = found["topic"][name]
        assert configs["cleanup.policy"]["value"] == "delete"
        assert configs["retention.ms"]["value"] == "-1"
        assert configs["retention.bytes"]["value"] == "-1"
        described = admin.describe_topics([cluster.named(topic.name) for topic in topics.TOPICS])
    counts = {
        topic["name"].removeprefix(cluster.topic_prefix): len(topic["partitions"]) for topic in described
    }
    assert counts == {topic.name: topic.count for topic in topics.TOPICS}
    assert {counts[name] for name in (*topics.RAW, "journal", *topics.OUTPUTS)} == {partitions.COUNT}


def test_a_changed_setting_is_put_right(cluster: Settings) -> None:
    """What somebody changed by hand is found by check and repaired by apply."""
    with topics.administration(cluster) as admin:
        resource = ConfigResource(
            ConfigResourceType.TOPIC, cluster.named("journal"), {"cleanup.policy": "compact"}
        )
        admin.alter_configs([resource])
    found: list[topics.Drift] = []
    end = time.monotonic() + 10
    while not found and time.monotonic() < end:
        found = topics.check(cluster)
    assert found == [topics.Drift("journal", "cleanup.policy", "delete", "compact")]
    topics.apply(topics.plan(cluster))
    assert topics.check(cluster) == []


def test_another_partition_count_is_refused(settings: Settings) -> None:
    """A topic that stands with another count is never touched; the message says what would make it."""
    with topics.administration(settings) as admin:
        admin.create_topics({settings.named("journal"): {"num_partitions": 3}}, wait_for_metadata=True)
    with pytest.raises(Failure, match=r"journal: partitions must be 8, found 3.*rebuild"):
        topics.apply(topics.plan(settings))
    with topics.administration(settings) as admin:
        assert settings.named("permits") not in admin.list_topics()


def test_another_table_is_refused(cluster: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release with another table does not run on topics that were filled by this one."""
    other = msgspec.structs.replace(partitions.published(), alone={"0363": 1})
    monkeypatch.setattr(partitions, "published", lambda: other)
    with pytest.raises(Failure, match=r"partitions: table must be .*rebuild"):
        topics.apply(topics.plan(cluster))


def test_a_broker_that_is_not_there_is_named() -> None:
    """No traceback: the failure names the variable and its value."""
    with pytest.raises(Failure, match=r"KAFKA_BOOTSTRAP=127\.0\.0\.1:9"):
        topics.check(Settings(kafka_bootstrap="127.0.0.1:9"))
