"""What cannot be told of an organisation of which no holder of shares is known."""

from collections.abc import Iterator

from graph.claims import ORGANISATION
from graph.declaration import Said
from graph.indicators.indicator import Focus, Unknown
from graph.view import HOLDING, View

__all__ = ["without_holders"]


def without_holders(view: View, focus: Focus, indicator: str, question: Said) -> Iterator[Unknown]:
    """Say what stays open (``question``: "whether …") where nobody is known to hold shares of an organisation."""
    organisation = view.at(focus[0])
    if organisation is None or organisation.kind != ORGANISATION or view.incoming(organisation, HOLDING):
        return
    name = view.name(organisation)
    yield Unknown(
        indicator,
        focus,
        "belang-verkregen",
        f"Van {name} is geen aandeelhouder bekend: {question.nl}, is niet te zeggen.",
        f"No shareholder of {name} is known: {question.en} cannot be told.",
    )
