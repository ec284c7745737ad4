"""Raw events through the gateway: what engine and oracle both start from."""

import json
from collections.abc import Iterable
from typing import Any

from streams.events.event import Event
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys

__all__ = ["accepted"]

_KEYS = Keys.load(None)
_SOURCES, _DESK = Gateway(_KEYS), Gateway(_KEYS, decisions=True)


def accepted(raw: Iterable[dict[str, Any]]) -> tuple[list[Event], list[dict[str, Any]]]:
    """Give the events as the engine takes them, and as parsed JSON."""
    events, bodies = [], []
    for event in raw:
        gateway = _DESK if event["type"].startswith("nl.screening.") else _SOURCES
        answer = gateway.check(json.dumps(event).encode())
        assert isinstance(answer, Accepted), answer
        events.append(answer.event)
        bodies.append(json.loads(answer.body))
    return events, bodies
