"""Records and what is said of them."""

from graph.identity.record import REGISTER, Record
from tests.graph.builders import ref


def test_a_record_of_which_nothing_is_said_knows_nothing() -> None:
    """The empty case."""
    record = Record("oa")
    assert (set(record.values("naam")), record.latest("naam"), list(record.statistics())) == (set(), None, [])


def test_observing_tells_which_fields_have_a_new_value() -> None:
    """Not those of which it was said before, in whatever company."""
    record = Record("oa")
    assert record.observe((("naam", "x"),), ref(1, "1")) == {"naam"}
    assert record.observe((("naam", "x"),), ref(2, "2")) == set()
    assert record.observe((("naam", "x"), ("kvk", "1")), ref(3, "3")) == {"kvk"}


def test_forgetting_tells_which_fields_lost_a_value() -> None:
    """When the last mention that gave it is gone."""
    record = Record("oa")
    record.observe((("naam", "x"),), ref(1, "1"))
    record.observe((("naam", "x"),), ref(2, "2"))
    record.observe((("naam", "x"), ("kvk", "1")), ref(3, "3"))
    assert record.forget((("naam", "x"),), ref(1, "1")) == set()
    assert record.forget((("naam", "x"), ("kvk", "1")), ref(3, "3")) == {"kvk"}
    assert record.forget((("naam", "x"),), ref(2, "2")) == {"naam"}
    assert record.groups == {}


def test_the_register_goes_before_later_words_of_others() -> None:
    """Among equals the last in the one order."""
    record = Record("oa")
    record.observe((REGISTER, ("naam", "register")), ref(1, "1"))
    record.observe((("naam", "form"),), ref(5, "2"))
    assert record.latest("naam") == (True, ref(1, "1"), "register")
    record.observe((REGISTER, ("naam", "later")), ref(3, "3"))
    assert record.latest("naam") == (True, ref(3, "3"), "later")


def test_statistics_give_first_and_last_event_and_their_number() -> None:
    """Of each distinct value, without the mark of the register."""
    record = Record("oa")
    record.observe((REGISTER, ("naam", "x")), ref(3, "3"))
    record.observe((("naam", "x"), ("kvk", "1")), ref(1, "1"))
    assert list(record.statistics()) == [
        ("kvk", "1", ref(1, "1"), ref(1, "1"), 1),
        ("naam", "x", ref(1, "1"), ref(3, "3"), 2),
    ]
