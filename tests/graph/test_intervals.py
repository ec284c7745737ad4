"""Intervals from beginnings and endings."""

from graph.claims import Relation
from graph.identity.entity import Entity
from graph.instants import END_OF_TIME
from graph.intervals import Interval, overlap, pair
from tests.graph.builders import ref

_A, _B = Entity("0505", ("oa",), ("a",), ()), Entity("0505", ("ob",), ("b",), ())
_PLACES = {name: Entity("0505", (name,), (name,), ()) for name in ("lx", "ly")}


def _place(record: str | None) -> Entity | None:
    return None if record is None else _PLACES[record]


def _claim(
    sign: int, day: int, relation: str = "huur", *, until: int | None = None, place: str | None = None
) -> Relation:
    return Relation(ref(day, f"{relation}{sign}{day}{place}"), relation, "oa", "ob", sign, day, until, place)


def _spans(*claims: Relation) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in pair(claims, _A, _B, _place)]


def test_nothing_said_is_nothing_held() -> None:
    """The empty case, and an ending without a beginning."""
    assert _spans() == []
    assert _spans(_claim(-1, 5)) == []


def test_a_relation_holds_from_its_beginning_through_its_ending() -> None:
    """Open where nobody ended it; `tot` in the beginning ends it too."""
    assert _spans(_claim(1, 5)) == [(5, END_OF_TIME)]
    assert _spans(_claim(-1, 9), _claim(1, 5)) == [(5, 9)]
    assert _spans(_claim(1, 5, until=7), _claim(-1, 9)) == [(5, 7)]
    assert _spans(_claim(1, 5, until=4)) == []


def test_an_ending_ends_the_oldest_open_one() -> None:
    """The second stays open."""
    assert _spans(_claim(1, 5), _claim(1, 6), _claim(-1, 9)) == [(5, 9), (6, END_OF_TIME)]


def test_an_ending_of_a_lease_ends_that_of_its_place() -> None:
    """Where either names no place it is taken to be the same."""
    one, other = _claim(1, 5, place="lx"), _claim(1, 6, place="ly")
    assert _spans(one, other, _claim(-1, 9, place="ly")) == [(5, END_OF_TIME), (6, 9)]
    assert _spans(one, other, _claim(-1, 9)) == [(5, 9), (6, END_OF_TIME)]


def test_a_new_share_closes_the_open_one() -> None:
    """On that day the new one counts alone; on one day the last of the order."""
    assert _spans(_claim(1, 5, "belang"), _claim(1, 9, "belang")) == [(5, 8), (9, END_OF_TIME)]
    again = Relation(ref(5, "z"), "belang", "oa", "ob", 1, 5)
    assert _spans(_claim(1, 5, "belang"), again) == [(5, END_OF_TIME)]


def test_the_end_of_a_holding_ends_all_of_it() -> None:
    """And a holding begins anew after it."""
    claims = (_claim(1, 5, "belang"), _claim(-1, 9, "belang"), _claim(1, 12, "belang"))
    assert _spans(*claims) == [(5, 9), (12, END_OF_TIME)]


def test_a_role_held_through_its_last_day() -> None:
    """Sign 0: declared, from and through."""
    assert _spans(_claim(0, 5, "+exploitant", until=5)) == [(5, 5)]


def test_an_interval_rests_on_its_beginning_and_its_ending() -> None:
    """Both events are named."""
    begin, end = _claim(1, 5), _claim(-1, 9)
    (one,) = pair([end, begin], _A, _B, _place)
    assert one.refs == (begin.ref, end.ref)


def test_overlap_counts_days_with_both_ends() -> None:
    """Touching on one day is one day; apart is none."""
    one = Interval("huur", _A, _B, 1, 5, ())
    assert [overlap(one, Interval("huur", _A, _B, start, 9, ())) for start in (5, 6, 1)] == [1, 0, 5]
    assert (one.holds_on(5), one.holds_on(6), one.touches(5, 9), one.touches(6, 9)) == (
        True,
        False,
        True,
        False,
    )
