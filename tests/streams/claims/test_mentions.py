"""What an event says of persons, organisations and places."""

from typing import Any

import pytest

from graph.claims import Mention
from graph.identity.record import REGISTER as MARK
from streams.claims.mentions import normalised_iban
from tests.graph.builders import REGISTER, Data, applies, event, party, place_record, registered


def _values(record: str, mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [pair for mention in mentions if mention.record == record for pair in mention.values]


def _person(**more: Any) -> list[tuple[str, str]]:
    told = applies(
        {"organisatie": {"sleutel": "A"}}, 1, 1, party("financier", {"persoon": {"sleutel": "P", **more}})
    )
    return _values("purn:test:vth#P", told.mentions)


def _firm(**more: Any) -> list[tuple[str, str]]:
    return _values("ourn:test:vth#A", applies({"organisatie": {"sleutel": "A", **more}}, 1, 1).mentions)


def _place(**more: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    told = applies({"organisatie": {"sleutel": "A"}}, 1, 1, locatie=more)
    return [(mention.record, list(mention.values)) for mention in told.mentions if mention.record[0] == "l"]


def test_who_is_only_named_by_key_says_nothing() -> None:
    """The empty case."""
    assert _person() == _firm() == []


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ({"volledig": "A. Jansen"}, "A. Jansen"),
        ({"voorletters": "J.", "voorvoegsel": "van der", "geslachtsnaam": "Berg"}, "J. van der Berg"),
        ({"voornamen": "Jan", "voorletters": "J.", "geslachtsnaam": "Berg"}, "Jan Berg"),
    ],
)
def test_a_name_in_parts_is_one_name(name: Data, whole: str) -> None:
    """Given names before initials."""
    assert _person(naam=name) == [("naam", whole)]


def test_a_name_without_parts_is_none() -> None:
    """An empty record says nothing."""
    assert _person(naam={}) == []


def test_what_a_person_says() -> None:
    """Pseudonym, birth date, address, contact."""
    said = _person(
        pseudoniem="p1:" + "0" * 32,
        geboortedatum="1980",
        adres={"postcode": "1234 ab", "huisnummer": 5},
        email=" A@B.nl ",
    )
    assert said == [
        ("pseudoniem", "p1:" + "0" * 32),
        ("geboortedatum", "1980"),
        ("adres", "adres:1234AB|5||"),
        ("email", "a@b.nl"),
    ]


def test_what_an_organisation_says() -> None:
    """Every trade name and SBI code."""
    said = _firm(
        kvk="00000001", naam="Anker", handelsnamen=["x", "y"], sbi=["5610"], iban="nl91 abna 0417 1643 00"
    )
    assert said == [
        ("kvk", "00000001"),
        ("naam", "Anker"),
        ("handelsnaam", "x"),
        ("handelsnaam", "y"),
        ("sbi", "5610"),
        ("iban", "NL91ABNA0417164300"),
    ]


def test_an_address_is_known_by_object_and_by_postcode() -> None:
    """A postcode of another form matches nothing."""
    address = {"adresseerbaarObject": "0505010000000001", "postcode": "1234AB", "huisnummer": 5}
    assert _firm(adres=address) == [("adres", "bag:0505010000000001"), ("adres", "adres:1234AB|5||")]
    assert _firm(adres={"postcode": "B-2000", "huisnummer": 5}) == []


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("06-12345678", "0612345678"),
        ("0031 6 12345678", "0612345678"),
        ("+31 (0)6 12345678", "0612345678"),
        ("+31612345678", "0612345678"),
        ("31612345678", "31612345678"),
        ("+32 2 123", "322123"),
    ],
)
def test_a_telephone_number_is_its_digits(number: str, plain: str) -> None:
    """0031 and +31 are 0."""
    assert _firm(telefoon=number) == [("telefoon", plain)]


def test_a_place_goes_by_object_else_by_address_else_not_at_all() -> None:
    """An object that has an address says so."""
    address = {"postcode": "1234AB", "huisnummer": 5}
    ((record, values),) = _place(**address)
    assert record == "ladres:1234AB|5||"
    assert ("adres", "adres:1234AB|5||") not in values
    ((record, values),) = _place(adresseerbaarObject="0505010000000001", **address)
    assert record == place_record(1)
    assert ("adres", "adres:1234AB|5||") in values
    assert _place(straat="Kade", huisnummer=5) == []


def test_what_a_place_says() -> None:
    """Numbers as text, uses in one, the point as lon,lat."""
    ((_, values),) = _place(
        adresseerbaarObject="0505010000000001",
        oppervlakte=80,
        gebruiksdoel=["woonfunctie", "winkelfunctie"],
        punt=[4.5, 52.0],
    )
    said = dict(values)
    assert (said["oppervlakte"], said["gebruiksdoel"]) == ("80", "woonfunctie, winkelfunctie")
    assert [float(part) for part in said["punt"].split(",")] == [4.5, 52.0]


def test_the_register_marks_what_it_says() -> None:
    """So that its word goes before later words of others."""
    said = _values(f"o{REGISTER}#A", registered({"organisatie": {"sleutel": "A"}}, 1, 1).mentions)
    assert said == [MARK]


def test_who_is_mentioned_twice_in_the_same_words_is_mentioned_once() -> None:
    """In other words, twice."""
    who = {"organisatie": {"sleutel": "A"}}
    assert len(applies(who, 1, 1, party("houder", who)).mentions) == 2
    more = {"organisatie": {"sleutel": "A", "naam": "Anker"}}
    assert len(applies(who, 1, 1, party("houder", more)).mentions) == 3


def test_a_decision_mentions_nobody() -> None:
    """It names records, it does not make them."""
    assert event("screening.gegevens-beperkt", 1, records=["a#b"], door="jo").mentions == ()


def test_an_iban_is_upper_case_without_blanks() -> None:
    """As printed on paper or not."""
    assert normalised_iban("nl91 abna") == "NL91ABNA"
