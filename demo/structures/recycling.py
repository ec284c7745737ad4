"""Applications that come back, and breaks on paper (D2 and D3, with G2 or C3)."""

from __future__ import annotations

from demo.completion import need
from demo.facts import inspections, permits
from demo.facts.permits import Role
from demo.facts.register import end_lease, hold, lead, lease, lend, step_down
from demo.log import Told
from demo.period import after
from demo.places import HORECA
from demo.structures.scene import breach, opening, operate, private_owner, troubled
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "terugtrekken"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
OFFENDER = ("G2",)


def plant(world: World) -> None:
    """Plant applications that come back, breaks on paper, and what looks like them."""
    back = ("D2", "G2")
    withdraw(world, Label("ingetrokken onder onderzoek, zelfde bestuurder", PLANTED, back))
    withdraw(world, Label("ingetrokken onder onderzoek, zelfde bestuurder", PLANTED, back), waited=350)
    withdraw(world, Label("ingetrokken onder onderzoek, zelfde beheerder", PLANTED, back), bond="manager")
    leave(world, Label("bestuurder weg, huur blijft", PLANTED, ("D3", "G2")))
    leave(world, Label("bestuurder weg, lening blijft", PLANTED, ("D3", "G2")), tie="loan")
    leave(world, Label("bestuurder weg rond een boete", PLANTED, ("C3", "D3")), fined=True)
    leave(world, Label("bestuurder weg rond een boete", PLANTED, ("C3", "D3")), fined=True, tie="loan")

    withdraw(world, Label("na 61 dagen ingetrokken", LOOKALIKE, OFFENDER), after_days=61)
    withdraw(world, Label("pas na ruim een jaar opnieuw", LOOKALIKE, OFFENDER), waited=370)
    withdraw(world, Label("plan gewijzigd, zelfde aanvrager", LOOKALIKE, OFFENDER), bond="itself")
    withdraw(world, Label("nieuwe aanvrager zonder band", LOOKALIKE, OFFENDER), bond="none")
    withdraw(world, Label("bouwplan ingetrokken", LOOKALIKE, OFFENDER), kind="omgeving_bouw")
    leave(world, Label("echte breuk, huur eindigt mee", LOOKALIKE, OFFENDER), until=20)
    leave(world, Label("bestuurder blijft aandeelhouder", LOOKALIKE, OFFENDER), holds=True)
    leave(world, Label("ruim een jaar later weg", LOOKALIKE, OFFENDER), left=370)
    leave(world, Label("bouwaanvraag zonder onderzoek", LOOKALIKE, OFFENDER), kind="omgeving_bouw")

    told = withdraw(world, Label("nieuwe aanvraag herroepen", UNDONE, OFFENDER))
    world.log.retract(told, after(told.logged.date(), 60))
    told = leave(world, Label("vertrek gecorrigeerd", UNDONE, OFFENDER))
    world.log.retract(told, after(told.logged.date(), 90))


def withdraw(
    world: World,
    label: Label,
    *,
    after_days: int = 35,
    waited: int = 160,
    bond: str = "director",
    kind: str = "alcoholwet",
) -> Told:
    """A firm withdraws its application; another applies further on. The first one's director offends at two firms.

    `bond` is what ties the applicants: a `director`, a `manager`, `none`, or the applicant is `itself`.
    """
    begin = opening(world, 150)
    boss, manager = world.adult(), world.adult()
    place = world.place(HORECA)
    first, second = world.firm("cafe", place), world.firm("restaurant", world.place(HORECA, far=place))
    operate(world, first, [boss], after(begin, -400))
    operate(world, second, [boss if bond == "director" else world.adult()], after(begin, -90))
    roles = [Role("leidinggevende", manager)] if bond == "manager" else []
    asked = after(begin, 330)
    case = permits.apply(world.log, kind, first, place, asked, roles)
    gone = permits.decide(world.log, case, "taken_back", after(asked, after_days))
    who = first if bond == "itself" else second
    again = permits.apply(world.log, "alcoholwet", who, who.place, after(asked, after_days + waited), roles)
    permits.decide(world.log, again, "granted", after(asked, after_days + waited + 50))
    firms, visits = troubled(world, boss, begin, own=first)
    members = [*firms, second] if "D2" in label.indicators else firms
    world.tell_truth(KIND, label, members, [need([case.told, gone, again.told, *visits])])
    return again.told


def leave(
    world: World,
    label: Label,
    *,
    tie: str = "lease",
    left: int = 150,
    until: int = 0,
    kind: str = "alcoholwet",
    holds: bool = False,
    fined: bool = False,
) -> Told:
    """A director leaves the applicant under screening, and lets or lends to it as before.

    `until` ends the tie so many days after he left; `fined` puts a fine shortly before, else he offends at two firms.
    """
    begin = opening(world, 100)
    boss, heir, owner = world.adult(), world.adult(), world.adult()
    firm = world.firm("cafe", world.place(HORECA))
    operate(world, firm, [boss], after(begin, -500), holders=[(owner, 90)])
    if holds:
        hold(world.log, firm, boss, 10, after(begin, -500))
    if tie == "lease":
        lease(world.log, firm, boss, firm.place, after(begin, -490), 95 * firm.place.area)
    else:
        private_owner(world, firm.place)
        lend(world.log, firm, boss, 60_000, after(begin, -490))
    asked = after(begin, 400)
    case = permits.apply(world.log, kind, firm, firm.place, asked)
    permits.decide(world.log, case, "granted", after(asked, 50))
    gone = step_down(world.log, firm, boss, after(asked, left))
    lead(world.log, firm, heir, after(asked, left + 130))
    if until:
        end_lease(world.log, firm, boss, firm.place, after(asked, left + until))
    if fined:
        visit = breach(world, firm, after(asked, left - 50), fined=False)
        facts = [visit.told, inspections.fine(world.log, visit, after(asked, left - 20), 3_000)]
        firms = [firm]
    else:
        firms, facts = troubled(world, boss, begin, own=firm)
    world.tell_truth(KIND, label, firms, [need([case.told, gone, *facts])])
    return gone
