"""Looks up what an advisory needs of an event itself: documents and the gravity of findings."""

from collections.abc import Callable

from graph.flag import EventName
from screening.advisory import Stuk
from screening.paper import NO_PAPER, Paper
from streams.events import event_from_body
from streams.events.common import Stuk as GivenStuk
from streams.events.inspections import InspectionData

__all__ = ["paper_of"]

_UNSAID = "niet opgegeven"


def paper_of(event: EventName, body_of: Callable[[str, str], bytes | None]) -> Paper:
    """Give documents and gravity of an accepted event, by source and id; nothing where it is not found."""
    body = body_of(event.source, event.id)
    if body is None:
        return NO_PAPER
    data = event_from_body(body).data
    gravity = [one.ernst for one in data.bevindingen] if isinstance(data, InspectionData) else []
    return Paper(tuple(map(_document, data.stukken)), max(gravity, default=None))


def _document(given: GivenStuk) -> Stuk:
    said = (given.kenmerk, given.titel, given.datum, given.url)
    return Stuk(*(_UNSAID if one is None else str(one) for one in said))
