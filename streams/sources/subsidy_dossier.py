"""One row of a subsidy register's snapshot, read into what the register says of one dossier that day."""

import re
from collections.abc import Mapping

import msgspec

from graph.identity.organisation_names import keyed, names_nobody
from streams.sources.row import UnusableRowError

__all__ = ["COLUMNS", "Dossier", "dossier_from", "is_dossier_number"]

COLUMNS = (
    "DOSSIERNUMMER",
    "AANVRAGER",
    "REGELINGNAAM",
    "BELEIDSTERREIN",
    "PROJECT_NAAM",
    "TYPE_PERIODICITEIT",
    "BEDRAG_AANGEVRAAGD",
    "BEDRAG_VERLEEND",
    "BEDRAG_VASTGESTELD",
    "SUBSIDIEJAAR",
)

_NULL = "NULL"
# How the register's database exports a field without a value.

_PRIVATE_PERSON = "(Particulier)"
# What the register writes for every natural person: it names no party.

_NUMBER = re.compile(r"[A-Z]{2,5}-\d{3,9}")
_AMOUNT = re.compile(r"(\d*)\.(\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIODIC = {"Eenmalig": False, "Periodiek": True}


class Dossier(msgspec.Struct, frozen=True, gc=False):
    """What one snapshot says of one dossier; None where it says nothing.

    Amounts are euros as the contract writes them. `requested`, `granted` and `settled` may be "0.00".
    """

    number: str
    applicant: str | None
    regeling: str | None
    beleidsterrein: str | None
    activiteit: str | None
    periodic: bool | None
    jaar: int | None
    requested: str | None
    granted: str | None
    settled: str | None

    @property
    def applicant_key(self) -> str | None:
        """The applicant's `sleutel`: its name without what is spelling only."""
        return keyed(self.applicant) if self.applicant is not None else None


def dossier_from(field: Mapping[str, str]) -> Dossier:
    """Read a row by its columns.

    Raises
    ------
    UnusableRowError
        When the dossier's number, its year, its periodicity or an amount is not what its column holds.
    """
    return Dossier(
        number=_number(field["DOSSIERNUMMER"]),
        applicant=_applicant(field["AANVRAGER"]),
        regeling=_text(field["REGELINGNAAM"]),
        beleidsterrein=_text(field["BELEIDSTERREIN"]),
        activiteit=_text(field["PROJECT_NAAM"]),
        periodic=_periodic(field["TYPE_PERIODICITEIT"]),
        jaar=_year(field["SUBSIDIEJAAR"]),
        requested=_amount(field, "BEDRAG_AANGEVRAAGD"),
        granted=_amount(field, "BEDRAG_VERLEEND"),
        settled=_amount(field, "BEDRAG_VASTGESTELD"),
    )


def is_dossier_number(text: str) -> bool:
    """Tell whether a field holds a dossier's number; so a row whose columns shifted still tells whose it is."""
    return _NUMBER.fullmatch(text) is not None


def _text(value: str) -> str | None:
    return None if value in {"", _NULL} else value


def _applicant(value: str) -> str | None:
    if value in {"", _NULL, _PRIVATE_PERSON} or names_nobody(value):
        return None
    return value


def _number(value: str) -> str:
    if not is_dossier_number(value):
        raise UnusableRowError(
            "schema",
            "DOSSIERNUMMER",
            nl=f"'{value}' is geen dossiernummer zoals SBA-000001",
            en=f"'{value}' is no dossier number like SBA-000001",
        )
    return value


def _year(value: str) -> int | None:
    text = _text(value)
    if text is None:
        return None
    if _YEAR.fullmatch(text) is None:
        raise UnusableRowError(
            "schema", "SUBSIDIEJAAR", nl=f"'{value}' is geen jaar", en=f"'{value}' is no year"
        )
    return int(text)


def _periodic(value: str) -> bool | None:
    text = _text(value)
    if text is None:
        return None
    if text not in _PERIODIC:
        raise UnusableRowError(
            "schema",
            "TYPE_PERIODICITEIT",
            nl=f"'{value}' is geen van {', '.join(_PERIODIC)}",
            en=f"'{value}' is none of {', '.join(_PERIODIC)}",
        )
    return _PERIODIC[text]


def _amount(field: Mapping[str, str], column: str) -> str | None:
    """Read ``1234.50``, and ``.00`` without a digit before the point, as the register's database writes it."""
    text = _text(field[column])
    if text is None:
        return None
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise UnusableRowError(
            "schema",
            column,
            nl=f"'{text}' is geen bedrag met een punt en twee cijfers",
            en=f"'{text}' is no amount with a point and two digits",
        )
    return f"{match[1].lstrip('0') or '0'}.{match[2]}"
