"""Facts of residents' and partners' signals: low in weight, and never enough."""

from __future__ import annotations

from datetime import date

from demo.log import Log, Told
from demo.places import Place
from demo.sources import Source
from demo.spelling import site

__all__ = ["report"]


def report(log: Log, place: Place, day: date, category: str, channel: str, grade: str) -> Told:
    """Report something about a place; the grade runs from A (reliable) to E."""
    data = {
        "categorie": category,
        "kanaal": channel,
        "betrouwbaarheid": grade,
        "locatie": site(Source.SIGNALS, place),
    }
    return log.tell(Source.SIGNALS, "melding-ontvangen", day, data)
