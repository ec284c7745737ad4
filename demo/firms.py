"""The firms, foundations and associations of the town, with numbers that no register has given out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demo.places import Place

__all__ = ["FORMS", "TRADES", "Firm", "Trade", "rsins"]


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business: the word in front of the name, its SBI code and where it works."""

    word: str
    sbi: str
    use: str


TRADES = {
    "cafe": Trade("Café De", "56301", "bijeenkomstfunctie"),
    "restaurant": Trade("Eethuis De", "56101", "bijeenkomstfunctie"),
    "snackbar": Trade("Snackbar De", "56102", "bijeenkomstfunctie"),
    "kapper": Trade("Kapsalon De", "96021", "winkelfunctie"),
    "winkel": Trade("Winkel De", "47194", "winkelfunctie"),
    "avondwinkel": Trade("Avondwinkel De", "47112", "winkelfunctie"),
    "garage": Trade("Autobedrijf De", "45112", "industriefunctie"),
    "scheepsbouw": Trade("Scheepswerf De", "33150", "industriefunctie"),
    "opslag": Trade("Opslag De", "52109", "industriefunctie"),
    "kantoor": Trade("Bureau De", "70221", "kantoorfunctie"),
    "accountant": Trade("Administratiekantoor De", "69203", "kantoorfunctie"),
    "klus": Trade("Klusbedrijf De", "43320", "woonfunctie"),
    "webwinkel": Trade("Webwinkel De", "47914", "woonfunctie"),
    "zorg": Trade("Zorghuis De", "87302", "woonfunctie"),
    "kinderopvang": Trade("Kinderopvang De", "88911", "bijeenkomstfunctie"),
    "uitzend": Trade("Uitzendbureau De", "78201", "kantoorfunctie"),
    "massage": Trade("Massagesalon De", "96040", "kantoorfunctie"),
    "transport": Trade("Transport De", "49410", "industriefunctie"),
    "beheer": Trade("Beheer De", "64201", "kantoorfunctie"),
    "vereniging": Trade("", "94997", "bijeenkomstfunctie"),
}
FORMS = {
    "bv": "Besloten Vennootschap",
    "stichting": "Stichting",
    "vereniging": "Vereniging",
    "eenmanszaak": "Eenmanszaak",
}


@dataclass(frozen=True, slots=True)
class Firm:
    """One organisation; `place` is the address that it was founded at."""

    number: int
    name: str
    form: str
    trade: Trade
    place: Place
    rsin: str | None

    @property
    def kvk(self) -> str:
        """Eight digits, 00900001 and on: no chamber of commerce has ever given out a number that begins with 00."""
        return f"{900_000 + self.number:08d}"

    @property
    def branch(self) -> str:
        """The twelve digits of the establishment."""
        return f"0009{self.number:08d}"

    @property
    def record(self) -> str:
        """The record id by which flags name the firm."""
        return f"kvk:{self.kvk}"


def rsins() -> Iterator[str]:
    """Yield numbers that pass the elfproef, in a range next to the test numbers of persons."""
    for number in range(999_800_000, 999_990_000):
        digits = str(number)
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0:
            yield digits
