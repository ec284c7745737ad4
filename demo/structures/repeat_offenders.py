"""Repeat offenders: findings at several firms of one controller, with something of another kind (G2 with D1, E1 or C1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.completion import need
from demo.facts import inspections, permits, register, subsidies
from demo.facts.inspections import Visit
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import END, after
from demo.places import HORECA, OFFICE, SHOP, WORKS, Place
from demo.structures.scene import breach, licence, opening, operate
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "herhaling"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
BOTH, STACKED = ("D1", "G2"), ("E1", "G2")
SPREAD = ((0, 60), (1, 210), (2, 390), (0, 480))


@dataclass(frozen=True, slots=True)
class Plan:
    """How findings fall; days count from the beginning.

    `findings` are (firm, day); `control` is how the controller controls: as `director`, through a `holding`, with `half` of the
    shares and no function, or as `agent` without leading. `besides` is a `withdrawal`, after which another of the firms applies
    round the corner, or `grants` just under 25,000 euros.
    """

    findings: tuple[tuple[int, int], ...] = SPREAD
    control: str = "director"
    besides: str = "withdrawal"
    trade: str = "snackbar"
    sanctionable: bool = True
    repeated: bool = False


def plant(world: World) -> None:
    """Plant repeat offenders and what looks like one."""
    offend(world, Label("na een ingetrokken vergunning", PLANTED, BOTH), Plan())
    offend(world, Label("via een houdstermaatschappij", PLANTED, BOTH), Plan(control="holding"))
    offend(
        world,
        Label("via een houdstermaatschappij", PLANTED, STACKED),
        Plan(control="holding", besides="grants"),
    )
    offend(
        world,
        Label("milieu in de haven, met subsidies", PLANTED, STACKED),
        Plan(besides="grants", trade="scheepsbouw"),
    )
    offend(
        world,
        Label("milieu in de haven, met subsidies", PLANTED, STACKED),
        Plan(besides="grants", trade="garage"),
    )
    offend(world, Label("kappers met subsidies", PLANTED, STACKED), Plan(besides="grants", trade="kapper"))

    grants = "grants"
    one_firm = Plan(((0, 60), (0, 210), (0, 390), (0, 480)), besides=grants)
    offend(world, Label("alle bevindingen bij een firma", LOOKALIKE, ("E1",)), one_firm)
    offend(
        world,
        Label("niet te bestraffen bevindingen", LOOKALIKE, ("E1",)),
        Plan(besides=grants, sanctionable=False),
    )
    offend(
        world,
        Label("hercontroles in dezelfde zaak", LOOKALIKE, ("E1",)),
        Plan(((0, 60), (1, 210)), besides=grants, repeated=True),
    )
    slow = Plan(((0, 20), (1, 400), (2, 760)), besides=grants)
    offend(world, Label("drie bevindingen in 24 maanden en tien dagen", LOOKALIKE, ("E1",)), slow)
    offend(
        world,
        Label("helft van de aandelen, geen functie", LOOKALIKE, ()),
        Plan(control="half", besides=grants),
    )
    offend(
        world, Label("gevolmachtigde, geen bestuurder", LOOKALIKE, ()), Plan(control="agent", besides=grants)
    )
    for _ in range(2):
        chain(world, Label("franchiseketen met eigen ondernemers", LOOKALIKE, ()))
        housing(world, Label("woningcorporatie met veel panden", LOOKALIKE, ("E1",)))

    retracted = offend(
        world,
        Label("bevinding herroepen", UNDONE, ("E1",)),
        Plan(((0, 60), (1, 210), (2, 390)), besides=grants),
    )
    world.log.retract(retracted[2].told, after(retracted[2].told.logged.date(), 120))
    corrected = offend(
        world,
        Label("bevinding gecorrigeerd", UNDONE, ("E1",)),
        Plan(((0, 60), (1, 210), (2, 390)), besides=grants),
    )
    told = corrected[1].told
    world.log.correct(told, after(told.logged.date(), 60), uitkomst="geen_bevindingen", bevindingen=[])


def offend(world: World, label: Label, plan: Plan) -> list[Visit]:
    """Let inspectors find things at three firms of one controller, and something else befall them."""
    use = {"snackbar": HORECA, "scheepsbouw": WORKS, "garage": WORKS, "kapper": SHOP}[plan.trade]
    begin = opening(world, 60)
    boss = world.adult()
    first = world.place(use)
    firms = [
        world.firm(plan.trade, first),
        world.firm(plan.trade, world.place(use, near=first)),
        world.firm(plan.trade, world.place(use)),
    ]
    _control(world, firms, boss, plan.control, after(begin, -400))
    visits = [
        breach(world, firms[index], after(begin, day), sanctionable=plan.sanctionable)
        for index, day in plan.findings
    ]
    if plan.repeated:
        for visit, (index, day) in zip(list(visits), plan.findings, strict=True):
            breach(world, firms[index], after(begin, day + 50), case=visit, reason="hercontrole", fined=False)
    if plan.besides == "withdrawal":
        besides = _withdrawal(world, firms, begin)
    else:
        besides = _grants(world, firms, begin)
    kept = firms if label.indicators else firms[:1]
    found = need((visit.told for visit in visits), min(3, len(visits)))
    world.tell_truth(KIND, label, kept, [need(besides), found])
    return visits


def chain(world: World, label: Label) -> None:
    """A formula of five shops, each with an owner of his own; the formula holds a tenth of every one."""
    formula = world.firm("beheer", world.place(OFFICE))
    begin = opening(world)
    operate(world, formula, [world.adult()], after(begin, -2000))
    name = f"Kapsalon {world.random.choice(('Knipperdeknip', 'Schaarweelde', 'Krultang'))}"
    shops = [world.firm("kapper", world.place(SHOP), name=f"{name} {number}") for number in range(1, 6)]
    for index, shop in enumerate(shops):
        owner = world.adult()
        operate(world, shop, [owner], after(begin, -500 + 30 * index), holders=[(owner, 90), (formula, 10)])
        breach(world, shop, after(begin, 90 * (index + 1)))
        _grant(world, shop, after(begin, 60 * (index + 1)), 23_000 + index)
    world.tell_truth(KIND, label, [formula, *shops[:3]])


def housing(world: World, label: Label) -> None:
    """A housing association with many premises, findings at three that stood empty, and three schemes in a year."""
    association = world.firm("beheer", world.place(OFFICE), "vereniging", name=_association(world))
    begin = opening(world)
    register.found(world.log, association, after(begin, -6000), [world.adult(), world.adult()])
    premises: list[Place] = [world.place(use) for use in (SHOP, SHOP, HORECA, WORKS, SHOP, HORECA)]
    for place in premises:
        register.own(
            world.log, association, place, after(begin, -world.random.randint(500, 5000)), 1_500 * place.area
        )
    for index, place in enumerate(premises[:4]):
        what = inspections.finding("brandveiligheid")
        inspections.inspect(
            world.log,
            place,
            None,
            after(begin, 80 * (index + 1)),
            "overtreding",
            what,
            kind="brandveiligheid",
        )
    for index, scheme in enumerate(("Groene daken", "Wijkactiviteiten", "Vrijwilligerswerk")):
        day = date(2020, 3 + index, 12)
        grant = subsidies.ask(
            world.log, scheme, association, association.place, after(day, -30), f"{9_000 + index}.00"
        )
        subsidies.give(world.log, grant, day)
    world.tell_truth(KIND, label, [association, *premises[:3]])


def _control(world: World, firms: list[Firm], boss: Person, control: str, start: date) -> None:
    """Register how one person has to do with all the firms."""
    match control:
        case "director":
            for firm in firms:
                operate(world, firm, [boss], start)
        case "holding":
            top = world.firm("beheer", world.place(OFFICE))
            operate(world, top, [boss], after(start, -30))
            for firm in firms:
                operate(world, firm, [top], start, holders=[(top, 100)])
        case "half":
            for firm in firms:
                partner = world.adult()
                operate(world, firm, [partner], start, holders=[(boss, 50), (partner, 50)])
        case _:
            for firm in firms:
                operate(world, firm, [world.adult()], start)
                register.lead(world.log, firm, boss, start, "gevolmachtigde")


def _withdrawal(world: World, firms: list[Firm], begin: date) -> list[Told]:
    """Withdraw the first firm's permit for bad conduct; the second, round the corner, applies for one."""
    case = licence(world, firms[0], after(begin, -40))
    end = permits.decide(world.log, case, "withdrawn", after(begin, 520), "wangedrag")
    return [end, licence(world, firms[1], after(begin, 600)).told]


def _grants(world: World, firms: list[Firm], begin: date) -> list[Told]:
    """Grant each firm a subsidy just under 25,000 euros, four months apart."""
    return [
        _grant(world, firm, after(begin, 150 + 120 * index), 23_400 + 500 * index)
        for index, firm in enumerate(firms)
    ]


def _grant(world: World, firm: Firm, day: date, amount: int) -> Told:
    """Ask for a subsidy a month before it is granted."""
    grant = subsidies.ask(
        world.log, "Groene daken", firm, firm.place, after(day, -30), f"{amount}.00", year=day.year
    )
    return subsidies.give(world.log, grant, min(day, END))


def _association(world: World) -> str:
    """Return a name for a housing association."""
    return f"Woningcorporatie {world.random.choice(('Luchtkasteel', 'Kaartenhuis', 'Zandkasteel', 'Wolkenslot'))} {len(world.firms)}"
