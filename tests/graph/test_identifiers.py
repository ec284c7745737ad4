"""Keys of records."""

import pytest

from graph.identifiers import address_key, organisation_record, person_record, place_record


def test_records_of_two_kinds_under_one_key_are_two() -> None:
    """A source may keep a sole trader and his firm under one key."""
    assert person_record("s", "1") == "ps#1"
    assert organisation_record("s", "1") == "os#1"


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("1234 ab", 5, None, None), "adres:1234AB|5||"),
        (("1234AB", 5, "a", "2 hg"), "adres:1234AB|5|A|2HG"),
        ((None, 5, None, None), None),
        (("1234AB", None, None, None), None),
    ],
)
def test_an_address_is_upper_case_without_blanks(
    parts: tuple[str | None, int | None, str | None, str | None], key: str | None
) -> None:
    """Postcode and number make it, letter and addition narrow it."""
    assert address_key(*parts) == key


def test_a_place_goes_by_its_bag_id_before_its_address() -> None:
    """With neither there is no place."""
    assert place_record("0505010000000001", "adres:1234AB|5||") == "lbag:0505010000000001"
    assert place_record(None, "adres:1234AB|5||") == "ladres:1234AB|5||"
    assert place_record(None, None) is None
