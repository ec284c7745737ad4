"""Residents: who lived where when the registers were first loaded, and households that move."""

from __future__ import annotations

from datetime import date

from demo.chance import Random
from demo.facts.register import lease, move_in, move_out, own
from demo.people import Person
from demo.period import END, START, after, weekday
from demo.places import Place
from demo.world import World

__all__ = ["reside"]

LET = 0.02
# Share of the homes that a private landlord lets, one each.
SWAPS = 0.085
# Share of the homes that change hands with another home in the three years.


def reside(world: World) -> None:
    """Register every resident, then let pairs of households change homes."""
    random = world.part("residents")
    homes: dict[Place, list[Person]] = {}
    for person in world.residents:
        since = after(START, -random.randint(30, 9_000))
        move_in(world.log, person, person.home, max(since, person.born))
        homes.setdefault(person.home, []).append(person)
    for home in random.sample(sorted(homes, key=lambda home: home.number), int(len(homes) * LET)):
        _let(world, random, home, homes[home][0])
    moving = random.sample(sorted(homes, key=lambda home: home.number), int(len(homes) * SWAPS) * 2)
    for one, other in zip(moving[::2], moving[1::2], strict=True):
        day = weekday(random, START, after(END, -20))
        _move(world, homes[one], other, day)
        _move(world, homes[other], one, day)


def _let(world: World, random: Random, home: Place, tenant: Person) -> None:
    """Let a home to who lives there, at an ordinary rent."""
    landlord = world.adult()
    since = after(START, -random.randint(100, 3_000))
    own(world.log, landlord, home, after(since, -200), 2_500 * home.area)
    lease(world.log, tenant, landlord, home, since, random.randint(90, 130) * home.area)


def _move(world: World, household: list[Person], home: Place, day: date) -> None:
    """Move a household to another home."""
    for person in household:
        move_out(world.log, person, person.home, day)
        move_in(world.log, person, home, day)
