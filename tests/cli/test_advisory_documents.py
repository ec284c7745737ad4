"""An advisory and its letter, written to files as a user asks for them."""

import io
import json
import stat
from pathlib import Path

import docx
import pikepdf
import pytest

from cli.main import main
from streams.audit import AUDIT_FILE


@pytest.fixture(scope="module")
def store(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of the town's log."""
    folder = tmp_path_factory.mktemp("documents") / "store"
    assert main(["run", str(town), "--store", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def asking(store: Path) -> tuple[str, bool]:
    """Give the id of an advisory, one with questions where there is one, and whether it has."""
    file = store.parent / "advisories.ndjson"
    assert main(["export", "advisories", "--store", str(store), "-o", str(file)]) == 0
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert rows
    rows.sort(key=lambda row: isinstance(row["vragen"], str))
    return rows[0]["id"], not isinstance(rows[0]["vragen"], str)


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_an_advisory_is_written_in_the_form_of_its_file_and_only_its_owner_reads_it(
    form: str, store: Path, asking: tuple[str, bool], tmp_path: Path
) -> None:
    """Each form opens as what it is, and holds the id."""
    file = tmp_path / f"advice.{form}"
    arguments = [
        "advisory",
        "document",
        asking[0],
        "--store",
        str(store),
        "-o",
        str(file),
        "--now",
        "2021-03-01",
    ]
    assert main(arguments) == 0
    body = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if form == "pdf":
        with pikepdf.open(io.BytesIO(body)) as opened:
            assert len(opened.pages) > 1
    elif form == "docx":
        assert asking[0] in docx.Document(io.BytesIO(body)).sections[0].footer.paragraphs[0].text
    else:
        assert asking[0] in body.decode()
    lines = (store / AUDIT_FILE).read_text(encoding="utf-8").splitlines()
    assert "advisory document" in lines[-1]


def test_a_letter_is_written_only_where_there_is_something_to_ask(
    store: Path, asking: tuple[str, bool], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No letter without a question."""
    name, asks = asking
    file = tmp_path / "letter.docx"
    code = main(["advisory", "letter", name, "--store", str(store), "-o", str(file)])
    assert code == (0 if asks else 1)
    assert file.exists() is asks
    assert asks or "geen vragen" in capsys.readouterr().err


def test_another_ending_and_an_unknown_advisory_are_told(
    store: Path, asking: tuple[str, bool], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use names the option; a name that is not there is a failure."""
    assert (
        main(["advisory", "document", asking[0], "--store", str(store), "-o", str(tmp_path / "a.txt")]) == 2
    )
    assert ".pdf" in capsys.readouterr().err
    assert main(["advisory", "document", "a:none", "--store", str(store), "-o", str(tmp_path / "a.pdf")]) == 1
    assert "no such advisory" in capsys.readouterr().err
