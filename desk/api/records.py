"""What the API is asked and what it answers; the OpenAPI document is made of these records."""

from typing import Annotated, Any, Literal

import msgspec

from graph.explanation import Explanation
from graph.flag import EventName, Flag

__all__ = [
    "Advised",
    "AdvisoryList",
    "AdvisoryQuery",
    "Cause",
    "Computing",
    "Doubt",
    "DoubtList",
    "DoubtRecord",
    "EventTold",
    "Explanation",
    "FlagDetail",
    "FlagList",
    "FlagQuery",
    "FlagRowTold",
    "Operations",
    "Page",
    "Problem",
    "Why",
]

Limit = Annotated[int, msgspec.Meta(ge=1, le=500, description="Rows at most.")]
Offset = Annotated[int, msgspec.Meta(ge=0, le=1_000_000, description="Rows to leave out at the beginning.")]


class Problem(msgspec.Struct, frozen=True):
    """Why a request was not answered (RFC 9457)."""

    type: str
    title: str
    status: int


class Page(msgspec.Struct, frozen=True):
    """Which rows of a list."""

    limit: Limit = 100
    offset: Offset = 0


class FlagQuery(Page, frozen=True):
    """Which flags, in which order."""

    indicator: (
        Annotated[str, msgspec.Meta(pattern="^[A-Z][0-9]{1,2}$", description="One indicator.")] | None
    ) = None
    list: Annotated[
        Literal["standing", "backlog"], msgspec.Meta(description="Backlog: raised before the go-live.")
    ] = "standing"


class FlagRowTold(msgspec.Struct, frozen=True):
    """A flag in the queue."""

    id: str
    indicators: list[str]
    nl: str
    en: str
    order_nl: str
    """Why it stands where it stands."""
    order_en: str
    since: str
    hard: int
    band: tuple[float, float]
    changed_after_judgement: bool
    judged: bool


class FlagList(msgspec.Struct, frozen=True):
    """Standing flags in the order of the queue; `total` counts all that fit the question."""

    total: int
    flags: list[FlagRowTold]


class EventTold(msgspec.Struct, frozen=True):
    """An event that a flag rests on; `day` is null where it is no longer kept."""

    event: EventName
    day: str | None
    nl: str | None
    en: str | None
    documents: list[str]


class Cause(msgspec.Struct, frozen=True):
    """What is usually behind an indicator when nothing is wrong."""

    indicator: str
    nl: str
    en: str


class FlagDetail(msgspec.Struct, frozen=True):
    """A flag as contracts.md section 5 has it, with what its page says beside it."""

    flag: Flag
    status: Literal["open", "changed"]
    innocent: list[Cause]
    events: list[EventTold]


class Computing(msgspec.Struct, frozen=True):
    """It is not computed yet; ask again in some seconds."""

    status: Literal["computing"] = "computing"


class DoubtRecord(msgspec.Struct, frozen=True):
    """One of two records, with its values by field."""

    id: str
    values: dict[str, list[str]]


class Why(msgspec.Struct, frozen=True):
    """What one comparison of two records adds to their probability."""

    field: str
    agree: Any
    weight: float


class Doubt(msgspec.Struct, frozen=True):
    """Two records that may be one."""

    kind: str
    probability: float
    judged: str | None
    decides: bool
    """Whether a flag would stand or fall."""
    records: list[DoubtRecord]
    why: list[Why]


class DoubtList(msgspec.Struct, frozen=True):
    """Doubts in the order in which people should look at them."""

    total: int
    doubts: list[Doubt]


class AdvisoryQuery(Page, frozen=True):
    """Which advisories."""

    lapsed: Annotated[bool, msgspec.Meta(description="Those that lapsed, in place of those that run.")] = (
        False
    )


class Advised(msgspec.Struct, frozen=True):
    """An advisory in the list."""

    id: str
    case: str
    decision: str
    outcome: str
    status: str
    version: int
    days_left: int | None
    open_questions: int


class AdvisoryList(msgspec.Struct, frozen=True):
    """Advisories, those with the fewest days left first."""

    total: int
    advisories: list[Advised]


class Operations(msgspec.Struct, frozen=True):
    """Whether all runs, in figures that name nobody."""

    events: int
    flags: int
    advisories: int
    refused: dict[str, int]
    """By reason."""
    read_model_age_seconds: float | None
    """How long ago the read model was level with its source; null where it never was."""
