"""The advisory as a record (contracts.md section 8): a concept "Bibob-signaaladvies (intern, niet-beslissend)".

Field names are those of the contract; texts are lists of sentences. It never holds a decision: the heaviest outcome is
that a human may consider one.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal

import msgspec

from graph.flag import AsOf, EventName
from screening.sentence import Afweging, Sentence

__all__ = [
    "NEE",
    "NOG_NIET",
    "SOORT",
    "Aanleiding",
    "Actualiteit",
    "Advisory",
    "Alternatief",
    "Beleidslijn",
    "Besluit",
    "Data",
    "Evenredigheid",
    "Fact",
    "Factor",
    "Gebeurtenis",
    "Grond",
    "GrondSoort",
    "Grondslag",
    "Indicatie",
    "Inzage",
    "Lid4",
    "Mens",
    "Ontlastend",
    "Opschorting",
    "Relatie",
    "Status",
    "Strafbaarheid",
    "Stuk",
    "Termijn",
    "Tijdsverloop",
    "Trede",
    "TredeStand",
    "Uitkomst",
    "Vraag",
    "Weging",
    "Weigeringsgrond",
    "Zaak",
    "Zienswijze",
    "ZienswijzeStatus",
    "content_digest",
    "decoded",
    "encoded",
    "missing",
    "open_questions",
    "sentences",
]

SOORT: Literal["bibob-signaaladvies"] = "bibob-signaaladvies"
NOG_NIET = "nog niet"
"""What stands in a field that a human has not filled in yet: no field is empty."""
NEE = "nee"
"""What stands where a thing does not apply."""


class Status(StrEnum):
    """Where an advisory stands; the program itself sets only `concept`, `achterhaald` and `vervallen`."""

    CONCEPT = "concept"
    TER_TOETSING = "ter_toetsing"
    VASTGESTELD = "vastgesteld"
    ACHTERHAALD = "achterhaald"
    VERVALLEN = "vervallen"


class Aanleiding(StrEnum):
    """What makes the municipality look at the case."""

    AANVRAAG = "aanvraag"
    LOPENDE_VERGUNNING = "lopende_vergunning"
    LOPENDE_SUBSIDIE = "lopende_subsidie"


class Weging(StrEnum):
    """Whether an analyst has weighed the signal."""

    NIET_GEWOGEN = "signaal nog niet gewogen"
    BEVESTIGD = "signaal bevestigd"
    NIET_BEVESTIGD = "signaal gewogen en niet bevestigd"


class Uitkomst(StrEnum):
    """The ladder, lightest first; none of them is a decision."""

    GEEN_AANLEIDING = "geen_aanleiding"
    AANVULLENDE_VRAGEN = "aanvullende_vragen"
    EIGEN_ONDERZOEK = "eigen_onderzoek"
    LBB_ADVIES_OVERWEGEN = "lbb_advies_overwegen"
    VOORSCHRIFTEN_OVERWEGEN = "voorschriften_overwegen"
    WEIGERING_OF_INTREKKING_OVERWEGEN = "weigering_of_intrekking_overwegen"

    @property
    def trede(self) -> int:
        """The step on the ladder, from 0."""
        return list(Uitkomst).index(self)


class Gebeurtenis(StrEnum):
    """Whether it happened."""

    VASTSTAAND = "vaststaand"
    BETWIST = "betwist"


class Strafbaarheid(StrEnum):
    """Whether it shows an offence (article 3a): only a fine that is final or was judged at first instance does."""

    WIJST_EROP = "wijst_erop"
    VERMOEDEN = "vermoeden"
    GEEN = "geen"


class GrondSoort(StrEnum):
    """A ground of the Wet Bibob: article 3 paragraph 1 a or b, paragraph 6, or article 6 (subsidies)."""

    A = "a"
    B = "b"
    LID6 = "lid6"
    ART6 = "art6"


class Lid4(StrEnum):
    """The limb of article 3 paragraph 4 under which somebody stands in relation to offences."""

    A = "a"
    """Committed them himself."""
    B = "b"
    """Leads or led, controls or controlled, finances or financed a legal person that did."""
    C = "c"
    """Another did, and leads, controls, finances the party or works together with him in business."""
    GEEN = "geen"
    """No relation of this paragraph was found: the case is near for another reason, which the text gives."""


class Actualiteit(StrEnum):
    """Whether a relation still holds."""

    LOPEND = "lopend"
    BEEINDIGD = "beeindigd"
    NVT = "n.v.t."


class ZienswijzeStatus(StrEnum):
    """How far hearing somebody has got (Awb 4:7, 4:8; Wet Bibob 33)."""

    NOG_NIET_GEVRAAGD = "nog_niet_gevraagd"
    GEVRAAGD = "gevraagd"
    ONTVANGEN = "ontvangen"
    AFGEZIEN = "afgezien"


class TredeStand(StrEnum):
    """What became of one step of the ladder."""

    GEKOZEN = "gekozen"
    TE_LICHT = "te_licht"
    TE_ZWAAR = "te_zwaar"


class Zaak(msgspec.Struct, frozen=True):
    """The case; without a case number at the source, the id of its one event stands in ``zaaknummer``."""

    source: str
    zaaknummer: str


class Grondslag(msgspec.Struct, frozen=True):
    """An article with the date of the text that was read; ``lid`` is ``geheel`` where the whole article is meant."""

    wet: str
    artikel: str
    lid: str
    tekst_per: str


class Beleidslijn(msgspec.Struct, frozen=True):
    """The line of the municipality's policy that allows the screening, with the version of the table."""

    versie: str
    regel: str
    tekst: str


class Stuk(msgspec.Struct, frozen=True):
    """A document behind an event, as the source refers to it; what the source left out says so."""

    kenmerk: str
    titel: str
    datum: str
    url: str


class Tijdsverloop(msgspec.Struct, frozen=True):
    """Days between a fact and the day of reference: the day of the youngest event that the advisory cites.

    Measured so, it follows from the facts alone; what passes between that day and a decision comes on top.
    """

    peildatum: str
    dagen: int
    tekst: list[Sentence]


class Fact(msgspec.Struct, frozen=True):
    """One event, with two labels: did it happen, does it show an offence. ``ernst``: 1-3 of the source, or a word."""

    id: str
    gebeurtenis: Gebeurtenis
    strafbaarheid: Strafbaarheid
    ernst: str
    bron: str
    event: EventName
    stukken: list[Stuk] | str
    datum: str
    tijdsverloop: Tijdsverloop
    tekst: list[Sentence]


class Weigeringsgrond(msgspec.Struct, frozen=True):
    """An ordinary ground, looked at first; ``feiten`` are ids of facts, ``tekst`` says why Bibob beside or after it."""

    grondslag: Grondslag
    feiten: list[str]
    tekst: list[Sentence]


class Factor(msgspec.Struct, frozen=True):
    """One factor of article 3 paragraph 2 or 3."""

    lid: str
    onderdeel: str
    tekst: list[Sentence]


class Grond(msgspec.Struct, frozen=True):
    """A Bibob ground with the facts that point at it."""

    grond: GrondSoort
    feiten: list[str]
    factoren: list[Factor]
    samenhang: list[Sentence]


class Relatie(msgspec.Struct, frozen=True):
    """A relation of article 3 paragraph 4; ``wie`` are record ids; days as YYYY-MM-DD, an open end ``loopt nog``."""

    wie: list[str]
    soort: str
    lid4: Lid4
    actueel: Actualiteit
    sinds: str
    tot: str
    feiten: list[str]
    tekst: list[Sentence]


class Ontlastend(msgspec.Struct, frozen=True, omit_defaults=True):
    """What speaks for the party: with facts, or with where it was looked for in vain."""

    tekst: list[Sentence]
    feiten: list[str] = []
    gezocht_in: list[str] = []


class Alternatief(msgspec.Struct, frozen=True):
    """A less drastic measure; whether it suffices is a human's to say."""

    voorschrift: str
    volstaat: str
    waarom: list[Sentence]


class Evenredigheid(msgspec.Struct, frozen=True):
    """Proportionality (article 3 paragraph 5, Awb 3:4): human fields, less drastic measures first."""

    gevaar: list[Sentence]
    belangen: list[Sentence]
    alternatieven: list[Alternatief]
    slotsom: list[Sentence]


class Zienswijze(msgspec.Struct, frozen=True):
    """One person named, and how far hearing him has got."""

    wie: list[str]
    status: ZienswijzeStatus
    tekst: list[Sentence]


class Opschorting(msgspec.Struct, frozen=True):
    """Days on which a term stood still, both included; an open end is ``loopt nog``."""

    van: str
    tot: str
    grondslag: Grondslag


class Termijn(msgspec.Struct, frozen=True):
    """A term: when it begins and ends (days), when it stood still, what happens by law when it passes."""

    wat: str
    grondslag: Grondslag
    begint: str
    vervalt: str
    opgeschort: list[Opschorting] | str
    van_rechtswege: str


class Inzage(msgspec.Struct, frozen=True):
    """What may be shown to whom (article 28)."""

    aan: str
    wat: list[Sentence]


class Trede(msgspec.Struct, frozen=True):
    """One step of the ladder, and why it was chosen, is too light, or too heavy (``beletsel`` names each bar)."""

    uitkomst: Uitkomst
    stand: TredeStand
    beletsel: list[str]
    tekst: list[Sentence]


class Vraag(msgspec.Struct, frozen=True):
    """A question to the applicant: one for each gap or difference, with the official form question it comes from."""

    id: str
    indicator: str
    formulier: str
    formuliervraag: str
    tekst: str
    feiten: list[str]
    gevraagd: str
    hersteltermijn: str
    antwoord: str


class Indicatie(msgspec.Struct, frozen=True):
    """An indicator of a flag, as the method annex names it."""

    id: str
    version: str
    parameters: dict[str, float]
    flag: str
    flag_digest: str
    nl: str
    band: tuple[float, float] = (0.0, 1.0)
    """Bounds of how sure it is that records belong together; all is possible where an older version did not say."""


class Data(msgspec.Struct, frozen=True):
    """Days of the two signatures."""

    opgesteld: str = NOG_NIET
    beoordeeld: str = NOG_NIET


class Besluit(msgspec.Struct, frozen=True):
    """What the municipality decided, and how that ended in objection and appeal."""

    kenmerk: str = NOG_NIET
    datum: str = NOG_NIET
    afloop: str = NOG_NIET


class Mens(msgspec.Struct, frozen=True):
    """The humans: author, reviewer, dates, decision."""

    opsteller: str = NOG_NIET
    beoordelaar: str = NOG_NIET
    data: Data = Data()
    besluit: Besluit = Besluit()


class Advisory(msgspec.Struct, frozen=True):
    """The whole record; what the contract does not name is an addition (``weging``, ``treden``, ``vragen``, …)."""

    id: str
    versie: int
    gemeente: str
    soort: Literal["bibob-signaaladvies"]
    status: Status
    zaak: Zaak
    beschikking: str
    bevoegd: str
    mandaat: str
    aanleiding: Aanleiding
    grondslag: Grondslag
    beleidslijn: Beleidslijn
    weging: Weging
    uitkomst: Uitkomst
    treden: list[Trede]
    vragen: list[Vraag] | str
    onderzoek: list[Sentence]
    """The checklist of own research, for the handler."""
    weigeringsgronden: list[Weigeringsgrond]
    gronden: list[Grond]
    feiten: list[Fact]
    relaties: list[Relatie]
    ontlastend: list[Ontlastend]
    evenredigheid: Evenredigheid
    zienswijze: list[Zienswijze]
    termijnen: list[Termijn]
    inzage: list[Inzage]
    indicatoren: list[Indicatie]
    flags: list[str]
    digest: str
    as_of: AsOf
    beperkingen: list[Sentence]
    mens: Mens


_PUBLICATION = frozenset({"versie", "status", "as_of", "digest", "mens"})
"""Fields outside the digest: how it was published and who signed, not what it says."""

_MAY_BE_EMPTY = frozenset({"beletsel"})
"""A step without a bar has none; everything else that was looked for and not found says so in words."""


def encoded(advisory: Advisory) -> bytes:
    """Give the record as JSON."""
    return msgspec.json.encode(advisory)


def decoded(body: bytes) -> Advisory:
    """Read the record from JSON.

    Raises
    ------
    msgspec.ValidationError
        When a field is missing or of another kind.
    """
    return msgspec.json.decode(body, type=Advisory)


def content_digest(advisory: Advisory) -> str:
    """Give SHA-256 (hex) of what the advisory says: JSON with sorted keys and no blanks, without its publication."""
    content = {
        field: getattr(advisory, field) for field in advisory.__struct_fields__ if field not in _PUBLICATION
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def missing(advisory: Advisory) -> list[str]:
    """Give the paths of fields that are empty, in order; an advisory with any is not published (domain.md 1.4)."""
    return list(_empty("", msgspec.to_builtins(advisory)))


def _empty(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _MAY_BE_EMPTY and not (key == "auteur" and value.get("te_beantwoorden")):
                yield from _empty(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list):
        if not value:
            yield path
        for number, inner in enumerate(value):
            yield from _empty(f"{path}[{number}]", inner)
    elif value is None or (isinstance(value, str) and not value.strip()):
        yield path


def sentences(advisory: Advisory) -> Iterator[tuple[str, Sentence]]:
    """Give every sentence with its path, in the order of the record."""
    yield from _sentences("", advisory)


def _sentences(path: str, value: object) -> Iterator[tuple[str, Sentence]]:
    if isinstance(value, Sentence):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _sentences(f"{path}.{name}" if path else name, getattr(value, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _sentences(f"{path}[{number}]", inner)


def open_questions(advisory: Advisory) -> list[tuple[str, Afweging]]:
    """Give the weighings that no human has written yet; while there is one the advisory stays `concept`."""
    return [
        (path, one) for path, one in sentences(advisory) if isinstance(one, Afweging) and one.te_beantwoorden
    ]
