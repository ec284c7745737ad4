"""Scenes that several kinds of structure share: an operator's time at a place, a licence, a visit that found something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from demo.facts import inspections, permits
from demo.facts.inspections import Visit
from demo.facts.permits import Application, Role
from demo.facts.register import Party, end_lease, found, lease, own, strike_off
from demo.firms import TRADES, Firm
from demo.log import Data, Told
from demo.people import Person
from demo.period import ABOLISHED, START, after
from demo.places import Place
from demo.sources import Source
from demo.world import World

__all__ = [
    "breach",
    "company_owner",
    "licence",
    "named",
    "offend",
    "opening",
    "operate",
    "private_owner",
    "troubled",
    "vacate",
]


def opening(world: World, latest: int = 90) -> date:
    """Pick the day on which a structure begins, in the first so many days of the three years."""
    return after(START, world.random.randint(5, latest))


def operate(
    world: World,
    firm: Firm,
    leaders: Sequence[Party],
    start: date,
    *,
    lessor: Party | None = None,
    holders: Sequence[tuple[Party, float]] | None = None,
    rent: int | None = None,
) -> list[Told]:
    """Found a firm at its place and lease it; without holders named, a first leader of a company holds all of it.

    `rent` is in euros a square metre a year; without one it is an ordinary rent.
    """
    if holders is None:
        holders = [(leaders[0], 100)] if firm.form == "bv" else []
    told = found(world.log, firm, start, leaders, holders)
    if lessor is not None:
        asked = rent or world.random.randrange(75, 125)
        told.append(lease(world.log, firm, lessor, firm.place, start, asked * firm.place.area))
    return told


def named(told: Iterable[Told], *kinds: str) -> list[Told]:
    """Return those of some events that are of these kinds: `named(told, "huur-begonnen")`."""
    return [one for one in told if one.type.split(".")[2] in kinds]


def offend(
    world: World, firms: Sequence[Firm], first: date, days: Sequence[int] = (0, 100, 210)
) -> list[Told]:
    """Find something that can be punished at firms in turn; the days count from the first."""
    return [
        breach(world, firms[number % len(firms)], after(first, day), fined=False).told
        for number, day in enumerate(days)
    ]


def troubled(
    world: World, boss: Person, begin: date, *, trade: str = "kapper", own: Firm | None = None
) -> tuple[list[Firm], list[Told]]:
    """Give a person two firms with three findings together, one of them `own` where given: a repeat offender (G2)."""
    other = world.firm(trade, world.place(TRADES[trade].use))
    operate(world, other, [boss], after(START, -world.random.randint(200, 900)))
    firms = [own or world.firm(trade, world.place(TRADES[trade].use)), other]
    if own is None:
        operate(world, firms[0], [boss], after(START, -world.random.randint(200, 900)))
    return firms, offend(world, firms, begin)


def vacate(world: World, firm: Firm, day: date, lessor: Party | None = None) -> None:
    """End a firm's lease and strike it off."""
    if lessor is not None:
        end_lease(world.log, firm, lessor, firm.place, day)
    strike_off(world.log, firm, day)


def licence(
    world: World,
    firm: Firm,
    day: date,
    roles: Sequence[Role] = (),
    *,
    place: Place | None = None,
    contact: Data | None = None,
    outcome: str | None = "granted",
) -> Application:
    """Apply for the permit that the firm's trade needs on that day, decided six weeks later."""
    if firm.trade.sbi.startswith("56"):
        kind = "exploitatie_horeca" if day < ABOLISHED and firm.number % 2 else "alcoholwet"
    else:
        kind = "apv_2_41b" if day >= ABOLISHED else "omgeving_bouw"
    more: Data = {"sbi": [firm.trade.sbi]}
    case = permits.apply(world.log, kind, firm, place or firm.place, day, roles, contact=contact, more=more)
    if outcome:
        permits.decide(world.log, case, outcome, after(day, 42))
    return case


def breach(
    world: World,
    firm: Firm,
    day: date,
    *,
    place: Place | None = None,
    sanctionable: bool = True,
    fined: bool = True,
    case: Visit | None = None,
    reason: str = "planmatig",
    in_charge: Person | None = None,
    code: str | None = None,
) -> Visit:
    """Visit a firm and find something; a finding that can be punished is fined five weeks later."""
    source, kind, usual = _supervision(world, firm)
    what = inspections.finding(code or usual, 2, sanctionable=sanctionable)
    outcome = "overtreding" if sanctionable else "aandachtspunt"
    visit = inspections.inspect(
        world.log, place or firm.place, firm, day, outcome, what,
        kind=kind, source=source, case=case, reason=reason, in_charge=in_charge,
    )  # fmt: skip
    if fined and sanctionable:
        inspections.fine(world.log, visit, after(day, 35), 250 * world.random.randint(4, 30), _ground(kind))
    return visit


def private_owner(world: World, place: Place) -> Person:
    """Return a resident who has owned the place since before the three years."""
    owner = world.adult()
    own(world.log, owner, place, after(START, -world.random.randint(400, 4000)), 2_000 * place.area)
    return owner


def company_owner(world: World, place: Place) -> Firm:
    """Return a company that has owned the place since before the three years: known on day one, unlike a private owner."""
    firm = world.firm("beheer", world.adult().home)
    operate(world, firm, [world.adult()], after(START, -world.random.randint(900, 4000)))
    own(world.log, firm, place, after(START, -world.random.randint(100, 800)), 2_000 * place.area)
    return firm


def _supervision(world: World, firm: Firm) -> tuple[Source, str, str]:
    """Return who supervises a trade, the kind of supervision and a finding that fits."""
    if firm.trade.sbi.startswith("56"):
        return (
            Source.INSPECTIONS,
            "horeca",
            world.random.choice(("schenken_zonder_vergunning", "sluitingstijd", "geluid")),
        )
    if firm.trade.use == "industriefunctie":
        return (
            Source.ENVIRONMENT,
            "milieu",
            world.random.choice(("opslag_gevaarlijke_stof", "lozing", "bodem")),
        )
    return (
        Source.INSPECTIONS,
        "integraal",
        world.random.choice(("brandveiligheid", "illegale_arbeid", "administratie")),
    )


def _ground(kind: str) -> str:
    """Return the law on which a fine of that supervision rests."""
    return {"horeca": "alcoholwet", "milieu": "omgevingswet"}.get(kind, "apv")
