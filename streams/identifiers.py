"""Which identifiers have the right form; python-stdnum judges what it knows.

A BSN never enters a cache here; the other checks remember their last verdicts, because the same few
thousand numbers come back in most events.
"""

import re
from functools import lru_cache

import stdnum.iban
import stdnum.nl.bsn
import stdnum.nl.postcode

__all__ = [
    "is_addressable_object",
    "is_branch",
    "is_bsn",
    "is_designation",
    "is_iban",
    "is_kvk",
    "is_rsin",
    "normal_iban",
    "normal_postcode",
]

_REMEMBERED = 16_384
"""Verdicts kept a check: a middle-sized town's addresses, a few megabytes."""

_NINE_DIGITS = 9
_kvk = re.compile(r"[0-9]{8}")
_branch = re.compile(r"[0-9]{12}")
_object = re.compile(r"[0-9]{4}0[123][0-9]{10}")
_designation = re.compile(r"[0-9]{4}20[0-9]{10}")
_postcode = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_iban = re.compile(r"[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]+")


def is_bsn(value: str) -> bool:
    """Nine digits that pass the elfproef."""
    return (
        len(value) == _NINE_DIGITS
        and value.isascii()
        and value.isdigit()
        and value != "000000000"
        and stdnum.nl.bsn.checksum(value) == 0
    )


def is_rsin(value: str) -> bool:
    """Nine digits that pass the elfproef: an RSIN is numbered in one range with the BSN."""
    return is_bsn(value)


def is_kvk(value: str) -> bool:
    """Eight digits; there is no check digit."""
    return _kvk.fullmatch(value) is not None


def is_branch(value: str) -> bool:
    """Twelve digits (vestigingsnummer)."""
    return _branch.fullmatch(value) is not None


def is_addressable_object(value: str) -> bool:
    """BAG id of a verblijfsobject (01), ligplaats (02) or standplaats (03)."""
    return _object.fullmatch(value) is not None


def is_designation(value: str) -> bool:
    """BAG id of a nummeraanduiding (20)."""
    return _designation.fullmatch(value) is not None


@lru_cache(_REMEMBERED)
def normal_postcode(value: str) -> str | None:
    """Postcode in upper case without blank ("3311GR"), or None for what is no Dutch postcode.

    One blank between digits and letters is allowed; SA, SD and SS are not issued.
    """
    if _postcode.fullmatch(value) is None or not stdnum.nl.postcode.is_valid(value):
        return None
    return value.replace(" ", "").upper()


@lru_cache(_REMEMBERED)
def normal_iban(value: str) -> str | None:
    """IBAN in upper case without blanks, or None where its length or modulo 97 is wrong.

    Whether the bank exists is not asked.
    """
    if _iban.fullmatch(value) is None or not stdnum.iban.is_valid(value, check_country=False):
        return None
    return stdnum.iban.compact(value)


def is_iban(value: str) -> bool:
    """Tell whether length and modulo 97 are right."""
    return normal_iban(value) is not None
