"""Files that name persons."""

from pathlib import Path
from stat import S_IMODE

import pytest

from streams.errors import Failure
from streams.private_file import write_private


def test_its_owner_alone_may_read_it_also_where_others_could_before(tmp_path: Path) -> None:
    """Nothing of what stood there is left."""
    path = tmp_path / "a.json"
    path.write_text("much longer than what follows")
    path.chmod(0o644)
    write_private(path, b"{}")
    assert path.read_bytes() == b"{}"
    assert S_IMODE(path.stat().st_mode) == 0o600


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """By the name of the file."""
    with pytest.raises(Failure, match="nowhere"):
        write_private(tmp_path / "nowhere" / "a", b"")
