"""Pseudonyms: the BSN is gone, the same person is the same, and municipalities cannot compare."""

from pathlib import Path
from typing import Any

import pytest

from streams.errors import WrongUse
from streams.events import Persoon
from streams.pseudonyms import PSEUDONYM, Keys, pseudonymised, wrong_bsn

KEYS = Keys.load(None)
BSN = "999990342"


def test_one_bsn_has_one_pseudonym_a_municipality() -> None:
    """Equal within, different across; `kruis` is equal across."""
    assert KEYS.pseudonym("0505", BSN) == KEYS.pseudonym("0505", BSN)
    assert KEYS.pseudonym("0505", BSN) != KEYS.pseudonym("0599", BSN)
    assert PSEUDONYM.fullmatch(KEYS.pseudonym("0505", BSN))
    assert KEYS.kruis("bsn", BSN) != KEYS.kruis("rsin", BSN)


def test_a_bsn_gives_way_wherever_it_stands() -> None:
    """In a person, in an unknown field, in capitals; null stays out."""
    done = pseudonymised(
        {"persoon": {"sleutel": "P", "bsn": BSN}, "x": [{"BSN": BSN}], "bsn": None}, KEYS, "0505"
    )
    pseudonym = {"pseudoniem": KEYS.pseudonym("0505", BSN), "kruis": KEYS.kruis("bsn", BSN)}
    assert done == {"persoon": {"sleutel": "P", **pseudonym}, "x": [pseudonym]}


def test_a_key_that_is_a_bsn_becomes_the_pseudonym() -> None:
    """The record keeps one id, and the person is linked as by `bsn`."""
    person = pseudonymised({"persoon": {"sleutel": BSN}}, KEYS, "0505")["persoon"]
    assert person["sleutel"] == person["pseudoniem"] == KEYS.pseudonym("0505", BSN)


def test_a_key_that_is_a_bsn_leaves_another_bsn_alone() -> None:
    """`bsn` says who it is; the key only names the record."""
    person = pseudonymised({"persoon": {"sleutel": BSN, "bsn": "111222333"}}, KEYS, "0505")["persoon"]
    assert person["sleutel"] == KEYS.pseudonym("0505", BSN)
    assert person["pseudoniem"] == KEYS.pseudonym("0505", "111222333")


def test_a_key_of_an_organisation_stays() -> None:
    """Nine digits there are an RSIN or the source's own number."""
    value: dict[str, Any] = {"organisatie": {"sleutel": BSN}}
    assert pseudonymised(value, KEYS, "0505") == value


def test_pseudonymising_twice_changes_nothing() -> None:
    """What went through the gateway once may go through it again."""
    once = pseudonymised({"persoon": {"sleutel": BSN, "bsn": "111222333"}}, KEYS, "0505")
    assert pseudonymised(once, KEYS, "0505") == once


@pytest.mark.parametrize("value", ["999990343", "", 999990342, [BSN], True])
def test_a_wrong_bsn_is_told_by_its_path(value: object) -> None:
    """Anywhere, also where the contract has no such field."""
    assert wrong_bsn({"data": {"a": [{"Bsn": value}]}}) == "data.a[0].Bsn"
    assert wrong_bsn({"data": {"bsn": BSN, "x": {"bsn": None}}}) is None


def test_the_development_key_says_what_it_is() -> None:
    """Whoever runs with it is told."""
    assert KEYS.development


def test_the_newest_key_of_a_folder_is_used(tmp_path: Path) -> None:
    """Its version stands in the value."""
    for use, version, digit in [("pseudoniem", 1, "a"), ("pseudoniem", 12, "b"), ("kruis", 2, "c")]:
        (tmp_path / f"{use}-{version}.key").write_text(digit * 64 + "\n")
    keys = Keys.load(tmp_path)
    assert not keys.development
    assert keys.pseudonym("0505", BSN).startswith("p12:")
    assert keys.kruis("bsn", BSN).startswith("x2:")
    assert Persoon(sleutel=keys.pseudonym("0505", BSN)).sleutel != KEYS.pseudonym("0505", BSN)


@pytest.mark.parametrize("content", [None, "", "secret", "ab" * 31, "gg" * 32])
def test_a_wrong_folder_of_keys_is_refused_by_name(tmp_path: Path, content: str | None) -> None:
    """Never the published key instead, never the key in the message."""
    if content is not None:
        (tmp_path / "pseudoniem-1.key").write_text(content)
    with pytest.raises(WrongUse, match="DWARSVERBAND_KEYS") as caught:
        Keys.load(tmp_path)
    assert not content or content not in str(caught.value)
    with pytest.raises(WrongUse):
        Keys.load(tmp_path / "absent")
