"""Mass registration: many firms at one small address, among them some that close and come back (B1 with D1 or C1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.completion import Need, need
from demo.facts import inspections, permits
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import START, after
from demo.places import OFFICE, SHOP, Place
from demo.structures.scene import breach, licence, named, opening, operate, private_owner, vacate
from demo.truth import Fate, Label
from demo.world import Member, World

__all__ = ["plant"]

KIND = "verzameladres"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE


@dataclass(frozen=True, slots=True)
class Crowd:
    """How an address fills up.

    `sitting` firms stand there throughout; besides them `hot` happens: a `phoenix` (one closes, the same director applies anew),
    a `refusal` (the same after a refused permit, with no finding anywhere), a `carousel` (three one after another under one lessor)
    or only a `fine`. `leaving` firms left before the others came.
    """

    sitting: int
    hot: str
    use: str = OFFICE
    area: int | None = None
    leaving: int = 0


def plant(world: World) -> None:
    """Plant crowded addresses and what looks like one."""
    crowd(world, Label("sluiting en herstart", PLANTED, ("B1", "D1")), Crowd(13, "phoenix"))
    crowd(world, Label("sluiting en herstart", PLANTED, ("B1", "D1")), Crowd(16, "phoenix"))
    crowd(world, Label("knooppunt met meer dan 25 firma's", PLANTED, ("B1", "D1")), Crowd(29, "phoenix"))
    crowd(world, Label("wisselende exploitanten", PLANTED, ("B1", "B4", "C1")), Crowd(12, "carousel"))
    crowd(world, Label("boven een winkel", PLANTED, ("B1", "D1")), Crowd(14, "phoenix", SHOP))

    for _ in range(2):
        crowd(
            world,
            Label("bedrijfsverzamelgebouw vanaf 1.500 m²", LOOKALIKE, ("D1",)),
            Crowd(22, "phoenix", area=1_500),
        )
    crowd(world, Label("precies tien firma's", LOOKALIKE, ("D1",)), Crowd(9, "phoenix"))
    crowd(
        world,
        Label("dertien firma's, nooit meer dan tien tegelijk", LOOKALIKE, ("D1",)),
        Crowd(8, "phoenix", leaving=5),
    )
    for _ in range(3):
        crowd(world, Label("accountant met klanten op zijn adres", LOOKALIKE, ("B1",)), Crowd(13, "fine"))
    crowd(world, Label("geen harde gebeurtenis", LOOKALIKE, ("B1", "D1")), Crowd(13, "refusal"))

    emptied = crowd(world, Label("inschrijvingen herroepen", UNDONE, ("D1",)), Crowd(12, "phoenix"))
    for told in emptied.branches[:6]:
        world.log.retract(told, after(emptied.last, 30))


Hot = tuple[list[Firm], date, list[Need]]
# The firms in trouble, the last day, and what makes it whole.


@dataclass(frozen=True, slots=True)
class Crowded:
    """What a crowded address left to name later: the sitting firms' establishments and its last day."""

    branches: list[Told]
    last: date


def crowd(world: World, label: Label, plan: Crowd) -> Crowded:
    """Fill an address."""
    random = world.random
    place = world.place(plan.use, area=plan.area)
    lessor = private_owner(world, place)
    known = len(world.log.told)
    trades = ("kantoor", "webwinkel", "beheer", "klus")
    for _ in range(plan.sitting):
        firm = world.firm(random.choice(trades), place, random.choice(("bv", "bv", "eenmanszaak")))
        since = random.randint(5, 90) if plan.leaving else random.randint(100, 2500)
        operate(world, firm, [world.adult()], after(START, -since))
    branches = [told for told in world.log.told[known:] if told.type.split(".")[2] == "vestiging-geopend"]
    for _ in range(plan.leaving):
        firm = world.firm("kantoor", place)
        operate(world, firm, [world.adult()], after(START, -random.randint(900, 1500)))
        vacate(world, firm, after(START, -random.randint(100, 800)))
    begin = opening(world)
    match plan.hot:
        case "carousel":
            firms, last, needs = _carousel(world, place, begin, lessor)
        case "fine":
            firms, last, needs = _fined(world, place, begin)
        case trigger:
            firms, last, needs = _phoenix(world, place, begin, refused=trigger == "refusal")
    members: list[Member] = [*firms, *([place] if "B1" in label.indicators else [])]
    world.tell_truth(KIND, label, members, needs)
    return Crowded(branches, last)


def _phoenix(world: World, place: Place, begin: date, *, refused: bool) -> Hot:
    """One firm is closed (or refused) and its director applies with another at the same address."""
    director = world.adult()
    first, second = world.firm("avondwinkel", place), world.firm("avondwinkel", place)
    struck = after(begin, 280 + world.random.randint(0, 60))
    operate(world, first, [director], begin)
    case = licence(world, first, after(begin, 10), outcome=None if refused else "granted")
    if refused:
        end = permits.decide(world.log, case, "refused", struck, "strijd_omgevingsplan")
    else:
        visit = breach(world, first, after(struck, -8))
        end = inspections.close(world.log, visit, struck, after(struck, 90))
    vacate(world, first, after(struck, 20))
    founded = operate(world, second, [director], after(struck, 60))
    again = licence(world, second, after(struck, 80))
    control = need(named(founded, "functie-aanvaard", "belang-verkregen"), 1)
    return [first, second], after(struck, 80), [need([end, again.told]), control]


def _carousel(world: World, place: Place, begin: date, lessor: Person) -> Hot:
    """Three firms one after another rent from one lessor."""
    firms = [world.firm("avondwinkel", place) for _ in range(3)]
    begun: list[Told] = []
    for index, firm in enumerate(firms):
        start = after(begin, 260 * index)
        founded = operate(world, firm, [world.adult()], start, lessor=lessor)
        begun += named(founded, "vestiging-geopend", "huur-begonnen")
        breach(world, firm, after(start, 150))
        if index < 2:
            vacate(world, firm, after(start, 250), lessor)
    return firms, after(begin, 780), [need(begun)]


def _fined(world: World, place: Place, begin: date) -> Hot:
    """One client of the accountant's is fined; that is all."""
    client = world.firm("kantoor", place)
    operate(world, client, [world.adult()], begin)
    breach(world, client, after(begin, 200))
    breach(world, client, after(begin, 500))
    return [client], after(begin, 500), []
