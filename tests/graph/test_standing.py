"""Which events stand."""

from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Ref, Statement
from graph.standing import Standing


def _told(
    id_: str, known: int = 1, *, corrects: str | None = None, retracts: str | None = None, source: str = "s"
) -> Statement:
    return Statement(Ref(1, known, source, id_), "0505", "registry", corrigeert=corrects, herroept=retracts)


def _standing(*batches: list[Statement]) -> set[str]:
    standing = Standing()
    stands: set[str] = set()
    for batch in batches:
        entering, leaving = standing.admit(batch)
        left = {one.ref.id for one in leaving}
        assert left <= stands
        stands = (stands - left) | {one.ref.id for one in entering}
    told = [one for batch in batches for one in batch]
    assert stands == {one.ref.id for one in told if standing.stands(one.ref)}
    return stands


def test_nothing_stands_where_nothing_came() -> None:
    """The empty case."""
    standing = Standing()
    assert standing.admit([]) == ([], [])
    assert (len(standing), standing.latest(), standing.get(Ref(1, 1, "s", "a"))) == (0, 0, None)
    assert not standing.stands(Ref(1, 1, "s", "a"))


def test_what_is_named_leaves_whichever_came_first() -> None:
    """In one batch, before or after."""
    event, retraction = _told("a"), _told("b", retracts="a")
    assert _standing([event], [retraction]) == {"b"}
    assert _standing([retraction], [event]) == {"b"}
    assert _standing([event, retraction]) == {"b"}


def test_another_source_cannot_take_an_event_out() -> None:
    """Ids are those of one source."""
    assert _standing([_told("a")], [_told("b", retracts="a", source="t")]) == {"a", "b"}


def test_of_two_corrections_the_last_by_time_and_then_id_counts() -> None:
    """Whichever arrived last."""
    event, one, two = _told("a"), _told("b", 5, corrects="a"), _told("c", 5, corrects="a")
    late = _told("d", 4, corrects="a")
    assert _standing([event], [two], [one], [late]) == {"c"}


def test_taking_the_last_correction_back_revives_no_earlier_one() -> None:
    """Nor the original."""
    log = [_told("a"), _told("b", 2, corrects="a"), _told("c", 3, corrects="a"), _told("d", 4, retracts="c")]
    assert _standing(log) == {"d"}
    assert _standing(*[[one] for one in log]) == {"d"}


def test_a_corrected_correction_gives_way() -> None:
    """The chain ends in its last link."""
    log = [_told("a"), _told("b", 2, corrects="a"), _told("c", 3, corrects="b")]
    assert _standing(*[[one] for one in reversed(log)]) == {"c"}


def test_an_event_that_names_itself_takes_itself_out() -> None:
    """Nonsense does no harm."""
    assert _standing([_told("a", retracts="a")], [_told("b", corrects="b")]) == set()


def test_the_latest_time_is_that_of_what_stands() -> None:
    """It moves back when the event that had it leaves."""
    standing = Standing()
    standing.admit([_told("a", 9), _told("b", 3)])
    assert standing.latest() == 9
    standing.admit([_told("c", 5, retracts="a")])
    assert standing.latest() == 5


@given(st.data())
def test_arrival_plays_no_part(data: st.DataObject) -> None:
    """What stands is a function of the set of events."""
    ids = "abcdef"
    target = st.one_of(st.none(), st.sampled_from(ids))
    log = [
        _told(
            id_,
            data.draw(st.integers(1, 3)),
            corrects=named if corrects else None,
            retracts=None if corrects else named,
        )
        for id_ in ids
        for corrects, named in [(data.draw(st.booleans()), data.draw(target))]
    ]
    shuffled = data.draw(st.permutations(log))
    size = data.draw(st.integers(1, 4))
    assert _standing(*[list(shuffled[i : i + size]) for i in range(0, 6, size)]) == _standing(log)
