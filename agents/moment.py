"""The moment that a decision is dated: now, or, in a made-up or historic town, where that town's time stands."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec

from agents.standing import Standing
from streams.decisions_file import DECISIONS_FILE
from streams.envelope import known_time
from streams.settings import Settings

__all__ = ["moment"]

BEHIND = dt.timedelta(days=2)
# A town whose last event is older than this has no live sources: it is a replay.

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class _Time(msgspec.Struct, frozen=True):
    time: str


def moment(
    standing: Standing, folder: Path, gemeente: str, configured: Settings, say: Callable[[str], None]
) -> dt.datetime:
    """Give the time of a decision in one municipality.

    "Today" is the day of the latest event (rules.md section 1), so a decision of today in a log of years ago would let
    every window of the rules run out. In development such a decision is dated one microsecond after the last event, and
    `say` is told so; production always dates it now. Reads all of the municipality's events.
    """
    now = dt.datetime.now(dt.UTC)
    if configured.profile == "production":
        return now
    path = folder / DECISIONS_FILE
    waiting = path.read_bytes().splitlines() if path.exists() else []
    latest = max((_known(raw) for raw in (*standing.bodies(gemeente), *waiting)), default=0)
    last = EPOCH + dt.timedelta(microseconds=latest)
    if now - last < BEHIND:
        return now
    say(
        f"municipality {gemeente}: its time stands at {last.date()}, so this is dated there (development profile)"
    )
    return last + dt.timedelta(microseconds=1)


def _known(raw: bytes) -> int:
    try:
        return known_time(msgspec.json.decode(raw, type=_Time).time)
    except (msgspec.MsgspecError, ValueError):
        return 0
