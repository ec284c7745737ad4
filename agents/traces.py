"""Proof that something is gone: a search of the bytes of every file in a store's folder."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec

__all__ = ["forms", "traces"]

_SHORTEST_INSIDE = 8
"""Characters of base64 that must stand whole to be searched for: fewer occur by chance."""


def traces(folder: Path, marks: Iterable[str]) -> list[str]:
    """Give the files in which any of these texts is found: as UTF-8, as in JSON, or inside base64. O(bytes * marks)."""
    wanted = sorted({form for mark in marks for form in forms(mark)})
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.stat().st_size):
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            if any(content.find(form) >= 0 for form in wanted):
                found.append(str(path.relative_to(folder)))
    return found


def forms(mark: str) -> Iterator[bytes]:
    """Give the bytes by which a text is found: as UTF-8, as in JSON, and the middle of its base64."""
    raw = mark.encode()
    yield raw
    yield msgspec.json.encode(mark)[1:-1]
    for shift in range(3):
        # Whatever stands before, one of three shifts gives the middle of its base64.
        inside = b64encode(b"\0" * shift + raw)[4 if shift else 0 :]
        inside = inside.rstrip(b"=")[: -1 if (shift + len(raw)) % 3 else None]
        if len(inside) >= _SHORTEST_INSIDE:
            yield inside
