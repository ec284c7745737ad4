"""What the title of a municipal publication says of a permit: what happened, which kind, and where."""

import re
from typing import Any

import msgspec

from streams.sources.dutch_address import split_address
from streams.sources.row import UnusableRowError

__all__ = ["PermitNotice", "permit_notice"]


class PermitNotice(msgspec.Struct, frozen=True):
    """A permit event as far as a title tells it."""

    kind: str
    soort: str
    locatie: dict[str, Any] | None


_PERMIT = re.compile(r"vergunning|ontheffing|\bdrank- en horeca")

_NO_EVENT = (
    (re.compile(r"\bontwerp"), "een ontwerp is nog geen besluit", "a draft is no decision yet"),
    (
        re.compile(r"buiten behandeling|niet in behandeling"),
        "buiten behandeling gesteld: daarvoor kent het contract geen gebeurtenis",
        "not taken up: the contract has no event for that",
    ),
    (
        re.compile(r"verleng\w*[^,.;]*termijn|termijn[^,.;]*verleng"),
        "verlenging van een termijn: daarvoor kent het contract geen gebeurtenis",
        "extension of a term: the contract has no event for that",
    ),
)
# Publications with a status word that is no status of the permit; looked for first.

_APPLICATION = re.compile(r"\baan(?:ge)?vra|\bingediend|\bontvangen")
_WITHDRAWN = re.compile(r"\bingetrokken|\bintrekk")

_STATUS = (
    (re.compile(r"\bgeweigerd|\bweiger|\bafgewezen"), "vergunning-geweigerd"),
    (_WITHDRAWN, "vergunning-ingetrokken"),
    (re.compile(r"\bvervallen"), "vergunning-vervallen"),
    (re.compile(r"\bgewijzigd|\bverlengd"), "vergunning-gewijzigd"),
    (re.compile(r"\bverleen|\bverlening"), "vergunning-verleend"),
    (_APPLICATION, "aanvraag-ontvangen"),
)
# The first that is found counts: a decision names the application that it is about, never the other way.

_KINDS = (
    (re.compile(r"evenement|kermis|braderie"), "evenement"),
    (re.compile(r"alcohol|\bdrank|slijterij"), "alcoholwet"),
    (re.compile(r"coffeeshop|gedoogverklaring"), "coffeeshop"),
    (re.compile(r"seksinrichting|prostitutie|escort"), "seksinrichting"),
    (re.compile(r"speelautoma|kansspel"), "speelautomatenhal"),
    (re.compile(r"exploitatie|horeca|terras"), "exploitatie_horeca"),
    (re.compile(r"kinderopvang|kinderdagverblijf"), "kinderopvang"),
    (re.compile(r"huisvesting|woningvorming|onttrekk|kamerverhuur|splitsing"), "huisvesting"),
    (re.compile(r"milieu"), "omgeving_milieu"),
    (
        re.compile(
            r"omgevings|bouw|kapvergunning|\bkap(?:pen)?\b|sloop|slopen|aanleg|reclame|inrit|uitrit|monument"
        ),
        "omgeving_bouw",
    ),
)
_OTHER = "overig"

_ADDRESS = re.compile(
    r"(?P<street>[A-ZÀ-Ž\u2019'\u2018][^\d,;()]{0,80}?[^\d\s,;()])\s+(?P<number>\d{1,5})\s?(?P<letter>[a-zA-Z](?![\w-]))?"
    r"(?:-(?P<addition>\w{1,4})(?!\w))?"
)
_POSTCODE_PLACE = re.compile(
    r"\b(?P<postcode>[1-9]\d{3} ?[A-Z]{2})\b(?:,?\s+(?P<place>[A-Z\u2019'\u2018][\w\u2019'-]+))?"
)

_BEFORE_STREET = re.compile(
    r".*(?:vergunning|ontheffing|aanvra|verle|geweiger|ingetrokken)\w*[\s:]+(?:(?:voor|aan|op|van|in)\s+)?(?:(?:de|het)\s+)?",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?:nabij|naast|tegenover|achter|hoek)\b", re.IGNORECASE)
# "nabij nr. 7" is not the address of what the permit is for.


def permit_notice(title: str, category: str) -> PermitNotice:
    """Read a publication's title; its category helps to tell a permit and its kind.

    Raises
    ------
    UnusableRowError
        When it is about no permit, or does not say what became of it.
    """
    text = title.casefold()
    if _PERMIT.search(text) is None and _PERMIT.search(category.casefold()) is None:
        raise UnusableRowError(
            "schema", "title", nl=f"geen vergunning: '{title}'", en=f"not about a permit: '{title}'"
        )
    return PermitNotice(kind=_status(title), soort=_kind(text, category.casefold()), locatie=_place(title))


def _status(title: str) -> str:
    text = title.casefold()
    for pattern, nl, en in _NO_EVENT:
        if pattern.search(text):
            raise UnusableRowError("schema", "title", nl=f"{nl}: '{title}'", en=f"{en}: '{title}'")
    if _WITHDRAWN.search(text) and _APPLICATION.search(text):
        return "aanvraag-ingetrokken"
    for pattern, kind in _STATUS:
        if pattern.search(text):
            return kind
    raise UnusableRowError(
        "schema",
        "title",
        nl=f"geen woord dat zegt wat er met de vergunning gebeurde (verleend, geweigerd, …): '{title}'",
        en=f"no word that tells what became of the permit (granted, refused, …): '{title}'",
    )


def _kind(text: str, category: str) -> str:
    """Find the kind by the title, then by the category; what fits none is `overig`."""
    for where in (text, category):
        for pattern, kind in _KINDS:
            if pattern.search(where):
                return kind
    return _OTHER


def _place(title: str) -> dict[str, Any] | None:
    """Find the first address in a title; of several numbers the first."""
    found = _ADDRESS.search(title)
    if found is None or _NEAR.search(found["street"]):
        return None
    street = _BEFORE_STREET.sub("", found["street"])
    if not street:
        return None
    number, letter, addition = found["number"], found["letter"] or "", found["addition"] or ""
    place: dict[str, Any] = split_address(f"{street} {number} {letter} {addition}")
    tail = _POSTCODE_PLACE.search(title, found.end())
    if tail is not None:
        place["postcode"] = tail["postcode"].replace(" ", "")
        if tail["place"]:
            place["plaats"] = tail["place"]
    return place
