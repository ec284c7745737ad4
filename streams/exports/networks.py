"""GraphML and GEXF: nodes and edges for Gephi, yEd, Cytoscape and the like."""

import re
from typing import Any, BinaryIO

import msgspec
import networkx

from streams.exports.content import Content

__all__ = ["write_gexf", "write_graphml"]

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# XML 1.0, production [2]; a name from outside may hold anything.


def write_graphml(content: Content, out: BinaryIO) -> None:
    """Write GraphML; the whole graph stands in memory."""
    networkx.write_graphml_xml(_graph(content), out)


def write_gexf(content: Content, out: BinaryIO) -> None:
    """Write GEXF; the whole graph stands in memory."""
    networkx.write_gexf(_graph(content), out)


def _graph(content: Content) -> Any:
    assert content.nodes is not None
    assert content.edges is not None
    graph: Any = networkx.MultiDiGraph()
    for node in content.nodes():
        graph.add_node(_clean(node["id"]), **_attributes(node, {"id"}))
    for edge in content.edges():
        graph.add_edge(
            _clean(edge["from"]),
            _clean(edge["to"]),
            key=_clean(edge["id"]),
            **_attributes(edge, {"id", "from", "to"}),
        )
    return graph


def _attributes(row: dict[str, Any], apart: set[str]) -> dict[str, Any]:
    """Return what both formats can hold: plain values; a list of texts as one text, anything else as JSON."""
    return {key: _plain(value) for key, value in row.items() if value is not None and key not in apart}


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return _clean("; ".join(value))
    return _clean(msgspec.json.encode(value).decode())


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
