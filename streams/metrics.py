"""Every metric of every process, declared once: name, unit, meaning and labels from one allow-list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from wsgiref.simple_server import WSGIServer

from prometheus_client import Counter, Gauge, Histogram, start_http_server
from prometheus_client.metrics import MetricWrapperBase

from streams.errors import Failure

__all__ = [
    "BATCH_SECONDS",
    "CATCH_UP",
    "DECLARED",
    "EVENTS",
    "FLAGS",
    "FLAG_INDICATORS",
    "IDENTITY_ALARMS",
    "IDENTITY_DOUBTS",
    "LABELS",
    "ON_HOLD",
    "OUTPUTS",
    "OWNED",
    "POSITION",
    "REFUSED",
    "RULES_FAILED",
    "Metric",
    "serve",
]

LABELS = frozenset({"step", "outcome", "topic", "reason", "partition", "indicator"})
# Nothing else may be a label: each of these takes its values from a closed list of ours, never from an event.

PACKAGE = "dwarsverband"


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric is, for the documentation and its test."""

    name: str
    kind: str
    unit: str
    meaning: str
    labels: tuple[str, ...]


DECLARED: list[Metric] = []
# Filled by the declarations below, in their order.

Wrapper = TypeVar("Wrapper", bound=MetricWrapperBase)


def _declare(kind: type[Wrapper], name: str, unit: str, meaning: str, labels: tuple[str, ...]) -> Wrapper:
    """Make one metric; a label outside the allow-list stops the program at import."""
    strange = set(labels) - LABELS
    if strange:
        raise ValueError(f"{name}: labels not allowed: {sorted(strange)}")
    full = f"{PACKAGE}_{name}"
    DECLARED.append(Metric(full, kind.__name__.lower(), unit, meaning, labels))
    return kind(full, meaning, labels)


EVENTS = _declare(
    Counter, "events", "events", "Events that a step has dealt with, by outcome.", ("step", "outcome")
)
REFUSED = _declare(Counter, "refused", "events", "Events refused, by reason.", ("step", "reason"))
BATCH_SECONDS = _declare(
    Histogram,
    "batch_seconds",
    "seconds",
    "Time one batch of a step takes, from first event to acknowledgement.",
    ("step",),
)
POSITION = _declare(
    Gauge,
    "position",
    "offset",
    "Next journal offset that the store of a partition waits for.",
    ("partition",),
)
CATCH_UP = _declare(
    Gauge,
    "catch_up",
    "events",
    "Journal events that a partition has to catch up before it goes live.",
    ("partition",),
)
OWNED = _declare(
    Gauge, "owned", "partitions", "1 while this process screens the partition live, else 0.", ("partition",)
)
OUTPUTS = _declare(Counter, "outputs", "messages", "Messages delivered to an output topic.", ("topic",))
RULES_FAILED = _declare(
    Counter,
    "rules_failed",
    "evaluations",
    "Evaluations that failed by a bug of ours: alarm on any.",
    ("indicator",),
)
IDENTITY_ALARMS = _declare(
    Counter,
    "identity_alarms",
    "entities",
    "Entities found to contradict themselves or a judgement when they were made or loaded, by reason.",
    ("reason",),
)
IDENTITY_DOUBTS = _declare(
    Gauge,
    "identity_doubts",
    "pairs",
    "Pairs of records of probability 0.5 to 0.9, judged ones included, in the municipalities in memory.",
    ("partition",),
)
FLAGS = _declare(
    Counter,
    "flags",
    "flags",
    "Flags published, by what became of them: new, reopened, changed or withdrawn.",
    ("outcome",),
)
FLAG_INDICATORS = _declare(
    Counter,
    "flag_indicators",
    "flags",
    "Flags published, by indicator in them and by what became of them.",
    ("outcome", "indicator"),
)
ON_HOLD = _declare(
    Gauge,
    "on_hold",
    "municipalities",
    "Municipalities on hold after three crashes: alarm on any.",
    ("partition",),
)


def serve(port: int) -> Callable[[], None]:
    """Serve all metrics on ``http://…:port/metrics``; return what stops it.

    Raises
    ------
    Failure
        The port is taken.
    """
    try:
        server, thread = start_http_server(port)
    except OSError as error:
        raise Failure(f"--metrics-port {port}: {error.strerror}") from None
    return lambda: _stop(server, thread.join)


def _stop(server: WSGIServer, join: Callable[[], None]) -> None:
    """Close the server and wait for its thread."""
    server.shutdown()
    server.server_close()
    join()
