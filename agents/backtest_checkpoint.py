"""How far a back-test has come, in a file beside the store: a run after a kill goes on from there."""

from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Self

import msgspec

from graph.evaluation import Place
from streams.errors import Failure

__all__ = ["Checkpoint", "Part"]


class _Line(msgspec.Struct, frozen=True):
    part: str
    start: int
    gave: list[str]


class Checkpoint:
    """A file of what was evaluated, each place as a hash: no record id stands in it; lines for other logs or rules are kept and play no part.

    A line cut short by a kill is dropped with all after it. `done` removes the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[tuple[str, int], frozenset[str]] = {}
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            whole = self._read() if self._path.exists() else 0
            self._file = self._path.open("ab")
            self._file.truncate(whole)
        except OSError as error:
            raise Failure(f"{self._path}: {error.strerror}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def _read(self) -> int:
        """Read the lines that are whole; give where they end."""
        end = 0
        for raw in self._path.read_bytes().splitlines(keepends=True):
            try:
                line = msgspec.json.decode(raw, type=_Line)
            except msgspec.DecodeError:
                break
            if not raw.endswith(b"\n"):
                break
            self._known[line.part, line.start] = frozenset(line.gave)
            end += len(raw)
        return end

    def part(self, name: str) -> "Part":
        """Give the part of one municipality and one set of rules."""
        return Part(self, name)

    def known(self, part: str, start: int) -> frozenset[str] | None:
        """Give the hashes of what gave anything in the step of a part that begins here; None where it is still to do."""
        return self._known.get((part, start))

    def note(self, part: str, start: int, gave: Collection[Place]) -> None:
        """Write down a step that is done. Not synced: after a power cut it is done again."""
        assert self._file is not None
        self._file.write(msgspec.json.encode(_Line(part, start, [*map(_hash, gave)])) + b"\n")
        self._file.flush()

    def done(self) -> None:
        """Remove the file: the next back-test begins anew."""
        self._path.unlink(missing_ok=True)


class Part:
    """One municipality by one set of rules."""

    def __init__(self, checkpoint: Checkpoint, name: str) -> None:
        self._checkpoint = checkpoint
        self._name = name

    def known(self, start: int, step: Sequence[Place]) -> list[Place] | None:
        """Give those places of a step that gave anything; None where it is still to do."""
        gave = self._checkpoint.known(self._name, start)
        return None if gave is None else [place for place in step if _hash(place) in gave]

    def note(self, start: int, gave: Collection[Place]) -> None:
        """Write down a step that is done."""
        self._checkpoint.note(self._name, start, gave)


def _hash(place: Place) -> str:
    indicator, focus = place
    return blake2b("\n".join((indicator, *focus)).encode(), digest_size=8).hexdigest()
