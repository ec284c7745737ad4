"""What an exact join finds of a structure: tiny logs with answers that can be counted on the fingers."""

from __future__ import annotations

from typing import Any

import msgspec

from demo.spreadsheet import Joined, Spreadsheet

ADDRESS = {"postcode": "8990 AB", "huisnummer": 7}


def line(**data: Any) -> bytes:
    """Write an event of source s."""
    return msgspec.json.encode({"source": "s", "data": data})


def firm(key: str, **more: Any) -> dict[str, Any]:
    """Write an organisation."""
    return {"sleutel": key, **more}


def flag(*members: str) -> dict[str, Any]:
    """Make a flag: each member's records as words."""
    nodes = [{"records": member.split()} for member in members]
    return {"records": [record for node in nodes for record in node["records"]], "evidence": {"nodes": nodes}}


def test_a_log_without_rows_ties_nothing() -> None:
    """The empty case."""
    assert Spreadsheet([]).joined(flag("s#a", "s#b")) == Joined(0, 2)


def test_an_equal_kvk_number_ties_rows() -> None:
    """Whoever stands in a row with the number is found with it."""
    lines = [
        line(organisatie=firm("a", kvk="00000001"), persoon={"sleutel": "p"}),
        line(betrokkenen=[{"organisatie": firm("x", kvk="00000001")}], locatie={"adresseerbaarObject": "1"}),
    ]
    assert Spreadsheet(lines).joined(flag("s#a s#x", "s#p", "bag:1")) == Joined(3, 3)


def test_an_rsin_ties_nothing_to_a_kvk_number() -> None:
    """That takes an event of the register that gives both, and somebody who looks for it."""
    lines = [line(organisatie=firm("a", kvk="00000001")), line(organisatie=firm("b", rsin="999800012"))]
    assert Spreadsheet(lines).joined(flag("s#a", "s#b")) == Joined(0, 2)


def test_an_equal_address_ties_rows_blanks_aside() -> None:
    """A blank in a postcode is no difference; this spreadsheet is a careful one."""
    lines = [
        line(organisatie=firm("a"), locatie=ADDRESS),
        line(organisatie=firm("b", adres={"postcode": "8990AB", "huisnummer": 7})),
    ]
    assert Spreadsheet(lines).joined(flag("s#a", "s#b", "s#c")) == Joined(2, 3)


def test_a_person_ties_no_rows() -> None:
    """One person with two firms at two addresses: the larger half is what is found."""
    lines = [
        line(organisatie=firm("a", kvk="00000001"), persoon={"sleutel": "p"}),
        line(organisatie=firm("b", kvk="00000002"), persoon={"sleutel": "p"}),
    ]
    assert Spreadsheet(lines).joined(flag("s#a", "s#b", "s#p")) == Joined(2, 3)


def test_rows_of_others_tie_nothing() -> None:
    """A firm outside the structure does not carry a join through it."""
    lines = [
        line(organisatie=firm("a", kvk="00000001")),
        line(organisatie=firm("c", kvk="00000001"), betrokkenen=[{"organisatie": firm("d", kvk="00000002")}]),
        line(organisatie=firm("b", kvk="00000002")),
    ]
    assert Spreadsheet(lines).joined(flag("s#a", "s#b")) == Joined(0, 2)


def test_unreadable_lines_are_left_out() -> None:
    """The log is raw."""
    lines = [b"{", b"[]", b"\xff", b'{"source":"s"}', line(organisatie={"kvk": "1"})]
    assert Spreadsheet(lines).joined(flag("s#a")) == Joined(0, 1)
