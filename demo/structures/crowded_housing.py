"""Crowded homes: many residents, many moves, people in a hall (B2, B3 and B5, with F3 or C1), and work by the same hand (I2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demo.completion import Need, need
from demo.facts import inspections
from demo.facts.inspections import Visit
from demo.facts.permits import apply, decide
from demo.facts.register import Party, lead, lease, move_in, move_out, own
from demo.log import Told
from demo.people import Person
from demo.period import START, after
from demo.places import HOME, HORECA, OFFICE, WORKS, Place
from demo.structures.scene import named, opening, operate, private_owner, vacate
from demo.truth import Fate, Label
from demo.world import Member, World

__all__ = ["plant"]

KIND, WORK = "huisvesting", "uitbuiting"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
DEAR, FAIR = 260, 110
# Rents in euros a square metre a year.


def plant(world: World) -> None:
    """Plant crowded homes and what looks like one."""
    house(world, Label("zes volwassenen op veertig meter, dure huur", PLANTED, ("B2", "F3")))
    house(
        world, Label("zes volwassenen op veertig meter, dure huur", PLANTED, ("B2", "F3")), people=9, area=70
    )
    house(world, Label("doorgangshuis, dure huur", PLANTED, ("B3", "F3")), people=2, area=60, stays=14)
    house(world, Label("doorgangshuis, dure huur", PLANTED, ("B3", "F3")), people=2, area=60, stays=17)
    house(
        world, Label("bewoners in een hal, dure huur", PLANTED, ("B5", "F3")), use=WORKS, area=420, people=4
    )
    hall(world, Label("bewoners in een hal, wisselende huurders", PLANTED, ("B5", "C1")))

    house(world, Label("precies tien meter per persoon", LOOKALIKE, ("F3",)), area=60)
    house(world, Label("gezin met kinderen", LOOKALIKE, ("F3",)), people=2, children=5)
    house(world, Label("volle woning, gewone huur", LOOKALIKE, ("B2",)), rent=FAIR)
    house(world, Label("studentenhuis", LOOKALIKE, ("B3",)), people=3, area=90, stays=14, rent=FAIR)
    house(
        world,
        Label("opvanghuis van een zorginstelling", LOOKALIKE, ("B3",)),
        people=3,
        area=140,
        stays=18,
        rent=80,
    )
    house(world, Label("weinig verhuizingen", LOOKALIKE, ("F3",)), people=2, area=60, stays=2)
    house(world, Label("leegstandbeheer", LOOKALIKE, ("B5",)), use=WORKS, area=420, people=2, rent=FAIR)
    house(world, Label("een bewaker", LOOKALIKE, ("F3",)), use=WORKS, area=420, people=1)
    house(world, Label("bedrijfswoning", LOOKALIKE, ("F3",)), use=f"{WORKS} en {HOME}", area=420, people=4)

    visit = house(world, Label("sluiting vernietigd", UNDONE, ("B2", "F3")), closed=True)
    inspections.annul(world.log, visit, after(visit.told.logged.date(), 160))
    known = len(world.log.told)
    visit = house(world, Label("inschrijvingen herroepen", UNDONE, ("F3",)))
    for told in named(world.log.told[known:], "bewoning-begonnen")[:4]:
        world.log.retract(told, after(visit.told.logged.date(), 45))

    exploit(world, Label("uitzendbureau met een vol huis", PLANTED, ("B2", "I2")))
    exploit(
        world, Label("uitzendbureau met een doorgangshuis", PLANTED, ("B3", "I2")), stays=15, through=True
    )
    exploit(
        world, Label("massagesalon met een vol huis", PLANTED, ("B2", "I2")), trade="massage", through=True
    )
    exploit(world, Label("seksinrichting met een vol huis", PLANTED, ("B2", "I2")), trade="cafe", permit=True)
    exploit(world, Label("vol huis, dure huur", PLANTED, ("B2", "F3", "I2")), rent=DEAR)

    exploit(world, Label("ruime huisvesting van uitzendkrachten", LOOKALIKE, ()), area=130)
    exploit(world, Label("vol huis van een ander", LOOKALIKE, ("B2",)), owner="stranger")
    exploit(world, Label("commissaris bij het uitzendbureau", LOOKALIKE, ("B2",)), function="commissaris")
    exploit(world, Label("winkelier met een vol huis", LOOKALIKE, ("B2",)), trade="winkel")
    known = len(world.log.told)
    exploit(world, Label("eigendom herroepen", UNDONE, ("B2",)))
    bought = named(world.log.told[known:], "eigendom-verkregen")[-1]
    world.log.retract(bought, after(START, 900))


def house(
    world: World,
    label: Label,
    *,
    use: str = HOME,
    people: int = 6,
    area: int = 40,
    children: int = 0,
    stays: int = 0,
    rent: int = DEAR,
    closed: bool = False,
) -> Visit:
    """A place let to one tenant, where many people live or move in and out; inspectors find something there."""
    place = _place(world, use, area)
    begin = opening(world, 400)
    owner, tenant = private_owner(world, place), world.adult()
    let = lease(world.log, tenant, owner, place, begin, rent * area)
    moved = _live(world, place, begin, people, children)
    passed = _pass_through(world, place, after(begin, 30), stays)
    visit, hard = _inspect(world, place, after(begin, 380), closed=closed)
    crowd = need(passed, min(10, len(passed))) if stays else need(moved[:people], min(people, -(-area // 10)))
    if use == WORKS:
        crowd = need(moved, min(2, people))
    world.tell_truth(KIND, label, [place], [need([let, hard]), crowd] if label.fate.flagged else [])
    return visit


def hall(world: World, label: Label) -> None:
    """A hall with three tenants one after another, and people who live there."""
    place = world.place(WORKS)
    begin = opening(world, 350)
    lessor = private_owner(world, place)
    begun: list[Told] = []
    firms = [world.firm("opslag", place) for _ in range(3)]
    for number, firm in enumerate(firms):
        start = after(begin, 240 * number)
        begun += operate(world, firm, [world.adult()], start, lessor=lessor)
        if number < 2:
            vacate(world, firm, after(start, 230), lessor)
    moved = _live(world, place, after(begin, 300), 5, 0)
    _, hard = _inspect(world, place, after(begin, 560))
    needs = [need(named(begun, "vestiging-geopend", "huur-begonnen")), need(moved, 2), need([hard])]
    world.tell_truth(KIND, label, [place, *firms], needs)


def exploit(
    world: World,
    label: Label,
    *,
    trade: str = "uitzend",
    area: int = 42,
    stays: int = 0,
    rent: int | None = None,
    owner: str = "own",
    function: str | None = None,
    through: bool = False,
    permit: bool = False,
) -> None:
    """An employer and a home where many live or move, under one person; `through` a firm that owns the home."""
    begin = opening(world, 400)
    boss = world.adult()
    employer = world.firm(trade, world.place(HORECA if trade == "cafe" else OFFICE))
    operate(
        world,
        employer,
        [world.adult() if function else boss],
        after(begin, -100),
        holders=[(world.adult(), 100)],
    )
    if function:
        lead(world.log, employer, boss, after(begin, -100), function)
    if permit:
        case = apply(world.log, "seksinrichting", employer, employer.place, after(begin, 20))
        decide(world.log, case, "granted", after(begin, 70))
    landlord: Party = world.adult() if owner == "stranger" else boss
    if through:
        landlord = world.firm("beheer", boss.home)
        operate(world, landlord, [boss], after(begin, -300))
    place = _place(world, HOME, area)
    bought = own(world.log, landlord, place, after(begin, -60), 2_000 * area)
    let = [lease(world.log, employer, landlord, place, begin, rent * area)] if rent else []
    people = 2 if stays else 6
    moved = _live(world, place, after(begin, 40), people, 0)
    passed = _pass_through(world, place, after(begin, 50), stays)
    _, hard = _inspect(world, place, after(begin, 410))
    crowd = need(passed, min(10, len(passed))) if stays else need(moved, min(people, -(-area // 10)))
    needs: list[Need] = [need([bought, hard, *let]), crowd]
    members: list[Member] = [employer, place] if "I2" in label.indicators else [place]
    world.tell_truth(WORK, label, members, needs if label.fate.flagged else [])


def _place(world: World, use: str, area: int) -> Place:
    """Take a place of so many square metres; a second use stays beside the first."""
    place = world.place(use.split(" ", maxsplit=1)[0], area=area)
    return replace(place, use=use)


def _live(world: World, place: Place, day: date, people: int, children: int) -> list[Told]:
    """Let people come to live at a place, a week apart."""
    residents: list[Person] = [world.newcomer(place, 22 + 3 * number) for number in range(people)]
    residents += [world.newcomer(place, 4 + 2 * number) for number in range(children)]
    return [move_in(world.log, who, place, after(day, 7 * number)) for number, who in enumerate(residents)]


def _pass_through(world: World, place: Place, day: date, stays: int) -> list[Told]:
    """Let people stay at a place for three weeks each."""
    told: list[Told] = []
    for number in range(stays):
        who, start = world.newcomer(place, 20 + number), after(day, 24 * number)
        told += [move_in(world.log, who, place, start), move_out(world.log, who, place, after(start, 21))]
    return told


def _inspect(world: World, place: Place, day: date, *, closed: bool = False) -> tuple[Visit, Told]:
    """Find a place too full; a closed one was found without anything that can be punished."""
    what = inspections.finding("overbewoning", 2, sanctionable=not closed)
    outcome = "aandachtspunt" if closed else "overtreding"
    visit = inspections.inspect(world.log, place, None, day, outcome, what, kind="huisvesting")
    if not closed:
        return visit, visit.told
    return visit, inspections.close(world.log, visit, after(day, 5), after(day, 60), "gemeentewet")
