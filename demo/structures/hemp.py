"""Hemp at places of one owner (I1, with C1, F3 or D1)."""

from __future__ import annotations

from datetime import date

from demo.completion import need
from demo.facts import inspections, permits, signals
from demo.facts.inspections import Visit
from demo.facts.register import Party, found, lease, own
from demo.log import Told
from demo.period import after
from demo.places import HOME, HORECA, OFFICE, SHOP, WORKS, Place
from demo.structures.scene import company_owner, named, opening, operate, vacate
from demo.truth import Fate, Label
from demo.world import Member, World

__all__ = ["plant"]

KIND = "hennep"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
DEAR, FAIR = 230, 100


def plant(world: World) -> None:
    """Plant hemp at places of one owner and what looks like it."""
    grow(world, Label("twee loodsen van een eigenaar, dure huur", PLANTED, ("F3", "I1")))
    grow(
        world,
        Label("loods en winkel van een eigenaar, dure huur", PLANTED, ("F3", "I1")),
        uses=(SHOP, WORKS),
        company=True,
    )
    grow(
        world,
        Label("meldingen van de netbeheerder, dure huur", PLANTED, ("F3", "I1")),
        reported="B",
        company=True,
    )
    grow(world, Label("aanvraag van de eigenaar loopt", PLANTED, ("F3", "I1")), finds=1, pending=True)
    turn(world, Label("wisselende huurders, hennep in twee panden", PLANTED, ("C1", "I1")))
    turn(
        world, Label("wisselende huurders, hennep in twee panden", PLANTED, ("C1", "I1")), trade="avondwinkel"
    )

    grow(world, Label("een vondst bij een verhuurder", LOOKALIKE, ("F3",)), finds=1)
    grow(world, Label("huurder handelde alleen", LOOKALIKE, ()), finds=1, rent=FAIR)
    grow(world, Label("twee vondsten, gewone huur", LOOKALIKE, ("I1",)), rent=FAIR)
    grow(world, Label("ruim drie jaar uit elkaar", LOOKALIKE, ("F3",)), apart=1_096)
    grow(world, Label("melding van een bewoner", LOOKALIKE, ("F3",)), reported="E")
    grow(world, Label("sluiting om iets anders", LOOKALIKE, ("F3",)), ground="gemeentewet")
    grow(world, Label("aanvraag al beslist", LOOKALIKE, ("F3",)), finds=1, pending=True, decided=True)
    housing(world, Label("woningcorporatie met hennep bij drie huurders", LOOKALIKE, ()))

    visits = grow(world, Label("sluiting vernietigd", UNDONE, ("F3",)))
    inspections.annul(world.log, visits[1], after(visits[1].told.logged.date(), 150))


def grow(
    world: World,
    label: Label,
    *,
    uses: tuple[str, str] = (WORKS, WORKS),
    finds: int = 2,
    rent: int = DEAR,
    apart: int = 300,
    reported: str | None = None,
    ground: str = "opiumwet_13b",
    pending: bool = False,
    decided: bool = False,
    company: bool = False,
) -> list[Visit]:
    """Two places of one owner, the first let dearly; hemp is found at so many of them, some days apart."""
    begin = opening(world, 500) if apart < 1_000 else after(opening(world, 30), -150)
    places = [world.place(use) for use in uses]
    owner: Party = company_owner(world, places[0]) if company else world.adult()
    facts: list[Told] = []
    for number, place in enumerate(places):
        if number or not company:
            facts.append(own(world.log, owner, place, after(begin, -800), 1_500 * place.area))
        tenant = world.firm("kantoor", world.adult().home)
        operate(world, tenant, [world.adult()], after(begin, -500))
        asked = rent if not number else FAIR
        facts.append(lease(world.log, tenant, owner, place, after(begin, -400), asked * place.area))
    if pending:
        firm = world.firm("restaurant", world.place(HORECA))
        operate(world, firm, [world.adult()], after(begin, -100))
        role = [permits.Role("eigenaar", owner)]
        case = permits.apply(world.log, "alcoholwet", firm, firm.place, after(begin, 20), role)
        permits.decide(world.log, case, "granted", after(begin, 40 if decided else 110))
        facts.append(case.told)
    visits: list[Visit] = []
    for number, place in enumerate(places[:finds]):
        day = after(begin, 60 + apart * number)
        visit, end = _find(world, place, day, ground, closed=reported is None)
        visits.append(visit)
        if not reported:
            facts.append(end)
        else:
            channel = "bewoner" if reported == "E" else "partner"
            facts.append(signals.report(world.log, place, after(day, -9), "hennep", channel, reported))
    members = places if "I1" in label.indicators else places[:1]
    world.tell_truth(KIND, label, members[:finds], [need(facts), need([visits[0].told])])
    return visits


def turn(world: World, label: Label, *, trade: str = "winkel") -> None:
    """Three tenants one after another rent from an owner of two places where hemp is found."""
    begin = opening(world, 350)
    owner = world.adult()
    place, other = world.place(SHOP), world.place(WORKS)
    for site in (place, other):
        own(world.log, owner, site, after(begin, -900), 1_500 * site.area)
    begun: list[Told] = []
    firms = [world.firm(trade, place) for _ in range(3)]
    for number, firm in enumerate(firms):
        start = after(begin, 250 * number)
        begun += operate(world, firm, [world.adult()], start, lessor=owner)
        if number < 2:
            vacate(world, firm, after(start, 240), owner)
    finds = [_find(world, place, after(begin, 230))[1], _find(world, other, after(begin, 610))[1]]
    operated = named(begun, "vestiging-geopend", "huur-begonnen")
    world.tell_truth(KIND, label, [place, other, *firms], [need([*operated, *finds])])


def housing(world: World, label: Label) -> None:
    """A housing association with forty homes, at three of which hemp was found: a hub carries nothing."""
    begin = opening(world, 500)
    association = world.firm(
        "beheer", world.place(OFFICE), "vereniging", name=f"Woonstichting {world.random.randint(100, 999)}"
    )
    found(world.log, association, after(begin, -5_000), [world.adult()])
    homes = world.random.sample(
        [place for place in world.places if place.use == HOME and place not in world.spare], 40
    )
    for number, home in enumerate(homes):
        own(world.log, association, home, after(begin, -3_000 + 20 * number), 1_800 * home.area)
    for number, home in enumerate(homes[:3]):
        _find(world, home, after(begin, 100 + 140 * number))
    members: list[Member] = [association, *homes[:3]]
    world.tell_truth(KIND, label, members)


def _find(
    world: World, place: Place, day: date, ground: str = "opiumwet_13b", *, closed: bool = True
) -> tuple[Visit, Told]:
    """Find hemp at a place, which is closed a week later under the Opium Act."""
    what = inspections.finding("hennepkwekerij", 3)
    visit = inspections.inspect(
        world.log, place, None, day, "ernstige_overtreding", what, kind="integraal", reason="signaal"
    )
    if not closed:
        return visit, visit.told
    return visit, inspections.close(world.log, visit, after(day, 7), after(day, 97), ground)
