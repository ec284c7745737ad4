"""An entity: the records that are one real thing, as judged so far, and the links that hold them together."""

import hashlib
from typing import NamedTuple

__all__ = ["Entity", "Link", "entity_id", "tree_path"]


class Link(NamedTuple):
    """A link between two records: its probability, and the ground in a word."""

    a: str
    b: str
    probability: float
    why: str


class Entity:
    """Records of one kind judged to be one; compared by identity, made anew whenever its make-up changes.

    ``key`` is the smallest record key, ``ids`` are the public record ids with the register numbers among them, and
    ``tree`` holds the links that joined the records (a spanning tree; certain links under one key are left out).
    """

    __slots__ = ("id", "ids", "key", "kind", "records", "tree")

    def __init__(
        self, gemeente: str, records: tuple[str, ...], ids: tuple[str, ...], tree: tuple[Link, ...]
    ) -> None:
        self.records = records
        self.key = records[0]
        self.kind = self.key[0]
        self.ids = ids
        self.tree = tree
        self.id = entity_id(gemeente, ids[0])

    def is_made_of(self, records: tuple[str, ...], ids: tuple[str, ...], tree: tuple[Link, ...]) -> bool:
        """Tell whether nothing of the make-up differs."""
        return self.records == records and self.ids == ids and self.tree == tree


def entity_id(gemeente: str, smallest: str) -> str:
    """Give ``e:`` and 32 hex digits of SHA-256 over municipality and smallest record id."""
    return "e:" + hashlib.sha256(f"{gemeente}|{smallest}".encode()).hexdigest()[:32]


def tree_path(tree: tuple[Link, ...], used: set[str]) -> list[Link]:
    """Give the links of the tree that lie on a path between the used records, each once.

    Prunes leaves that are not used until none is left; O(links²), for trees of a handful of links.
    """
    links = list(tree)
    while True:
        ends: dict[str, int] = {}
        for link in links:
            ends[link.a] = ends.get(link.a, 0) + 1
            ends[link.b] = ends.get(link.b, 0) + 1
        kept = [link for link in links if all(ends[end] > 1 or end in used for end in (link.a, link.b))]
        if len(kept) == len(links):
            return kept
        links = kept
