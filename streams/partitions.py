"""The published table municipality → partition, the same for raw, journal and output topics.

Count and table are fixed for the life of a cluster's topics: one municipality is one key, and its whole history stands in
one partition. The large ones stand alone; the hash of Kafka's own clients would put Amsterdam, Den Haag, Utrecht
and Eindhoven together.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import msgspec

__all__ = ["ALONE", "COUNT", "Table", "partition_of", "published"]

ALONE: dict[str, int] = {
    "0363": 0,  # Amsterdam
    "0599": 1,  # Rotterdam
    "0518": 2,  # Den Haag
    "0344": 3,  # Utrecht
}
# The four that are by far the largest, each in a partition of its own.

COUNT = 8
# Four partitions for the four large municipalities, four that share all others.

HASH = "SHA-256"
# Of the code's four digits, first 8 bytes, big-endian, modulo the number of shared partitions.


class Table(msgspec.Struct, frozen=True):
    """The table as other programs read it from the topic `partitions`."""

    count: int
    alone: dict[str, int]
    others: str


@lru_cache(maxsize=4096)
def partition_of(gemeente: str) -> int:
    """Return the partition that holds everything of one municipality."""
    alone = ALONE.get(gemeente)
    if alone is not None:
        return alone
    first = len(ALONE)
    number = int.from_bytes(hashlib.sha256(gemeente.encode()).digest()[:8], "big")
    return first + number % (COUNT - first)


def published() -> Table:
    """Return the table in the words in which it is published."""
    shared = f"{len(ALONE)} + first 8 bytes of {HASH}(code), big-endian, mod {COUNT - len(ALONE)}"
    return Table(count=COUNT, alone=dict(ALONE), others=shared)
