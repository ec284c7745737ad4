"""One hash over flags and graph."""

import re

from graph.claims import Statement
from graph.digest import Digest, digest
from graph.municipality import Municipality
from tests.graph.builders import RULES, day_began, event, firm, judged, leads, person, registered, town
from tests.graph.plots import PLOT


def _digest(*statements: Statement) -> Digest:
    municipality = town(statements)
    return digest([municipality], municipality.flags.values())


def test_nothing_has_a_digest() -> None:
    """The empty case: hexadecimal, and that of any empty town."""
    empty = digest([], [])
    assert empty == _digest()
    assert all(
        re.fullmatch("[0-9a-f]{64}", part)
        for part in (empty.digest, empty.flags, empty.entities, empty.relations)
    )


def test_order_and_moment_of_arrival_are_no_part_of_it() -> None:
    """Nor that a day began, nor a mention that adds no entity or relation."""
    assert _digest(*PLOT) == _digest(*PLOT[::-1]) == _digest(*PLOT, day_began(90))
    again = event("registers.onderneming-gewijzigd", 80, **firm("A", naam="Anker B.V."))
    assert _digest(*PLOT, again) == _digest(*PLOT)


def test_each_part_moves_by_what_it_is_about() -> None:
    """Entities by who is one, relations by who deals with whom, flags by what they say."""
    base = _digest(*PLOT)
    more = _digest(*PLOT, registered(firm("Z"), 9, 1))
    assert (more.flags, more.entities == base.entities, more.relations == base.relations) == (
        base.flags,
        False,
        False,
    )
    apart = _digest(leads(person("P"), firm("A"), 1), leads(person("Q"), firm("A"), 1))
    same = _digest(
        leads(person("P"), firm("A"), 1),
        leads(person("Q"), firm("A"), 1),
        judged("urn:test:kvk#P", "urn:test:kvk#Q", "same", 1),
    )
    assert apart.entities != same.entities
    without = _digest(*PLOT[1:])
    assert without.flags != base.flags


def test_municipalities_are_hashed_in_their_own_order() -> None:
    """Whichever was loaded first; and none is taken for another."""
    one, two = Municipality("0505", RULES), Municipality("0363", RULES)
    one.apply(PLOT)
    assert digest([one, two], one.flags.values()) == digest([two, one], one.flags.values())
    assert digest([one], []).entities != digest([two], []).entities
