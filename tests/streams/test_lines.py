"""Lines of input files."""

from hashlib import sha256
from pathlib import Path

import pytest

from streams import lines
from streams.errors import WrongUse


def numbers(path: Path) -> list[tuple[int, bytes]]:
    """Give number and bytes of each line."""
    return [(line.number, line.raw) for line in lines.read(lines.Input(str(path), path))]


def test_empty_file_has_no_lines(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"")
    assert numbers(path) == []


def test_blank_lines_are_skipped_but_numbered_and_both_line_ends_go(tmp_path: Path) -> None:
    """LF, CR LF and no end at all give the same line; its hash is that of the line without end."""
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"one\r\n\n  \r\ntwo\nthree")
    assert numbers(path) == [(0, b"one"), (3, b"two"), (4, b"three")]
    first = next(lines.read(lines.Input("a", path)))
    assert first.sha256 == sha256(b"one").hexdigest()


@pytest.mark.parametrize("extra", [0, 1, 2, 5, 1 << 20])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_very_long_line_is_cut_but_hashed_whole(tmp_path: Path, extra: int, end: bytes) -> None:
    """However its length falls on the buffer, the hash is of the whole line and the next line is found."""
    path = tmp_path / "a.ndjson"
    long = b"x" * (lines.KEPT_BYTES - 2 + extra)
    path.write_bytes(long + end + (b"next" if end else b""))
    found = list(lines.read(lines.Input("a", path)))
    assert found[0].sha256 == sha256(long).hexdigest()
    assert len(found[0].raw) <= lines.KEPT_BYTES
    assert [(line.number, line.raw) for line in found[1:]] == ([(1, b"next")] if end else [])
    assert sum(line.size for line in found) == path.stat().st_size


def test_files_of_a_folder_go_by_name_and_keep_the_folder_in_theirs(tmp_path: Path) -> None:
    """`topic` is the folder as given, a slash and the name; the file kept apart is left out."""
    for name in ("b.ndjson", "a.ndjson", "other.txt", "decisions.ndjson"):
        (tmp_path / name).write_text("x")
    found = lines.inputs([str(tmp_path)], apart=tmp_path / "decisions.ndjson")
    assert [source.topic for source in found] == [f"{tmp_path}/a.ndjson", f"{tmp_path}/b.ndjson"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Wrong use, before anything is read."""
    with pytest.raises(WrongUse, match="nothing-here"):
        lines.inputs([str(tmp_path / "nothing-here")])
    with pytest.raises(WrongUse, match="ndjson"):
        lines.inputs([str(tmp_path)])
