"""What names, streets and towns the made-up records are drawn from, and how often each."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

__all__ = ["CALL_NAMES", "CITIES", "STREETS", "Weighted", "given_names", "surnames"]

Item = TypeVar("Item")

GIVEN = tuple(
    """Johannes Maria Jan Anna Cornelis Johanna Hendrik Elisabeth Willem Cornelia Pieter Catharina Petrus Wilhelmina Jacobus
    Hendrika Gerrit Margaretha Adrianus Petronella Martinus Jacoba Antonius Adriana Franciscus Geertruida Dirk Helena
    Lambertus Antonia Theodorus Francisca Peter Monique Mark Marieke Thomas Sanne Daan Emma Sem Julia Lucas Sophie Bram Eva
    Finn Lotte Jesse Fleur Thijs Iris Ruben Lieke Niels Kim Bas Femke Tim Laura Stefan Linda Dennis Esther Marcel Sandra
    Erik Petra Frank Ingrid Rob Yvonne Marco Wendy Ronald Karin Paul Saskia Robert Anouk Michael Naomi Mohamed Fatima Ahmed
    Aicha Mehmet Ayse Ali Zeynep Hassan Samira Omar Nadia Ricardo Priya Rajesh Shanti Wei Mei Agnieszka Piotr Svetlana Dmitri
    Joao Carmen Jeroen Marloes Sjoerd Tjitske Wietse Froukje Harm Geertje Koen Merel Wouter Renske Maarten Ilse Joost Mirjam
    Ernst Hedwig Ferdinand Isabella Xander Yara Quinten Ursula IJsbrand Thea Philip Charlotte Christiaan Theresia""".split()
)
"""Given names, commonest first; drawn with weight 1 / rank."""

CALL_NAMES = {
    "Johannes": "Hans", "Johanna": "Hanneke", "Cornelis": "Kees", "Cornelia": "Corrie", "Hendrik": "Henk",
    "Hendrika": "Rika", "Wilhelmina": "Mien", "Elisabeth": "Els", "Catharina": "Trijntje", "Petrus": "Piet",
    "Jacobus": "Jaap", "Adrianus": "Ad", "Antonius": "Ton", "Franciscus": "Frans", "Margaretha": "Greet",
    "Theodorus": "Theo", "Lambertus": "Bert", "Martinus": "Martin", "Geertruida": "Truus", "Willem": "Wim",
    "Gerrit": "Gert", "Petronella": "Nel", "Helena": "Leen", "Christiaan": "Chris", "Maria": "Marijke",
}  # fmt: skip
"""What people are called who were baptised so."""

CITIES = tuple(
    " ".join(city.split())
    for city in """Amsterdam;Rotterdam;'s-Gravenhage;Utrecht;Eindhoven;Groningen;Tilburg;Almere;Breda;Nijmegen;Apeldoorn;Haarlem;Arnhem;
    Enschede;Amersfoort;Zaandam;'s-Hertogenbosch;Zwolle;Zoetermeer;Leeuwarden;Leiden;Maastricht;Dordrecht;Ede;Alphen aan den
    Rijn;Alkmaar;Delft;Deventer;Hilversum;Heerlen;Roosendaal;Venlo;Oss;Purmerend;Middelburg;Gouda;Hoorn;Vlaardingen;Assen;
    Bergen op Zoom;Capelle aan den IJssel;Veenendaal;Katwijk;Zeist;Nieuwegein;Hardenberg;Roermond;Doetinchem;Hoogeveen;
    Terneuzen;Den Helder;Sneek;Kampen;Harderwijk;Weert;Tiel;Goes;Meppel;Valkenswaard;Wageningen""".split(";")
)

_STREET_STEMS = tuple(
    """Kerk School Dorps Molen Julianalaan Wilhelmina Beatrix Emma Oranje Nassau Kastanje Linden Eiken Beuken Berken Wilgen
    Populieren Haven Markt Station Nieuw Oude Lange Korte Hoog Laag Noorder Zuider Ooster Wester Prins Koning Burgemeester
    Rembrandt Vermeer Mozart Beethoven Tulpen Rozen Leeuwerik Merel Zwaluw Nachtegaal Spoor Industrie Parallel Ring Water
    Sluis Brug Veld Bos Duin Heide Polder Zee""".split()
)
_STREET_ENDS = ("straat", "laan", "weg", "plein", "kade", "singel", "pad", "dijk", "gracht", "hof")
STREETS = (
    *(stem if stem.endswith(end) else stem + end for stem, end in product(_STREET_STEMS, _STREET_ENDS)),
    "Prins Bernhardstraat", "Prins Hendrikkade", "Koningin Wilhelminalaan", "Burgemeester de Vlugtlaan", "Laan van Meerdervoort",
    "Jan van Galenstraat", "Dr. Schaepmanstraat", "Sint Jansstraat", "'t Hofje", "Van der Helststraat", "2e Oosterparkstraat",
)  # fmt: skip

_TAIL_STEMS = (
    "Aal Baar Bel Bie Blok Bor Bren Bul Dag Dek Dij Dol Door Drent Dui Eek Elz Eve Fek Flie Gaas Gel Gies Gro Haar Heem Hil Hoe Hui "
    "Im Jel Kaas Kel Klee Kol Kru Laar Leem Lin Loo Lui Maas Mel Mie Mol Mui Neer Nij Noor Oer Ol Paap Pel Poel Pruis Rade Rem Rij "
    "Roo Rui Schaa Schel Slij Snoe Spij Staa Stee Stroo Swa Tel Tie Tol Trui Uit Veen Ver Vlie Vrie Waal Weer Wie Wol Zaal Zee Zui"
).split()
_TAIL_MIDDLES = ("", "de", "ke", "len", "me", "re", "se", "ter", "ve", "pe")
_TAIL_ENDS = (
    "berg beek boer bos dam dijk feld gaard ga gers haar hof horst huis huizen ing inga kamp ker laar loo man mans meijer molen naar "
    "ink oord rink sma schot stad steeg stra veld voort waard wijk wold zand"
).split()


class Weighted(Generic[Item]):
    """Items that are drawn by weight."""

    def __init__(self, items: Sequence[Item], weights: Sequence[float]) -> None:
        self._items = items
        self._sums = list(accumulate(weights))

    def draw(self, chance: Random) -> Item:
        """Draw one."""
        return self._items[bisect_left(self._sums, chance.random() * self._sums[-1])]


def given_names() -> Weighted[str]:
    """Give the given names by weight."""
    return Weighted(GIVEN, [1 / (rank + 3) for rank in range(len(GIVEN))])


def surnames(file: Path) -> Weighted[tuple[str, str]]:
    """Give (prefix, surname) by weight: half from the 1,000 commonest by their counts, half from a made-up tail.

    The thousand commonest are borne by about half of the people; the tail, 34,000 names put together from syllables,
    stands for the rest, with weight 1 / rank.
    """
    common: list[tuple[str, str]] = []
    counts: list[float] = []
    with file.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            words = row["natural name"].split()
            split = next(
                (at for at, word in enumerate(words) if not word[:1].islower() and word[:1] != "'"), 0
            )
            common.append((" ".join(words[:split]), " ".join(words[split:])))
            counts.append(float(row["count in 2007"]))
    tail = [
        ("", stem + middle + end) for stem, middle, end in product(_TAIL_STEMS, _TAIL_MIDDLES, _TAIL_ENDS)
    ]
    Random(1).shuffle(tail)  # the same tail for every set: names are the world's, not the set's
    half = sum(counts)
    weights = [1 / (rank + 200) for rank in range(len(tail))]
    scale = half / sum(weights)
    return Weighted([*common, *tail], [*counts, *(weight * scale for weight in weights)])
