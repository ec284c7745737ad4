"""The town while it is being made: who and what is still free, the log, and the truth so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from demo.chance import Random, chance
from demo.completion import Need, completed
from demo.facts.register import Party
from demo.firms import TRADES, Firm, rsins
from demo.log import Log
from demo.names import GIVEN, firm_names, person_names, society_names
from demo.people import Person, populate
from demo.period import START, after
from demo.places import HOME, OFFICE, Place, distance, lay_out
from demo.sources import Source
from demo.spelling import record
from demo.truth import Label, Structure

__all__ = ["Member", "World"]

Member = Place | Firm | str
SPARE = 45
# Homes that nobody lives in when the three years begin.


class World:
    """A town of so many people; what is taken from it is not given out again."""

    def __init__(self, seed: int, people: int) -> None:
        places = lay_out(seed, people / 10_000)
        homes = [place for place in places if place.use == HOME]
        self.seed = seed
        self.random: Random = chance(seed, "world")
        self.log = Log(seed)
        self.places = places
        self.newcomers: list[Person] = []
        self.banks: list[Firm] = []
        self.spare = frozenset(chance(seed, "spare").sample(homes, SPARE))
        inhabited = set(homes) - self.spare
        self.residents = populate(seed, [home for home in homes if home in inhabited], people)
        self.firms: list[Firm] = []
        self.structures: list[Structure] = []
        self.pending: list[Firm] = []
        """Firms that have an application undecided when the log ends (`demo.pending`)."""
        self.planted = 0
        self._free = {
            use: [p for p in places if p.use == use] for use in sorted({p.use for p in places} - {HOME})
        } | {HOME: [home for home in homes if home in self.spare]}
        self._adults = [person for person in self.residents if person.adult]
        self._every_name = firm_names(self.random)
        self._names = list(self._every_name)
        streets = sorted({place.street for place in places})
        self._societies = {
            form: society_names(self.random, form, streets) for form in ("stichting", "vereniging")
        }
        self._rsins = rsins()
        for free in self._free.values():
            self.random.shuffle(free)
        self.random.shuffle(self._adults)
        self._adults.sort(key=lambda person: person.bsn is not None)
        # Taken from the end: those with a test number first, for they are who the systems know best.

    def part(self, name: str) -> Random:
        """Return the randomness of one part of the town."""
        return chance(self.seed, name)

    def adult(self) -> Person:
        """Take a grown-up whom no firm or permit knows yet."""
        return self._adults.pop()

    def newcomer(self, home: Place, age: int = 30) -> Person:
        """Make up somebody from out of town, who comes to live somewhere."""
        random = self.part(f"newcomer {len(self.newcomers)}")
        ((prefix, surname),) = person_names(random, 1)
        born = after(date(START.year - age, 1, 1), random.randint(0, 364))
        number = 1_000_000 + len(self.newcomers)
        given = f"{random.choice(GIVEN)} {random.choice(GIVEN)}"
        self.newcomers.append(Person(number, given, prefix, surname, born, None, home))
        return self.newcomers[-1]

    def bank(self) -> Firm:
        """Return a bank: it lends to many, none of whom it knows otherwise."""
        if not self.banks:
            self.banks = [
                self.firm("beheer", self.place(OFFICE), name=f"Spaarbank {name}")
                for name in ("De Lege Kluis", "Het Gouden Ei")
            ]
        return self.random.choice(self.banks)

    def left(self, use: str) -> int:
        """Return how many places of a use are free."""
        return len(self._free[use])

    def place(
        self, use: str, *, near: Place | None = None, far: Place | None = None, area: int | None = None
    ) -> Place:
        """Take a free place.

        Parameters
        ----------
        near, far
            Within 900 metres of this place; more than 1,300 metres from it.
        area
            Its floor area in square metres, where that matters.
        """
        free = self._free[use]
        index = next(index for index in reversed(range(len(free))) if _fits(free[index], near, far))
        place = free.pop(index)
        return replace(place, area=area) if area else place

    def firm(self, trade: str, place: Place, form: str = "bv", *, name: str | None = None) -> Firm:
        """Make up a firm, a foundation or an association; it is not registered yet."""
        if name is None:
            societies = self._societies.get(form)
            name = societies.pop() if societies else f"{TRADES[trade].word} {self._trade_name()}"
        rsin = next(self._rsins) if form != "eenmanszaak" else None
        firm = Firm(len(self.firms) + 1, name, form, TRADES[trade], place, rsin)
        self.firms.append(firm)
        return firm

    def _trade_name(self) -> str:
        """Take a name that no firm has; a town larger than the words go round numbers them."""
        return (
            self._names.pop()
            if self._names
            else f"{self.random.choice(self._every_name)} {len(self.firms) + 1}"
        )

    def tell_truth(
        self,
        kind: str,
        label: Label,
        members: Sequence[Member],
        needs: Sequence[Need] = (),
        *,
        context: Sequence[str] = (),
    ) -> None:
        """Note a structure in the truth; `needs` are the events that make a planted one whole."""
        number = sum(1 for known in self.structures if known.kind == kind) + 1
        ids = {member if isinstance(member, str) else member.record for member in members}
        self.structures.append(
            Structure(
                id=f"{kind}-{number:02d}",
                kind=kind,
                variant=label.variant,
                fate=label.fate,
                indicators=tuple(sorted(label.indicators)),
                members=tuple(sorted(ids)),
                context=tuple(context),
                completed=completed(needs) if label.fate.flagged else None,
            )
        )

    @staticmethod
    def registered(who: Party, at: Firm) -> str:
        """Return the record id by which the trade register knows who leads or holds a firm."""
        return who.record if isinstance(who, Firm) else record(Source.REGISTER, who, at)


def _fits(place: Place, near: Place | None, far: Place | None) -> bool:
    """Whether a place is as near to the one and as far from the other as asked."""
    return (near is None or distance(place, near) < 900) and (far is None or distance(place, far) > 1300)
