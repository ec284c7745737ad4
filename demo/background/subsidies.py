"""Subsidies: associations and foundations that ask year after year, and firms with a green roof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demo.background.business import Shop
from demo.chance import Random
from demo.facts import register, subsidies
from demo.facts.register import Party
from demo.period import END, START, after, weekday
from demo.places import Place
from demo.world import World

__all__ = ["grant_subsidies"]

YEARS = (2019, 2020, 2021)
SOCIETIES = 95


def grant_subsidies(world: World, shops: Sequence[Shop], size: float) -> None:
    """Let societies ask for one or two schemes a year, and some firms for one."""
    random = world.part("subsidies")
    for _ in range(int(SOCIETIES * size)):
        board = [world.adult() for _ in range(random.randint(1, 3))]
        club = world.firm("vereniging", board[0].home, random.choice(("vereniging", "stichting")))
        register.found(world.log, club, after(START, -random.randint(200, 8000)), board)
        known = random.sample(sorted(subsidies.SCHEMES), 2)
        for year in YEARS:
            for scheme in known[: random.choice((0, 1, 1, 2))]:
                _case(world, random, scheme, club, club.place, year)
    for shop in shops:
        if random.random() < 0.07 and shop.end is None:
            year = random.choice(YEARS[max(0, shop.start.year - 2018) :] or (2021,))
            if shop.start < date(year, 1, 1):
                _case(world, random, "Groene daken", shop.firm, shop.firm.place, year)


def _case(world: World, random: Random, scheme: str, applicant: Party, place: Place, year: int) -> None:
    """Run one case from the application to its settlement a year later."""
    asked = weekday(random, date(year, 1, 5), date(year, 9, 1))
    amount = (
        f"{50 * random.randint(10, 400)}.00"
        if random.random() < 0.85
        else f"{500 * random.randint(51, 160)}.00"
    )
    grant = subsidies.ask(world.log, scheme, applicant, place, asked, amount, year=year)
    decided = after(asked, random.randint(25, 75))
    if random.random() < 0.12:
        subsidies.refuse(world.log, grant, decided)
        return
    subsidies.give(world.log, grant, decided)
    subsidies.pay(world.log, grant, after(decided, 15))
    if (settled := after(decided, random.randint(250, 400))) < END:
        subsidies.settle(world.log, grant, settled)
