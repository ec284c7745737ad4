"""Relations as published."""

from graph.claims import Statement
from tests.graph.builders import (
    GEMEENTE,
    REGISTER,
    applies,
    entity,
    firm,
    firm_record,
    holds,
    leads,
    lends,
    lets,
    party,
    person,
    person_record,
    restricts,
    struck_off,
    town,
)

_P, _A = person("P"), firm("A")


def _rows(*statements: Statement) -> list[tuple[str, list[str | None], list[str]]]:
    municipality = town(statements)
    rows = list(municipality.relations())
    assert municipality.relation_count() == len(rows)
    return [(row["relation"], row["valid"], [event["id"] for event in row["events"]]) for row in rows]


def test_without_relations_there_are_no_rows() -> None:
    """The empty case; a striking-off alone is none."""
    assert _rows(struck_off(_A, 1)) == []


def test_a_row_is_an_interval_with_its_events() -> None:
    """Two terms of one director are two rows."""
    told = [
        leads(_P, _A, 0, id_="a"),
        leads(_P, _A, 4, ends=True, id_="b"),
        leads(_P, _A, 9, id_="c"),
    ]
    assert sorted(_rows(*told), key=lambda row: str(row[1][0])) == [
        ("bestuurder", ["2020-01-01", "2020-01-05"], ["a", "b"]),
        ("bestuurder", ["2020-01-10", None], ["c"]),
    ]


def test_a_row_says_between_whom() -> None:
    """By entity id, with the municipality."""
    municipality = town(holds(_P, _A, 0))
    (row,) = municipality.relations()
    assert (row["from"], row["to"]) == (
        entity(municipality, person_record("P")).id,
        entity(municipality, firm_record("A")).id,
    )
    assert (row["gemeente"], row["relation"], row["id"][:2]) == (GEMEENTE, "aandeelhouder", "r:")


def test_the_same_lender_in_register_and_on_a_form_is_two_relations_between_the_same_two() -> None:
    """Their names differ: what the register says, and what the form says."""
    rows = _rows(lends(_P, _A, 0), applies(_A, 1, 0, party("financier", _P)))
    assert {relation for relation, _, _ in rows} >= {"lening", "financier"}


def test_one_interval_told_by_two_sources_is_one_row() -> None:
    """It names both events."""
    rows = _rows(leads(_P, _A, 0, id_="a"), leads(_P, _A, 0, id_="b", source="urn:test:other"))
    assert [events for _, _, events in rows] == [["a", "b"]]


def test_a_lease_is_of_the_lessor_and_of_the_place() -> None:
    """The tenant rents the place."""
    assert [relation for relation, _, _ in _rows(lets(_P, _A, 1, 0))] == ["huur", "huur"]


def test_a_restriction_hides_nothing_here() -> None:
    """It binds the rules; who asks for the graph sees what stands."""
    assert len(_rows(leads(_P, _A, 0), restricts(f"{REGISTER}#P", 1))) == 1
