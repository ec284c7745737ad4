"""The account of who did what, and what shows when somebody has been at it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from streams.audit import AUDIT_FILE, HEAD_FILE, START, AuditLine, append, hash_of
from streams.audit_check import check, read_heads
from streams.errors import Failure

AT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def note(folder: Path, count: int, at: dt.datetime = AT, heads: Path | None = None) -> None:
    """Write one line."""
    append(
        folder,
        at=at,
        user="u",
        act="export",
        command="export flags",
        purpose="toezicht",
        subjects=["f:1"],
        count=count,
        heads=heads,
    )


def found(folder: Path, heads: Path | None = None) -> list[tuple[int, str]]:
    """Give what the check says, as line and word."""
    _, findings = check(folder, read_heads([heads] if heads is not None else []))
    return [(one.line, one.what) for one in findings]


def forged(raw: bytes, **changes: object) -> bytes:
    """Give a line with other content and the hash that fits it."""
    line = msgspec.structs.replace(msgspec.json.decode(raw, type=AuditLine), **changes)
    return msgspec.json.encode(msgspec.structs.replace(line, hash=hash_of(line)))


@pytest.fixture
def chain(tmp_path: Path) -> list[bytes]:
    """Write five lines; give them."""
    for count in range(5):
        note(tmp_path, count)
    return (tmp_path / AUDIT_FILE).read_bytes().splitlines()


def test_nothing_written_is_whole_and_so_are_five_lines(tmp_path: Path, chain: list[bytes]) -> None:
    """The first line hangs on nothing, each other one on the line before."""
    assert check(tmp_path / "empty", []) == (0, [])
    assert check(tmp_path, []) == (5, [])
    lines = [msgspec.json.decode(raw, type=AuditLine) for raw in chain]
    assert [line.prev for line in lines] == [START, *(line.hash for line in lines[:-1])]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c: [*c[:2], c[2].replace(b'"u"', b'"v"'), *c[3:]], [(3, "changed")]),
        (lambda c: [*c[:2], forged(c[2], user="v"), *c[3:]], [(3, "changed")]),
        (lambda c: [*c[:2], *c[3:]], [(3, "removed")]),
        (lambda c: [*c[:1], *c[3:]], [(2, "removed")]),
        (lambda c: c[1:], [(1, "removed")]),
        (lambda c: [*c[:2], b"rubbish", *c[2:]], [(3, "inserted")]),
        (lambda c: [*c[:2], c[1], *c[2:]], [(3, "inserted")]),
        (lambda c: c[:-1], [(5, "cut_off")]),
        (lambda c: c[:2], [(3, "cut_off")]),
        (lambda _: [], [(1, "cut_off")]),
        (lambda c: [*c[:-1], forged(c[4], user="v")], [(5, "replaced")]),
    ],
)
def test_what_was_done_to_a_chain_is_found_and_named(
    tmp_path: Path,
    chain: list[bytes],
    change: Callable[[list[bytes]], list[bytes]],
    says: list[tuple[int, str]],
) -> None:
    """Changed (with or without a hash that fits), removed, inserted, cut off: each with its line."""
    (tmp_path / AUDIT_FILE).write_bytes(b"".join(line + b"\n" for line in change(chain)))
    assert found(tmp_path) == says


def test_a_chain_written_anew_shows_against_the_heads_kept_elsewhere(tmp_path: Path) -> None:
    """Whoever forges the chain and the head beside it cannot forge what lies where he may not write."""
    store, heads = tmp_path / "store", tmp_path / "heads"
    store.mkdir()
    heads.mkdir()
    for day in range(3):
        note(store, day, AT + day * DAY, heads)
    kept = read_heads([heads])
    assert [(head.day, head.n) for head in kept] == [("2026-01-02", 1), ("2026-01-03", 2)]
    assert found(store, heads) == []
    first, second, third = (store / AUDIT_FILE).read_bytes().splitlines()
    changed = forged(second, user="somebody else")
    fitting = forged(third, prev=msgspec.json.decode(changed, type=AuditLine).hash)
    (store / AUDIT_FILE).write_bytes(b"\n".join([first, changed, fitting]) + b"\n")
    own = msgspec.json.decode((store / HEAD_FILE).read_bytes())
    own["hash"] = msgspec.json.decode(fitting, type=AuditLine).hash
    (store / HEAD_FILE).write_bytes(msgspec.json.encode(own))
    assert found(store) == []
    assert found(store, heads) == [(2, "replaced")]


def test_a_line_that_a_crash_cut_short_stays_visible(tmp_path: Path) -> None:
    """The next line begins on a line of its own, and the broken one is found."""
    note(tmp_path, 1)
    with (tmp_path / AUDIT_FILE).open("ab") as file:
        file.write(b'{"at":"20')
    note(tmp_path, 2)
    assert len((tmp_path / AUDIT_FILE).read_bytes().splitlines()) == 3
    assert found(tmp_path) == [(2, "changed")]


def test_a_crash_between_a_line_and_its_head_is_no_finding(tmp_path: Path, chain: list[bytes]) -> None:
    """One line may be ahead of the head, two may not."""
    heads = {}
    for count in range(2):
        heads[count] = (tmp_path / HEAD_FILE).read_bytes()
        note(tmp_path, count)
    (tmp_path / HEAD_FILE).write_bytes(heads[1])
    assert found(tmp_path) == []
    (tmp_path / HEAD_FILE).write_bytes(heads[0])
    assert found(tmp_path) == [(len(chain) + 2, "inserted")]


def test_what_cannot_be_written_down_is_a_failure(tmp_path: Path) -> None:
    """It names the file."""
    with pytest.raises(Failure, match=AUDIT_FILE):
        note(tmp_path / "nowhere", 1)
