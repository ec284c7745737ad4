"""`dwarsverband run --source`, over made-up files of a real format."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import main
from streams.store import Store

HEADER = (
    "lrknummer,naam,type,gemeente,bezoekdatum,jaar,kleur,kvk_vestiging,adres,postcode,plaats,Longitude,Latitude,"
    "lrk_url,houder/_text,houder_vanaf,geschillencommissie,kindplaatsen,soort,status"
)
ROW = (
    "900000001,De Verzonnen Zandbak,KDV,Amsterdam,2-01-12,2012,geel ,12345,Meeuwenplein 143,1000 AA,Amsterdam,4.5,52.5,"
    ",Bedacht Kinderwerk B.V.,01/31/2005,,12,Kinderdagverblijf,Geregistreerd"
)
BAD = ROW.replace(",geel ,", ",paars,").replace("12345,Meeuwenplein", "111222333,Meeuwenplein")

Out = Callable[..., str]


@pytest.fixture
def out(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Out:
    """Run a command beside a file with a good row twice and a bad one, and give its standard output."""
    monkeypatch.chdir(tmp_path)
    Path("inspecties.csv").write_text(f"{HEADER}\n{ROW}\n{ROW}\n{BAD}\n")

    def call(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(arguments) == code, capsys.readouterr().err
        return capsys.readouterr().out

    return call


def test_rows_count_like_lines_and_the_same_command_writes_nothing(out: Out) -> None:
    """Accepted, a duplicate, refused; the dead letter has the row's place and hash, and shows no number that may be a BSN."""
    command = ("run", "--source", "childcare-inspections=inspecties.csv", "--store", "s", "--json")
    first = json.loads(out(*command))
    assert (first["read"], first["accepted"], first["duplicates"], first["refused"]) == (
        3,
        1,
        1,
        {"schema": 1},
    )
    assert json.loads(out(*command)) | {"seconds": 0} == first | {"seconds": 0}
    [letter] = (json.loads(line) for line in out("export", "deadletters", "--store", "s").splitlines())
    assert (letter["topic"], letter["offset"], letter["about"]) == ("inspecties.csv", 3, "kleur")
    shown = out("deadletters", "show", "inspecties.csv,0,3", "--store", "s")
    assert "***" in shown
    assert "111222333" not in shown


def test_the_summary_counts_by_source(out: Out) -> None:
    """A line for each input as it was given."""
    text = out("run", "--source", "childcare-inspections=inspecties.csv")
    assert "  childcare-inspections: accepted 1, duplicate 1, schema 1\n" in text


def test_a_workers_store_takes_no_files(out: Out) -> None:
    """What enters there enters through the journal."""
    with Store.open(Path("s")) as store:
        store.bind("cluster", "topic", 0)
    out("run", "--source", "childcare-inspections=inspecties.csv", "--store", "s", code=1)
    out("deadletters", "replay", "--all", "--store", "s", code=1)


def test_a_dry_run_keeps_nothing_and_says_what_would_be_refused(out: Out) -> None:
    """By type, and each refused row by its line and reason, without a value of it."""
    given = "childcare-inspections=inspecties.csv"
    told = json.loads(out("source", "check", given, "--json", code=1))
    assert (told["accepted"], sum(told["types"].values())) == (2, 2)
    assert [(row["line"], row["reason"]) for row in told["refused"]] == [(3, "schema")]
    assert "111222333" not in out("source", "check", given, code=1)
    assert [path.name for path in Path().iterdir()] == ["inspecties.csv"]
    out("source", "check", "nobody=inspecties.csv", code=2)
