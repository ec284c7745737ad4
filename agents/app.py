"""The Faust app: its settings, in the one shape that loses nothing (streaming: bytes in, explicit acks, crash on surprise)."""

from __future__ import annotations

from pathlib import Path

import faust
from faust.auth import Credentials, SASLCredentials, SSLCredentials
from mode.supervisors import CrashingSupervisor

from streams.connection import connection
from streams.lag import INTAKE_GROUP
from streams.settings import Settings

__all__ = ["faust_app"]


def faust_app(settings: Settings, folder: Path) -> faust.App:
    """Make the app of one worker.

    Faust 0.15.3 loses events in its default shape. Here no agent acknowledges by itself, an unexpected exception ends the
    process, nothing is kept in Faust's tables, and no topic is made by it. Standby replicas stay at 1, although there
    are no tables: with 0 its assignor gives way to one that spreads the partitions of one number over several workers.
    """
    servers = [f"kafka://{server}" for server in settings.kafka_bootstrap.split(",")]
    return faust.App(
        settings.named(INTAKE_GROUP),
        broker=servers,
        broker_credentials=_credentials(settings),
        datadir=folder / "faust",
        processing_guarantee="at_least_once",
        agent_supervisor=CrashingSupervisor,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=1,
        consumer_auto_offset_reset="earliest",
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / 5,
        broker_rebalance_timeout=max(10, settings.session_timeout),
        broker_request_timeout=max(60, settings.session_timeout),
        broker_commit_interval=1.0,
        stream_wait_empty=False,
        web_enabled=False,
    )


def _credentials(settings: Settings) -> Credentials | None:
    """Say in Faust's words what every other client is told."""
    told = connection(settings)
    if settings.kafka_security == "PLAINTEXT":
        return None
    if settings.kafka_security == "SSL":
        return SSLCredentials(told["ssl_context"])
    return SASLCredentials(
        username=told["sasl_plain_username"],
        password=told["sasl_plain_password"],
        ssl_context=told["ssl_context"],
        mechanism=told["sasl_mechanism"],
    )
