"""Sets of made-up Dutch persons: with initials only, councillors in two registers, with heavy typing errors."""

from __future__ import annotations

from random import Random

from benchmarks.identity.dutch.errors import maybe, mistyped, mistyped_date, mistyped_digits
from benchmarks.identity.dutch.names import CITIES, Weighted
from benchmarks.identity.dutch.people import (
    Home,
    Person,
    draw_person,
    household,
    initials,
    moved,
    written_name,
)
from benchmarks.identity.labelled import Labelled, shuffled

__all__ = ["councillors", "initials_only", "typing_errors"]

Families = Weighted[tuple[str, str]]
Given = Weighted[str]


def initials_only(seed: int, given: Given, families: Families, persons: int = 2_500) -> Labelled:
    """Persons whom no source calls by a given name: initials, surname, and two or three of birth date, address, phone.

    One in five has a relative at the address. Birth dates are partial in one record of eight and wrong in one of
    twenty; one person in ten has moved between two records.
    """
    chance = Random(f"initials|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    people: list[Person] = []
    for _ in range(persons):
        person = draw_person(chance, given, families)
        people.append(person)
        if maybe(chance, 0.2):
            people.append(household(chance, person, given))
    for number, person in enumerate(people):
        phone = _phone(chance)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
            home = moved(chance, person.home) if maybe(chance, 0.1) else person.home
            record = {"kind": "person", **_initials_name(chance, person)}
            if maybe(chance, 0.75):
                record["birth_date"] = _birth_date(chance, person.born)
            if maybe(chance, 0.8) or "birth_date" not in record:
                record |= _address(chance, home)
            if maybe(chance, 0.25):
                record["phone"] = _spelled_phone(chance, phone)
            made.append((str(number), record))
    return shuffled("nl-initials", chance, made)


def councillors(seed: int, given: Given, families: Families, councils: int = 60, seats: int = 29) -> Labelled:
    """Members of councils in two registers: one writes given names, the other initials; town, now and then a year.

    One in seven stands in one register only, one in fifty has a namesake in another council or sits in two.
    """
    chance = Random(f"councillors|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    for council in range(councils):
        city = CITIES[council % len(CITIES)]
        for seat in range(seats):
            person = draw_person(chance, given, families)
            label = f"{council}-{seat}"
            where = chance.choices((("almanac", "list"), ("almanac",), ("list",)), (86, 7, 7))[0]
            if "almanac" in where:
                first = person.call_name if maybe(chance, 0.6) else person.given[0]
                record = {
                    "kind": "person",
                    "source": "almanac",
                    "name": written_name(chance, person, first),
                    "city": city,
                }
                made.append((label, record))
            if "list" in where:
                record = {
                    "kind": "person", "source": "list", "initials": initials(person, chance), "prefix": person.prefix,
                    "surname": _surname(chance, person), "city": _town(chance, city),
                }  # fmt: skip
                if maybe(chance, 0.6):
                    record["given_names"] = person.call_name
                if maybe(chance, 0.3):
                    record["birth_date"] = person.born[:4]
                made.append((label, record))
    return shuffled("nl-councillors", chance, made)


def typing_errors(seed: int, given: Given, families: Families, persons: int = 2_500) -> Labelled:
    """Persons typed over from handwriting: one to four errors a record over name, birth date and address; blanks."""
    chance = Random(f"typing|{seed}")
    made: list[tuple[str, dict[str, str]]] = []
    for number in range(persons):
        person = draw_person(chance, given, families)
        for copy in range(chance.choice((1, 2, 2, 3, 4))):
            record = {
                "kind": "person", "given_names": " ".join(person.given), "prefix": person.prefix, "surname": person.surname,
                "birth_date": person.born, "street": person.home.street, "house_number": person.home.number,
                "postcode": person.home.postcode, "city": person.home.city,
            }  # fmt: skip
            if copy:
                for _ in range(chance.randint(2, 5)):
                    _damage(chance, record)
            made.append((str(number), record))
    return shuffled("nl-typing", chance, made)


def _damage(chance: Random, record: dict[str, str]) -> None:
    field = chance.choice(
        ("given_names", "surname", "surname", "birth_date", "street", "postcode", "city", "blank", "swap")
    )
    if field == "blank":
        record[chance.choice(("given_names", "birth_date", "street", "postcode", "city", "prefix"))] = ""
    elif field == "swap" and maybe(chance, 0.4):
        record["given_names"], record["surname"] = record["surname"], record["given_names"]
    elif field == "birth_date" and len(record["birth_date"]) == 10:
        record["birth_date"] = mistyped_date(chance, record["birth_date"])
    elif field == "postcode":
        record["postcode"] = mistyped_digits(chance, record["postcode"])
    elif field in record:
        record[field] = mistyped(chance, record[field], chance.choice((1, 1, 2)))


def _initials_name(chance: Random, person: Person) -> dict[str, str]:
    short = initials(person, chance)
    if maybe(chance, 0.5):
        return {"name": written_name(chance, person, short)}
    return {
        "initials": short,
        "prefix": person.prefix if maybe(chance, 0.9) else "",
        "surname": _surname(chance, person),
    }


def _surname(chance: Random, person: Person) -> str:
    if person.partner and maybe(chance, 0.3):
        return f"{person.surname}-{' '.join(filter(None, person.partner))}"
    text = person.surname.replace("ij", "y") if maybe(chance, 0.15) else person.surname
    return mistyped(chance, text) if maybe(chance, 0.05) else text


def _birth_date(chance: Random, born: str) -> str:
    fate = chance.random()
    if fate < 0.05:
        return mistyped_date(chance, born)
    if fate < 0.1:
        return born[:7]
    return born[:4] if fate < 0.175 else born


def _address(chance: Random, home: Home) -> dict[str, str]:
    street = mistyped(chance, home.street) if maybe(chance, 0.05) else home.street
    if maybe(chance, 0.3):
        street = street.replace("straat", "str.").replace("plein", "pln").replace("laan", "ln")
    number = home.number.upper().replace("-", " ") if maybe(chance, 0.3) else home.number
    postcode = f"{home.postcode[:4]} {home.postcode[4:]}" if maybe(chance, 0.4) else home.postcode
    record = {
        "street": street,
        "house_number": number,
        "postcode": postcode,
        "city": _town(chance, home.city),
    }
    return record if maybe(chance, 0.8) else {"postcode": postcode, "house_number": number}


def _town(chance: Random, city: str) -> str:
    if maybe(chance, 0.5):
        return {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}.get(city, city)
    return city.upper() if maybe(chance, 0.2) else city


def _phone(chance: Random) -> str:
    return f"06{chance.randint(10_000_000, 59_999_999)}"


def _spelled_phone(chance: Random, phone: str) -> str:
    return chance.choice((phone, f"{phone[:2]}-{phone[2:]}", f"+31 {phone[1:]}", f"0031{phone[1:]}"))
