"""Straw men: serial directors, and heads without control of their own (A1 and A2, with G2 or D1)."""

from __future__ import annotations

from datetime import date

from demo.completion import need
from demo.facts import inspections, register
from demo.facts.permits import Role
from demo.facts.register import Party
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA, OFFICE
from demo.structures.scene import breach, licence, named, offend, opening, operate, vacate
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "stroman"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
SERIAL, FRONT = ("A1", "G2"), ("A2", "D1")


def plant(world: World) -> None:
    """Plant straw men and what looks like one."""
    serial(world, Label("vijf besturen in drie jaar", PLANTED, SERIAL))
    serial(world, Label("vijf besturen in drie jaar", PLANTED, SERIAL), firms=6)
    short(world, Label("kort voor de faillissementen weg", PLANTED, SERIAL))
    short(world, Label("kort voor de faillissementen weg", PLANTED, SERIAL), bankrupt=False)
    front(world, Label("geldgever en verhuurder achter de leiding", PLANTED, FRONT), ("loan", "lease"))
    front(world, Label("eerdere exploitant leent", PLANTED, FRONT), ("loan",), here=True)
    front(world, Label("eerdere exploitant houdt aandelen", PLANTED, FRONT), ("shares",), here=True)

    serial(world, Label("vier besturen", LOOKALIKE, ("G2",)), firms=4)
    serial(world, Label("zes firma's van een groep", LOOKALIKE, ("G2",)), firms=6, group=True)
    serial(world, Label("accountant als commissaris", LOOKALIKE, ()), firms=7, role="commissaris")
    short(world, Label("twee faillissementen", LOOKALIKE, ("G2",)), firms=2)
    short(world, Label("ruim een jaar bestuurder", LOOKALIKE, ("G2",)), tenure=370)
    short(world, Label("ruim een half jaar eerder weg", LOOKALIKE, ("G2",)), gap=190)
    bank = Label("bank als geldgever", LOOKALIKE, ("D1",))
    front(world, bank, ("bank", "lease"), manager=True)
    front(world, Label("leiding met een aandeel", LOOKALIKE, ("D1",)), ("loan", "lease"), head_share=5)
    front(world, Label("precies een kwart van de aandelen", LOOKALIKE, ("D1",)), ("quarter", "lease"))
    front(world, Label("alleen verhuurder", LOOKALIKE, ()), ("lease",))

    told = serial(world, Label("bestuursfunctie herroepen", UNDONE, ("G2",)))
    world.log.retract(told[-1], after(told[-1].logged.date(), 90))
    told = front(world, Label("lening herroepen", UNDONE, ("D1",)), ("loan", "lease"), manager=True)
    world.log.retract(told[0], after(told[-1].logged.date(), 70))


def serial(
    world: World, label: Label, *, firms: int = 5, group: bool = False, role: str | None = None
) -> list[Told]:
    """One director of firms of others, or of one group; findings at three of them."""
    boss, top = world.adult(), world.firm("beheer", world.place(OFFICE))
    begin = opening(world, 380)
    chief = world.adult()
    operate(world, top, [chief], after(begin, -900))
    led: list[Firm] = []
    told: list[Told] = []
    for number in range(firms):
        firm = world.firm("webwinkel", world.adult().home)
        owner: Party = top if group else world.adult()
        start = after(begin, 70 * number)
        operate(world, firm, [world.adult()] if role else [boss], start, holders=[(owner, 100)])
        led.append(firm)
        if role:
            register.lead(world.log, firm, boss, start, role)
    told = [
        one
        for one in named(world.log.told, "functie-aanvaard")
        if one.data["organisatie"].get("kvk") in {firm.kvk for firm in led}
    ]
    visits = offend(world, led[:3], after(begin, 200))
    world.tell_truth(
        KIND,
        label,
        led if "A1" in label.indicators else led[:3],
        [need(told, 5), need(visits)] if firms > 4 else [],
    )
    return told


def short(
    world: World,
    label: Label,
    *,
    firms: int = 3,
    tenure: int = 210,
    gap: int = 80,
    bankrupt: bool = True,
) -> None:
    """One director of firms that go under soon after he left; findings while he led them."""
    boss = world.adult()
    begin = opening(world, 380)
    led: list[Firm] = []
    needs: list[Told] = []
    end = register.bankrupt if bankrupt else register.strike_off
    for number in range(firms):
        firm = world.firm("webwinkel", world.adult().home)
        start = after(begin, 150 * number)
        heir, owner = world.adult(), world.adult()
        operate(world, firm, [boss], start, holders=[(owner, 100)])
        needs.append(register.step_down(world.log, firm, boss, after(start, tenure)))
        register.lead(world.log, firm, heir, after(start, tenure))
        needs.append(end(world.log, firm, after(start, tenure + gap)))
        led.append(firm)
    needs += [
        breach(world, firm, after(begin, 150 * number + 60), fined=False).told
        for number, firm in enumerate(led)
    ]
    if firms < 3:
        breach(world, led[0], after(begin, 110), fined=False)
    world.tell_truth(KIND, label, led, [need(needs)])


def front(
    world: World,
    label: Label,
    ties: tuple[str, ...],
    *,
    here: bool = False,
    manager: bool = False,
    head_share: float = 0,
) -> list[Told]:
    """A closed operator, and a new one whose head has nothing while the old director has the ties.

    `here` lets the new one open at the closed one's place, else it opens round the corner; `manager` names the old director as
    manager on the new form. A tie is a `loan`, a loan of a `bank`, a `lease`, `shares` (most of them) or a `quarter`.
    """
    place = world.place(HORECA)
    other = place if here else world.place(HORECA, near=place)
    begin = opening(world, 640)
    struck, applied = after(begin, 320), after(begin, 430)
    boss, head = world.adult(), world.adult()
    closed, opened = world.firm("restaurant", place), world.firm("restaurant", other)
    operate(world, closed, [boss], begin)
    licence(world, closed, after(begin, 9))
    end = inspections.close(world.log, breach(world, closed, after(struck, -9)), struck, after(struck, 60))
    vacate(world, closed, after(struck, 70))
    most = 60.0 if "shares" in ties else 25.0 if "quarter" in ties else 0.0
    holders: list[tuple[Party, float]] = [(world.adult(), 100 - most - head_share)]
    holders += [(boss, most)] if most else []
    holders += [(head, head_share)] if head_share else []
    told = operate(world, opened, [head], after(applied, -40), holders=holders)
    tied = _tie(world, opened, boss, ties, after(applied, -38))
    application = licence(world, opened, applied, [Role("leidinggevende", boss)] if manager else [])
    needs = need([end, application.told, *tied, *named(told, "functie-aanvaard", "belang-verkregen")])
    world.tell_truth(KIND, label, [closed, opened, other], [needs])
    return [*tied, application.told]


def _tie(world: World, firm: Firm, boss: Person, ties: tuple[str, ...], day: date) -> list[Told]:
    """Tie a person to a firm by loan and lease; a bank lends where that is meant."""
    told: list[Told] = []
    if "loan" in ties:
        told.append(register.lend(world.log, firm, boss, 70_000, day))
    if "bank" in ties:
        register.lend(world.log, firm, world.bank(), 70_000, day, "bank")
    if "lease" in ties:
        told.append(register.lease(world.log, firm, boss, firm.place, day, 95 * firm.place.area))
    return told
