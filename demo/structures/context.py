"""What is context alone: young firms in the harbour that change their name, branches at risk in one block (H1 and H2)."""

from __future__ import annotations

from dataclasses import replace

from demo.facts.register import change
from demo.period import after
from demo.places import HORECA, WORKS
from demo.structures.scene import breach, opening, operate, troubled
from demo.truth import Fate, Label
from demo.world import World

__all__ = ["plant"]

KIND = "achtergrond"


def plant(world: World) -> None:
    """Plant context: with one pattern beside it, it never makes a flag."""
    for _ in range(2):
        shell(
            world,
            Label("jonge firma in de haven, herhaalde overtreder", Fate.LOOKALIKE, ("G2",)),
            offends=True,
        )
        shell(world, Label("startende vervoerder in de haven", Fate.LOOKALIKE, ()))
    for number in range(2):
        strip(
            world,
            Label("uitgaansstraat met een beboete zaak", Fate.LOOKALIKE, ()),
            f"Kraanplein {number + 1}",
        )


def shell(world: World, label: Label, *, offends: bool = False) -> None:
    """A carrier of some months old at a harbour place takes another name; it is fined, or its director offends."""
    begin = opening(world)
    boss = world.adult()
    firm = world.firm("transport", world.place(WORKS))
    operate(world, firm, [boss], begin)
    change(world.log, replace(firm, name=f"Transport Het Nieuwe Anker {firm.number}"), after(begin, 100))
    firms = [firm]
    if offends:
        firms, _ = troubled(world, boss, after(begin, 300), own=firm, trade="transport")
    else:
        breach(world, firm, after(begin, 400), fined=False)
    world.tell_truth(KIND, label, firms, context=["H2"])


def strip(world: World, label: Label, block: str) -> None:
    """Seven bars and restaurants in one block, of owners of their own; one is fined."""
    begin = opening(world)
    places = [replace(world.place(HORECA), block=block) for _ in range(7)]
    firms = [world.firm("cafe" if number % 2 else "restaurant", place) for number, place in enumerate(places)]
    for firm in firms:
        operate(world, firm, [world.adult()], after(begin, -300))
    breach(world, firms[0], after(begin, 250))
    world.tell_truth(KIND, label, places[:3], context=["H1"])
