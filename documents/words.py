"""The closed lists of an advisory in words for a reader: never a code on paper."""

from screening.advisory import (
    Aanleiding,
    Actualiteit,
    Gebeurtenis,
    Grondslag,
    GrondSoort,
    Lid4,
    Status,
    Strafbaarheid,
    TredeStand,
    Uitkomst,
    ZienswijzeStatus,
)
from screening.decisions import DECISIONS

__all__ = [
    "AANLEIDING",
    "ACTUALITEIT",
    "GEBEURTENIS",
    "GROND",
    "LID4",
    "STATUS",
    "STRAFBAARHEID",
    "TREDE",
    "UITKOMST",
    "ZIENSWIJZE",
    "article",
    "capital",
    "decision_name",
    "source_name",
]

STATUS = {
    Status.CONCEPT: "concept",
    Status.TER_TOETSING: "ligt bij de toetser",
    Status.VASTGESTELD: "vastgesteld als advies",
    Status.ACHTERHAALD: "achterhaald: er is een latere versie",
    Status.VERVALLEN: "vervallen",
}

AANLEIDING = {
    Aanleiding.AANVRAAG: "een aanvraag",
    Aanleiding.LOPENDE_VERGUNNING: "een lopende vergunning",
    Aanleiding.LOPENDE_SUBSIDIE: "een lopende subsidie",
}

UITKOMST = {
    Uitkomst.GEEN_AANLEIDING: "geen aanleiding voor verdere stappen",
    Uitkomst.AANVULLENDE_VRAGEN: "vragen stellen aan de aanvrager",
    Uitkomst.EIGEN_ONDERZOEK: "eigen onderzoek doen",
    Uitkomst.LBB_ADVIES_OVERWEGEN: "overwegen advies te vragen aan het Landelijk Bureau Bibob",
    Uitkomst.VOORSCHRIFTEN_OVERWEGEN: "overwegen voorschriften aan het besluit te verbinden",
    Uitkomst.WEIGERING_OF_INTREKKING_OVERWEGEN: "overwegen te weigeren of in te trekken",
}

GEBEURTENIS = {Gebeurtenis.VASTSTAAND: "staat vast", Gebeurtenis.BETWIST: "wordt betwist"}

STRAFBAARHEID = {
    Strafbaarheid.WIJST_EROP: "wijst op een strafbaar feit",
    Strafbaarheid.VERMOEDEN: "vermoeden van een strafbaar feit",
    Strafbaarheid.GEEN: "zegt niets over een strafbaar feit",
}

GROND = {
    GrondSoort.A: "Opbrengsten van strafbare feiten benutten (artikel 3, lid 1, onder a)",
    GrondSoort.B: "Strafbare feiten plegen (artikel 3, lid 1, onder b)",
    GrondSoort.LID6: "Strafbaar feit om het besluit te krijgen (artikel 3, lid 6)",
    GrondSoort.ART6: "Subsidie (artikel 6)",
}

LID4 = {
    Lid4.GEEN: "geen relatie met wie het deed",
    Lid4.A: "heeft het zelf gedaan (lid 4, onder a)",
    Lid4.B: "heeft te maken met de rechtspersoon die het deed (lid 4, onder b)",
    Lid4.C: "een ander deed het en heeft een band met de partij (lid 4, onder c)",
}

ACTUALITEIT = {
    Actualiteit.NVT: "niet van toepassing",
    Actualiteit.LOPEND: "loopt nog",
    Actualiteit.BEEINDIGD: "beëindigd",
}

ZIENSWIJZE = {
    ZienswijzeStatus.NOG_NIET_GEVRAAGD: "nog niet gevraagd",
    ZienswijzeStatus.GEVRAAGD: "gevraagd",
    ZienswijzeStatus.ONTVANGEN: "ontvangen",
    ZienswijzeStatus.AFGEZIEN: "hiervan is afgezien",
}

TREDE = {
    TredeStand.GEKOZEN: "past nu",
    TredeStand.TE_LICHT: "te licht",
    TredeStand.TE_ZWAAR: "te zwaar",
}


def article(basis: Grondslag) -> str:
    """Write an article with the date of the text that was read."""
    paragraph = "" if basis.lid == "geheel" else f", lid {basis.lid}"
    return f"{basis.wet}, artikel {basis.artikel}{paragraph} (tekst per {basis.tekst_per})"


def decision_name(kind: str) -> str:
    """Name a kind of decision as people do; one without a row in the table keeps its own name."""
    return DECISIONS[kind].nl if kind in DECISIONS else kind.replace("_", " ")


def source_name(source: str) -> str:
    """Name a source by the last part of its URN: ``urn:nld:oin:…:systeem:vth`` is ``vth``."""
    return source.rsplit(":", 1)[-1]


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]
