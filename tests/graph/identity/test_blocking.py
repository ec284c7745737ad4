"""Under which keys records meet."""

import pytest

from graph.identity.blocking import block_keys, probable_keys
from graph.identity.features import features
from graph.identity.record import Record
from tests.graph.builders import ref


def _keys(key: str, *values: tuple[str, str]) -> set[str]:
    record = Record(key)
    record.observe(values, ref(1, "1"))
    return set(block_keys(record))


def test_a_record_without_values_meets_nobody() -> None:
    """The empty case."""
    assert _keys("oa") == set()
    assert _keys("pa", ("naam", "J. Berg")) == set()


def test_register_numbers_meet_with_certainty() -> None:
    """An organisation's; a person has a pseudonym."""
    assert _keys("oa", ("kvk", "1"), ("rsin", "2"), ("vestigingsnummer", "3")) == {
        "=kvk:1",
        "=rsin:2",
        "=vestigingsnummer:3",
    }
    assert _keys("pa", ("pseudoniem", "p1:x"), ("kvk", "1")) == {"=pseudoniem:p1:x"}


def _met(kind: str, one: dict[str, str], other: dict[str, str]) -> bool:
    return not probable_keys(features(kind, one.items())).isdisjoint(
        probable_keys(features(kind, other.items()))
    )


def test_a_name_that_says_nothing_meets_nobody() -> None:
    """A bare legal form; nothing at all."""
    assert probable_keys(features("o", [("naam", "B.V.")])) == set()
    assert probable_keys(features("p", [])) == set()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("p", {"naam": "J. Berg"}, {"naam": "Berg, Jan van den"}),
        (
            "p",
            {"naam": "A. Visser", "geboortedatum": "1980-05-02"},
            {"naam": "X", "geboortedatum": "1980-02-05"},
        ),
        ("p", {"naam": "Anna Berg-Jansen"}, {"naam": "Anna Jansen"}),
        ("p", {"naam": "J. Berg", "adres": "bag:1"}, {"naam": "P. Bakker", "adres": "bag:1"}),
        ("o", {"naam": "Café de Haven"}, {"naam": "Haven, Café de"}),
        ("o", {"naam": "Anker B.V.", "adres": "bag:1"}, {"naam": "Boei", "adres": "bag:1"}),
        ("o", {"straat": "Kade 12", "naam": "Boei"}, {"straat": "Kade", "huisnummer": "12-A", "naam": "X"}),
        ("o", {"telefoon": "020 123 45 67"}, {"telefoon": "+31201234567"}),
    ],
)
def test_records_that_may_be_one_meet(kind: str, one: dict[str, str], other: dict[str, str]) -> None:
    """By what survives the usual slips: initials, turned names, swapped days, additions, country codes."""
    assert _met(kind, one, other)


def test_narrower_keys_stand_beside_the_broad_one() -> None:
    """So that they are left where too many share an address."""
    keys = probable_keys(features("p", [("naam", "J. Berg"), ("adres", "bag:1")]))
    assert {"pabag:1", "pabag:1|brg"} <= keys


def test_an_address_meets_the_object_that_has_it() -> None:
    """By its own key, or by what is said of the object."""
    assert _keys("ladres:1234AB|1||") == {"@adres:1234AB|1||"}
    assert _keys("lbag:1", ("adres", "adres:1234AB|1||")) == {"@adres:1234AB|1||"}


def test_a_shared_telephone_is_looked_up_and_links_nobody() -> None:
    """Rules look under it."""
    assert _keys("oa", ("telefoon", "06"), ("email", "a@b"), ("iban", "NL1")) == {
        "#telefoon:06",
        "#email:a@b",
        "#iban:NL1",
    }
