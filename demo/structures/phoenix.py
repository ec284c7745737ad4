"""Phoenix permits: after a closure or refusal another firm applies, with the same people behind it (D1 with C1 or G2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.completion import need
from demo.facts import inspections, permits
from demo.facts.permits import Role
from demo.facts.register import end_ownership, hold, lead, lend, own, sell, step_down
from demo.firms import Firm
from demo.log import Data, Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA, SHOP
from demo.sources import Source
from demo.spelling import party
from demo.structures.scene import (
    breach,
    company_owner,
    licence,
    named,
    offend,
    opening,
    operate,
    private_owner,
    vacate,
)
from demo.truth import Fate, Label
from demo.world import Member, World

__all__ = ["plant"]

KIND = "feniks"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE


def plant(world: World) -> None:
    """Plant phoenixes at the same place and at another one, with their look-alikes."""
    for bond in ("director", "lender", "manager", "iban", "telephone"):
        same_place(world, Label(f"zelfde plaats, {bond}", PLANTED, ("C1", "D1")), bond=bond)
    same_place(world, Label("na geweigerde vergunning", PLANTED, ("C1", "D1")), trigger="refusal")
    same_place(world, Label("na ingetrokken vergunning", PLANTED, ("C1", "D1")), trigger="withdrawal")
    elsewhere(world, Label("om de hoek", PLANTED, ("D1", "G2")))
    elsewhere(world, Label("om de hoek", PLANTED, ("D1", "G2")))

    for _ in range(3):
        takeover(world, Label("echte overname", LOOKALIKE, ()))
    same_place(world, Label("aanvraag na 24 maanden", LOOKALIKE, ("C1",)), wait=735)
    elsewhere(world, Label("bestuurder zeven maanden eerder weg", LOOKALIKE, ("G2",)), left=215)
    elsewhere(world, Label("verder dan een kilometer", LOOKALIKE, ("G2",)), near=False)
    for _ in range(2):
        franchise(world, Label("franchise met gelijkende naam", LOOKALIKE, ()))

    annulled = same_place(world, Label("sluiting vernietigd", UNDONE, ("C1",)))
    inspections.annul(world.log, annulled.visit, after(annulled.applied, 200))
    retracted = elsewhere(world, Label("aanvraag herroepen", UNDONE, ("G2",)))
    world.log.retract(retracted.application, after(retracted.applied, 90))
    mistaken = elsewhere(world, Label("bestuurder gecorrigeerd", UNDONE, ("G2",)))
    correct_founder(world, mistaken)


@dataclass(frozen=True, slots=True)
class Phoenix:
    """What a phoenix left to name later: the visit that closed, the second firm's application and founder."""

    visit: inspections.Visit
    application: Told
    applied: date
    successor: Firm
    founder: Person


def same_place(
    world: World, label: Label, *, bond: str = "director", trigger: str = "closure", wait: int = 120
) -> Phoenix:
    """One operator, a second that is closed, a third that applies at the same place under the same lessor.

    Parameters
    ----------
    bond
        What second and third share besides the place: `director`, `lender`, `manager`, `iban` or `telephone`.
    trigger
        What befell the second: `closure`, `refusal` or `withdrawal` of its permit.
    wait
        Days from that to the third's application.
    """
    random = world.random
    place = world.place(HORECA)
    lessor = private_owner(world, place) if bond in {"director", "lender"} else company_owner(world, place)
    begin = after(opening(world), -150)
    struck = after(begin, 330 + random.randint(0, 40))
    applied = after(struck, wait)
    first, second, third = (
        world.firm(random.choice(("cafe", "restaurant", "snackbar")), place) for _ in range(3)
    )
    founder = world.adult()
    heir = founder if bond == "director" else world.adult()
    lender, manager = world.adult(), world.adult()
    contact: Data = (
        {"iban": permits.iban(second)} if bond == "iban" else {"telefoon": f"06-{90_000_000 + second.number}"}
    )
    roles = [Role("leidinggevende", manager if bond == "manager" else world.adult())]

    begun = operate(world, first, [world.adult()], begin, lessor=lessor)
    licence(world, first, after(begin, 3))
    vacate(world, first, after(begin, 150), lessor)
    begun += operate(world, second, [founder], after(begin, 160), lessor=lessor)
    declared = contact if bond in {"iban", "telephone"} else None
    case = licence(
        world,
        second,
        after(begin, 165),
        roles,
        contact=declared,
        outcome=None if trigger == "refusal" else "granted",
    )
    visit, end = _strike(world, second, case, trigger, struck)
    vacate(world, second, after(struck, 40), lessor)
    begun += operate(world, third, [heir], after(applied, -25), lessor=lessor)
    if bond == "lender":
        lend(world.log, second, lender, 60_000, after(begin, 170))
        lend(world.log, third, lender, 55_000, after(applied, -20))
    again = [Role("leidinggevende", manager if bond == "manager" else world.adult())]
    application = licence(world, third, applied, again, contact=declared)
    if bond in {"lender", "manager"}:
        world.pending.append(third)
    members: list[Member] = [place, second, third, *([first] if "C1" in label.indicators else [])]
    # Place and lessor are links enough; the bond makes it the plainer.
    operated = named(begun, "vestiging-geopend", "huur-begonnen")
    world.tell_truth(KIND, label, members, [need([*operated, end, application.told])])
    return Phoenix(visit, application.told, applied, third, heir)


def elsewhere(world: World, label: Label, *, near: bool = True, left: int = 0) -> Phoenix:
    """A closed firm's director applies with a new firm round the corner; he runs a third firm, with findings too.

    Parameters
    ----------
    near
        Whether the new firm is within a kilometre.
    left
        Days before the closure on which the director had left the closed firm.
    """
    random = world.random
    place = world.place(HORECA)
    other = world.place(HORECA, near=place) if near else world.place(HORECA, far=place)
    begin = opening(world)
    struck = after(begin, 300 + random.randint(0, 60))
    applied = after(struck, 95)
    founder = world.adult()
    trade = random.choice(("cafe", "restaurant"))
    closed, opened = world.firm(trade, place), world.firm(trade, other)
    shop = world.firm("avondwinkel", world.place(SHOP))

    operate(world, closed, [founder], begin)
    licence(world, closed, after(begin, 4))
    operate(world, shop, [founder], after(begin, -30))
    if left:
        successor = world.adult()
        gone = after(struck, -left)
        step_down(world.log, closed, founder, gone)
        sell(world.log, closed, founder, gone)
        lead(world.log, closed, successor, gone)
        hold(world.log, closed, successor, 100, gone)
    visits = offend(world, [shop], begin, (120, 260))
    visit = breach(world, closed, after(struck, -9), fined=False)
    end = inspections.close(world.log, visit, struck, after(struck, 180))
    vacate(world, closed, after(struck, 60))
    founded = operate(world, opened, [founder], after(applied, -20))
    application = licence(world, opened, applied)
    visits += [visit.told, breach(world, opened, after(applied, 150)).told]
    members: list[Member] = [opened, shop]
    if "D1" in label.indicators:
        members += [closed, other]
    control = need(named(founded, "functie-aanvaard", "belang-verkregen"), 1)
    world.tell_truth(KIND, label, members, [need([end, application.told]), control, need(visits, 3)])
    return Phoenix(visit, application.told, applied, opened, founder)


def takeover(world: World, label: Label) -> None:
    """A closed firm makes room for strangers: the building was sold, the new owner lets it to a new operator."""
    place = world.place(HORECA)
    seller, buyer = private_owner(world, place), world.adult()
    begin = after(opening(world), -100)
    struck = after(begin, 400)
    first, second, third = (world.firm(trade, place) for trade in ("cafe", "restaurant", "snackbar"))
    # Trades of other names: two restaurants may be called alike by chance, a second link besides the place.
    operate(world, first, [world.adult()], begin, lessor=seller)
    vacate(world, first, after(begin, 140), seller)
    operate(world, second, [world.adult()], after(begin, 150), lessor=seller)
    licence(world, second, after(begin, 155))
    visit = breach(world, second, after(struck, -6))
    inspections.close(world.log, visit, struck, after(struck, 90))
    vacate(world, second, after(struck, 30), seller)
    end_ownership(world.log, seller, place, after(struck, 60))
    own(world.log, buyer, place, after(struck, 60), 2_400 * place.area)
    operate(world, third, [world.adult()], after(struck, 90), lessor=buyer)
    licence(world, third, after(struck, 100))
    world.tell_truth(KIND, label, [place, second, third])


def franchise(world: World, label: Label) -> None:
    """Two franchisees of one formula round the corner from each other: one is closed, the other applies."""
    place = world.place(HORECA)
    name = f"Snackbar De {world.random.choice(('Frietketel', 'Frietkogge', 'Frietmolen'))}"
    firms = [
        world.firm("snackbar", place, name=f"{name} {place.quarter}"),
        world.firm("snackbar", world.place(HORECA, near=place), name=f"{name} {place.quarter} II"),
    ]
    begin = opening(world)
    struck = after(begin, 350)
    for firm in firms:
        operate(world, firm, [world.adult()], begin)
        licence(world, firm, after(begin, 10))
    visit = breach(world, firms[0], after(struck, -5))
    inspections.close(world.log, visit, struck, after(struck, 60))
    licence(world, firms[1], after(struck, 200))
    breach(world, firms[1], after(struck, 300))
    world.tell_truth(KIND, label, firms)


def correct_founder(world: World, phoenix: Phoenix) -> None:
    """The register corrects who founded the second firm: it was a stranger all along."""
    stranger = world.adult()
    log, firm = world.log, phoenix.successor
    kvk = firm.kvk
    for told in list(log.told):
        about = told.data.get("organisatie", {}).get("kvk") == kvk
        if about and told.type.split(".")[2] in {"functie-aanvaard", "belang-verkregen"}:
            log.correct(told, after(phoenix.applied, 60), **party(Source.REGISTER, stranger, firm))


def _strike(
    world: World, firm: Firm, case: permits.Application, trigger: str, day: date
) -> tuple[inspections.Visit, Told]:
    """Let what ends the second operator happen on that day."""
    visit = breach(world, firm, after(day, -12), fined=trigger != "closure")
    match trigger:
        case "closure":
            end = inspections.close(world.log, visit, day, after(day, 120))
        case "refusal":
            end = permits.decide(world.log, case, "refused", day, "overig")
        case _:
            end = permits.decide(world.log, case, "withdrawn", day, "wangedrag")
    return visit, end
