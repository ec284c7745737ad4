"""The rows of a store as records: what one batch writes and what readers get."""

from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from screening import advisory
from screening.advisory import Status
from streams.journal import Origin

__all__ = [
    "ADVISORIES",
    "PAUSED_AT",
    "AdvisoryRow",
    "Attempt",
    "Batch",
    "DeadLetterRow",
    "Erasure",
    "EventRow",
    "FlagRow",
    "FlagStatus",
    "GraphRow",
    "GraphSizes",
    "Hold",
    "OutboxRow",
    "Position",
    "ReceivedRow",
    "Rewritten",
]


ADVISORIES = "advisories"
# The output topic, as contracts.md section 5 names it.


PAUSED_AT = "paused"
# In the place of a position: an operator paused the municipality, and nothing of it crashed.


class FlagStatus(StrEnum):
    """Where a flag stands in its publication (contracts.md section 5)."""

    OPEN = "open"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"

    @property
    def stands(self) -> bool:
        """Readers treat `changed` as open."""
        return self is not FlagStatus.WITHDRAWN


class Position(msgspec.Struct, frozen=True):
    """How far a store has read the journal: `next` is the first offset it does not hold."""

    cluster: str
    topic_id: str
    partition: int
    next: int


class Attempt(msgspec.Struct, frozen=True):
    """A batch that was begun and not committed: where it starts, how often, and whose turn it was.

    `gemeente` is known from the second time on, when municipalities are evaluated one at a time.
    """

    position: str
    times: int
    gemeente: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A municipality whose events are stored and not screened, and how often it was tried again since."""

    gemeente: str
    position: str
    tries: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One accepted event: its identity, the digest of its content, its canonical JSON."""

    gemeente: str
    source: str
    id: str
    digest: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """What became of one received message: `accepted`, `duplicate`, or the reason of its refusal.

    `event` is the identity (gemeente, source, id) of the accepted event; `at` the moment of receipt in
    microseconds since 1970 UTC (`ontvangen`: kept for courts, read by no rule).
    """

    origin: Origin
    outcome: str
    at: int
    event: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag as last published: `body` is its content as JSON, without `status` and `reason`."""

    id: str
    gemeente: str
    status: FlagStatus
    reason: str | None
    digest: str
    body: bytes

    def message(self) -> bytes:
        """Return the flag as contracts.md section 5 has it, status and reason included."""
        content = msgspec.json.decode(self.body, type=dict[str, msgspec.Raw])
        head: dict[str, object] = {"id": self.id, "gemeente": self.gemeente, "status": str(self.status)}
        if self.reason is not None:
            head["reason"] = self.reason
        return msgspec.json.encode(head | {key: value for key, value in content.items() if key not in head})


@dataclass(frozen=True, slots=True)
class AdvisoryRow:
    """An advisory as last published: `body` is the record of contracts.md section 8 as JSON, status included."""

    id: str
    gemeente: str
    status: Status
    body: bytes

    def message(self) -> "OutboxRow":
        """Return the message for the output topic."""
        return OutboxRow(ADVISORIES, self.id, self.body)

    def lapsed(self) -> "AdvisoryRow":
        """Return it as lapsed: the case was decided or is no longer near; what it said stays."""
        gone = msgspec.structs.replace(advisory.decoded(self.body), status=Status.VERVALLEN)
        return AdvisoryRow(self.id, self.gemeente, Status.VERVALLEN, advisory.encoded(gone))


class GraphRow(msgspec.Struct, frozen=True, gc=False):
    """What is published together of a graph: `content` is a JSON array of messages, each with its key as `id`.

    `digest` is that of the part (`graph.row_changes`), empty of a redirect; `content` is empty where nothing is out.
    """

    name: bytes
    gemeente: str
    digest: bytes = b""
    content: bytes = b""

    def messages(self) -> dict[str, bytes]:
        """Return the messages by key."""
        if not self.content:
            return {}
        messages = msgspec.json.decode(self.content, type=list[msgspec.Raw])
        return {msgspec.json.decode(one, type=_Keyed).id: bytes(one) for one in messages}


class GraphSizes(msgspec.Struct, frozen=True):
    """How much of a graph is published: entities, and pairs that stand related."""

    entities: int
    relations: int


class _Keyed(msgspec.Struct, frozen=True):
    id: str


@dataclass(frozen=True, slots=True)
class DeadLetterRow:
    """A dead letter by its address; `body` is the record of contracts.md section 5 as JSON.

    `at` is when it was refused, in microseconds since 1970 UTC; `sealed` the encrypted bytes of a message that
    nobody could read; `replayed` what became of it when it was sent again.
    """

    topic: str
    partition: int
    offset: int
    sha256: str
    body: bytes
    at: int
    sealed: bytes | None = None
    replayed: str | None = None

    def message(self) -> "OutboxRow":
        """Return the message for the dead-letter topic; its key is the address of the refused message."""
        return OutboxRow("deadletters", f"{self.topic},{self.partition},{self.offset}", self.body)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message to send after the commit; `value` None is a tombstone, `seq` its place in the queue."""

    topic: str
    key: str
    value: bytes | None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is erased of a municipality: the token of a record, and up to which moment what was reported of it."""

    gemeente: str
    token: str
    known: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A stored event that loses what is erased; `body` None: all of it. `token` stays in its place (`streams.tokens`)."""

    identity: tuple[str, str, str]
    token: bytes
    body: bytes | None
    digest: bytes = b""


@dataclass(slots=True)
class Batch:
    """All that one transaction writes. `next` moves the position (Kafka only).

    `erased` are tokens of events of which nothing is kept, `erasures` what is to be erased of others.
    """

    events: list[EventRow] = field(default_factory=list)
    received: list[ReceivedRow] = field(default_factory=list)
    deadletters: list[DeadLetterRow] = field(default_factory=list)
    flags: list[FlagRow] = field(default_factory=list)
    advisories: list[AdvisoryRow] = field(default_factory=list)
    graph: list[GraphRow] = field(default_factory=list)
    outbox: list[OutboxRow] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    erased: list[bytes] = field(default_factory=list)
    erasures: list[Erasure] = field(default_factory=list)
    next: int | None = None
