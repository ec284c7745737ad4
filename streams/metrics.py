"""Every metric of every process, declared once: name, unit, meaning and labels from one allow-list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase
from prometheus_client.metrics_core import Metric as Family

__all__ = [
    "ADVISORIES",
    "AUDIT_VERIFIED",
    "AUDIT_WHOLE",
    "BATCH_SECONDS",
    "BROKER_UP",
    "CATCH_UP",
    "CATCH_UP_RATIO",
    "CONFIRMED",
    "DEADLETTERS",
    "DECLARED",
    "DESK_LAG",
    "DESK_LEVEL",
    "DESK_SECONDS",
    "DESK_SIGN_INS_REFUSED",
    "DISK_FREE",
    "DISK_SIZE",
    "END",
    "ENTITIES",
    "EVENTS",
    "EVENTS_STORED",
    "EVENT_SECONDS",
    "FLAGS",
    "FLAGS_STORED",
    "FLAG_INDICATORS",
    "GC_SECONDS",
    "HEARTBEAT",
    "IDENTITY_ALARMS",
    "IDENTITY_DOUBTS",
    "JOURNAL_GAP",
    "JUDGED",
    "LABELS",
    "LAG",
    "LAST_EVENT",
    "MEASURED",
    "MUNICIPALITIES",
    "OLDEST_UNSCREENED",
    "ON_HOLD",
    "OUTBOX_AGE",
    "OUTPUTS",
    "OWNED",
    "PAUSED",
    "POSITION",
    "REFUSED",
    "RELATIONS",
    "RULES_FAILED",
    "SCREENED",
    "SET_ASIDE",
    "STARTED",
    "TERMS",
    "Metric",
]

LABELS = frozenset(
    {"step", "outcome", "topic", "reason", "partition", "indicator", "status", "generation", "route", "le"}
)
# Nothing else may be a label: each of these takes its values from a closed list of ours, never from an event. `le` is the
# bound of a histogram's bucket.

PACKAGE = "dwarsverband"

WORKER, LAG_PROCESS, DESK, EVERY = "worker", "lag", "desk", "every process"
# Who serves a metric.

SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
# A batch takes milliseconds; loading a large municipality, which is part of one, takes a minute or two.

LONG = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 21_600.0)
# An event waits for a tenth of a second on a quiet day and for hours behind a first load.


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric is, for the documentation and its test."""

    name: str
    kind: str
    unit: str
    meaning: str
    labels: tuple[str, ...]
    served: str


DECLARED: list[Metric] = []
# Filled by the declarations below, in their order.


class _Told(Gauge):
    """A figure that is not there before somebody told it: 0 would be a lie, and a page."""

    told = False

    def set(self, value: float) -> None:
        """Tell the figure."""
        self.told = True
        super().set(value)

    def collect(self) -> Iterable[Family]:
        """Give what was told."""
        return super().collect() if self.told or self._labelnames else ()


KINDS: dict[Any, str] = {Counter: "counter", Gauge: "gauge", _Told: "gauge", Histogram: "histogram"}

Wrapper = TypeVar("Wrapper", bound=MetricWrapperBase)


def _declare(
    kind: type[Wrapper],
    name: str,
    unit: str,
    meaning: str,
    labels: tuple[str, ...] = (),
    *,
    served: str = WORKER,
    buckets: Sequence[float] | None = None,
) -> Wrapper:
    """Make one metric; a label outside the allow-list stops the program at import."""
    strange = set(labels) - LABELS
    if strange:
        raise ValueError(f"{name}: labels not allowed: {sorted(strange)}")
    full = f"{PACKAGE}_{name}"
    shown = f"{full}_total" if kind is Counter else full
    DECLARED.append(Metric(shown, KINDS[kind], unit, meaning, labels, served))
    more: dict[str, Any] = {} if buckets is None else {"buckets": buckets}
    return kind(full, meaning, labels, **more)


# --- the flow -------------------------------------------------------------------------------------------------

EVENTS = _declare(
    Counter, "events", "events", "Events that a step has dealt with, by outcome.", ("step", "outcome")
)
REFUSED = _declare(Counter, "refused", "events", "Events refused, by reason.", ("step", "reason"))
BATCH_SECONDS = _declare(
    Histogram,
    "batch_seconds",
    "seconds",
    "Time one batch of a step takes: `intake` and `screen` whole; `evaluate` (graph and rules), `commit` and `send` are parts"
    " of `screen`.",
    ("step",),
    buckets=SHORT,
)
EVENT_SECONDS = _declare(
    Histogram,
    "event_seconds",
    "seconds",
    "From an event's arrival on its topic until the flags and graph that follow from it are delivered; not while catching up.",
    buckets=LONG,
)
OUTPUTS = _declare(Counter, "outputs", "messages", "Messages delivered to an output topic.", ("topic",))
OUTBOX_AGE = _declare(
    _Told,
    "outbox_age_seconds",
    "seconds",
    "How long the oldest stored result of a partition waits for its delivery; 0 where none waits.",
    ("partition",),
)
POSITION = _declare(
    _Told,
    "position",
    "offset",
    "Next journal offset that the store of a partition waits for.",
    ("partition",),
)
CATCH_UP = _declare(
    _Told,
    "catch_up",
    "events",
    "Journal events that a partition has to catch up before it goes live.",
    ("partition",),
)
CATCH_UP_RATIO = _declare(
    _Told,
    "catch_up_ratio",
    "ratio",
    "Share of its journal that a partition's store holds, while it catches up or is made anew; 1 when live.",
    ("partition",),
)
OWNED = _declare(
    _Told, "owned", "partitions", "1 while this process screens the partition live, else 0.", ("partition",)
)
HEARTBEAT = _declare(
    _Told,
    "heartbeat_timestamp_seconds",
    "seconds",
    "When this process last showed that it is not stuck, since 1970.",
    served=EVERY,
)
STARTED = _declare(
    _Told,
    "work_started_timestamp_seconds",
    "seconds",
    "When the batch in hand was begun, since 1970; 0 where none is.",
    ("step",),
)

# --- from outside: the process `lag` -----------------------------------------------------------------------------

BROKER_UP = _declare(_Told, "broker_up", "boolean", "1 while the broker answers, else 0.", served=LAG_PROCESS)
MEASURED = _declare(
    _Told,
    "measured_timestamp_seconds",
    "seconds",
    "When the figures of `lag` were last measured, since 1970.",
    served=LAG_PROCESS,
)
LAG = _declare(
    _Told,
    "lag",
    "events",
    "Messages of a topic's partition that a step has not dealt with.",
    ("step", "topic", "partition"),
    served=LAG_PROCESS,
)
OLDEST_UNSCREENED = _declare(
    _Told,
    "oldest_unscreened_seconds",
    "seconds",
    "Age of the oldest event that a step has not dealt with, since its arrival; 0 where none waits.",
    ("step",),
    served=LAG_PROCESS,
)
SCREENED = _declare(
    _Told,
    "screened",
    "offset",
    "Next journal offset whose outputs are not delivered, as the broker has it.",
    ("partition",),
    served=LAG_PROCESS,
)
JOURNAL_GAP = _declare(
    _Told,
    "journal_gap",
    "events",
    "Journal events that are gone from the broker and that no store has screened, or that a store has and the journal lost.",
    ("partition",),
    served=LAG_PROCESS,
)
END = _declare(
    _Told,
    "topic_end",
    "offset",
    "Next offset of a raw topic, summed over its partitions: what has ever arrived.",
    ("topic",),
    served=LAG_PROCESS,
)
LAST_EVENT = _declare(
    _Told,
    "last_event_timestamp_seconds",
    "seconds",
    "When a raw topic's last event arrived, since 1970; not there where it holds none.",
    ("topic",),
    served=LAG_PROCESS,
)
DEADLETTERS = _declare(
    _Told,
    "deadletters",
    "letters",
    "Dead letters that stand on the topic, by reason.",
    ("reason",),
    served=LAG_PROCESS,
)

# --- quality ------------------------------------------------------------------------------------------------------

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
    _Told,
    "identity_doubts",
    "pairs",
    "Pairs of records of probability 0.5 to 0.9, judged ones included, in the municipalities in memory.",
    ("partition",),
)
ON_HOLD = _declare(
    _Told,
    "on_hold",
    "municipalities",
    "Municipalities on hold after three crashes: alarm on any.",
    ("partition",),
)
PAUSED = _declare(
    _Told,
    "paused",
    "municipalities",
    "Municipalities that an operator paused: stored, not screened.",
    ("partition",),
)
SET_ASIDE = _declare(
    _Told,
    "stores_set_aside",
    "files",
    "Broken stores that were set aside and made anew, until somebody removes the file: alarm on any.",
)
MUNICIPALITIES = _declare(
    _Told, "municipalities", "municipalities", "Municipalities with events in this process's stores."
)
EVENTS_STORED = _declare(_Told, "events_stored", "events", "Accepted events in this process's stores.")
ENTITIES = _declare(
    _Told, "entities", "entities", "Entities that stand in the published graph of this process's stores."
)
RELATIONS = _declare(
    _Told,
    "relations",
    "relations",
    "Pairs that stand related in the published graph of this process's stores.",
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
FLAGS_STORED = _declare(
    _Told,
    "flags_stored",
    "flags",
    "Flags by indicator and status; one of two indicators counts under both. The protection route is left out.",
    ("indicator", "status"),
)
JUDGED = _declare(
    _Told,
    "judged",
    "flags",
    "Flags with a verdict other than that nobody can tell, by indicator.",
    ("indicator",),
)
CONFIRMED = _declare(
    _Told,
    "confirmed_ratio",
    "ratio",
    "Share of an indicator's judged flags that was confirmed; from thirty verdicts on.",
    ("indicator",),
)

# --- cases --------------------------------------------------------------------------------------------------------

ADVISORIES = _declare(_Told, "advisories", "advisories", "Advisories by status.", ("status",))
TERMS = _declare(
    _Told,
    "terms",
    "terms",
    "Terms with a last day of advisories that have not lapsed: `passed`, within `14_days`, or `later`.",
    ("status",),
)

# --- the desk -----------------------------------------------------------------------------------------------------

DESK_SECONDS = _declare(
    Histogram,
    "desk_request_seconds",
    "seconds",
    "Time from a request to its answer, by the name of the route, never by its address.",
    ("route",),
    served=DESK,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0),
)
DESK_SIGN_INS_REFUSED = _declare(
    Counter,
    "desk_sign_ins_refused",
    "sign-ins",
    "Sign-ins that did not succeed: `refused` by provider or roles, provider `down`, or `too_often`.",
    ("reason",),
    served=DESK,
)
DESK_LAG = _declare(
    _Told, "desk_lag", "events", "Messages of the topics that the read model does not hold yet.", served=DESK
)
DESK_LEVEL = _declare(
    _Told,
    "desk_level_timestamp_seconds",
    "seconds",
    "When the read model was last level with what it is read from, since 1970: its age is the time since then.",
    served=DESK,
)

# --- the machine --------------------------------------------------------------------------------------------------

AUDIT_WHOLE = _declare(
    _Told, "audit_whole", "boolean", "1 where the account of who did what is whole, 0 where it is not."
)
AUDIT_VERIFIED = _declare(
    _Told,
    "audit_verified_timestamp_seconds",
    "seconds",
    "When the account of who did what was last verified, since 1970.",
)
DISK_FREE = _declare(_Told, "disk_free_bytes", "bytes", "Room left on the disk of the stores.")
DISK_SIZE = _declare(_Told, "disk_size_bytes", "bytes", "Size of the disk of the stores.")
GC_SECONDS = _declare(
    Histogram,
    "gc_pause_seconds",
    "seconds",
    "Time a garbage collection held the process, by generation.",
    ("generation",),
    served=EVERY,
    buckets=(0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0),
)
