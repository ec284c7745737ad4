"""Walking around a flag in a small made-up graph with known answers: counts, neighbours, what is common, paths, hubs."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desk.database.database import Database, database_url
from desk.readmodel.changes import Changes, write
from desk.surroundings import HUB, Bundle, Surroundings
from streams.settings import Settings

EVENT = {"source": "urn:nld:made:up", "id": "1"}


def entity(name: str, kind: str = "organisation", **values: str) -> tuple[str, bytes]:
    """Give an entity's message as the topic has it."""
    row = {
        "id": name,
        "gemeente": "9901",
        "kind": kind,
        "records": [f"urn:nld:made:up#{name}"],
        "values": [
            {"field": field, "value": value, "first": EVENT, "last": EVENT, "count": 1}
            for field, value in values.items()
        ],
    }
    return name, msgspec.json.encode(row)


def tie(frm: str, to: str, relation: str = "bestuurder", gemeente: str = "9901") -> tuple[str, bytes]:
    """Give a relation's message as the topic has it."""
    row = {
        "id": f"r:{frm}-{to}-{relation}",
        "gemeente": gemeente,
        "from": frm,
        "to": to,
        "relation": relation,
        "valid": ["2020-01-01", None],
        "events": [EVENT],
    }
    return f"r:{frm}-{to}-{relation}", msgspec.json.encode(row)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Surroundings]:
    """Give a-b-c-d in a row, x on b and c, and a bank tied to all of them and to a crowd."""
    crowd = [f"e:k{number:03d}" for number in range(HUB + 1)]
    messages = [
        entity("e:a", "person", naam="Anna"),
        entity("e:b", naam="B BV"),
        entity("e:c", "place", straat="Kade", huisnummer="3", buurt="Haven", punt="4.2,53.6"),
        *(entity(name) for name in ("e:d", "e:x", "e:bank", "e:lone", *crowd)),
        tie("e:a", "e:b"),
        tie("e:a", "e:b", "belang"),
        tie("e:b", "e:c", "vestiging"),
        tie("e:d", "e:c", "vestiging"),
        tie("e:x", "e:b"),
        tie("e:x", "e:c", "huur"),
        *(tie("e:bank", name, "lening") for name in ("e:a", "e:d", *crowd)),
        tie("e:b", "e:other", gemeente="9902"),
    ]
    database = Database(database_url(tmp_path, Settings()))
    with database.writing() as session:
        write(session, Changes(graph=dict(messages)))
    with database.reading() as session:
        yield Surroundings(session, "9901")
    database.close()


def test_neighbours_are_counted_by_relation_and_direction_once_each(graph: Surroundings) -> None:
    """Before anything is listed; who has nothing has no bundle, and another municipality's relation is none."""
    assert graph.bundles("e:lone") == []
    assert graph.bundles("e:b") == [
        Bundle("bestuurder", False, 2),
        Bundle("belang", False, 1),
        Bundle("vestiging", True, 1),
    ]
    assert graph.in_bundle("e:b", "bestuurder", outgoing=False) == {"e:a", "e:x"}


def test_members_are_called_and_placed_as_their_values_say(graph: Surroundings) -> None:
    """An unknown id gives nothing."""
    anna, place = graph.members(["e:c", "e:a", "e:nobody"])
    assert (anna.spellings, anna.kind, anna.point) == (["Anna"], "person", None)
    assert (place.spellings, place.area, place.point) == (["Kade 3"], "Haven", (4.2, 53.6))


def test_ties_are_those_between_the_two_sides_alone(graph: Surroundings) -> None:
    """Whichever way they point."""
    assert [one.id for one in graph.ties(["e:c"], {"e:b", "e:d"})] == [
        "r:e:b-e:c-vestiging",
        "r:e:d-e:c-vestiging",
    ]
    assert graph.ties(["e:a"], {"e:c"}) == []


def test_what_is_common_is_a_neighbour_of_each(graph: Surroundings) -> None:
    """Of nobody, nobody; the chosen are not their own neighbours."""
    assert graph.common([]) == set()
    assert graph.common(["e:b", "e:c"]) == {"e:x"}
    assert graph.common(["e:a", "e:d"]) == {"e:bank"}


def test_a_path_is_shortest_and_runs_through_no_hub(graph: Surroundings) -> None:
    """By way of the bank it would be shorter; as an end the bank may be reached."""
    assert graph.path("e:a", "e:d") == ["e:a", "e:b", "e:c", "e:d"]
    assert graph.path("e:d", "e:a") == ["e:d", "e:c", "e:b", "e:a"]
    assert graph.path("e:a", "e:bank") == ["e:a", "e:bank"]
    assert graph.path("e:a", "e:lone") is None
    assert graph.path("e:b", "e:k000") is None
