"""Input files as numbered lines, whatever their line ends and however long a line is."""

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from streams.errors import Failure, WrongUse

__all__ = ["Input", "Line", "inputs", "read"]

KEPT_BYTES = 1 << 20
# Of a longer line only this much is kept, so that a file without line ends cannot fill the memory. An event may
# have 65,536 bytes, so such a line is refused whatever its end says; its sha256 is that of all of it.

STANDARD_INPUT = "-"


class Input(msgspec.Struct, frozen=True):
    """One file to read; `topic` is how its lines are referred to: the path as given."""

    topic: str
    path: Path | None

    @property
    def size(self) -> int:
        """Bytes to read, 0 where that cannot be known."""
        return 0 if self.path is None else self.path.stat().st_size


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line without its end; `number` is zero-based, `size` counts all its bytes, the end included."""

    number: int
    raw: bytes
    sha256: str
    size: int


def inputs(paths: Iterable[str], *, apart: Path | None = None) -> list[Input]:
    """Return the files behind these paths, in the order given; those of a folder by name.

    Parameters
    ----------
    apart
        A file that has its own way in (the decisions) and is left out where a folder holds it.

    Raises
    ------
    WrongUse
        When a path is not there, or a folder holds no `*.ndjson`.
    """
    return [found for path in paths for found in _inputs(path, apart)]


def _inputs(given: str, apart: Path | None) -> list[Input]:
    if given == STANDARD_INPUT:
        return [Input(given, None)]
    path = Path(given)
    if path.is_dir():
        files = sorted(file for file in path.glob("*.ndjson") if file.is_file() and not _same(file, apart))
        if not files:
            raise WrongUse(f"{given}: the folder holds no *.ndjson")
        return [Input(f"{given.rstrip('/')}/{file.name}", file) for file in files]
    if not path.exists():
        raise WrongUse(f"{given}: there is no such file or folder")
    return [] if _same(path, apart) else [Input(given, path)]


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and other.exists() and path.samefile(other)


def read(source: Input) -> Iterator[Line]:
    """Read a file line by line. Blank lines are left out but numbered; the end may be LF or CR LF.

    Raises
    ------
    Failure
        When the file cannot be read; names it.
    """
    try:
        if source.path is None:
            yield from _lines(sys.stdin.buffer)
        else:
            with source.path.open("rb") as stream:
                yield from _lines(stream)
    except OSError as error:
        raise Failure(f"{source.topic}: {error.strerror or error}") from error


def _lines(stream: BinaryIO) -> Iterator[Line]:
    number = -1
    while raw := stream.readline(KEPT_BYTES):
        number += 1
        if len(raw) == KEPT_BYTES and not raw.endswith(b"\n"):
            yield _long_line(number, raw, stream)
            continue
        line = raw.removesuffix(b"\n").removesuffix(b"\r")
        if line.strip():
            yield Line(number, line, sha256(line).hexdigest(), len(raw))


def _long_line(number: int, start: bytes, stream: BinaryIO) -> Line:
    """Read on to the end of the line, keeping only its start and its hash.

    The last byte is held back at each step, because a CR before the LF belongs to the line end.
    """
    digest, size, tail = sha256(start[:-1]), len(start), start[-1:]
    while more := stream.readline(KEPT_BYTES):
        size += len(more)
        tail += more
        if tail.endswith(b"\n"):
            break
        digest.update(tail[:-1])
        tail = tail[-1:]
    digest.update(tail.removesuffix(b"\n").removesuffix(b"\r") if tail.endswith(b"\n") else tail)
    return Line(number, start, digest.hexdigest(), size)
