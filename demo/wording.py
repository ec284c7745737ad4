"""What the report says, in Dutch and in English."""

from __future__ import annotations

__all__ = ["KINDS", "PATTERNS", "WORDS", "number"]

WORDS = {
    "nl": {
        "town": "De bedachte havenstad {town}: alle namen zijn verzonnen",
        "read": "gebeurtenissen gelezen",
        "accepted": "waarvan aangenomen",
        "duplicates": "dubbel ontvangen",
        "refused": "geweigerd",
        "entities": "entiteiten",
        "relations": "relaties",
        "doubts": "paren die één kunnen zijn, voor een mens om te beoordelen",
        "alarms": "entiteiten die zichzelf tegenspreken",
        "seconds": "seconden",
        "structures": "Structuren die een mens moet bekijken",
        "patterns": "Patroon",
        "what": "Wat er staat",
        "since": "Sinds",
        "join": "Spreadsheet",
        "joined": "{members} van {of}",
        "also": "ook {patterns}",
        "note": "Spreadsheet: zoveel van de leden had een exacte koppeling op KVK-nummer en adres bijeengebracht.",
        "kind": "Wat er verstopt was",
        "planted": "Verstopt",
        "found": "Gevonden",
        "total": "Samen",
        "missed": "Gemist: {name} ({variant})",
        "false": "Onterechte signalen: {false} van {flags}.",
        "tricked": "Rechtmatige dubbelgangers en ongedaan gemaakte structuren die toch een signaal kregen: {tricked} van {lookalikes}.",
        "trick": "Ten onrechte: {name} ({variant})",
    },
    "en": {
        "town": "The made-up harbour town of {town}: all names are invented",
        "read": "events read",
        "accepted": "of which accepted",
        "duplicates": "received twice",
        "refused": "refused",
        "entities": "entities",
        "relations": "relations",
        "doubts": "pairs that may be one, for a human to judge",
        "alarms": "entities that contradict themselves",
        "seconds": "seconds",
        "structures": "Structures that a human should look at",
        "patterns": "Pattern",
        "what": "What it says",
        "since": "Since",
        "join": "Spreadsheet",
        "joined": "{members} of {of}",
        "also": "also {patterns}",
        "note": "Spreadsheet: so many of the members an exact join on KVK number and address would have brought together.",
        "kind": "What was hidden",
        "planted": "Planted",
        "found": "Found",
        "total": "Total",
        "missed": "Missed: {name} ({variant})",
        "false": "False flags: {false} of {flags}.",
        "tricked": "Lawful look-alikes and undone structures that were flagged all the same: {tricked} of {lookalikes}.",
        "trick": "Wrongly flagged: {name} ({variant})",
    },
}
PATTERNS = {
    "nl": {
        "B1": "veel inschrijvingen op een adres",
        "C1": "wisselende exploitanten met vaste verhuurder of geldgever",
        "D1": "nieuwe aanvraag na een sluiting of weigering",
        "E1": "gestapelde subsidies",
        "G1": "kort pad naar een harde gebeurtenis",
        "G2": "herhaalde bevindingen onder een leiding",
    },
    "en": {
        "B1": "many registrations at one address",
        "C1": "operators come and go, lessor or lender stays",
        "D1": "a new application after a closure or refusal",
        "E1": "stacked subsidies",
        "G1": "a short path to a hard event",
        "G2": "repeated findings under one controller",
    },
}
KINDS = {
    "nl": {
        "feniks": "vergunning na sluiting (feniks)",
        "carrousel": "exploitantencarrousel",
        "verzameladres": "verzameladres",
        "stapelen": "gestapelde subsidies",
        "herhaling": "herhaalde overtreders",
    },
    "en": {
        "feniks": "permit after a closure (phoenix)",
        "carrousel": "operator carousel",
        "verzameladres": "mass registration",
        "stapelen": "stacked subsidies",
        "herhaling": "repeat offenders",
    },
}


def number(value: float, lang: str) -> str:
    """Write a number with the language's separators: 27.135 or 27,135."""
    written = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    return written.translate(str.maketrans(",.", ".,")) if lang == "nl" else written
