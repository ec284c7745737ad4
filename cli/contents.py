"""The rows, nodes and edges of each kind of export, out of what stands in the stores."""

from collections.abc import Iterator
from functools import partial
from heapq import merge
from operator import itemgetter

import msgspec

from agents.standing import Standing
from cli.as_of import AsOf
from cli.terminal import Bar
from cli.towns import towns
from graph.municipality import Municipality
from graph.rules import Rules
from streams.dossier.dossier_file import DossierFile
from streams.exports.content import Content, Row

__all__ = ["content"]

ID = itemgetter("id")


def content(
    kind: str, standing: Standing, rules: Rules, as_of: AsOf | None, progress: Bar, *, protection: bool = True
) -> Content:
    """Give what an export of this kind writes; graphs are folded when first asked for.

    Without `protection` flags of that route are left out.
    """
    found = _Towns(standing, rules, as_of, progress)
    match kind:
        case "deadletters":
            return Content(kind, lambda: _deadletters(standing))
        case "advisories":
            return Content(kind, lambda: _advisories(standing))
        case "flags":
            every = partial(_flags, standing) if as_of is None else found.flags
            flags = every if protection else lambda: (row for row in every() if row["route"] != "protection")
            return Content(kind, flags, lambda: _evidence_nodes(flags()), lambda: _evidence_edges(flags()))
        case "links":
            return Content(
                kind, found.links, lambda: _link_nodes(found.links()), lambda: _link_edges(found.links())
            )
    rows = found.entities if kind == "entities" else found.relations
    return Content(kind, rows, found.entities, found.relations)


class _Towns:
    """The municipalities of all stores, folded once; with an as-of view, evaluated where flags are asked for."""

    def __init__(self, standing: Standing, rules: Rules, as_of: AsOf | None, progress: Bar) -> None:
        self._standing = standing
        self._rules = rules
        self._as_of = as_of
        self._progress = progress
        self._folded: list[Municipality] | None = None

    def entities(self) -> Iterator[Row]:
        return merge(*(town.entities() for town in self._towns()), key=ID)

    def relations(self) -> Iterator[Row]:
        return merge(*(town.relations() for town in self._towns()), key=ID)

    def links(self) -> Iterator[Row]:
        pairs = (sorted(town.links(), key=itemgetter("a", "b")) for town in self._towns())
        return merge(*pairs, key=itemgetter("a", "b"))

    def flags(self) -> Iterator[Row]:
        found = [flag for town in self._made(evaluate=True) for flag in town.flags.values()]
        for flag in sorted(found, key=lambda flag: flag.id):
            row: Row = msgspec.to_builtins(flag)
            yield {"id": row["id"], "gemeente": row["gemeente"], "status": "open"} | row

    def _towns(self) -> list[Municipality]:
        if self._folded is None:
            self._folded = list(self._made(evaluate=False))
        return self._folded

    def _made(self, *, evaluate: bool) -> Iterator[Municipality]:
        return towns(self._standing, self._rules, self._progress, evaluate=evaluate, as_of=self._as_of)


def _flags(standing: Standing) -> Iterator[Row]:
    for row in standing.flags():
        yield msgspec.json.decode(row.message())


def _advisories(standing: Standing) -> Iterator[Row]:
    """Give what stands, and each version that somebody signed under its own name, by id."""
    now = (msgspec.json.decode(row.body) for row in standing.advisories())
    return merge(now, _signed_versions(standing), key=ID)


def _signed_versions(standing: Standing) -> Iterator[Row]:
    frozen: list[Row] = []
    for folder in standing.folders:
        with DossierFile.read(folder) as dossier:
            frozen += [msgspec.to_builtins(version.published()) for version in dossier.versions()]
    return iter(sorted(frozen, key=ID))


def _deadletters(standing: Standing) -> Iterator[Row]:
    for row in standing.deadletters():
        yield msgspec.json.decode(row.body)


def _evidence_nodes(flags: Iterator[Row]) -> Iterator[Row]:
    """Give each entity in the evidence once, with the flags that it stands in."""
    nodes: dict[str, Row] = {}
    for flag in flags:
        for node in flag["evidence"]["nodes"]:
            nodes.setdefault(node["id"], {**node, "flags": []})["flags"].append(flag["id"])
    return (nodes[key] for key in sorted(nodes))


def _evidence_edges(flags: Iterator[Row]) -> Iterator[Row]:
    for flag in flags:
        for number, edge in enumerate(flag["evidence"]["edges"]):
            yield {"id": f"{flag['id']}/{number}", "flag": flag["id"], **edge}


def _link_nodes(links: Iterator[Row]) -> Iterator[Row]:
    records = {record for link in links for record in (link["a"], link["b"])}
    return ({"id": record} for record in sorted(records))


def _link_edges(links: Iterator[Row]) -> Iterator[Row]:
    for link in links:
        yield {"id": f"{link['a']} {link['b']}", "from": link["a"], "to": link["b"], **link}
