"""Ownership that moves or hides: control that comes back, changes around a measure, holdings without a person (C2, C3 and C4, with G2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from demo.completion import need
from demo.facts import inspections
from demo.facts.register import Party, change, hold, lead, sell, step_down
from demo.firms import Firm
from demo.log import Told
from demo.people import Person
from demo.period import START, after
from demo.places import SHOP, WORKS
from demo.structures.scene import breach, offend, opening, operate, troubled
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "eigendom"
PLANTED, LOOKALIKE, UNDONE = Fate.PLANTED, Fate.LOOKALIKE, Fate.UNDONE
OFFENDER = ("G2",)


def plant(world: World) -> None:
    """Plant ownership that moves or hides and what looks like it."""
    cycle = ("C2", "G2")
    pass_round(world, Label("aandelen heen en terug", PLANTED, cycle))
    pass_round(world, Label("aandelen heen en terug", PLANTED, cycle), share=40)
    pass_round(world, Label("meerderheid gaat rond", PLANTED, cycle), holders="ABCA", back=(0, 150, 400, 700))
    for moment in ("director", "holder", "name"):
        swap(world, Label(f"wisseling rond een boete, {moment}", PLANTED, ("C3", "G2")), what=moment)
    hide(world, Label("aandelen in een kring", PLANTED, ("C4", "G2")))
    hide(world, Label("vier lagen zonder natuurlijk persoon", PLANTED, ("C4", "G2")), layers=4)
    hide(world, Label("vijf lagen in de haven", PLANTED, ("C4", "G2")), layers=5, trade="garage")

    pass_round(world, Label("precies een kwart heen en terug", LOOKALIKE, OFFENDER), share=25)
    pass_round(world, Label("verkocht en niet terug", LOOKALIKE, OFFENDER), holders="AB", back=(0, 300))
    early = (-400, -300, 800)
    pass_round(world, Label("terug na ruim drie jaar", LOOKALIKE, OFFENDER), back=early)
    generations = (0, 300, 600, 850)
    pass_round(
        world, Label("vier eigenaars na elkaar", LOOKALIKE, OFFENDER), holders="ABCD", back=generations
    )
    swap(world, Label("wisseling 31 dagen voor de boete", LOOKALIKE, OFFENDER), day=-31)
    swap(world, Label("wisseling 91 dagen na de boete", LOOKALIKE, OFFENDER), day=91)
    swap(world, Label("gewone verkoop", LOOKALIKE, ()), day=-200, lone=True)
    swap(world, Label("opvolger na een enkele boete", LOOKALIKE, ("C3",)), lone=True)
    hide(world, Label("houdstermaatschappij van drie lagen", LOOKALIKE, OFFENDER), layers=3)
    hide(world, Label("natuurlijk persoon houdt dertig procent", LOOKALIKE, OFFENDER), layers=4, person=30)
    hide(world, Label("beleggingsfonds met vijf lagen", LOOKALIKE, ("C4",)), layers=5, honest=True)
    hide(world, Label("houdsters van een familie", LOOKALIKE, OFFENDER), layers=4, family=True)

    told = pass_round(world, Label("terugkoop herroepen", UNDONE, OFFENDER))
    world.log.retract(told[-1], after(told[-1].logged.date(), 60))
    visit = swap(world, Label("boete vernietigd", UNDONE, OFFENDER))
    inspections.annul(world.log, visit, after(visit.told.logged.date(), 180))
    told = hide(world, Label("kring herroepen", UNDONE, OFFENDER))
    world.log.retract(told[-1], after(told[-1].logged.date(), 250))


def pass_round(
    world: World,
    label: Label,
    *,
    share: int = 100,
    holders: str = "ABA",
    back: tuple[int, ...] = (0, 200, 600),
) -> list[Told]:
    """Shares of a firm go from holder to holder; its director has findings there and at another firm."""
    begin = opening(world)
    boss = world.adult()
    people: dict[str, Person] = {name: world.adult() for name in sorted(set(holders))}
    firm = world.firm("winkel", world.place(SHOP))
    rest: list[tuple[Party, float]] = [(world.adult(), 20), (world.adult(), 80 - share)] if share < 80 else []
    operate(world, firm, [boss], after(begin, -800), holders=rest)
    told: list[Told] = []
    for number, name in enumerate(holders):
        if number:
            sell(world.log, firm, people[holders[number - 1]], after(begin, back[number] - 5))
        told.append(
            hold(world.log, firm, people[name], share, after(begin, back[number] + (5 if number else 0)))
        )
    firms, visits = troubled(world, boss, after(begin, 60), own=firm)
    world.tell_truth(KIND, label, firms, [need([*told, *visits])])
    return told


def swap(
    world: World, label: Label, *, what: str = "director", day: int = 20, lone: bool = False
) -> inspections.Visit:
    """A director, holder or name of a firm changes some days from a fine; its controller offends there and elsewhere."""
    begin = opening(world, 200)
    boss, partner = world.adult(), world.adult()
    firm = world.firm("winkel", world.place(SHOP))
    operate(world, firm, [boss, partner], after(begin, -700), holders=[(boss, 60), (partner, 40)])
    visits: list[Told] = []
    firms = [firm]
    if not lone:
        other = world.firm("kapper", world.place(SHOP))
        operate(world, other, [boss], after(begin, -500))
        firms.append(other)
        visits = [
            breach(world, one, after(begin, 30 + 40 * number), fined=False).told
            for number, one in enumerate((firm, other))
        ]
    visit = breach(world, firm, after(begin, 300), fined=False)
    fine = inspections.fine(world.log, visit, after(begin, 340), 4_000)
    moment = after(begin, 340 + day)
    changed = _change(world, firm, partner, moment, what)
    world.tell_truth(KIND, label, firms, [need([*visits, visit.told, fine, changed])])
    return visit


def _change(world: World, firm: Firm, partner: Person, day: date, what: str) -> Told:
    """Let a director or holder leave, or the firm take another name."""
    if what == "holder":
        return sell(world.log, firm, partner, day)
    if what == "name":
        return change(world.log, replace(firm, name=f"Winkel Het Nieuwe Begin {firm.number}"), day)
    lead(world.log, firm, world.adult(), after(day, 400))
    return step_down(world.log, firm, partner, day)


def hide(
    world: World,
    label: Label,
    *,
    layers: int = 0,
    person: int = 0,
    family: bool = False,
    honest: bool = False,
    trade: str = "kapper",
) -> list[Told]:
    """A firm held by a chain of so many holdings, or by a circle of three; its director offends there and elsewhere."""
    begin = opening(world, 600)
    boss = world.adult()
    firm = world.firm(trade, world.place(WORKS if trade == "garage" else SHOP))
    owner: list[tuple[Party, float]] = [(world.adult(), person)] if person else []
    operate(world, firm, [boss], after(START, -600), holders=owner)
    chain = [firm, *(world.firm("beheer", world.adult().home) for _ in range(layers or 2))]
    for one in chain[1:]:
        operate(world, one, [world.adult()], after(START, -900), holders=[])
    told = [
        hold(world.log, low, high, 60, after(begin, 10 * number))
        for number, (low, high) in enumerate(pairwise(chain))
    ]
    if not layers:
        told.append(hold(world.log, chain[-1], firm, 45, after(begin, 40)))
    if family:
        told.append(hold(world.log, chain[-1], world.adult(), 100, after(START, -600)))
    if honest:
        visits, firms = offend(world, [firm], after(begin, 200), (0, 300)), [firm]
    else:
        firms, visits = troubled(world, boss, after(begin, 60), own=firm, trade=trade)
    members = [*chain[:3], firms[-1]] if "C4" in label.indicators else firms
    world.tell_truth(KIND, label, members, [need([*told, *visits])])
    return told
