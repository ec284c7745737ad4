"""The physical lines of a source's files, plain or gzipped, and how many there are."""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from streams.errors import Failure

__all__ = ["count_lines", "files_of", "lines_of", "named"]


def files_of(path: Path, endings: Sequence[str]) -> list[Path]:
    """List the files of a source: the path itself, or what a folder holds with one of the endings, by name.

    Raises
    ------
    Failure
        When there is no such path, or the folder holds no such file.
    """
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise Failure(f"{path}: no such file or folder")
        found = sorted(
            file for file in path.iterdir() if file.is_file() and file.name.endswith(tuple(endings))
        )
    except OSError as error:
        raise Failure(f"{path}: cannot be read ({error.strerror})") from None
    if not found:
        raise Failure(f"{path}: holds no file that ends in {' or '.join(endings)}")
    return found


def named(path: Path, file: Path) -> str:
    """Name a file for a person: the path as given, with the file's name when that was a folder."""
    return str(path) if file == path else f"{path}/{file.name}"


def lines_of(file: Path, name: str) -> Iterator[bytes]:
    """Give a file's lines with their ends, one in memory at a time; a name in .gz is unpacked on the way.

    Raises
    ------
    Failure
        When it cannot be read or is no whole gzip file.
    """
    number = 0
    try:
        with gzip.open(file, "rb") if file.name.endswith(".gz") else file.open("rb") as stream:
            for line in stream:
                yield line
                number += 1
    except gzip.BadGzipFile:
        raise Failure(f"{name}, line {number + 1}: not a gzip file") from None
    except (EOFError, zlib.error):
        raise Failure(
            f"{name}, line {number + 1}: the gzip file is damaged or ends here, before its end"
        ) from None
    except OSError as error:
        raise Failure(f"{name}, line {number + 1}: cannot be read ({error.strerror})") from None


def count_lines(path: Path, files: Iterable[Path]) -> int:
    """Count the lines of all files, for a progress bar (the nine real snapshots: 0.2 s)."""
    return sum(sum(1 for _ in lines_of(file, named(path, file))) for file in files)
