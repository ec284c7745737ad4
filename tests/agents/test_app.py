"""The Faust app stands in the one shape that loses nothing."""

import asyncio
from pathlib import Path

from mode.supervisors import CrashingSupervisor

from agents.app import faust_app
from streams.settings import Settings

AGENTS = Path(__file__).parent.parent.parent / "agents"
# What Faust offers and loses events with, or makes topics of its own for.
NEVER = (".Table(", ".GlobalTable(", ".SetTable(", ".through(", ".group_by(", ".take(", "exactly_once")


def test_a_surprise_ends_the_process_and_nothing_is_acknowledged_by_itself(tmp_path: Path) -> None:
    """Crashing supervisor, at least once, from the earliest offset, no topic of Faust's own making."""

    async def conf() -> dict[str, object]:
        app = faust_app(Settings(topic_prefix="x."), tmp_path)
        names = ("id", "processing_guarantee", "agent_supervisor", "topic_allow_declare", "topic_disable_leader",
                 "consumer_auto_offset_reset", "table_standby_replicas", "stream_wait_empty")  # fmt: skip
        return {name: getattr(app.conf, name) for name in names}

    found = asyncio.run(conf())
    assert found.pop("processing_guarantee").value == "at_least_once"  # type: ignore[attr-defined]
    assert found == {
        "id": "x.dwarsverband",
        "agent_supervisor": CrashingSupervisor,
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        "consumer_auto_offset_reset": "earliest",
        "table_standby_replicas": 1,
        "stream_wait_empty": False,
    }


def test_no_part_of_faust_that_loses_events_is_used() -> None:
    """Tables, take, through, group_by and exactly_once lose or double events in 0.15.3."""
    for name in ("app.py", "worker.py", "intake.py", "owner.py"):
        text = (AGENTS / name).read_text(encoding="utf-8").replace("noack_take(", "")
        assert not [word for word in NEVER if word in text], name
    text = (AGENTS / "worker.py").read_text(encoding="utf-8")
    assert "stream.noack().noack_take(" in text
    assert "concurrency=1" in text
