"""The town while it is being made: who and what is still free, the log, and the truth so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from demo.chance import Random, chance
from demo.facts.register import Party
from demo.firms import TRADES, Firm, rsins
from demo.log import Log
from demo.names import firm_names, society_names
from demo.people import Person, populate
from demo.places import HOME, Place, distance, lay_out
from demo.sources import Source
from demo.spelling import record
from demo.truth import Fate, Structure

__all__ = ["Member", "World"]

Member = Place | Firm | str


class World:
    """A town of so many people; what is taken from it is not given out again."""

    def __init__(self, seed: int, people: int) -> None:
        places = lay_out(seed, people / 10_000)
        homes = [place for place in places if place.use == HOME]
        self.seed = seed
        self.random: Random = chance(seed, "world")
        self.log = Log(seed)
        self.places = places
        self.residents = populate(seed, homes, people)
        self.firms: list[Firm] = []
        self.structures: list[Structure] = []
        self.pending: list[Firm] = []
        """Firms that have an application undecided when the log ends (`demo.pending`)."""
        self._free = {
            use: [p for p in places if p.use == use] for use in sorted({p.use for p in places} - {HOME})
        }
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
        self, kind: str, variant: str, fate: Fate, indicators: Sequence[str], members: Sequence[Member]
    ) -> None:
        """Note a structure in the truth."""
        number = sum(1 for known in self.structures if known.kind == kind) + 1
        ids = tuple(sorted(member if isinstance(member, str) else member.record for member in members))
        name = f"{kind}-{number:02d}"
        self.structures.append(
            Structure(
                id=name,
                kind=kind,
                variant=variant,
                fate=fate,
                indicators=tuple(sorted(indicators)),
                members=ids,
            )
        )

    @staticmethod
    def registered(who: Party, at: Firm) -> str:
        """Return the record id by which the trade register knows who leads or holds a firm."""
        return who.record if isinstance(who, Firm) else record(Source.REGISTER, who, at)


def _fits(place: Place, near: Place | None, far: Place | None) -> bool:
    """Whether a place is as near to the one and as far from the other as asked."""
    return (near is None or distance(place, near) < 900) and (far is None or distance(place, far) > 1300)
