"""Supervision: rounds along ordinary firms, most of them without findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from demo.background.business import Shop
from demo.chance import Random
from demo.facts import inspections
from demo.people import Person
from demo.period import END, START, after, weekday
from demo.sources import Source
from demo.world import World

__all__ = ["supervise"]

VISITS = {
    "56": ("horeca", 2.2),
    "45": ("milieu", 1.6),
    "33": ("milieu", 1.8),
    "52": ("milieu", 1.3),
    "88": ("kinderopvang", 2.0),
}
# By the first two digits of the trade: kind of supervision and visits a firm in three years; others see few.
AGAIN = 2
# Sanctionable findings at all firms of one director together, at most: three would be a pattern.


def supervise(world: World, shops: Sequence[Shop]) -> None:
    """Visit the firms."""
    random = world.part("inspections")
    found: Counter[Person] = Counter()
    for shop in shops:
        kind, rate = VISITS.get(shop.firm.trade.sbi[:2], ("integraal", 0.7))
        for _ in range(int(rate) + (random.random() < rate % 1)):
            _visit(
                world,
                random,
                shop,
                kind,
                weekday(random, max(shop.start, START), shop.end or after(END, -60)),
                found,
            )


def _visit(world: World, random: Random, shop: Shop, kind: str, day: date, found: Counter[Person]) -> None:
    """Visit once: one in eight brings a remark, one in ten an offence with sometimes a fine, hardly ever a closure."""
    source = Source.ENVIRONMENT if kind == "milieu" else Source.INSPECTIONS
    draw = random.random()
    if draw < 0.1 and found[shop.director] < AGAIN:
        found[shop.director] += 1
        what = inspections.finding(
            random.choice(("administratie", "brandveiligheid", "geluid")), random.randint(1, 2)
        )
        visit = inspections.inspect(
            world.log, shop.firm.place, shop.firm, day, "overtreding", what, kind=kind, source=source
        )
        if random.random() < 0.5:
            inspections.fine(
                world.log, visit, after(day, random.randint(14, 50)), 250 * random.randint(1, 16)
            )
        elif random.random() < 0.1 and shop.lone:
            inspections.close(world.log, visit, after(day, 5), after(day, 33))
    elif draw < 0.22:
        what = inspections.finding("administratie", 1, sanctionable=False)
        inspections.inspect(
            world.log, shop.firm.place, shop.firm, day, "aandachtspunt", what, kind=kind, source=source
        )
    else:
        outcome = "geen_toegang" if draw > 0.985 else "geen_bevindingen"
        charge = shop.director if random.random() < 0.3 else None
        inspections.inspect(
            world.log, shop.firm.place, shop.firm, day, outcome, kind=kind, source=source, in_charge=charge
        )
