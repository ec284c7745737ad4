"""Reads an audit chain and says which line was changed, removed, inserted or cut off."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from streams.audit import AUDIT_FILE, START, AuditLine, Head, hash_of, head_of
from streams.errors import WrongUse

__all__ = ["Finding", "check", "read_heads"]


class Finding(msgspec.Struct, frozen=True):
    """What is wrong with a chain: `what` is changed, removed, inserted, cut_off or replaced; `line` counts from 1."""

    line: int
    what: str
    sentence: str


def check(folder: Path, heads: list[Head]) -> tuple[int, list[Finding]]:
    """Hold a chain against itself, against the head beside it and against heads kept elsewhere.

    Returns how many lines there are, and every finding in order of its line. Cost: one pass over the file.
    """
    path = folder / AUDIT_FILE
    raws = path.read_bytes().splitlines() if path.exists() else []
    lines = [_line(raw) for raw in raws]
    findings = [*_links(raws, lines)]
    own = head_of(folder)
    if own is None and raws:
        findings.append(Finding(len(raws), "removed", f"{folder}: the head beside the chain is gone"))
    if own is not None:
        findings += _against(own, lines, "the head beside the chain")
        beyond = [line for line in lines if line is not None and line.n > own.n + 1]
        # One more: a crash may come between a line and its head.
        findings += [
            Finding(line.n, "inserted", f"line {line.n} was added behind the head") for line in beyond
        ]
    for head in heads:
        findings += _against(head, lines, f"the head kept of {head.day}")
    return len(raws), sorted(set(findings), key=lambda one: (one.line, one.what))


def read_heads(paths: list[Path]) -> list[Head]:
    """Read heads from files, or from all files of a folder.

    Raises
    ------
    WrongUse
        When a file cannot be read or holds something else.
    """
    found = []
    for path in paths:
        for file in sorted(path.glob("*.ndjson")) if path.is_dir() else [path]:
            try:
                found += [
                    msgspec.json.decode(raw, type=Head) for raw in file.read_bytes().splitlines() if raw
                ]
            except OSError as error:
                raise WrongUse(f"{file}: {error.strerror}") from None
            except msgspec.MsgspecError:
                raise WrongUse(f"{file}: holds a line that is no head of a chain") from None
    return found


def _line(raw: bytes) -> AuditLine | None:
    try:
        return msgspec.json.decode(raw, type=AuditLine)
    except msgspec.MsgspecError:
        return None


def _links(raws: list[bytes], lines: list[AuditLine | None]) -> Iterator[Finding]:
    prev, number = START, 0
    skipped = False
    for place, (raw, line) in enumerate(zip(raws, lines, strict=True), 1):
        after = lines[place] if place < len(lines) else None
        if line is None or line.hash != hash_of(line):
            added = after is not None and after.prev == prev and after.n == number + 1
            what = "inserted" if added else "changed"
            yield Finding(place, what, f"line {place} was {what}: it does not give its own hash")
            if not added:
                prev = sha256(raw).hexdigest() if line is None else line.hash
                number += 1
            continue
        if line.n > number + 1:
            gone = f"line {number + 1}" if line.n == number + 2 else f"lines {number + 1} to {line.n - 1}"
            yield Finding(number + 1, "removed", f"{gone} removed before line {place} of the file")
        elif line.n <= number and not skipped:
            yield Finding(
                place, "inserted", f"line {place} of the file was inserted: it counts as {line.n} again"
            )
        elif line.prev != prev:
            yield Finding(
                place - 1, "changed", f"line {place - 1} was changed: line {place} hangs on another one"
            )
        if line.n > number or skipped:
            prev, number = line.hash, line.n
        skipped = False


def _against(head: Head, lines: list[AuditLine | None], which: str) -> Iterator[Finding]:
    numbered = {line.n: line for line in lines if line is not None}
    last = max(numbered, default=0)
    if head.n > last:
        gone = f"line {head.n}" if head.n == last + 1 else f"lines {last + 1} to {head.n}"
        yield Finding(last + 1, "cut_off", f"{gone} cut off: {which} is at line {head.n}")
    elif head.n in numbered and numbered[head.n].hash != head.hash:
        yield Finding(
            head.n, "replaced", f"line {head.n} is another one than {which} has: it was written anew"
        )
