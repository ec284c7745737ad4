"""Permits: what ordinary firms ask for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demo.background.business import Shop
from demo.chance import Random
from demo.facts import permits
from demo.facts.permits import Role
from demo.period import ABOLISHED, END, START, after, weekday
from demo.world import World

__all__ = ["ask_permits"]

HORECA_SBI = "56"
APV_TRADES = {"Kapsalon De", "Avondwinkel De", "Autobedrijf De"}
# Trades for which the town asks a permit against a malafide business climate, from the day of ABOLISHED on.


def ask_permits(world: World, shops: Sequence[Shop]) -> None:
    """Let firms apply for what their trade needs, now and then for building or an event."""
    random = world.part("permits")
    for shop in shops:
        if shop.firm.trade.sbi.startswith(HORECA_SBI):
            _horeca(world, random, shop)
        elif shop.firm.trade.word in APV_TRADES and shop.end is None:
            _ask(world, random, shop, "apv_2_41b", weekday(random, max(ABOLISHED, shop.start), END))
        if random.random() < 0.12:
            _ask(
                world,
                random,
                shop,
                random.choice(("omgeving_bouw", "omgeving_bouw", "evenement")),
                _day(random, shop),
            )


def _horeca(world: World, random: Random, shop: Shop) -> None:
    """Ask for the alcohol permit at founding; the old operating permit lapses and the new one takes its place."""
    if shop.start >= START:
        _ask(world, random, shop, "alcoholwet", after(shop.start, random.randint(0, 20)))
    elif random.random() < 0.4:
        _ask(world, random, shop, "alcoholwet", _day(random, shop))
    if shop.start < ABOLISHED and random.random() < 0.5:
        old = permits.apply(
            world.log,
            "exploitatie_horeca",
            shop.firm,
            shop.firm.place,
            max(after(shop.start, 5), after(START, -300)),
        )
        permits.decide(world.log, old, "granted", after(old_day(old), 40))
        if shop.end is None or shop.end > ABOLISHED:
            permits.decide(world.log, old, "lapsed", ABOLISHED)
            _ask(world, random, shop, "apv_2_41b", after(ABOLISHED, random.randint(10, 120)))


def old_day(case: permits.Application) -> date:
    """Return the day of an application."""
    return date.fromisoformat(case.told.data["gebeurtenisdatum"])


def _ask(world: World, random: Random, shop: Shop, kind: str, day: date) -> None:
    """Apply, and let the town decide; it refuses only where no other operator ever was, so that nobody looks like a successor."""
    roles = [Role("leidinggevende", shop.director)] if kind in {"alcoholwet", "apv_2_41b"} else []
    case = permits.apply(
        world.log, kind, shop.firm, shop.firm.place, day, roles, more={"sbi": [shop.firm.trade.sbi]}
    )
    draw, decided = random.random(), after(day, random.randint(20, 70))
    if decided > END:
        return
    if draw < 0.04:
        permits.decide(world.log, case, "taken_back", decided)
    elif draw < 0.09 and shop.lone:
        permits.decide(world.log, case, "refused", decided, random.choice(("strijd_omgevingsplan", "overig")))
    else:
        permits.decide(world.log, case, "granted", decided)
        if draw > 0.97 and after(decided, 200) < END:
            permits.decide(world.log, case, "withdrawn", after(decided, 200), "op_verzoek")


def _day(random: Random, shop: Shop) -> date:
    """Pick a day on which the firm was in business."""
    return weekday(random, max(shop.start, START), shop.end or END)
