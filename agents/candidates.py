"""Which rows of a file share a key: counted in columns, so that tens of millions of keys fit in memory."""

from array import array
from collections.abc import Iterable, Iterator
from typing import cast

import polars as pl

__all__ = ["Candidates", "pairs", "pairs_of", "within"]

_MEETINGS_A_ROW, _MEETINGS_FREE = 6, 400_000
"""Meetings of two rows under a key that a row may cost, and that any file may: bounds the time of large files."""

_LEAST_LIMIT = 5

_CHUNK = 1 << 20
"""Keys that are gathered before they become a column."""

_PAIRS_AT_ONCE = 1_000_000
"""Pairs that are looked at together: bounds the memory, not the result."""


class Candidates:
    """Rows under keys.

    Of a key its hash alone is kept: two keys of one hash would add a pair to look at, never a link.
    """

    def __init__(self) -> None:
        self._keys = array("q")
        self._rows = array("I")
        self._frames: list[pl.DataFrame] = []

    def add(self, row: int, keys: Iterable[str]) -> None:
        """Put a row under its keys."""
        for key in keys:
            self._keys.append(hash(key))
            self._rows.append(row)
        if len(self._keys) >= _CHUNK:
            self._flush()

    def met(self, *, again: bool = False) -> pl.DataFrame:
        """Give (key, row, size) of each key that more than one row has, `size` being how many have it.

        What is asked for `again` is kept; else it is gone after.
        """
        self._flush()
        frame = pl.concat(self._frames).unique()
        self._frames = [frame] if again else []
        return frame.with_columns(pl.len().over("key").alias("size")).filter(pl.col("size") > 1)

    def _flush(self) -> None:
        columns = {
            "key": pl.Series(self._keys, dtype=pl.Int64),
            "row": pl.Series(self._rows, dtype=pl.UInt32),
        }
        self._frames.append(pl.DataFrame(columns))
        self._keys, self._rows = array("q"), array("I")


def within(met: pl.DataFrame, limit: int, rows: int) -> pl.DataFrame:
    """Keep the keys that at most `limit` rows have, and of a large file so few that its meetings are within bounds.

    The fewer rows have a key, the more it says; so the limit is lowered as far as need be, for all keys alike. A function
    of the set of rows.
    """
    sizes = met.group_by("key").agg(pl.col("size").first()).group_by("size").len("keys").sort("size")
    meetings = (pl.col("keys") * pl.col("size") * (pl.col("size") - 1) // 2).cum_sum()
    bound = max(_MEETINGS_A_ROW * rows, _MEETINGS_FREE)
    allowed = sizes.filter((meetings <= bound) & (pl.col("size") <= limit))["size"].max()
    return met.filter(pl.col("size") <= max(cast("int | None", allowed) or 0, _LEAST_LIMIT))


def pairs(met: pl.DataFrame) -> Iterator[list[tuple[int, int]]]:
    """Give the pairs of rows that share a key, each once and the smaller first, in batches by their first row."""
    lefts = met.group_by("row").agg((pl.col("size") - 1).sum().alias("pairs")).sort("row")
    batch = ((lefts["pairs"].cum_sum() - 1) // (2 * _PAIRS_AT_ONCE)).alias("batch")
    for (_,), rows in lefts.with_columns(batch).group_by("batch", maintain_order=True):
        found = (
            met.join(rows.select("row"), on="row", how="semi")
            .join(met, on="key")
            .filter(pl.col("row") < pl.col("row_right"))
            .select("row", "row_right")
            .unique()
            .sort("row", "row_right")
        )
        yield found.rows()


def pairs_of(met: pl.DataFrame, rows: Iterable[int]) -> list[tuple[int, int]]:
    """Give the pairs of these rows with any row that shares a key with them, each once and the smaller first."""
    asked = pl.DataFrame({"row": pl.Series(list(rows), dtype=pl.UInt32)})
    found = (
        met.join(asked, on="row", how="semi").join(met, on="key").filter(pl.col("row") != pl.col("row_right"))
    )
    low, high = pl.min_horizontal("row", "row_right"), pl.max_horizontal("row", "row_right")
    return found.select(low.alias("low"), high.alias("high")).unique().sort("low", "high").rows()
