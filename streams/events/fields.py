"""The kinds of value that the contract's fields hold, each with the form that is checked on decoding.

What the gateway refuses as `identifier` carries its pattern for the published schema only
(`extra_json_schema`): decoding stays silent about it, because `schema` goes before `identifier`.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

__all__ = [
    "AddressableObject",
    "Amount",
    "BirthDate",
    "Branch",
    "Bsn",
    "CrossPseudonym",
    "Date",
    "Designation",
    "Iban",
    "Kvk",
    "Latitude",
    "Longitude",
    "Moment",
    "Municipality",
    "Postcode",
    "Pseudonym",
    "Rsin",
    "Share",
    "Text",
]

# `$` alone also matches before a line end; `(?!\n)` is understood by Python and by JSON Schema alike.

Municipality = Annotated[
    str, Meta(pattern=r"^[0-9]{4}(?!\n)$", description="Four-digit code of the municipality.")
]
Date = Annotated[dt.date, Meta(description="An existing day, YYYY-MM-DD.")]
Moment = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z(?!\n)$",
        description="A moment in UTC, to the second (RFC 3339).",
    ),
]
BirthDate = Annotated[
    str,
    Meta(
        pattern=r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?(?!\n)$",
        description="YYYY, YYYY-MM or an existing day.",
    ),
]
Amount = Annotated[
    str, Meta(pattern=r"^[0-9]+\.[0-9]{2}(?!\n)$", description="Euro: digits, a point and two digits.")
]
Share = Annotated[float, Meta(gt=0, le=100, description="Per cent, above 0 up to 100.")]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Text = Annotated[str, Meta(min_length=1)]


def _published(pattern: str, description: str) -> Meta:
    return Meta(extra_json_schema={"pattern": pattern}, description=description)


Bsn = Annotated[
    str, _published("^[0-9]{9}$", "Nine digits, elfproef; accepted at the gateway only, replaced there.")
]
Kvk = Annotated[str, _published("^[0-9]{8}$", "KVK number, eight digits.")]
Rsin = Annotated[str, _published("^[0-9]{9}$", "RSIN, nine digits, elfproef.")]
Branch = Annotated[str, _published("^[0-9]{12}$", "Vestigingsnummer, twelve digits.")]
AddressableObject = Annotated[
    str, _published("^[0-9]{4}0[123][0-9]{10}$", "BAG id of a verblijfsobject, ligplaats or standplaats.")
]
Designation = Annotated[str, _published("^[0-9]{4}20[0-9]{10}$", "BAG id of a nummeraanduiding.")]
Iban = Annotated[
    str, _published("^[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]+$", "IBAN, modulo 97; print blanks allowed.")
]
Postcode = Annotated[
    str,
    Meta(description="1234AB, one blank allowed; in a `locatie` checked, in an `adres` of any form."),
]
Pseudonym = Annotated[
    str,
    Meta(pattern=r"^p[0-9]+:[0-9a-f]{32}(?!\n)$", description="Set by the gateway in the place of `bsn`."),
]
CrossPseudonym = Annotated[
    str, Meta(pattern=r"^x[0-9]+:[0-9a-f]{32}(?!\n)$", description="Set by the gateway; never exported.")
]
