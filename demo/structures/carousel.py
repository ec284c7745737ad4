"""Operator carousels: one address, a constant landlord or lender, ever new firms of one person (C1 with G2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.completion import need
from demo.facts import register
from demo.facts.inspections import Visit
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA, SHOP, WORKS, Place
from demo.structures.scene import breach, licence, named, opening, operate, private_owner, vacate
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "carrousel"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
BOTH, TURNOVER, OFFENDER = ("C1", "G2"), ("C1",), ("G2",)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a carousel turns; days count from its beginning.

    `starts` and `ends` give each operator's time, `findings` the operator and the day of each finding; `constant` is what stays
    the same (`lessor`, `lender` or nothing) and `control` how one person controls all operators: as `director`, through
    `holding`, or `apart` when each has a controller of his own.
    """

    starts: tuple[int, ...] = (0, 250, 520)
    ends: tuple[int, ...] = (240, 510)
    findings: tuple[tuple[int, int], ...] = ((0, 180), (1, 380), (2, 640))
    constant: str = "lessor"
    control: str = "director"
    trade: str = "cafe"


def plant(world: World) -> None:
    """Plant carousels and what looks like one."""
    turn(world, Label("vaste verhuurder, dezelfde bestuurder", PLANTED, BOTH), Plan())
    turn(world, Label("vaste verhuurder, dezelfde bestuurder", PLANTED, BOTH), Plan(trade="kapper"))
    turn(world, Label("vaste verhuurder, zeggenschap via aandelen", PLANTED, BOTH), Plan(control="holding"))
    turn(
        world,
        Label("vaste verhuurder, zeggenschap via aandelen", PLANTED, BOTH),
        Plan(control="holding", trade="garage"),
    )
    turn(world, Label("vaste geldgever", PLANTED, BOTH), Plan(constant="lender"))
    many = Plan((0, 200, 400, 620), (190, 390, 610), ((0, 100), (1, 300), (3, 700)), control="holding")
    turn(world, Label("vier exploitanten", PLANTED, BOTH), many)

    turn(
        world,
        Label("twee bevindingen in plaats van drie", LOOKALIKE, TURNOVER),
        Plan(findings=((0, 180), (1, 380))),
    )
    slow = ((0, 100), (1, 450), (2, 845))
    turn(
        world, Label("drie bevindingen in 24 maanden en twee weken", LOOKALIKE, TURNOVER), Plan(findings=slow)
    )
    late = Plan((-180, 250, 918), (240, 905), ((1, 300), (1, 500), (2, 960)))
    turn(world, Label("derde exploitant na 36 maanden en een dag", LOOKALIKE, OFFENDER), late)
    beside = Plan(ends=(245 + 100, 520 + 100))
    turn(world, Label("exploitanten naast elkaar", LOOKALIKE, OFFENDER), beside)
    turn(world, Label("telkens een andere verhuurder", LOOKALIKE, OFFENDER), Plan(constant="nothing"))
    # Findings at three of them would make the lessor one who joins three groups with hard events (B4).
    four = Plan((0, 200, 400, 620), (190, 390, 610), ((0, 100), (1, 300)), control="apart")
    for _ in range(3):
        turn(world, Label("slechte plek, vier eerlijke ondernemers", LOOKALIKE, TURNOVER), four)
    turn(
        world,
        Label("slechte plek, vier verhuurders", LOOKALIKE, ()),
        Plan(*_times(four), constant="nothing", control="apart"),
    )

    mistaken = turn(world, Label("controle herroepen", UNDONE, TURNOVER), Plan())
    world.log.retract(mistaken.visits[1].told, after(mistaken.begin, 720))
    moved = turn(world, Label("huurcontract gecorrigeerd", UNDONE, OFFENDER), Plan())
    other = register.lease_of(moved.firms[1], world.adult(), moved.place)
    world.log.correct(moved.leases[1], after(moved.begin, 760), **other)


@dataclass(frozen=True, slots=True)
class Carousel:
    """What a carousel left to name later."""

    place: Place
    begin: date
    firms: list[Firm]
    leases: list[Told]
    visits: list[Visit]


def turn(world: World, label: Label, plan: Plan) -> Carousel:
    """Let operators follow one another at one place."""
    use = {"cafe": HORECA, "kapper": SHOP, "garage": WORKS}[plan.trade]
    place = world.place(use)
    begin = opening(world)
    owner, boss, lender = private_owner(world, place), world.adult(), world.adult()
    firms = [world.firm(plan.trade, place) for _ in plan.starts]
    ends: list[int | None] = [*plan.ends, None]
    leases, openings, loans = list[Told](), list[Told](), list[Told]()
    for firm, start, end in zip(firms, plan.starts, ends, strict=True):
        first = after(begin, start)
        openings += named(_founded(world, firm, boss, first, plan.control), "vestiging-geopend")
        lessor = owner if plan.constant == "lessor" else world.adult()
        leases.append(register.lease(world.log, firm, lessor, place, first, 90 * place.area))
        licence(world, firm, after(first, 5))
        if plan.constant == "lender":
            loans.append(register.lend(world.log, firm, lender, 40_000, after(first, 8)))
        if end is not None:
            vacate(world, firm, after(begin, end), lessor)
    visits = [breach(world, firms[index], after(begin, day)) for index, day in plan.findings]
    found = need((visit.told for visit in visits), min(3, len(visits)))
    world.tell_truth(KIND, label, [place, *firms], [need(openings, 3), need(loans or leases, 3), found])
    return Carousel(place, begin, firms, leases, visits)


def _founded(world: World, firm: Firm, boss: Person, day: date, control: str) -> list[Told]:
    """Found one operator under the one person, or under somebody of its own."""
    match control:
        case "director":
            return operate(world, firm, [boss], day)
        case "holding":
            front = world.adult()
            return operate(world, firm, [front], day, holders=[(boss, 80), (front, 20)])
        case _:
            return operate(world, firm, [world.adult()], day)


def _times(plan: Plan) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Return the days of a plan, to use them in another."""
    return plan.starts, plan.ends, plan.findings
