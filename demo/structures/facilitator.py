"""Facilitators: one lender or lessor behind firms that otherwise share nobody (B4, F1 and J2)."""

from __future__ import annotations

from datetime import date

from demo.completion import need
from demo.facts import inspections
from demo.facts.inspections import Visit
from demo.facts.register import Party, end_lease, lease, lend
from demo.firms import Firm
from demo.log import Data, Told
from demo.people import Person
from demo.period import after
from demo.places import HORECA, SHOP
from demo.structures.scene import (
    breach,
    company_owner,
    licence,
    named,
    opening,
    operate,
    private_owner,
    vacate,
)
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "facilitator"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE


def plant(world: World) -> None:
    """Plant facilitators and what looks like one."""
    lender(world, Label("geldgever van drie beboete firma's", PLANTED, ("B4", "F1")))
    lender(world, Label("geldgever van vijf firma's", PLANTED, ("B4", "F1")), firms=5, company=True)
    lender(world, Label("geldgever met een telefoonnummer", PLANTED, ("F1", "J2")), fined=1, telephone=True)
    lender(
        world,
        Label("geldgever met een telefoonnummer", PLANTED, ("F1", "J2")),
        fined=2,
        telephone=True,
        firms=4,
    )
    carousel(world, Label("verhuurder van wisselende exploitanten", PLANTED, ("B4", "C1")))
    carousel(
        world, Label("vastgoedbedrijf met wisselende exploitanten", PLANTED, ("B4", "C1")), trade="kapper"
    )

    lender(world, Label("familie leent aan twee", LOOKALIKE, ()), firms=2, fined=2)
    lender(world, Label("geldgever van een eigen groep", LOOKALIKE, ("G2",)), group=True)
    lender(world, Label("kleine kredietbank", LOOKALIKE, ("B4",)), bank=True, company=True)
    lender(world, Label("drie van elf klanten beboet", LOOKALIKE, ("F1",)), firms=11)
    lender(world, Label("beboet voor de lening", LOOKALIKE, ("F1",)), early=True)
    lender(
        world,
        Label("boekhouder met een nummer voor alle klanten", LOOKALIKE, ("J2",)),
        lent=False,
        telephone=True,
    )
    lender(
        world, Label("telefoonnummer van twee aanvragers", LOOKALIKE, ()), firms=2, lent=False, telephone=True
    )
    for _ in range(2):
        landlord(world, Label("verhuurder met eerlijke huurders", LOOKALIKE, ()))

    loans, _ = lender(world, Label("lening herroepen", UNDONE, ("J2",)), fined=1, telephone=True)
    world.log.retract(loans[1], after(loans[1].logged.date(), 300))
    _, visits = lender(world, Label("sluitingen vernietigd", UNDONE, ("F1",)), closed=True)
    for visit in visits:
        inspections.annul(world.log, visit, after(visit.told.logged.date(), 20))


def lender(
    world: World,
    label: Label,
    *,
    firms: int = 3,
    fined: int = 3,
    company: bool = False,
    bank: bool = False,
    group: bool = False,
    early: bool = False,
    lent: bool = True,
    telephone: bool = False,
    closed: bool = False,
) -> tuple[list[Told], list[Visit]]:
    """Firms that apply for permits, lent to by one party, or with one telephone number; some of them are fined."""
    begin = opening(world, 700)
    party: Party = world.adult()
    if company:
        party = world.firm("beheer", world.adult().home)
        operate(world, party, [world.adult()], after(begin, -800))
    boss = world.adult()
    borrowers = [world.firm("winkel", world.place(SHOP)) for _ in range(firms)]
    contact: Data = {"telefoon": f"06-{80_000_000 + borrowers[0].number}"}
    loans: list[Told] = []
    forms: list[Told] = []
    visits: list[Visit] = []
    for number, firm in enumerate(borrowers):
        operate(world, firm, [boss if group else world.adult()], after(begin, -300))
        if lent:
            amount = 30_000 + 4_000 * number
            loans.append(
                lend(
                    world.log,
                    firm,
                    party,
                    amount,
                    after(begin, 20 * number),
                    "bank" if bank else "onderhands",
                )
            )
        forms.append(
            licence(world, firm, after(begin, 30 + 20 * number), contact=contact if telephone else None).told
        )
    for number, firm in enumerate(borrowers[:fined]):
        day = after(begin, -60 if early else 240 + 50 * number)
        visits.append(_strike(world, firm, day, closed=closed))
    needs = [
        need([*forms[:3], *loans[:3]]),
        need((visit.told for visit in visits), 3 if "B4" in label.indicators else 1),
    ]
    world.tell_truth(KIND, label, borrowers[:fined] if "B4" in label.indicators else borrowers[:3], needs)
    return loans, visits


def _strike(world: World, firm: Firm, day: date, *, closed: bool) -> Visit:
    """Find something at a firm; a closed one was found without anything that can be punished."""
    visit = breach(world, firm, day, sanctionable=not closed)
    if closed:
        inspections.close(world.log, visit, after(day, 9), after(day, 40))
    return visit


def carousel(world: World, label: Label, *, trade: str = "cafe") -> None:
    """Operators of their own, one after another under one lessor, with findings at each of three."""
    place = world.place(HORECA if trade == "cafe" else SHOP)
    begin = opening(world, 300)
    lessor = private_owner(world, place) if trade == "cafe" else company_owner(world, place)
    begun: list[Told] = []
    firms = [world.firm(trade, place) for _ in range(3)]
    for number, firm in enumerate(firms):
        start = after(begin, 260 * number)
        begun += named(
            operate(world, firm, [world.adult()], start, lessor=lessor), "vestiging-geopend", "huur-begonnen"
        )
        begun.append(breach(world, firm, after(start, 120)).told)
        if number < 2:
            vacate(world, firm, after(start, 250), lessor)
    world.tell_truth(KIND, label, [place, *firms], [need(begun)])


def landlord(world: World, label: Label) -> None:
    """A private landlord with twelve tenants, of whom two are fined and one leaves."""
    owner: Person = world.adult()
    begin = opening(world, 500)
    tenants = [world.firm("winkel", world.place(SHOP)) for _ in range(12)]
    for number, firm in enumerate(tenants):
        operate(world, firm, [world.adult()], after(begin, -900 + 60 * number))
        lease(world.log, firm, owner, firm.place, after(begin, -900 + 60 * number), 100 * firm.place.area)
    for number, firm in enumerate(tenants[:2]):
        breach(world, firm, after(begin, 200 + 150 * number))
    end_lease(world.log, tenants[5], owner, tenants[5].place, after(begin, 500))
    world.tell_truth(KIND, label, tenants[:4])
