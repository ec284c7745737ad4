"""Names that nobody bears: every surname, street and firm is put together from words for made-up things."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from demo.chance import Random

__all__ = ["firm_names", "person_names", "society_names", "street_names"]

STEMS = (
    "Verzin", "Bedenk", "Fantaas", "Nergens", "Droom", "Sprook", "Fabel", "Wolken", "Kasteel", "Sagen",
    "Mythen", "Fictie", "Papier", "Inkt", "Letter", "Zeemeer", "Toneel", "Poppen", "Decor", "Roman",
    "Strip", "Vertel", "Dichter", "Rijm", "Kabouter", "Reuzen", "Draken", "Eenhoorn", "Griffioen", "Luchtspiegel",
    "Maanstof", "Sterrenzand", "Spiegel", "Echo", "Nevel", "Kantlijn", "Bladwijzer", "Proloog", "Epiloog", "Voetnoot",
)  # fmt: skip
ENDS = (
    "stra", "sma", "man", "huis", "berg", "veld", "kamp", "hof", "beek", "inga", "horst", "oord", "mans", "wijk", "zaal",
)  # fmt: skip
GIVEN = (
    "Abeltje", "Alwin", "Anouk", "Arend", "Astrid", "Auke", "Barend", "Bente", "Berber", "Boudewijn", "Bram", "Brechtje",
    "Carlijn", "Casper", "Corneel", "Daan", "Delia", "Derk", "Dieuwke", "Dorus", "Edith", "Egbert", "Elske", "Emiel",
    "Esmee", "Evert", "Femke", "Fenna", "Floris", "Frouke", "Geert", "Gerlof", "Gijs", "Griet", "Guusje", "Hedwig",
    "Heleen", "Hidde", "Hugo", "Ids", "Ilse", "Imke", "Ingmar", "Jacco", "Jasmijn", "Jelte", "Jip", "Jorrit", "Judith",
    "Kaatje", "Karst", "Klaartje", "Koen", "Lammert", "Leentje", "Liselot", "Lubbert", "Maaike", "Machteld", "Marijn",
    "Meindert", "Merel", "Minke", "Nanne", "Neeltje", "Niek", "Okke", "Olga", "Otto", "Pauline", "Pepijn", "Pieternel",
    "Quinten", "Reinout", "Renske", "Rosalie", "Ruben", "Saar", "Sanne", "Sietse", "Sjoerd", "Stijn", "Suze", "Teun",
    "Tess", "Tjitske", "Ulrike", "Veerle", "Vera", "Vincent", "Wessel", "Wiebe", "Wilma", "Xander", "Yfke", "Ynte",
    "Zeger", "Zoë", "André", "Renée",
)  # fmt: skip
PREFIXES = ("", "", "", "", "", "", "", "van", "van der", "de", "ten")
ADJECTIVES = (
    "Papieren", "Verzonnen", "Gedroomde", "Bedachte", "Vergeten", "Zwevende", "Omgekeerde", "Getekende", "Gouden", "Lachende",
    "Stille", "Rode", "Houten", "Glazen", "Dansende", "Dubbele", "Verre", "Kromme", "Blauwe", "Zingende", "Slapende",
    "Halve", "Dolende", "Geletterde", "Onzichtbare", "Ronde", "Gestreepte", "Kleine", "Oude", "Nieuwe", "Wakkere", "Zoute",
    "Eigenwijze", "Fluitende", "Verlegen", "Kalme", "Zeldzame", "Ijle", "Schuine", "Vrolijke",
)  # fmt: skip
NOUNS = (
    "Walvis", "Zeemeermin", "Kraak", "Ankerplaats", "Kabouter", "Draak", "Griffioen", "Eenhoorn", "Kapitein", "Albatros",
    "Schelp", "Vuurtoren", "Octopus", "Kabeljauw", "Meermin", "Sirene", "Kraai", "Reus", "Dolfijn", "Boei", "Kompasroos",
    "Zeester", "Haring", "Kogge", "Pelikaan", "Barkas", "Steur", "Zonnewijzer", "Trompet", "Lantaarn", "Bokaal", "Molen",
    "Zeilmaker", "Tovenaar", "Nachtegaal", "Poolster", "Krab", "Loods", "Matroos", "Waterman", "Garnaal", "Mosselman",
    "Sextant", "Papegaai", "Aalscholver", "Duikboot", "Ekster", "Fregat", "Giraffe", "Heks", "IJsbeer", "Jonk", "Kikvors",
    "Lepelaar", "Mandarijn", "Narwal", "Otter", "Pinguïn", "Quaestor", "Raaf", "Snoek", "Tulband", "Uil", "Vlieger",
    "Wimpel", "Zwaluw", "Komeet", "Harlekijn",
)  # fmt: skip
STREET_ENDS = ("straat", "laan", "weg", "plein", "kade", "steeg", "singel", "pad", "dijk", "gracht")
FOUNDATIONS = ("Taalhuis", "Jeugdhonk", "Kunstlab", "Welzijn", "Vrienden van de", "Speelotheek")
ASSOCIATIONS = (
    "Buurtvereniging",
    "Speeltuinvereniging",
    "Zangvereniging",
    "Sportclub",
    "Volkstuinen",
    "Schaakclub",
)


def person_names(chance: Random, count: int) -> list[tuple[str, str]]:
    """Return the (prefix, surname) of so many families; large families come twice."""
    surnames = [stem + end for stem, end in product(STEMS, ENDS)]
    return [(chance.choice(PREFIXES), chance.choice(surnames)) for _ in range(count)]


def street_names(chance: Random, count: int) -> list[str]:
    """Return so many different street names."""
    names = [stem + end for stem, end in product(STEMS, STREET_ENDS)]
    chance.shuffle(names)
    return names[:count]


def firm_names(chance: Random) -> list[str]:
    """Return every firm's name that the words allow, shuffled; a trade's word goes in front of it."""
    names = [f"{adjective} {noun}" for adjective, noun in product(ADJECTIVES, NOUNS)]
    chance.shuffle(names)
    return names


def society_names(chance: Random, form: str, streets: Sequence[str]) -> list[str]:
    """Return names of foundations ("stichting") or associations, after the town's streets."""
    kinds = [f"Stichting {word}" for word in FOUNDATIONS] if form == "stichting" else ASSOCIATIONS
    names = [f"{kind} {street}" for kind in kinds for street in streets]
    chance.shuffle(names)
    return names
