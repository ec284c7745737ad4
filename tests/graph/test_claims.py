"""The graph's own terms."""

from graph.claims import Ref, Relation, Statement, record_id
from tests.graph.builders import ref


def test_events_go_by_valid_date_then_known_time_then_source_then_id() -> None:
    """The one order of contracts.md section 1."""
    in_order = [
        Ref(1, 9, "z", "z"),
        Ref(2, 1, "z", "z"),
        Ref(2, 2, "a", "z"),
        Ref(2, 2, "b", "a"),
        Ref(2, 2, "b", "b"),
    ]
    shuffled = [in_order[i] for i in (3, 1, 4, 0, 2)]
    assert sorted(shuffled) == in_order


def test_a_record_key_tells_its_public_id() -> None:
    """The first letter is ours."""
    assert record_id("ourn:x#1") == "urn:x#1"


def test_a_relation_goes_by_its_own_day() -> None:
    """`sinds` and `tot` go before the day of the event."""
    early = Relation(ref(9, "b"), "huur", "oa", "ob", 1, 3)
    late = Relation(ref(1, "a"), "huur", "oa", "ob", 1, 5)
    assert early.order < late.order


def test_a_statement_names_what_it_corrects_or_retracts() -> None:
    """Nothing else is named."""
    assert Statement(ref(0, "a"), "0505", "registry").names is None
    assert Statement(ref(0, "a"), "0505", "registry", corrigeert="x").names == "x"
    assert Statement(ref(0, "a"), "0505", "registry", herroept="y").names == "y"
