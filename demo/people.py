"""The people of the town: households in homes, each person with a name of his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from demo.chance import Random, chance
from demo.names import GIVEN, person_names
from demo.period import START, after
from demo.places import Place

__all__ = ["Person", "populate", "test_bsns"]

ADULT = 18 * 365 + 5


@dataclass(frozen=True, slots=True)
class Person:
    """One resident; `home` is where he lived when the registers were first loaded."""

    number: int
    given: str
    prefix: str
    surname: str
    born: date
    bsn: str | None
    home: Place

    @property
    def full_name(self) -> str:
        """The name as one string."""
        return " ".join(part for part in (self.given, self.prefix, self.surname) if part)

    @property
    def initials(self) -> str:
        """The first letter of the given name with a point."""
        return f"{self.given[0]}."

    @property
    def adult(self) -> bool:
        """Whether he was of age when the three years began."""
        return (START - self.born).days >= ADULT


def test_bsns() -> Iterator[str]:
    """Yield the valid numbers that begin with 99999, the range set apart for testing (909 of them)."""
    for number in range(999_990_000, 1_000_000_000):
        digits = str(number)
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0:
            yield digits


def populate(seed: int, homes: Sequence[Place], people: int) -> list[Person]:
    """Fill the homes with households until there are so many people.

    The test range holds numbers for some nine hundred persons only: every eleventh adult has one, the others are known by
    name and date of birth.
    """
    random = chance(seed, "people")
    numbers = test_bsns()
    families = iter(person_names(random, len(homes)))
    taken: set[str] = set()
    residents: list[Person] = []
    adults = 0
    for home, size in zip(homes, _sizes(random, len(homes), people), strict=True):
        family = next(families)
        for member in range(size):
            born = _birth(random, member)
            of_age = (START - born).days >= ADULT
            adults += of_age
            bsn = next(numbers, None) if of_age and adults % 9 == 0 else None
            given = _given(random, family, taken)
            residents.append(Person(len(residents) + 1, given, *family, born, bsn, home))
    return residents


def _sizes(random: Random, homes: int, people: int) -> list[int]:
    """Spread the people over the homes, one to five a home."""
    sizes = [1] * homes
    for _ in range(max(0, people - homes)):
        sizes[random.randrange(homes)] += 1
    return sizes


def _birth(random: Random, member: int) -> date:
    """Pick a birth date: the first two of a household are adults."""
    age = random.randint(19, 84) if member < 2 else random.randint(0, 20)
    return after(date(START.year - age, 1, 1), random.randint(0, 364))


def _given(random: Random, family: tuple[str, str], taken: set[str]) -> str:
    """Pick a given name that makes the full name unique (a second one, when all are taken)."""
    for _ in range(60):
        given = random.choice(GIVEN)
        if (name := f"{given} {family}") not in taken:
            taken.add(name)
            return given
    given = f"{random.choice(GIVEN)} {random.choice(GIVEN)} {random.choice(GIVEN)}"
    taken.add(f"{given} {family}")
    return given
