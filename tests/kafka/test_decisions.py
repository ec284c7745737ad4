"""People's decisions on a worker's store: over the topic, answered, and found again on an empty machine."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from agents.deciding import write_entries
from agents.publication import same_advice
from cli.main import main
from screening.advisory import Advisory, decoded, encoded, sentences
from screening.sentence import Afweging
from streams.deciding import send_decisions
from streams.decisions_file import DECISIONS_FILE, checked
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Answer, Found, Hold, Opened
from streams.dossier.version_message import version_from
from streams.partitions import COUNT
from streams.pseudonyms import Keys
from streams.settings import Settings
from tests.cli.test_advisory import LOG
from tests.kafka.test_end_to_end import start
from tests.kafka.workers import last, read, screened, sent, until

pytestmark = pytest.mark.kafka

OWN = "De controles dragen deze stap, de huur niet."
NOW = dt.datetime(2020, 3, 21, tzinfo=dt.UTC)

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(cluster: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, on this test's topics; give exit code, and standard output or error."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP", cluster.kafka_bootstrap)
    monkeypatch.setenv("DWARSVERBAND_TOPIC_PREFIX", cluster.topic_prefix)

    def call(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out if code == 0 else shown.err

    return call


def log(settings: Settings) -> None:
    """Send the log of the town of the advisories."""
    sent(settings, [line.encode() for line in LOG])


def now(run: Run, store: Path) -> Advisory:
    """Give the town's only advisory as it stands."""
    found = json.loads(run("advisory", "list", "--store", store, "--json")[1])["advisories"]
    return decoded(run("advisory", "show", found[0]["id"], "--store", store, "--json")[1].encode())


def answers(advisory: Advisory) -> list[tuple[str, str]]:
    """Give an answer to each open question."""
    keys = sorted({one.vraag for _, one in sentences(advisory) if isinstance(one, Afweging)})
    return [(key, f"Ik vind over {key} het volgende.") for key in keys]


def state(folder: Path) -> tuple[list[Any], list[Any]]:
    """Give what a dossier says, but for the program's own messages and the order among different keys."""
    with DossierFile.read(folder) as dossier:
        entries = [(one.key, one.seq, one.at, one.by, one.record) for one in dossier.entries()]
        kept = sorted((one for one in entries if one[3] != "dwarsverband"), key=lambda one: one[:2])
        return [(key, at, by, record) for key, _, at, by, record in kept], dossier.versions()


def test_from_verdict_to_two_signatures_and_back_on_an_empty_machine(
    cluster: Settings, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is in force when the command returns; four eyes hold where it is applied; nothing of it is on one machine alone."""
    store, empty = tmp_path / "a", tmp_path / "b"
    log(cluster)
    with ExitStack() as stack:
        worker = start(cluster, stack, store)
        screened(cluster, worker)
        name = now(run, store).id
        judged(run, store)
        on = ("--store", store, "--by")
        record = ("advisory", "record", name, *on, "a.auteur", "--kind")
        assert run(*record, "eigen_onderzoek_volledig", "--field", "datum=2020-03-20")[0] == 0
        assert now(run, store).uitkomst == "lbb_advies_overwegen"
        assert "to be answered first" in run("advisory", "sign", name, *on, "a.auteur")[1]
        answered = answers(now(run, store))
        told(cluster, store, name, "a.auteur", [Answer(*one) for one in answered[:-1]])
        signature = {"gemeente": "0505", "door": "a.auteur", "advies": name, "versie": 1, "rol": "opsteller"}
        assert refusal(cluster, signature) == ("data.rol", "to be answered first")
        said = ("--question", answered[-1][0], "--text", answered[-1][1])
        assert run("advisory", "answer", name, *on, "a.auteur", *said)[0] == 0
        assert refusal(cluster, signature | {"digest": "another"})[0] == "data.digest"
        assert run("advisory", "sign", name, *on, "a.auteur")[0] == 0
        assert now(run, store).status == "ter_toetsing"
        facts = [fact.id for fact in now(run, store).feiten]
        told(cluster, store, name, "b.toetser", [Opened(1, one) for one in facts[:-1]])
        assert run("advisory", "open", name, facts[-1], *on, "b.toetser")[0] == 0
        second = signature | {"rol": "beoordelaar", "reden": "feiten_nagegaan", "toelichting": OWN}
        assert refusal(cluster, second | {"door": "A.Auteur"}) == ("data.rol", "different people")
        assert refusal(cluster, second | {"door": "c.ander"}) == ("data.rol", "to be opened first")
        agreed = ("--reason", "feiten_nagegaan", "--sentence", OWN)
        assert run("advisory", "review", name, *on, "b.toetser", *agreed)[0] == 0
        signed = now(run, store)
        assert (signed.status, signed.mens.beoordelaar) == ("vastgesteld", "b.toetser")
        assert worker.stop() == 0, worker.said()
        assert last(cluster, "advisories")[f"{name}@1"]["status"] == "vastgesteld"
        entries, versions = state(store)
        late(run, store, name, monkeypatch)
        before = len(read(cluster, "advisories"))
        other = start(cluster, stack, empty)
        until(lambda: other.said().count("partition_live") == COUNT, "all partitions live")
        assert other.stop() == 0, other.said()
    assert not (store / DECISIONS_FILE).exists()
    assert len([one for one in entries if isinstance(one[3], Opened)]) == len(signed.feiten)
    assert len([one for one in entries if isinstance(one[3], Found)]) == 1
    found, kept = state(empty)
    assert ([one for one in found if not isinstance(one[3], Hold)], kept) == (entries, versions)
    assert len(found) == len(entries) + 1
    assert same_advice(encoded(now(run, empty)), encoded(signed))
    assert len(read(cluster, "advisories")) == before
    message = next(one.value for one in reversed(read(cluster, "advisories")) if b"@" in one.key)
    assert [version_from(message)] == versions


def judged(run: Run, store: Path) -> None:
    """Confirm the town's flag, and tell what its follow-up came to."""
    [flag] = now(run, store).flags
    on = ("--store", store, "--by")
    verdict = ("verdict", flag, *on, "an.alist", "--verdict", "confirmed", "--reason", "Het klopt hier.")
    follow = ("--follow-up", "bibob_zaak", "--owner", "an.alist", "--due", "2026-12-31")
    assert run(*verdict, *follow)[0] == 0
    result = ("--found", "bevestigd", "--reason", "Het onderzoek bevestigt.")
    assert run("follow-up", "result", flag, *on, "an.alist", *result)[0] == 0


def told(settings: Settings, store: Path, name: str, who: str, records: list[Any]) -> None:
    """Write entries of a dossier, as the commands and the desk do, several at once."""
    write_entries(
        store, "0505", name, who, dt.datetime.now(dt.UTC), records, Keys.load(None), settings, lambda _: None
    )


def late(run: Run, store: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decide while no worker runs: it stands on the topic, and whoever sent it knows that nobody answered."""
    with monkeypatch.context() as short:
        short.setattr("streams.deciding.send_decisions.__defaults__", (1.0,))
        held = ("retention", "hold", name, "--store", store, "--reason", "Bezwaar loopt.", "--by", "j.urist")
        code, said = run(*held)
    assert (code, "not answered within" in said) == (1, True), said


def refusal(settings: Settings, data: dict[str, Any]) -> tuple[str, str]:
    """Send a signature past the commands; give the field and the words of its refusal."""
    name = f"s-{len(read(settings, 'decisions'))}"
    event = checked("advies-ondertekend", data, at=NOW, event_id=name, keys=Keys.load(None))
    [answer] = send_decisions([event], settings)
    assert answer.refused is not None
    assert (answer.refused.reason, answer.refused.id) == ("conflict", name)
    found = [words for words in ("to be answered first", "different people", "to be opened first")
             if words in answer.refused.sentence.en]  # fmt: skip
    return answer.refused.about or "", found[0] if found else ""
