"""Subsidy stacking: one person behind several foundations that share out schemes or stay under a limit (E1 with G2, C1 or D1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from demo.completion import need
from demo.facts import inspections, register, subsidies
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA, Place
from demo.structures.scene import breach, licence, named, opening, private_owner
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "stapelen"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
THREE = ("Jeugd en talent", "Sport voor jong en oud", "Taal en ontmoeting")
UNDER = ("23900.00", "24500.00", "24999.99")
# Three grants just under 25,000 euros, below which a grant is settled without accounts.


@dataclass(frozen=True, slots=True)
class Plan:
    """How subsidies are stacked; days count from 1 February of the second year.

    `grants` are (foundation, scheme, day, amount, year); `findings` (foundation, day); `besides` is what else happens: `findings`,
    a `carousel` (the foundations follow one another at one place) or a `closure`, after which the next foundation applies there.
    """

    grants: tuple[tuple[int, str, int, str, int], ...]
    findings: tuple[tuple[int, int], ...] = ((0, 90), (1, 200), (0, 330))
    besides: str = "findings"
    withdrawn: bool = False
    role: str | None = None
    leaves: int | None = None


def schemes(*years: int) -> tuple[tuple[int, str, int, str, int], ...]:
    """Return three grants of 8,000 to 14,000 euros under three schemes in these years."""
    return tuple(
        (index, THREE[index], 20 + 40 * index, f"{8_000 + 3_000 * index}.00", year)
        for index, year in enumerate(years)
    )


def limits(
    *amounts: str, days: tuple[int, ...] = (10, 130, 250)
) -> tuple[tuple[int, str, int, str, int], ...]:
    """Return three grants under one scheme, of these amounts, on these days."""
    return tuple(
        (index, THREE[0], day, amount, 2020)
        for index, (amount, day) in enumerate(zip(amounts, days, strict=True))
    )


def plant(world: World) -> None:
    """Plant stackers and what looks like one."""
    same = schemes(2020, 2020, 2020)
    stack(world, Label("drie regelingen, beboete controles", PLANTED, ("E1", "G2")), Plan(same))
    stack(
        world, Label("drie regelingen, beboete controles", PLANTED, ("E1", "G2")), Plan(same, withdrawn=True)
    )
    stack(world, Label("net onder 25.000, beboete controles", PLANTED, ("E1", "G2")), Plan(limits(*UNDER)))
    stack(
        world,
        Label("net onder 25.000, beboete controles", PLANTED, ("E1", "G2")),
        Plan(limits(*UNDER, days=(0, 170, 360))),
    )
    stack(
        world,
        Label("stichtingen na elkaar op een adres", PLANTED, ("C1", "E1")),
        Plan(same, (), "carousel", withdrawn=True),
    )
    stack(
        world,
        Label("stichtingen na elkaar op een adres", PLANTED, ("C1", "E1")),
        Plan(limits(*UNDER), (), "carousel", withdrawn=True),
    )
    stack(world, Label("sluiting en nieuwe aanvraag", PLANTED, ("D1", "E1")), Plan(same, (), "closure"))

    lookalikes(world)
    undone(world)


def lookalikes(world: World) -> None:
    """Plant what shares the shape but must not be flagged."""
    offender, stacker = ("G2",), ("E1",)
    stack(world, Label("een verlening van 22.499", LOOKALIKE, offender), Plan(limits("22499.00", *UNDER[:2])))
    stack(
        world,
        Label("een verlening van precies 25.000", LOOKALIKE, offender),
        Plan(limits("25000.00", *UNDER[:2])),
    )
    stack(
        world,
        Label("derde verlening na twaalf maanden", LOOKALIKE, offender),
        Plan(limits(*UNDER, days=(0, 170, 369))),
    )
    stack(world, Label("drie regelingen in twee jaren", LOOKALIKE, offender), Plan(schemes(2020, 2020, 2021)))
    stack(
        world,
        Label("twee beboete controles", LOOKALIKE, stacker),
        Plan(schemes(2020, 2020, 2020), ((0, 90), (1, 200))),
    )
    stack(
        world,
        Label("commissaris, geen bestuurder", LOOKALIKE, ()),
        Plan(schemes(2020, 2020, 2020), role="commissaris"),
    )
    stack(
        world,
        Label("bestuurder weg voor de derde verlening", LOOKALIKE, offender),
        Plan(schemes(2020, 2020, 2020), leaves=80),
    )
    namesakes(world, Label("naamgenoten met andere geboortedatum", LOOKALIKE, ()))
    for _ in range(4):
        neighbours(world, Label("buurtvereniging met drie kleine subsidies", LOOKALIKE, stacker))
    for _ in range(2):
        carer(world, Label("zorginstelling met veel locaties", LOOKALIKE, stacker))


def undone(world: World) -> None:
    """Plant what a later event undoes."""
    same, under = schemes(2020, 2020, 2020), limits(*UNDER)
    retracted = stack(world, Label("verlening herroepen", UNDONE, ("G2",)), Plan(same))
    world.log.retract(retracted[2][1], after(date(2020, 2, 1), 400))
    corrected = stack(world, Label("bedrag gecorrigeerd", UNDONE, ("G2",)), Plan(under))
    world.log.correct(corrected[1][1], after(date(2020, 2, 1), 410), bedragVerleend="21000.00")
    lowered = stack(world, Label("verlening later verlaagd", UNDONE, ("G2",)), Plan(under))
    subsidies.give(world.log, lowered[1][0], after(date(2020, 2, 1), 420), "15000.00")


Given = tuple[subsidies.Grant, Told]


def stack(world: World, label: Label, plan: Plan) -> list[Given]:
    """Let foundations of one person be granted subsidies, and something else befall them."""
    base = date(2020, 2, 1)
    director = world.adult()
    venue = world.place(HORECA)
    lessor = private_owner(world, venue)
    together = plan.besides == "carousel"
    firms = [
        world.firm("vereniging", venue if together or index < 1 else world.place(HORECA), "stichting")
        for index in range(3)
    ]
    begun: list[Told] = []
    for index, firm in enumerate(firms):
        start = after(base, -400 + 215 * index) if together else after(opening(world), -200)
        founded = _foundation(world, firm, director, start, plan.role)
        if together:
            begun += named(founded, "vestiging-geopend")
            begun.append(register.lease(world.log, firm, lessor, venue, start, 70 * venue.area))
            if index < 2:
                leave = after(start, 210)
                register.end_lease(world.log, firm, lessor, venue, leave)
                register.close_branch(world.log, firm, venue, leave)
    if plan.leaves is not None:
        register.lead(world.log, firms[2], world.adult(), after(base, plan.leaves))
        register.step_down(world.log, firms[2], director, after(base, plan.leaves))
    given = [
        _grant(world, firms[index], scheme, day, amount, year)
        for index, scheme, day, amount, year in plan.grants
    ]
    if plan.withdrawn:
        withdrawn = subsidies.withdraw(world.log, given[0][0], after(base, 380))
        begun += [withdrawn] if together else []
    visits = [breach(world, firms[index], after(base, day)).told for index, day in plan.findings]
    if plan.besides == "closure":
        begun += _closure(world, firms, base)
    place = [venue] if together or plan.besides == "closure" else []
    kept = firms if "E1" in label.indicators else firms[:2]
    facts = [*begun, *visits, *(told for _, told in given)]
    world.tell_truth(KIND, label, [*kept, *place], [need(facts)])
    return given


def namesakes(world: World, label: Label) -> None:
    """Two people of one name, born on different days: one has two foundations with grants, the other one, with the findings."""
    one, other = world.adult(), world.adult()
    other = replace(other, given=one.given, prefix=one.prefix, surname=one.surname)
    firms = [world.firm("vereniging", world.place(HORECA), "stichting") for _ in range(4)]
    for firm, director in zip(firms, (one, one, other, other), strict=True):
        _foundation(world, firm, director, after(opening(world), -100), None)
    base = date(2020, 2, 1)
    for index, (firm, scheme) in enumerate(zip((firms[0], firms[1], firms[2]), THREE, strict=True)):
        _grant(world, firm, scheme, 30 * (index + 1), "9000.00", 2020)
    for index, firm in enumerate((firms[1], firms[2], firms[3])):
        breach(world, firm, after(base, 100 * (index + 1)))
    world.tell_truth(KIND, label, firms)


def neighbours(world: World, label: Label) -> None:
    """A neighbourhood association with three small grants of three schemes in a year, and a remark at a visit."""
    club = world.firm("vereniging", world.place(HORECA), "vereniging")
    register.found(world.log, club, after(opening(world), -900), [world.adult() for _ in range(3)])
    for index, scheme in enumerate(("Wijkactiviteiten", "Vrijwilligerswerk", "Groene daken")):
        _grant(world, club, scheme, 25 * index, f"{1_200 + 300 * index}.00", 2020)
    breach(world, club, date(2020, 6, 9), sanctionable=False)
    breach(world, club, date(2021, 3, 9))
    world.tell_truth(KIND, label, [club])


def carer(world: World, label: Label) -> None:
    """A care institution with many premises, three schemes a year and findings at several of them: one organisation."""
    carer_ = world.firm("zorg", world.place(HORECA), "stichting")
    director = world.adult()
    start = after(opening(world), -1500)
    register.found(world.log, carer_, start, [director, world.adult()])
    sites: list[Place] = [world.place(HORECA) for _ in range(5)]
    for site in sites:
        register.open_branch(world.log, carer_, site, after(start, world.random.randint(100, 900)))
    for index, scheme in enumerate(THREE):
        _grant(world, carer_, scheme, 20 * index, f"{31_000 + 7_000 * index}.00", 2020)
    for index, site in enumerate(sites[:4]):
        breach(world, carer_, date(2020, 3 + 2 * index, 10), place=site)
    world.tell_truth(KIND, label, [carer_, *sites[:2]])


def _foundation(world: World, firm: Firm, director: Person, start: date, role: str | None) -> list[Told]:
    """Found a foundation under the director, or under another with the director in a lesser role."""
    told = register.found(world.log, firm, start, [world.adult() if role else director])
    if role:
        register.lead(world.log, firm, director, start, role)
    return told


def _grant(world: World, firm: Firm, scheme: str, day: int, amount: str, year: int) -> Given:
    """Ask for a subsidy five weeks before it is granted."""
    granted = after(date(2020, 2, 1), day)
    grant = subsidies.ask(world.log, scheme, firm, firm.place, after(granted, -35), amount, year=year)
    told = subsidies.give(world.log, grant, granted)
    subsidies.pay(world.log, grant, after(granted, 14))
    return grant, told


def _closure(world: World, firms: list[Firm], base: date) -> list[Told]:
    """Close the first foundation's place; the second applies for a permit there."""
    visit = breach(world, firms[0], after(base, 150), fined=False)
    end = inspections.close(world.log, visit, after(base, 160), after(base, 250))
    return [end, licence(world, firms[1], after(base, 300), place=firms[0].place).told]
