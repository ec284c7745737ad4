"""Entities and the links that hold them together."""

import hashlib

from graph.identity.entity import Entity, Link, entity_id, tree_path


def _tree(*pairs: str) -> tuple[Link, ...]:
    return tuple(Link(pair[0], pair[1], 0.95, "name") for pair in pairs)


def test_an_entity_goes_by_its_smallest_record() -> None:
    """The key by record, the id by public id."""
    entity = Entity("0505", ("ob", "oc"), ("kvk:1", "b", "c"), ())
    assert (entity.key, entity.kind) == ("ob", "o")
    assert entity.id == entity_id("0505", "kvk:1")
    assert entity.id == "e:" + hashlib.sha256(b"0505|kvk:1").hexdigest()[:32]


def test_an_entity_is_made_of_records_ids_and_links() -> None:
    """Each of them makes another one."""
    tree = _tree("bc")
    entity = Entity("0505", ("b", "c"), ("b", "c"), tree)
    assert entity.is_made_of(("b", "c"), ("b", "c"), tree)
    assert not entity.is_made_of(("b",), ("b", "c"), tree)
    assert not entity.is_made_of(("b", "c"), ("b", "c", "kvk:1"), tree)
    assert not entity.is_made_of(("b", "c"), ("b", "c"), ())


def test_no_tree_and_no_use_have_no_path() -> None:
    """The empty cases; one record needs no link."""
    assert tree_path((), {"a"}) == []
    assert tree_path(_tree("ab", "bc"), set()) == []
    assert tree_path(_tree("ab", "bc"), {"b"}) == []


def test_the_path_holds_the_links_between_the_used_records() -> None:
    """Twigs that lead nowhere are left out."""
    tree = _tree("ab", "bc", "cd", "be")
    assert [link[:2] for link in tree_path(tree, {"a", "c"})] == [("a", "b"), ("b", "c")]
    assert [link[:2] for link in tree_path(tree, {"a", "e", "c"})] == [("a", "b"), ("b", "c"), ("b", "e")]
