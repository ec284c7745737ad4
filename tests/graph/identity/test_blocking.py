"""Under which keys records meet."""

from graph.identity.blocking import block_keys, is_full_date
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


def test_a_name_meets_with_an_address() -> None:
    """Each name with each address; a name that says nothing does not."""
    assert _keys("oa", ("naam", "Anker B.V."), ("adres", "bag:1")) == {"~o|anker|adres|bag:1"}
    assert _keys("oa", ("naam", "B.V."), ("adres", "bag:1")) == set()


def test_a_person_meets_by_name_and_full_birth_date_also() -> None:
    """A partial date proves nothing."""
    assert _keys("pa", ("naam", "J. Berg"), ("geboortedatum", "1980-05-02")) == {
        "~p|j berg|geboortedatum|1980-05-02"
    }
    assert _keys("pa", ("naam", "J. Berg"), ("geboortedatum", "1980-05")) == set()
    assert (is_full_date("1980-05-02"), is_full_date("1980")) == (True, False)


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
