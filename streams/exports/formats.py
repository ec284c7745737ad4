"""The table of export formats, and which kinds each can hold."""

from collections.abc import Callable
from typing import BinaryIO

from streams.errors import WrongUse
from streams.exports.content import Content
from streams.exports.followthemoney import write_ftm
from streams.exports.jsonl import write_jsonl
from streams.exports.networks import write_gexf, write_graphml
from streams.exports.tables import write_csv, write_parquet

__all__ = ["FORMATS", "writer"]

Writer = Callable[[Content, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "ftm": write_ftm,
}

_GRAPHS = frozenset({"flags", "entities", "relations", "links"})
_KINDS = {"graphml": _GRAPHS, "gexf": _GRAPHS, "ftm": frozenset({"entities", "relations"})}


def writer(name: str, kind: str) -> Writer:
    """Return the writer of a format.

    Raises
    ------
    WrongUse
        When there is no such format, or it cannot hold this kind.
    """
    if name not in FORMATS:
        raise WrongUse(f"--format {name}: must be one of {', '.join(FORMATS)}")
    kinds = _KINDS.get(name)
    if kinds is not None and kind not in kinds:
        raise WrongUse(f"--format {name}: cannot hold {kind}; it holds {', '.join(sorted(kinds))}")
    return FORMATS[name]
