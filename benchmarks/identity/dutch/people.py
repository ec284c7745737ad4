"""Made-up persons, and the ways in which registers write them down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.identity.dutch.errors import maybe, mistyped
from benchmarks.identity.dutch.names import CALL_NAMES, CITIES, STREETS, Weighted

__all__ = ["Home", "Person", "draw_home", "draw_person", "household", "initials", "moved", "written_name"]

TITLES = ("drs.", "ir.", "mr.", "dr.", "prof. dr.", "ing.", "dhr.", "mevr.", "Mw.")
DIGRAPHS = ("Th", "Ph", "Ch", "IJ", "Tj", "Sj")


@dataclass(frozen=True, slots=True)
class Home:
    """An address."""

    street: str
    number: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person as she is; `partner` is (prefix, surname) of whom she married."""

    given: tuple[str, ...]
    prefix: str
    surname: str
    born: str
    home: Home
    partner: tuple[str, str] | None = None

    @property
    def call_name(self) -> str:
        """Give what she is called."""
        return CALL_NAMES.get(self.given[0], self.given[0])


def draw_home(chance: Random, city: str | None = None) -> Home:
    """Draw an address; a street of a town has one postcode an even and an odd side."""
    city = city or CITIES[min(int(chance.expovariate(0.06)), len(CITIES) - 1)]
    street, number = chance.choice(STREETS), chance.randint(1, 240)
    area = Random(f"{city}|{street}|{number % 2}")
    postcode = (
        f"{area.randint(1011, 9999)}{area.choice('ABCDEGHJKLMNPRTVWXZ')}{area.choice('ABCDEGHJKLMNPRTVWXZ')}"
    )
    addition = chance.choice(("", "", "", "", "A", "B", "-2", " hs", "/1hg", " III"))
    return Home(street, f"{number}{addition}", postcode, city)


def moved(chance: Random, home: Home) -> Home:
    """Draw where somebody moved to: seven of ten stay in town."""
    return draw_home(chance, home.city if maybe(chance, 0.7) else None)


def draw_person(chance: Random, given: Weighted[str], families: Weighted[tuple[str, str]]) -> Person:
    """Draw a person."""
    names = tuple(given.draw(chance) for _ in range(chance.choice((1, 1, 2, 2, 3))))
    prefix, surname = families.draw(chance)
    born = f"{chance.randint(1935, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    partner = families.draw(chance) if maybe(chance, 0.2) else None
    return Person(names, prefix, surname, born, draw_home(chance), partner)


def household(chance: Random, one: Person, given: Weighted[str]) -> Person:
    """Draw a relative at the same address: the same surname, another given name and birth date, often one initial."""
    first = given.draw(chance)
    while first == one.given[0]:
        first = given.draw(chance)
    born = f"{int(one.born[:4]) + chance.choice((-30, -28, -3, 2, 4, 27, 31))}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return replace(one, given=(first,), born=born, partner=None)


def initials(person: Person, chance: Random | None = None) -> str:
    """Give initials; with chance, some are left out, digraphs are kept whole, and dots go missing."""
    names = person.given
    if chance is not None and len(names) > 1 and maybe(chance, 0.25):
        names = names[: chance.randint(1, len(names) - 1)]
    whole = chance is not None and maybe(chance, 0.3)
    letters = [name[:2] if whole and name[:2] in DIGRAPHS else name[0] for name in names]
    if chance is not None and maybe(chance, 0.25):
        return "".join(letters)
    return "".join(f"{letter}." for letter in letters)


def written_name(chance: Random, person: Person, first: str) -> str:
    """Write a full name around what stands for the given names, as one register or another would."""
    prefix, surname = person.prefix, person.surname
    if person.partner and maybe(chance, 0.35):
        other = " ".join(filter(None, person.partner))
        own = " ".join(filter(None, (prefix, surname)))
        return f"{first} {chance.choice((f'{other}-{own}', f'{own}-{other}', other))}"
    if prefix and maybe(chance, 0.25):
        prefix = chance.choice(
            (
                prefix.title(),
                prefix.replace("van der", "v.d.").replace("van den", "v/d"),
                prefix.replace("van ", "v. "),
            )
        )
    style = chance.random()
    if style < 0.45:
        text = " ".join(filter(None, (first, prefix, surname)))
    elif style < 0.65:
        text = f"{surname}, {first}" + (f" {prefix}" if prefix else "")
    elif style < 0.75:
        text = f"{surname}, {prefix} {first}" if prefix else f"{surname} {first}"
    elif style < 0.9:
        text = " ".join(filter(None, (first, prefix, surname))).upper()
    else:
        text = " ".join(filter(None, (chance.choice(TITLES), first, prefix, surname)))
    return mistyped(chance, text) if maybe(chance, 0.06) else text
