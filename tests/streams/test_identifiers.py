"""Identifiers: the right form and nothing else."""

from collections.abc import Callable

import pytest

from streams.identifiers import (
    is_addressable_object,
    is_branch,
    is_bsn,
    is_designation,
    is_iban,
    is_kvk,
    is_rsin,
    normal_iban,
    normal_postcode,
)

GOOD: list[tuple[Callable[[str], bool], str]] = [
    (is_bsn, "999990342"),
    (is_bsn, "111222333"),
    (is_rsin, "224557609"),
    (is_kvk, "69599084"),
    (is_kvk, "00000001"),
    (is_branch, "000038509504"),
    (is_addressable_object, "0505010000000001"),
    (is_addressable_object, "0505020000000001"),
    (is_addressable_object, "0505030000000001"),
    (is_designation, "0505200000000001"),
    (is_iban, "NL91ABNA0417164300"),
    (is_iban, "NL91 ABNA 0417 1643 00"),
    (is_iban, "nl91abna0417164300"),
    (is_iban, "BE68539007547034"),
]
BAD: list[tuple[Callable[[str], bool], str]] = [
    (is_bsn, "999990343"),
    (is_bsn, "000000000"),
    (is_bsn, "99999034"),
    (is_bsn, "1112.22.333"),
    (is_bsn, "111222333\n"),
    (is_bsn, "١١١٢٢٢٣٣٣"),
    (is_rsin, "224557600"),
    (is_kvk, "6959908"),
    (is_kvk, "695990844"),
    (is_kvk, " 69599084"),
    (is_kvk, "69599084\n"),
    (is_kvk, "\uff16\uff19\uff15\uff19\uff19\uff10\uff18\uff14"),
    (is_branch, "38509504"),
    (is_addressable_object, "0505100000000001"),
    (is_addressable_object, "0505200000000001"),
    (is_addressable_object, "050501000000001"),
    (is_designation, "0505010000000001"),
    (is_iban, "NL92ABNA0417164300"),
    (is_iban, "NL91ABNA041716430"),
    (is_iban, ""),
    (is_iban, "XX00"),
]


@pytest.mark.parametrize(("check", "value"), GOOD)
def test_a_right_identifier_passes(check: Callable[[str], bool], value: str) -> None:
    """Leading zeros count."""
    assert check(value)


@pytest.mark.parametrize(("check", "value"), BAD)
def test_a_wrong_identifier_does_not(check: Callable[[str], bool], value: str) -> None:
    """No blanks, no other digits than 0 to 9, no line end."""
    assert not check(value)


def test_a_bank_that_does_not_exist_is_accepted() -> None:
    """Length and modulo 97 decide."""
    digits = 98 - int("333333330000000001232100") % 97
    assert is_iban(f"NL{digits:02}XXXX0000000001")
    assert normal_iban("NL91 ABNA 0417 1643 00") == "NL91ABNA0417164300"


@pytest.mark.parametrize("text", ["3311GR", "3311 GR", "3311gr"])
def test_a_postcode_is_read_in_one_form(text: str) -> None:
    """Upper case, no blank."""
    assert normal_postcode(text) == "3311GR"


@pytest.mark.parametrize(
    "text", ["3311  GR", "0311GR", "3311SS", "3311G", "33 11GR", "3311-GR", "B-1000", ""]
)
def test_what_is_no_postcode_has_no_form(text: str) -> None:
    """Two blanks, a leading zero, letters that are not issued."""
    assert normal_postcode(text) is None
