"""The order of flags: by facts of the structure, with reasons; context parts only what is equal."""

import msgspec
import pytest

from graph.flag import Flag
from graph.ranking import ranked
from tests.graph.builders import day, town
from tests.graph.plots import PLOT

(FLAG,) = town(PLOT).flags.values()


def _flag(name: str, **changes: object) -> Flag:
    return msgspec.structs.replace(FLAG, id=name, **changes)


def _order(*flags: tuple[Flag, list[int], int]) -> list[str]:
    found = [one.flag.id for one in ranked(flags)]
    assert found == [one.flag.id for one in ranked(reversed(flags))]
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((_flag("b"), [day(1), day(2)], 0), (_flag("a"), [day(9)], 5)),
        ((_flag("b"), [day(9)], 0), (_flag("a"), [day(8)], 5)),
        ((_flag("b", sources=["x", "y", "z"]), [day(9)], 0), (_flag("a", sources=["x", "y"]), [day(9)], 5)),
        ((_flag("b", groups=["A", "C", "D"]), [day(9)], 0), (_flag("a", groups=["C", "D"]), [day(9)], 5)),
        ((_flag("b"), [day(9)], 1), (_flag("a"), [day(9)], 0)),
        ((_flag("a"), [day(9)], 0), (_flag("b"), [day(9)], 0)),
    ],
)
def test_one_fact_after_the_other_decides(
    first: tuple[Flag, list[int], int], second: tuple[Flag, list[int], int]
) -> None:
    """Number of hard events, their recency, sources, groups; only then the context, and last the id."""
    assert _order(first, second) == [first[0].id, second[0].id]


def test_without_context_nobody_changes_places_but_equals() -> None:
    """Group H raises an order among equals and moves nobody else."""
    flags = [(_flag("c"), [day(1), day(2)], 0), (_flag("b"), [day(9)], 3), (_flag("a"), [day(9)], 0)]
    assert _order(*flags) == ["c", "b", "a"]
    assert _order(*((flag, days, 0) for flag, days, _ in flags)) == ["c", "a", "b"]


def test_the_reasons_are_told() -> None:
    """In both languages, with the day written out."""
    (one,) = ranked([(FLAG, [day(20), day(30)], 1)])
    assert one.nl.startswith("2 overtredingen en maatregelen, de laatste op 31 januari 2020; ")
    assert one.en.startswith("2 offences and measures, the last on 31 January 2020; ")
    assert one.nl.endswith("met achtergrond uit groep H.")
    assert one.en.endswith("with background of group H.")
