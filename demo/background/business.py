"""Business: shops, bars, yards and offices with their owners, landlords, banks and successors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.chance import Random
from demo.facts import register
from demo.facts.register import Party
from demo.firms import Firm
from demo.people import Person
from demo.period import END, START, after, weekday
from demo.places import HORECA, OFFICE, SHOP, WORKS, Place
from demo.world import World

__all__ = ["Shop", "do_business"]

TRADES_OF = {
    SHOP: ("kapper", "winkel", "winkel", "avondwinkel"),
    HORECA: ("cafe", "restaurant", "snackbar", "kinderopvang"),
    WORKS: ("garage", "scheepsbouw", "opslag"),
    OFFICE: ("kantoor", "beheer", "accountant"),
}
AT_HOME = ("klus", "webwinkel")
FILLED = 0.86
# Share of the business premises in use.
SUCCEEDED = 0.2
# Share of the operators that make room for another in the three years: one at most, so that no carousel turns by chance.


@dataclass(frozen=True, slots=True)
class Shop:
    """An ordinary firm in business: who runs it, since when and until when; `lone` if its place knew no other operator."""

    firm: Firm
    director: Person
    start: date
    end: date | None
    lone: bool


@dataclass(frozen=True, slots=True)
class Capital:
    """The large parties that let and lend to many."""

    landlords: list[Firm]
    banks: list[Firm]


def do_business(world: World, size: float) -> list[Shop]:
    """Fill the premises that are left, and found small firms at home."""
    random = world.part("business")
    capital = _capital(world, random)
    shops: list[Shop] = []
    entrepreneurs: list[Person] = []
    for use, trades in TRADES_OF.items():
        for _ in range(int(world.left(use) * FILLED * min(1.0, size))):
            shops.extend(
                _fill(world, random, capital, entrepreneurs, world.place(use), random.choice(trades))
            )
    for _ in range(int(260 * size)):
        person = world.adult()
        firm = world.firm(random.choice(AT_HOME), person.home, "eenmanszaak")
        start = _founding(random)
        register.found(world.log, firm, start, [person])
        stops = random.random() < 0.12 and start < date(2021, 1, 1)
        end = weekday(random, after(max(start, START), 200), after(END, -30)) if stops else None
        if end:
            register.strike_off(world.log, firm, end)
        shops.append(Shop(firm, person, start, end, lone=True))
    return shops


def _capital(world: World, random: Random) -> Capital:
    """Found the landlords and banks."""
    landlords = [
        world.firm("beheer", world.place(OFFICE), name=f"Vastgoed {name}")
        for name in ("Kantwerk", "Zandloper", "Havenlicht")
    ]
    world.bank()
    for firm in (*landlords, *world.banks):
        director = world.adult()
        register.found(
            world.log, firm, after(START, -random.randint(3000, 9000)), [director], [(director, 100)]
        )
    return Capital(landlords, world.banks)


def _fill(
    world: World, random: Random, capital: Capital, entrepreneurs: list[Person], place: Place, trade: str
) -> list[Shop]:
    """Put an operator into a place, and perhaps a successor after him."""
    owner = _owner(world, random, capital, place)
    start = _founding(random)
    leaves = random.random() < SUCCEEDED and start < date(2020, 6, 1)
    end = weekday(random, after(max(start, START), 150), after(END, -200)) if leaves else None
    shops = [_open(world, random, capital, entrepreneurs, place, trade, owner, start, end)]
    if end:
        again = after(end, random.randint(15, 120))
        shops.append(_open(world, random, capital, entrepreneurs, place, trade, owner, again, None))
    return [Shop(shop.firm, shop.director, shop.start, shop.end, lone=not end) for shop in shops]


def _open(
    world: World,
    random: Random,
    capital: Capital,
    entrepreneurs: list[Person],
    place: Place,
    trade: str,
    owner: Party | None,
    start: date,
    end: date | None,
) -> Shop:
    """Found an operator at a place, with its lease and perhaps a loan of a bank."""
    again = bool(entrepreneurs) and random.random() < 0.12
    director = random.choice(entrepreneurs) if again else world.adult()
    form = "bv" if random.random() < 0.6 else "eenmanszaak"
    firm = world.firm(trade, place, form)
    leaders, holders = _ownership(world, random, director, form)
    register.found(world.log, firm, start, leaders, holders)
    if not again:
        entrepreneurs.append(director)
    lessor = owner or director
    if owner is None:
        register.own(world.log, director, place, max(start, after(START, -3000)), 2_200 * place.area)
    else:
        register.lease(world.log, firm, lessor, place, start, random.randint(80, 120) * place.area)
    if random.random() < 0.25:
        register.lend(
            world.log,
            firm,
            random.choice(capital.banks),
            5_000 * random.randint(3, 40),
            after(start, 10),
            "bank",
        )
    if end:
        if owner is not None:
            register.end_lease(world.log, firm, lessor, place, end)
        register.strike_off(world.log, firm, end)
        if owner is None:
            register.end_ownership(world.log, director, place, end)
    elif random.random() < 0.1:
        register.change(world.log, firm, weekday(random, max(after(start, 30), START), END))
    return Shop(firm, director, start, end, lone=True)


def _ownership(
    world: World, random: Random, director: Person, form: str
) -> tuple[list[Party], list[tuple[Party, float]]]:
    """Return who leads and who holds: alone, with a partner, or through a holding at the director's home."""
    if form == "eenmanszaak":
        return [director], []
    draw = random.random()
    if draw < 0.7:
        return [director], [(director, 100)]
    if draw < 0.9:
        partner = world.adult()
        return [director, partner], [(director, 60), (partner, 40)]
    top = world.firm("beheer", director.home)
    register.found(world.log, top, after(START, -random.randint(400, 4000)), [director], [(director, 100)])
    return [top], [(top, 100)]


def _owner(world: World, random: Random, capital: Capital, place: Place) -> Party | None:
    """Return who lets a place: a large landlord, a private one, or nobody when its operator owns it."""
    draw = random.random()
    if draw < 0.4:
        landlord: Party = random.choice(capital.landlords)
    elif draw < 0.65:
        landlord = world.adult()
    else:
        return None
    register.own(world.log, landlord, place, after(START, -random.randint(300, 6000)), 2_000 * place.area)
    return landlord


def _founding(random: Random) -> date:
    """Pick a day of founding: four in five before the three years."""
    if random.random() < 0.8:
        return after(START, -random.randint(20, 5000))
    return weekday(random, START, after(END, -60))
