"""Kinds of decision that can be screened: who decides, on which article, within which term; no row, no advisory."""

import msgspec

__all__ = ["DECISIONS", "SUBSIDY", "Decision", "in_words"]

SUBSIDY = "subsidie"
"""The kind of every subsidy; permits have the kind that their source gives (contracts.md section 4)."""

_MAYOR = "burgemeester"
_EXECUTIVE = "college van burgemeester en wethouders"
_LEGAL_PERSON = "gemeente als rechtspersoon"


class Decision(msgspec.Struct, frozen=True):
    """One kind; ``basis``, ``term_basis`` and ``silence`` are keys of `law.LAW`, ``weeks`` the decision term.

    ``silence`` names the article by which silence may grant, None where it never does; ``withdrawal`` the article for
    taking a standing decision back.
    """

    nl: str
    body: str
    basis: str
    permit_basis: str
    weeks: int
    term_basis: str
    extension: str
    silence: str | None
    withdrawal: str


DECISIONS = {
    "exploitatie_horeca": Decision("exploitatievergunning horeca", _MAYOR, "bibob:7", "bibob:7", 8, "awb:4:13", "awb:4:14", "dienst:28", "bibob:7"),
    "alcoholwet": Decision("alcoholvergunning", _MAYOR, "bibob:1:1c", "alcohol:3", 8, "awb:4:13", "awb:4:14", None, "alcohol:31"),
    "seksinrichting": Decision("vergunning seksinrichting", _MAYOR, "bibob:7", "bibob:7", 8, "awb:4:13", "awb:4:14", "dienst:28", "bibob:7"),
    "coffeeshop": Decision("gedoogverklaring of exploitatievergunning coffeeshop", _MAYOR, "bibob:7", "bibob:7", 8, "awb:4:13", "awb:4:14", "dienst:28", "bibob:7"),
    "speelautomatenhal": Decision("vergunning speelautomatenhal", _MAYOR, "bibob:1:1c", "kansspelen:30b", 8, "awb:4:13", "awb:4:14", None, "kansspelen:30b"),
    "omgeving_bouw": Decision("omgevingsvergunning bouwen", _EXECUTIVE, "bibob:1:1c", "omgeving:5.1", 8, "omgeving:16.64", "omgeving:16.64", None, "omgeving:5.31"),
    "omgeving_milieu": Decision("omgevingsvergunning milieu", _EXECUTIVE, "bibob:1:1c", "omgeving:5.1", 8, "omgeving:16.64", "omgeving:16.64", None, "omgeving:5.31"),
    "huisvesting": Decision("huisvestingsvergunning", _EXECUTIVE, "bibob:1:1c", "huisvesting:21", 8, "awb:4:13", "awb:4:14", None, "huisvesting:21"),
    "apv_2_41b": Decision("vergunning tegen een onveilig, onleefbaar of malafide ondernemersklimaat (APV 2:41B)", _MAYOR, "bibob:7", "bibob:7", 8, "awb:4:13", "awb:4:14", "dienst:28", "bibob:7"),
    SUBSIDY: Decision("subsidie", _EXECUTIVE, "bibob:6", "bibob:6", 8, "awb:4:13", "awb:4:14", None, "awb:4:48"),
    "vastgoed": Decision("vastgoedtransactie", _LEGAL_PERSON, "bibob:5a", "bibob:5a", 8, "awb:4:13", "awb:4:14", None, "bibob:5a"),
    "overheidsopdracht": Decision("overheidsopdracht", _LEGAL_PERSON, "bibob:5", "bibob:5", 8, "awb:4:13", "awb:4:14", None, "bibob:5"),
}  # fmt: skip
"""By kind (domain.md 1.1). ``evenement``, ``kinderopvang`` and ``overig`` have no row: no basis was read for them."""


def in_words(kind: str) -> str:
    """Give a kind of permit as a sentence says it."""
    return "APV 2:41B" if kind == "apv_2_41b" else kind.replace("_", " ")
