"""Management on paper: in charge without a role, and managers who cannot be there (A3 and A4, with C1 or D1)."""

from __future__ import annotations

from demo.completion import need
from demo.facts import inspections
from demo.facts.permits import Role, decide
from demo.facts.register import hold
from demo.log import Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA
from demo.structures.scene import breach, licence, named, opening, operate, private_owner, vacate
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "schijnbeheer"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
ABSENT = "leidinggevende_afwezig"


def plant(world: World) -> None:
    """Plant shadow managers and what looks like one."""
    shadow(world, Label("vroegere bestuurder staat er nog", PLANTED, ("A3", "D1")))
    shadow(world, Label("vroegere bestuurder staat er nog", PLANTED, ("A3", "D1")), visits=3)
    everywhere(world, Label("beheerder op vier plaatsen", PLANTED, ("A4", "D1")))
    everywhere(world, Label("beheerder op vijf plaatsen", PLANTED, ("A4", "D1")), places=5)
    absent(world, Label("beheerder twee keer afwezig", PLANTED, ("A4", "C1")))
    absent(world, Label("beheerder twee keer afwezig", PLANTED, ("A4", "C1")), kind="integraal")

    shadow(world, Label("een keer aangetroffen", LOOKALIKE, ("D1",)), visits=1)
    shadow(world, Label("staat als beheerder op de aanvraag", LOOKALIKE, ("D1",)), role="manager")
    shadow(world, Label("aandeelhouder van vijf procent", LOOKALIKE, ("D1",)), role="holder")
    shadow(world, Label("wisselend personeel", LOOKALIKE, ("D1",)), role="staff")
    everywhere(world, Label("beheerder op drie plaatsen", LOOKALIKE, ("D1",)), places=3)
    everywhere(world, Label("beheerder van een keten", LOOKALIKE, ("D1",)), places=6, chain=True)
    everywhere(world, Label("vierde vergunning al vervallen", LOOKALIKE, ("D1",)), lapsed=True)
    absent(world, Label("afwezig, aanwezig, afwezig", LOOKALIKE, ("C1",)), codes=(ABSENT, "geluid", ABSENT))
    absent(world, Label("afwezig bij de brandweer", LOOKALIKE, ("C1",)), kind="brandveiligheid")

    told = shadow(world, Label("controle herroepen", UNDONE, ("D1",)))
    world.log.retract(told[-1], after(told[-1].logged.date(), 50))
    told = absent(world, Label("afwezigheid gecorrigeerd", UNDONE, ("C1",)))
    world.log.correct(
        told[-1], after(told[-1].logged.date(), 30), uitkomst="geen_bevindingen", bevindingen=[]
    )


def shadow(world: World, label: Label, *, visits: int = 2, role: str | None = None) -> list[Told]:
    """A closed operator's director is found in charge at the next operator, who rents of the same lessor."""
    place = world.place(HORECA)
    begin = opening(world, 450)
    struck, applied = after(begin, 250), after(begin, 340)
    lessor, boss, head = private_owner(world, place), world.adult(), world.adult()
    closed, opened = world.firm("cafe", place), world.firm("snackbar", place)
    begun = operate(world, closed, [boss], begin, lessor=lessor)
    licence(world, closed, after(begin, 8))
    end = inspections.close(world.log, breach(world, closed, after(struck, -8)), struck, after(struck, 60))
    vacate(world, closed, after(struck, 66), lessor)
    begun += operate(world, opened, [head], after(applied, -15), lessor=lessor)
    if role == "holder":
        hold(world.log, opened, boss, 5, after(applied, -10))
    application = licence(world, opened, applied, [Role("leidinggevende", boss)] if role == "manager" else [])
    found: list[Person] = [world.adult() if role == "staff" else boss for _ in range(visits)]
    seen = [
        inspections.inspect(world.log, place, opened, after(applied, 80 * (number + 1)), in_charge=who).told
        for number, who in enumerate(found)
    ]
    needs = [need([end, application.told, *named(begun, "huur-begonnen")]), need(seen, min(2, visits))]
    world.tell_truth(KIND, label, [place, closed, opened], needs)
    return seen


def everywhere(
    world: World, label: Label, *, places: int = 4, chain: bool = False, lapsed: bool = False
) -> None:
    """One manager on the forms of several operators, of which one was closed before the last applied round the corner."""
    first = world.place(HORECA)
    begin = opening(world, 500)
    manager, owner = world.adult(), world.adult()
    sites = [first, *(world.place(HORECA, near=first) for _ in range(places - 1))]
    firms = [world.firm("restaurant", site) for site in sites]
    for firm in firms:
        operate(
            world,
            firm,
            [world.adult()],
            after(begin, -200),
            holders=[(owner if chain else world.adult(), 100)],
        )
    roles = [Role("leidinggevende", manager)]
    cases = [licence(world, firm, after(begin, 30 * number), roles) for number, firm in enumerate(firms[:-1])]
    struck = after(begin, 400)
    end = inspections.close(world.log, breach(world, firms[0], after(struck, -7)), struck, after(struck, 40))
    if lapsed:
        decide(world.log, cases[1], "lapsed", after(struck, 20))
    last = licence(world, firms[-1], after(struck, 90), roles)
    world.tell_truth(KIND, label, [firms[0], firms[-1], sites[-1]], [need([end, last.told])])


def absent(
    world: World, label: Label, *, codes: tuple[str, ...] = (ABSENT, ABSENT), kind: str = "horeca"
) -> list[Told]:
    """Three operators one after another of one lessor; at the last the manager is never there."""
    place = world.place(HORECA)
    begin = opening(world, 250)
    lessor = private_owner(world, place)
    begun: list[Told] = []
    firms = [world.firm("cafe", place) for _ in range(3)]
    for number, firm in enumerate(firms):
        begun += operate(world, firm, [world.adult()], after(begin, 260 * number), lessor=lessor)
        licence(world, firm, after(begin, 260 * number + 6))
        if number < 2:
            vacate(world, firm, after(begin, 260 * number + 250), lessor)
    seen = [
        inspections.inspect(
            world.log,
            place,
            firms[2],
            after(begin, 640 + 60 * number),
            "overtreding",
            inspections.finding(code),
            kind=kind,
        ).told
        for number, code in enumerate(codes)
    ]
    needs = need([*named(begun, "vestiging-geopend", "huur-begonnen"), *seen])
    world.tell_truth(KIND, label, [place, *firms], [needs])
    return seen
