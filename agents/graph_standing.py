"""What is published of the graph against what stands in the store, when a partition gets a new owner."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from agents.graph_publication import GRAPH
from streams.store import Store
from streams.store_rows import OutboxRow

__all__ = ["graph_differences", "short"]

_REDIRECT = b">"
# First byte of the short form of a redirect; what follows is where it leads.


class _Head(msgspec.Struct, frozen=True):
    """What tells a redirect from an entity or a relation."""

    redirect: str | None = None


def short(value: bytes) -> bytes:
    """Return what must be remembered of a published message: a redirect's target, else a hash of the bytes."""
    target = msgspec.json.decode(value, type=_Head).redirect
    if target is not None:
        return _REDIRECT + target.encode()
    return b"#" + hashlib.blake2b(value, digest_size=16).digest()


def graph_differences(published: Mapping[str, bytes], store: Store) -> Iterator[OutboxRow]:
    """Return the messages that make what is published (key → short form) equal to what stands in the store.

    A store made anew from the journal does not know all redirects of old: those that still lead to something stay.
    """
    standing: set[str] = set()
    for row in store.graph():
        for key, value in row.messages().items():
            standing.add(key)
            if published.get(key) != short(value):
                yield OutboxRow(GRAPH, key, value)
    for key in published:
        if key not in standing and not _leads(key, published, standing):
            yield OutboxRow(GRAPH, key, None)


def _leads(key: str, published: Mapping[str, bytes], standing: set[str]) -> bool:
    """Tell whether a key that does not stand is a redirect to one that does, by way of others like it or at once."""
    seen: set[str] = set()
    while key not in standing:
        value = published.get(key, b"")
        if key in seen or not value.startswith(_REDIRECT):
            return False
        seen.add(key)
        key = value.removeprefix(_REDIRECT).decode()
    return True
