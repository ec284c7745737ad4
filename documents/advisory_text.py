"""The advisory as a document: one page to know what it is, at most three to weigh it, annexes to check it.

No code of an indicator, no band and no number on anybody stands before the annexes. What a program may not weigh stands
in boxes, as questions to the handler.
"""

from datetime import date

from documents.advisory_annexes import annexes
from documents.advisory_first_page import first_page
from documents.advisory_weighing import weighing
from documents.blocks import Document, NewPage
from documents.sentences import numbered
from documents.words import STATUS
from screening.advisory import Advisory

__all__ = ["HANDLING", "advisory_document"]

HANDLING = "Vertrouwelijk: geheimhouding volgt uit artikel 28 van de Wet Bibob"


def advisory_document(advisory: Advisory, today: date) -> Document:
    """Lay an advisory out for the handler; ``today`` is the day for which the days left are counted."""
    numbers = numbered(advisory)
    return Document(
        title="Bibob-signaaladvies (intern, niet-beslissend)",
        day=today,
        reference=f"{advisory.id} · versie {advisory.versie} · {STATUS[advisory.status]}",
        handling=HANDLING,
        blocks=(
            *first_page(advisory, numbers, today),
            NewPage(),
            *weighing(advisory, numbers),
            *annexes(advisory, numbers),
        ),
    )
