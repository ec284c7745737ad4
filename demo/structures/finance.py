"""Money that does not add up and forms that leave things out (F2, F3, J1 and J2, with G2 or C1)."""

from __future__ import annotations

from demo.completion import need
from demo.facts import permits
from demo.facts.permits import Application, Role
from demo.facts.register import hold, lead, lend
from demo.log import Data, Told
from demo.people import Person
from demo.period import START, after
from demo.places import HORECA, SHOP
from demo.structures.scene import (
    breach,
    licence,
    named,
    offend,
    opening,
    operate,
    private_owner,
    troubled,
    vacate,
)
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "verzwegen"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
OFFENDER = ("G2",)


def plant(world: World) -> None:
    """Plant what forms leave out and what looks like it."""
    invest(world, Label("gat in de financiering, lening verzwegen", PLANTED, ("F2", "J1")))
    invest(
        world,
        Label("gat in de financiering, lening verzwegen", PLANTED, ("F2", "J1")),
        investment=90_000,
        own=20_000,
    )
    invest(world, Label("gat in de financiering", PLANTED, ("F2", "G2")), loan=0, offender=True)
    lend_round(world, Label("leningen in een kring", PLANTED, ("F3", "G2")))
    lend_round(world, Label("leningen in een kring", PLANTED, ("F3", "G2")), size=2)
    omit(world, Label("houder niet opgegeven", PLANTED, ("G2", "J1")))
    omit(world, Label("bestuurder die het register niet kent", PLANTED, ("G2", "J1")), what="director")
    share_number(world, Label("opvolgers met een telefoonnummer", PLANTED, ("C1", "J2")))
    share_number(world, Label("opvolgers met een rekening", PLANTED, ("C1", "J2")), contact="iban")

    exact = Label("precies tienduizend euro tekort", LOOKALIKE, ())
    invest(world, exact, investment=40_000, own=30_000, loan=0)
    invest(world, Label("precies een vijfde tekort", LOOKALIKE, ()), own=96_000, loan=0)
    invest(world, Label("bewijsstukken ontbreken", LOOKALIKE, ("F2",)), loan=0)
    invest(world, Label("bankfinanciering", LOOKALIKE, ()), bank=True, loan=0)
    invest(world, Label("lening van een week oud", LOOKALIKE, ("F2",)), lent=7)
    invest(world, Label("kleine lening van familie", LOOKALIKE, ("F2",)), loan=9_000)
    lend_round(world, Label("lening zonder kring", LOOKALIKE, OFFENDER), round_=False)
    omit(world, Label("houder van 24 procent niet opgegeven", LOOKALIKE, OFFENDER), share=24)
    omit(world, Label("register loopt zestig dagen achter", LOOKALIKE, OFFENDER), what="late")
    omit(world, Label("geen houder gevraagd", LOOKALIKE, OFFENDER), what="nothing")
    share_number(world, Label("twee opvolgers met een nummer", LOOKALIKE, ("C1",)), count=2)
    share_number(world, Label("drie zaken van een eigenaar met een nummer", LOOKALIKE, ("C1",)), group=True)

    case = invest(world, Label("financiering gecorrigeerd", UNDONE, ("J1",)))
    mended = [{"soort": "eigen_middelen", "bedrag": "80000.00"}, {"soort": "bank", "bedrag": "40000.00"}]
    world.log.correct(
        case.told, after(case.told.logged.date(), 60), financiering=mended, investering="120000.00"
    )
    told = omit(world, Label("aandelen herroepen", UNDONE, OFFENDER))
    world.log.retract(told, after(START, 1_050))


def invest(
    world: World,
    label: Label,
    *,
    investment: int = 120_000,
    own: int = 55_000,
    loan: int = 40_000,
    lent: int = 80,
    bank: bool = False,
    offender: bool = False,
) -> Application:
    """An application names its financing; a private loan of some days before stands in the register alone."""
    begin = opening(world, 770)
    boss = world.adult()
    firm = world.firm("restaurant", world.place(HORECA))
    operate(world, firm, [boss], after(begin, -300))
    asked = after(begin, 300)
    facts: list[Told] = []
    if loan:
        facts.append(lend(world.log, firm, world.adult(), loan, after(asked, -lent)))
    financing: list[Data] = [{"soort": "eigen_middelen", "bedrag": f"{own}.00"}]
    if bank:
        rest = investment - own
        lend(world.log, firm, world.bank(), rest, after(asked, -60), "bank")
        financing.append({"soort": "bank", "bedrag": f"{rest}.00"})
    more: Data = {"sbi": [firm.trade.sbi], "investering": f"{investment}.00", "financiering": financing}
    case = permits.apply(world.log, "alcoholwet", firm, firm.place, asked, more=more)
    permits.decide(world.log, case, "granted", after(asked, 50))
    firms = [firm]
    if offender:
        firms, visits = troubled(world, boss, begin, own=firm)
        facts += visits
    else:
        facts.append(breach(world, firm, after(begin, 180)).told)
    if lent < 30:
        facts = facts[1:]
    world.tell_truth(KIND, label, firms, [need([case.told, *facts])])
    return case


def lend_round(world: World, label: Label, *, size: int = 3, round_: bool = True) -> None:
    """Firms lend to one another; one director offends at two of them."""
    begin = opening(world, 700)
    boss = world.adult()
    firms = [world.firm("winkel", world.place(SHOP)) for _ in range(size)]
    for number, firm in enumerate(firms):
        operate(world, firm, [boss if number < 2 else world.adult()], after(begin, -400))
    pairs = [(firm, firms[number - 1]) for number, firm in enumerate(firms)]
    loans = [
        lend(world.log, one, other, 50_000 + 500 * number, after(begin, 60 * number))
        for number, (one, other) in enumerate(pairs if round_ else pairs[1:])
    ]
    visits = offend(world, firms[:2], after(begin, 80))
    world.tell_truth(KIND, label, firms if round_ else firms[:2], [need([*loans, *visits])])


def omit(world: World, label: Label, *, what: str = "holder", share: int = 45) -> Told:
    """An offender's firm applies, and the form and the register name other holders or directors.

    `what` is a `holder` who is left out, a `director` whom the register does not know, one whom it knows `late`, or `nothing`.
    """
    begin = opening(world, 690)
    boss, partner, stranger = world.adult(), world.adult(), world.adult()
    firm = world.firm("snackbar", world.place(HORECA))
    operate(world, firm, [boss], after(begin, -500), holders=[(partner, 100 - share)])
    told = hold(world.log, firm, boss, share, after(begin, -490))
    asked = after(begin, 300)
    declared = {
        "holder": [Role("aandeelhouder", partner, (("aandeel", 100 - share),))],
        "director": [Role("bestuurder", stranger)],
        "late": [Role("bestuurder", stranger)],
    }
    case = licence(world, firm, asked, declared.get(what, []))
    if what == "late":
        lead(world.log, firm, stranger, after(asked, 60))
    firms, visits = troubled(world, boss, begin, own=firm)
    world.tell_truth(KIND, label, firms, [need([case.told, *visits])])
    return told


def share_number(
    world: World, label: Label, *, contact: str = "telefoon", count: int = 3, group: bool = False
) -> None:
    """Three operators one after another under one lessor give one number on their forms."""
    place = world.place(HORECA)
    begin = opening(world, 350)
    lessor, boss = private_owner(world, place), world.adult()
    firms = [world.firm("cafe", place) for _ in range(3)]
    number = {"telefoon": f"06 {70_000_000 + firms[0].number}", "iban": permits.iban(firms[0])}[contact]
    begun: list[Told] = []
    forms: list[Told] = []
    for index, firm in enumerate(firms):
        start = after(begin, 250 * index)
        leader: Person = boss if group else world.adult()
        begun += operate(world, firm, [leader], start, lessor=lessor)
        forms.append(
            licence(world, firm, after(start, 7), contact={contact: number} if index < count else None).told
        )
        if index < 2:
            vacate(world, firm, after(start, 240), lessor)
    hard = breach(world, firms[1], after(begin, 400)).told
    operated = named(begun, "vestiging-geopend", "huur-begonnen")
    world.tell_truth(KIND, label, [place, *firms], [need([*operated, *forms, hard])])
