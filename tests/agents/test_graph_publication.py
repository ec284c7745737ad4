"""What is published of the graph, against what the store says was published."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from agents.graph_publication import GraphPublication
from agents.graph_standing import graph_differences, short
from streams.store import Store
from streams.store_rows import Batch

Sent = list[tuple[str, Any]]


class Part(NamedTuple):
    """A part as the graph gives it."""

    name: bytes
    digest: bytes
    rows: Callable[[], list[dict[str, Any]]]


def part(name: str, digest: str, *rows: str, **more: Any) -> Part:
    """Make a part of rows by their ids."""
    return Part(name.encode(), digest.encode(), lambda: [{"id": row, **more} for row in rows])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path) as one:
        yield one


def put(store: Store, *parts: Part, whole: bool = False) -> Sent:
    """Publish in one transaction; return the messages."""
    publication = GraphPublication(store)
    (publication.whole if whole else publication.changed)("0505", parts)
    store.write(Batch(graph=publication.rows()))
    return [(row.key, row.value and msgspec.json.decode(row.value)) for row in publication.messages()]


def test_nothing_publishes_nothing(store: Store) -> None:
    """The empty case; nor does what was never there and is gone."""
    assert put(store) == put(store, whole=True) == put(store, part("a", "")) == []


def test_a_part_is_published_when_its_digest_differs(store: Store) -> None:
    """Not when only what the digest leaves out has moved."""
    assert put(store, part("a", "1", "e:a", count=1)) == [("e:a", {"id": "e:a", "count": 1})]
    assert put(store, part("a", "1", "e:a", count=2)) == []
    assert put(store, part("a", "2", "e:a", count=3)) == [("e:a", {"id": "e:a", "count": 3})]


def test_of_a_part_only_what_changed_is_sent(store: Store) -> None:
    """A row that is no longer in it leaves a tombstone."""
    put(store, part("a", "1", "r:1", "r:2"))
    assert put(store, part("a", "2", "r:2", "r:3")) == [("r:1", None), ("r:3", {"id": "r:3"})]
    assert dict(put(store, part("a", ""))) == {"r:2": None, "r:3": None}
    assert list(store.graph()) == []


def test_the_last_word_in_a_batch_counts(store: Store) -> None:
    """A part may be named when its municipality is loaded and again by what is new."""
    publication = GraphPublication(store)
    publication.whole("0505", [part("a", "1", "r:1")])
    publication.changed("0505", [part("a", "2", "r:2")])
    assert [(row.key, row.value) for row in publication.messages()] == [
        ("r:1", None),
        ("r:2", b'{"id":"r:2"}'),
    ]


def test_the_whole_takes_back_what_is_not_in_it(store: Store) -> None:
    """A redirect stays: it is of no part that stands; another municipality is left alone."""
    put(store, part("a", "1", "e:a"), part("b", "1", "e:b"), part("c", "", "e:c", redirect="e:a"))
    other = GraphPublication(store)
    other.changed("0363", [part("d", "1", "e:d")])
    store.write(Batch(graph=other.rows()))
    assert put(store, part("a", "1", "e:a"), whole=True) == [("e:b", None)]
    assert {row.name for row in store.graph()} == {b"a", b"c", b"d"}


def test_what_is_out_is_set_right_by_the_store(store: Store) -> None:
    """What is missing or differs is sent, what is unknown leaves a tombstone unless it leads to something."""
    put(store, part("a", "1", "e:a"), part("b", "1", "e:b"), part("c", "1", "e:c"))
    out = {
        "e:a": short(b'{"id":"e:a"}'),
        "e:b": short(b'{"id":"e:b","old":1}'),
        "e:x": short(b'{"id":"e:x","redirect":"e:y"}'),
        "e:y": short(b'{"id":"e:y","redirect":"e:a"}'),
        "e:z": short(b'{"id":"e:z","redirect":"e:z"}'),
        "r:1": short(b'{"id":"r:1"}'),
    }
    found = {row.key: row.value for row in graph_differences(out, store)}
    assert found == {"e:b": b'{"id":"e:b"}', "e:c": b'{"id":"e:c"}', "e:z": None, "r:1": None}
