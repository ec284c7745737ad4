"""From concept to signed piece: what a human writes, two signatures, and what later facts do to it."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agents.case_bundle import bundled
from agents.case_file import LEFT_OUT, marks_by_record, recipients
from agents.standing import Standing
from cli.main import main
from documents.pdf import pdf
from screening.advisory import Advisory, decoded, sentences
from screening.sentence import Afweging
from streams.audit_check import check
from streams.decisions_file import DECISIONS_FILE
from streams.dossier.dossier_file import DossierFile

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give exit code, and standard output and error."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out if code == 0 else shown.err

    return call


@pytest.fixture
def store(town: Path, tmp_path: Path, run: Run) -> Path:
    """Give a store of the town's log."""
    assert run("run", town, "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


def advisories(run: Run, store: Path) -> dict[str, dict[str, Any]]:
    """Give all advisories, signed versions under their own names included."""
    rows = map(json.loads, run("export", "advisories", "--store", store)[1].splitlines())
    return {row["id"]: row for row in rows}


@pytest.fixture
def name(run: Run, store: Path) -> str:
    """Give the id of an advisory that stands."""
    found = [key for key, row in advisories(run, store).items() if row["status"] == "concept"]
    assert found
    return found[0]


def now(run: Run, store: Path, name: str) -> Advisory:
    """Give the advisory as it stands."""
    return decoded(run("advisory", "show", name, "--store", store, "--json")[1].encode())


def answer_all(run: Run, store: Path, name: str, by: str = "a.auteur") -> None:
    """Answer every question."""
    questions = sorted(
        {one.vraag for _, one in sentences(now(run, store, name)) if isinstance(one, Afweging)}
    )
    for question in questions:
        given = ("--question", question, "--text", f"Ik vind over {question} het volgende.", "--by", by)
        assert run("advisory", "answer", name, "--store", store, *given)[0] == 0


def review(run: Run, store: Path, name: str, by: str, sentence: str) -> tuple[int, str]:
    """Review."""
    given = ("--reason", "feiten_nagegaan", "--sentence", sentence, "--by", by)
    return run("advisory", "review", name, "--store", store, *given)


OWN = "De controles dragen deze stap, de huur niet."


def test_no_signature_while_a_question_is_open(run: Run, store: Path, name: str) -> None:
    """It says which; nothing is frozen, and no event is written."""
    code, said = run("advisory", "sign", name, "--store", store, "--by", "a.auteur")
    assert (code, "to be answered first" in said) == (1, True)
    assert not (store / DECISIONS_FILE).exists()
    assert json.loads(run("advisory", "versions", name, "--store", store, "--json")[1]) == {"versions": []}


def test_two_people_make_it_vastgesteld_and_nothing_else_does(run: Run, store: Path, name: str) -> None:
    """The author cannot review; the reviewer opens every fact and writes his own sentence."""
    answer_all(run, store, name)
    assert run("advisory", "sign", name, "--store", store, "--by", "a.auteur")[0] == 0
    assert now(run, store, name).status == "ter_toetsing"
    assert "different people" in review(run, store, name, "A.Auteur", OWN)[1]
    assert "to be opened first" in review(run, store, name, "b.toetser", OWN)[1]
    for fact in now(run, store, name).feiten:
        assert run("advisory", "open", name, fact.id, "--store", store, "--by", "b.toetser")[0] == 0
    assert "sentence of your own" in review(run, store, name, "b.toetser", "ok ok ok ok ok")[1]
    assert review(run, store, name, "b.toetser", OWN)[0] == 0
    signed = now(run, store, name)
    assert (signed.status, signed.mens.opsteller, signed.mens.beoordelaar) == (
        "vastgesteld",
        "a.auteur",
        "b.toetser",
    )
    assert review(run, store, name, "c.toetser", OWN)[0] == 1
    lines = [json.loads(line) for line in (store / DECISIONS_FILE).read_text().splitlines()]
    assert [(line["data"]["advies"], line["data"]["versie"], line["data"]["rol"]) for line in lines] == [
        (name, 1, "opsteller"),
        (name, 1, "beoordelaar"),
    ]
    frozen = advisories(run, store)[f"{name}@1"]
    assert (frozen["status"], frozen["digest"]) == ("vastgesteld", signed.digest)
    assert check(store, [])[1] == []


def test_the_table_itself_refuses_a_changed_or_half_signed_version(run: Run, store: Path, name: str) -> None:
    """Whoever goes past the program is stopped by the file."""
    answer_all(run, store, name)
    run("advisory", "sign", name, "--store", store, "--by", "a.auteur")
    with DossierFile.open(store) as dossier:
        for change in (
            "status = 'vastgesteld'",
            "body = x'00'",
            "author = 'iemand'",
            "status = 'geweigerd'",
            "status = 'vastgesteld', reviewer = author, reviewed = 'x', reason = 'x', sentence = 'x'",
        ):
            with pytest.raises(Exception, match=r"CHECK|signed version"):
                dossier._connection.execute(f"UPDATE versions SET {change}")  # type: ignore[union-attr]


def test_a_later_change_opens_the_next_version_and_tells_author_and_reviewer(
    run: Run, store: Path, name: str
) -> None:
    """The signed one stays byte for byte; the difference can be shown."""
    answer_all(run, store, name)
    run("advisory", "sign", name, "--store", store, "--by", "a.auteur")
    before = advisories(run, store)[f"{name}@1"]
    given = ("--question", "belangen", "--text", "Er werken zes mensen.", "--by", "a.auteur")
    assert run("advisory", "answer", name, "--store", store, *given)[0] == 0
    later = now(run, store, name)
    assert (later.versie, later.status) == (2, "concept")
    assert advisories(run, store)[f"{name}@1"] == before
    (version,) = json.loads(run("advisory", "versions", name, "--store", store, "--json")[1])["versions"]
    assert (version["status"], version["stand"]) == ("ter_toetsing", "achterhaald")
    assert "  achterhaald  " in run("advisory", "versions", name, "--store", store)[1]
    told = json.loads(run("advisory", "tasks", "--store", store, "--json")[1])["tasks"]
    assert [(row["for"], row["what"]) for row in told] == [("a.auteur", "bericht")]
    assert "Er werken zes mensen." in run("advisory", "diff", name, "--store", store, "--from", "1")[1]
    assert review(run, store, name, "b.toetser", OWN)[0] == 1


def test_a_conclusion_of_danger_starts_the_report_to_the_bureau(run: Run, store: Path, name: str) -> None:
    """And the words are the three of the law; a form stays in the dossier."""
    record = ("advisory", "record", name, "--store", store, "--by", "a.auteur", "--kind")
    assert run(*record, "gevaar", "--field", "gevaar=hoog")[0] == 2
    assert run(*record, "gevaar", "--field", "gevaar=geen_gevaar")[0] == 0
    assert json.loads(run("advisory", "tasks", "--store", store, "--json")[1])["tasks"] == []
    assert run(*record, "gevaar", "--field", "gevaar=mindere_mate")[0] == 0
    [task] = json.loads(run("advisory", "tasks", "--store", store, "--json")[1])["tasks"]
    assert (task["what"], task["due"]) == ("melden_aan_lbb", "onverwijld")
    done = ("--field", "wat=melden_aan_lbb", "--field", "resultaat=gemeld")
    assert run(*record, "taak_klaar", *done)[0] == 0
    assert json.loads(run("advisory", "tasks", "--store", store, "--json")[1])["tasks"] == []
    form = ("--field", "ontvangen=2026-01-01", "--field", "velden.vermogen=geheim-uit-formulier")
    assert run(*record, "formulier", *form)[0] == 0
    assert "geheim-uit-formulier" not in str(advisories(run, store))
    assert b"geheim-uit-formulier" not in (store / "store-0.sqlite").read_bytes()


def test_in_no_recipients_version_stands_anothers_data(
    run: Run, store: Path, name: str, tmp_path: Path
) -> None:
    """Searched in the JSON and in the text that each PDF is laid out from, for everybody in the log, but where one may see all."""
    answer_all(run, store, name)
    out = tmp_path / "bundle"
    assert run("advisory", "bundle", name, "--store", store, "-o", out)[0] == 1
    run("advisory", "sign", name, "--store", store, "--by", "a.auteur")
    assert run("advisory", "bundle", name, "--store", store, "-o", out)[0] == 0
    with Standing([store], print) as standing, DossierFile.read(store) as dossier:
        [version] = dossier.versions(name)
        signed = version.published()
        applicants, everybody = marks_by_record(standing, signed)
        papers = bundled(standing, version).papers
    assert applicants
    who = recipients(signed, applicants)
    assert {one.name for one in who} == {path.name for path in out.iterdir()}
    whole = (out / "rechter" / "advies.json").read_text()
    assert any(record in whole for one in signed.relaties for record in one.wie)
    assert LEFT_OUT not in whole
    assert LEFT_OUT in (out / "betrokkene" / "advies.json").read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*.*")} == {0o600}
    for one in who:
        laid_out = {path.name for path in (out / one.name).glob("*.pdf")}
        assert {"advies.pdf", "methode.pdf", "zienswijzen.pdf"} <= laid_out
        if one.own is not None:
            his = {text for names, texts in everybody if not one.own.isdisjoint(names) for text in texts}
            others = {mark for names, texts in everybody if one.own.isdisjoint(names) for mark in texts - his}
            texts = [(out / one.name / "advies.json").read_text()]
            for file in laid_out:
                paper = papers[f"{one.name}/{file}"]
                assert (out / one.name / file).read_bytes() == pdf(paper)
                texts.append(msgspec.json.encode(paper).decode())
            assert not [mark for mark in others if any(mark in text for text in texts)]
            assert [path.name for path in (out / one.name).glob("*.json")] == ["advies.json"]
