"""The columns that `resolve` knows (contracts.md, section 7), and what a row of them is."""

from collections.abc import Iterable, Sequence

from graph.claims import ORGANISATION, PERSON
from streams.errors import Failure

__all__ = ["ADDED", "COLUMNS", "KINDS", "kind_of", "places_of", "plain_name"]

COLUMNS = (
    "record_id", "source", "kind", "name", "given_names", "initials", "prefix", "surname", "birth_date", "street",
    "house_number", "postcode", "city", "kvk", "rsin", "phone", "email", "iban",
)  # fmt: skip

ADDED = ("entity_id", "probability", "reason")
"""Columns that the output has after those of the input."""

_SAYS_NOTHING = frozenset({"record_id", "source", "kind"})
"""Columns without a value to compare."""

KINDS = {"person": PERSON, "organisation": ORGANISATION}

_OF_ORGANISATIONS = ("kvk", "rsin")
_OF_PERSONS = ("given_names", "initials", "surname", "birth_date")


def plain_name(column: str) -> str:
    """Fold what is spelling only in a column's name: ``Birth date`` is ``birth_date``."""
    return "_".join(column.replace("-", " ").replace("_", " ").casefold().split())


def places_of(header: Sequence[str], name: str) -> dict[str, int]:
    """Give where each known column stands.

    Raises
    ------
    Failure
        When no column can be compared, one is there twice, or one that the output adds is there already.
    """
    found: dict[str, int] = {}
    for place, column in enumerate(map(plain_name, header)):
        if column in ADDED:
            raise Failure(
                f"{name}, line 1: the column {column} is there already, the output adds it; rename it"
            )
        if column in COLUMNS:
            if column in found:
                raise Failure(f"{name}, line 1: the column {column} is there twice")
            found[column] = place
    if not found.keys() - _SAYS_NOTHING:
        raise Failure(
            f"{name}, line 1: no column that can be compared; a header with some of {', '.join(COLUMNS)} was"
            f" expected, found {_short(header)}"
        )
    return found


def kind_of(values: Iterable[tuple[str, str]]) -> str:
    """Take a row for an organisation by the columns that are filled, else for a person (contracts.md, section 7)."""
    filled = {column for column, _ in values}
    if not filled.isdisjoint(_OF_ORGANISATIONS) or ("name" in filled and filled.isdisjoint(_OF_PERSONS)):
        return ORGANISATION
    return PERSON


def _short(header: Sequence[str]) -> str:
    text = ", ".join(column.strip() for column in header)
    return text if len(text) <= 200 else f"{text[:200]}…"
