"""A copy of a store's folder in one file, consistent while others write, and checked before it is used again."""

import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from streams.audit import AUDIT_FILE, HEAD_FILE
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.schema import DOSSIER_FILE
from streams.errors import Failure
from streams.processing_log import LOG_FILE

__all__ = ["DESK_FILE", "backup", "unpack"]

DESK_FILE = "desk.db"
"""The desk's own database where it is SQLite: what its users wrote stands nowhere else."""

MANIFEST = "manifest.json"
# Name and SHA-256 of every other file; the first in the archive.


def backup(folder: Path, target: Path) -> dict[str, str]:
    """Write the archive; give the SHA-256 of each file in it.

    Databases are copied by SQLite itself, so a copy is of one moment, also while a run writes.

    Raises
    ------
    Failure
        When a database cannot be read or the archive not be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as made:
            copies = {path.name: _copied(path, Path(made)) for path in _files(folder)}
            sums = {name: sha256(copy.read_bytes()).hexdigest() for name, copy in copies.items()}
            part = Path(made) / "archive"
            with tarfile.open(part, "w:gz") as archive:
                _add(archive, MANIFEST, msgspec.json.encode(sums, order="sorted"))
                for name, copy in copies.items():
                    archive.add(copy, name)
            part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise Failure(f"{target}: the backup was not made: {error}") from error
    return sums


def unpack(source: Path, folder: Path) -> None:
    """Unpack an archive into an empty folder.

    Raises
    ------
    Failure
        When it is none of ours, or a file in it is not what the manifest says.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        sums = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=dict[str, str])
        (folder / MANIFEST).unlink()
        there = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    except (OSError, tarfile.TarError, msgspec.MsgspecError) as error:
        raise Failure(f"{source}: is no backup that can be read: {error}") from error
    if there != sums:
        wrong = sorted(name for name in there.keys() | sums.keys() if there.get(name) != sums.get(name))
        raise Failure(f"{source}: not what it was: {', '.join(wrong)}")


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("store-*.sqlite"))
    for name in (DOSSIER_FILE, DESK_FILE, DECISIONS_FILE, AUDIT_FILE, HEAD_FILE, LOG_FILE):
        if (folder / name).exists():
            yield folder / name


def _copied(path: Path, made: Path) -> Path:
    copy = made / path.name
    if path.suffix not in {".sqlite", ".db"}:
        copy.write_bytes(path.read_bytes())
        return copy
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
