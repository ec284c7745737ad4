"""Grants for nothing: the same activity twice, rent to oneself, nobody on site (E2, E3 and E4, with G2 or D1)."""

from __future__ import annotations

from datetime import date

from demo.completion import need
from demo.facts import inspections, register, subsidies
from demo.facts.register import Party
from demo.firms import Firm
from demo.log import Told
from demo.period import after
from demo.places import HORECA, OFFICE, SHOP, Place
from demo.structures.scene import breach, licence, offend, opening, operate
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "subsidiemisbruik"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
OFFENDER = ("G2",)
TEXT = "Wekelijkse huiswerkbegeleiding en taalles voor jongeren"
OTHER = "Opknappen van de speeltuin en het plein met bewoners"


def plant(world: World) -> None:
    """Plant grants for nothing and what looks like them."""
    double(world, Label("een activiteit, twee stichtingen", PLANTED, ("E2", "G2")))
    double(world, Label("bijna dezelfde tekst", PLANTED, ("E2", "G2")), text=f"{TEXT.lower()} en ouders")
    double(
        world,
        Label("twee subsidies voor een activiteit na een sluiting", PLANTED, ("D1", "E2")),
        besides="closure",
    )
    rent(world, Label("huur aan een bedrijf van de bestuurder", PLANTED, ("E3", "G2")))
    rent(world, Label("huur aan een bedrijf van de bestuurder", PLANTED, ("E3", "G2")), share=30)
    nobody(world, Label("drie locaties zonder activiteit", PLANTED, ("E4", "G2")))
    nobody(world, Label("veertien locaties zonder zorg", PLANTED, ("E4", "G2")), sites=14)

    double(world, Label("perioden overlappen dertien dagen", LOOKALIKE, OFFENDER), overlap=13)
    double(world, Label("twee verschillende activiteiten", LOOKALIKE, OFFENDER), text=OTHER)
    double(world, Label("zelfde tekst, andere besturen", LOOKALIKE, OFFENDER), strangers=True)
    rent(world, Label("precies een kwart van de verhuurder", LOOKALIKE, OFFENDER), share=25)
    rent(world, Label("huur van de bestuurder zelf", LOOKALIKE, OFFENDER), in_person=True)
    rent(world, Label("huur van een maatschappelijke verhuurder", LOOKALIKE, OFFENDER), share=0)
    nobody(world, Label("twee locaties", LOOKALIKE, OFFENDER), sites=2)
    nobody(world, Label("een keer niemand aangetroffen", LOOKALIKE, OFFENDER), visits=1)
    for _ in range(2):
        nobody(
            world,
            Label("zorginstelling, bezoek buiten openingstijd", LOOKALIKE, ("E4",)),
            sites=9,
            honest=True,
        )

    told = double(world, Label("verlening herroepen", UNDONE, OFFENDER))
    world.log.retract(told, after(told.logged.date(), 100))
    told = rent(world, Label("huurcontract herroepen", UNDONE, OFFENDER))
    world.log.retract(told, after(told.logged.date(), 500))
    told = nobody(world, Label("bezoek gecorrigeerd", UNDONE, OFFENDER))
    world.log.correct(told, after(told.logged.date(), 40), uitkomst="geen_bevindingen")


def double(
    world: World,
    label: Label,
    *,
    text: str = TEXT,
    overlap: int = 90,
    strangers: bool = False,
    besides: str = "findings",
) -> Told:
    """Two foundations of one director are granted money for one activity in periods that overlap."""
    boss = world.adult()
    begin = opening(world, 680)
    firms = [world.firm("vereniging", world.place(HORECA), "stichting") for _ in range(2)]
    for number, firm in enumerate(firms):
        register.found(world.log, firm, after(begin, -700), [world.adult() if strangers and number else boss])
    granted: list[Told] = []
    for number, (firm, activity) in enumerate(zip(firms, (TEXT, text), strict=True)):
        first = after(begin, 200 + number * (180 - overlap))
        granted.append(
            _grant(world, firm, "Jeugd en talent", after(first, -30), activity, (first, after(first, 179)))
        )
    if besides == "closure":
        facts = _closed(world, firms, begin)
    else:
        own = [firms[0], _other(world, boss, begin)] if strangers else firms
        facts = offend(world, own, after(begin, 120))
    world.tell_truth(KIND, label, firms[:1] if strangers else firms, [need([*granted, *facts])])
    return granted[1]


def rent(world: World, label: Label, *, share: int = 60, in_person: bool = False) -> Told:
    """A granted foundation rents from a company of which its director holds so much."""
    boss = world.adult()
    begin = opening(world, 450)
    venue = world.place(HORECA)
    tenant, lessor = world.firm("vereniging", venue, "stichting"), world.firm("beheer", world.place(OFFICE))
    register.found(world.log, tenant, after(begin, -600), [boss])
    holders: list[tuple[Party, float]] = [(boss, share)] if share else []
    operate(
        world, lessor, [world.adult()], after(begin, -900), holders=[*holders, (world.adult(), 100 - share)]
    )
    let = register.lease(
        world.log, tenant, boss if in_person else lessor, venue, after(begin, 40), 100 * venue.area
    )
    granted = _grant(world, tenant, "Taal en ontmoeting", after(begin, 170))
    other = _other(world, boss, begin)
    facts = offend(world, [tenant, other], after(begin, 130))
    members = [tenant, lessor, other] if "E3" in label.indicators else [tenant, other]
    world.tell_truth(KIND, label, members, [need([let, granted, *facts])])
    return let


def nobody(world: World, label: Label, *, sites: int = 3, visits: int = 2, honest: bool = False) -> Told:
    """An institution is granted money for so many places; at some of them inspectors find nothing going on."""
    boss = world.adult()
    begin = opening(world, 380)
    places = [world.place(SHOP) for _ in range(sites)]
    carer = world.firm("zorg", places[0], "stichting")
    register.found(world.log, carer, after(begin, -900), [boss])
    granted = [
        _grant(world, carer, "Sport voor jong en oud", after(begin, 30 + 24 * number), place=place)
        for number, place in enumerate(places)
    ]
    seen = [
        inspections.inspect(
            world.log,
            places[number],
            carer,
            after(begin, 420 + 70 * number),
            "geen_activiteit",
            kind="integraal",
        ).told
        for number in range(visits)
    ]
    if honest:
        firms, facts = [carer], [breach(world, carer, after(begin, 300)).told]
    else:
        firms = [carer, _other(world, boss, begin)]
        facts = offend(world, firms, after(begin, 200))
    world.tell_truth(KIND, label, firms, [need(granted[:3]), need(seen), need(facts)])
    return seen[-1]


def _grant(
    world: World,
    firm: Firm,
    scheme: str,
    day: date,
    activity: str | None = None,
    period: tuple[date, date] | None = None,
    place: Place | None = None,
) -> Told:
    """Ask for a subsidy and grant it six weeks later; without a period for three weeks of its own."""
    granted = after(day, 42)
    grant = subsidies.ask(
        world.log,
        scheme,
        firm,
        place or firm.place,
        day,
        f"{world.random.randint(30, 90)}000.00",
        activity=activity,
        period=period or (granted, after(granted, 20)),
    )
    told = subsidies.give(world.log, grant, granted)
    subsidies.pay(world.log, grant, after(granted, 14))
    return told


def _other(world: World, boss: Party, begin: date) -> Firm:
    """Give a director a firm besides."""
    firm = world.firm("kantoor", world.adult().home)
    operate(world, firm, [boss], after(begin, -300))
    return firm


def _closed(world: World, firms: list[Firm], begin: date) -> list[Told]:
    """Close the first foundation's place; the second applies for a permit there."""
    visit = breach(world, firms[0], after(begin, 150), fined=False)
    end = inspections.close(world.log, visit, after(begin, 160), after(begin, 250))
    return [end, licence(world, firms[1], after(begin, 300), place=firms[0].place).told]
