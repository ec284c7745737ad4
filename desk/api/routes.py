"""The table of the API: which operation reads what, what it is asked and answers, and how that becomes a response."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec
from starlette.responses import Response

from desk.api import reading
from desk.api.records import (
    AdvisoryList,
    AdvisoryQuery,
    Computing,
    DoubtList,
    Explanation,
    FlagDetail,
    FlagList,
    FlagQuery,
    Operations,
    Page,
    Problem,
)
from desk.asked import Asked
from desk.desk import Desk
from screening.advisory import Advisory

__all__ = ["API", "DOCUMENT", "PREFIX", "Operation", "answer", "problem"]

PREFIX = "/api/"
DOCUMENT = "/api/openapi.json"
"""Where the description of the API is; it tells nothing of anybody, so nobody need sign in."""

PROBLEM = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: "The question is not well formed.",
    401: "Sign in first.",
    403: "This is not for your role.",
    404: "There is no such thing, or none for you.",
    413: "The request is too large.",
    429: "Too many requests; wait a minute.",
    500: "Something went wrong here; it is written down.",
}


class Operation(NamedTuple):
    """One operation: `name` is that in the table of access, `query` the record of what is asked."""

    name: str
    path: str
    summary: str
    read: Callable[[Desk, Asked, Any], msgspec.Struct]
    answers: type[msgspec.Struct]
    query: type[msgspec.Struct] | None = None
    later: type[msgspec.Struct] | None = None
    """What is answered, with 202, where the answer is being computed."""


API = (
    Operation("api_flags", "/api/v1/flags", "The queue", reading.flags, FlagList, FlagQuery),
    Operation("api_flag", "/api/v1/flags/{flag}", "One flag with its evidence", reading.flag, FlagDetail),
    Operation(
        "api_clearing",
        "/api/v1/flags/{flag}/clearing",
        "What a flag rests on at least, and what would clear it",
        reading.clearing,
        Explanation,
        later=Computing,
    ),
    Operation(
        "api_doubts", "/api/v1/doubts", "Pairs of records that may be one", reading.doubts, DoubtList, Page
    ),
    Operation(
        "api_advisories",
        "/api/v1/advisories",
        "Advisories, the most urgent first",
        reading.advisories,
        AdvisoryList,
        AdvisoryQuery,
    ),
    Operation(
        "api_advisory", "/api/v1/advisories/{advisory}", "One advisory, whole", reading.advisory, Advisory
    ),
    Operation(
        "api_operations", "/api/v1/operations", "Figures that name nobody", reading.operations, Operations
    ),
)


def answer(one: Operation, desk: Desk, asked: Asked) -> Response:
    """Answer one request; a question that is not well formed is a problem, and names no value."""
    query = None
    if one.query is not None:
        try:
            query = msgspec.convert(dict(asked.query), one.query, strict=False)
        except msgspec.ValidationError:
            return problem(400)
    found = one.read(desk, asked, query)
    status = 202 if one.later is not None and isinstance(found, one.later) else 200
    return Response(msgspec.json.encode(found), status, media_type="application/json")


def problem(status: int) -> Response:
    """Say that a request was not answered."""
    said = Problem("about:blank", TITLES[status], status)
    return Response(msgspec.json.encode(said), status, media_type=PROBLEM)
