"""Erasure in a worker: out of store, dossier and output topics at once, on an empty machine too, and never back."""

import datetime as dt
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agents.traces import traces
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Form
from streams.partitions import COUNT, partition_of
from streams.settings import Settings
from streams.store import Store
from streams.topics import administration
from tests.kafka.test_decisions import Run, run
from tests.kafka.test_end_to_end import start
from tests.kafka.workers import PERMITS, Worker, event, last, read, screened, sent, until, write

__all__ = ["run"]

pytestmark = pytest.mark.kafka

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RECORD = f"{PERMITS}#P-4410"
PERSON = {
    "sleutel": "P-4410",
    "naam": {"voorletters": "Q.", "geslachtsnaam": "Zonderling"},
    "geboortedatum": "1971-03-04",
    "telefoon": "0612349876",
    "email": "q.zonderling@example.nl",
}
MARKS = [RECORD, "Zonderling", "0612349876", "q.zonderling@example.nl"]
FIRM = {"rol": "aanvrager", "organisatie": {"sleutel": "K-1", "kvk": "69599084", "naam": "Test Horeca B.V."}}


def log() -> list[dict[str, Any]]:
    """Make an application by a firm with a manager, one of the firm alone, and a refused one about the manager."""
    manager = {"rol": "leidinggevende", "persoon": PERSON}
    one, other, refused = (event(number) for number in range(3))
    one["data"] |= {"soort": "alcoholwet", "betrokkenen": [FIRM, manager], "toelichting": "Zonderling belde."}
    other["data"] |= {"soort": "alcoholwet", "betrokkenen": [FIRM]}
    refused["data"] |= {"soort": "onzin", "betrokkenen": [manager]}
    return [one, other, refused]


def live(one: Worker) -> None:
    """Wait until a worker has every partition."""
    until(lambda: one.said().count("partition_live") == COUNT, "all partitions live")


def published(settings: Settings) -> bytes:
    """Give all that stands on the output topics."""
    topics = ("flags", "advisories", "graph", "deadletters")
    return b"\n".join(msgspec.json.encode(last(settings, topic)) for topic in topics)


def found(content: bytes, folder: Path) -> list[str]:
    """Give what is found of the marks in some bytes, as text or in base64."""
    folder.mkdir(exist_ok=True)
    (folder / "content").write_bytes(content)
    return [mark for mark in MARKS if traces(folder, [mark])]


def test_erased_at_once_and_on_an_empty_machine(cluster: Settings, run: Run, tmp_path: Path) -> None:
    """The command ends when it is done; sent again it is a duplicate; a new store of the same journal has nothing of it."""
    store, empty = tmp_path / "a", tmp_path / "b"
    events = log()
    sent(cluster, events[:2])
    # Past the gateway of `send`, as any other writer: the intake refuses it.
    sent_raw(cluster, events[2])
    with ExitStack() as stack:
        worker = start(cluster, stack, store)
        screened(cluster, worker)
        assert found(published(cluster), tmp_path / "before") == MARKS
        with DossierFile.open(store) as dossier:
            dossier.write("a:1", "b.ehandelaar", NOW, Form("2026-01-01", {"telefoon": "0612349876"}))
            dossier.write("a:1", "b.ehandelaar", NOW, Form("2026-01-01", {"naam": "Een ander"}))
        backup, restored = tmp_path / "backup.tar.gz", tmp_path / "restored"
        assert run("store", "backup", "--store", store, "-o", backup, "--by", "o.perator")[0] == 0
        asked = ("--reason", "Op verzoek van betrokkene.", "--by", "p.officer", "--json")
        code, said = run("subject", "erase", RECORD, "--store", store, *asked)
        assert code == 0, said
        told = json.loads(said)
        assert (told["found_in"], told["searched_for"] >= len(MARKS) - 1) == ([], True)
        assert found(published(cluster), tmp_path / "after") == []
        sent(cluster, events[:2])
        screened(cluster, worker)
        assert worker.stop() == 0, worker.said()
        (store / "log").unlink()
        assert traces(store, MARKS) == []
        assert [json.loads(body)["id"] for body in bodies(store)] == ["n-0", "n-1"]
        other = start(cluster, stack, empty)
        live(other)
        assert other.stop() == 0, other.said()
    assert run("store", "restore", backup, "--store", restored, "--by", "o.perator")[0] == 0
    assert traces(restored, MARKS) == []
    with DossierFile.read(restored) as dossier:
        assert [one.record for one in dossier.entries()] == [Form("2026-01-01", {"naam": "Een ander"})]
    (empty / "log").unlink()
    assert traces(empty, MARKS) == []
    assert found(published(cluster), tmp_path / "after") == []
    digests = [run("digest", "--store", one)[1] for one in (store, empty)]
    assert digests[0] == digests[1]


def test_rebuild_writes_the_journal_without_the_erased(
    cluster: Settings, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old and new agree; broken off in the switch no worker starts, and the command goes on; a resend stays a duplicate."""
    store, empty = tmp_path / "a", tmp_path / "b"
    rebuild = ("rebuild", "--store", store, "--by", "o.perator")
    asked = ("--reason", "Op verzoek van betrokkene.", "--by", "p.officer")
    events = log()
    sent(cluster, [*events[:2], *events[:1]])
    with ExitStack() as stack:
        worker = start(cluster, stack, store)
        screened(cluster, worker)
        assert run("subject", "erase", RECORD, "--store", store, *asked)[0] == 0
        assert run(*rebuild)[1].strip().endswith("stop them first")
        assert worker.stop() == 0, worker.said()
        digest = run("digest", "--store", store)[1]
        assert found(journal(cluster), tmp_path / "journal") == MARKS[1:]
        with monkeypatch.context() as broken:
            broken.setattr("agents.rebuilding._report", broken_off)
            assert "RuntimeError" in run(*rebuild)[1]
        refused = start(cluster, stack, empty)
        assert refused.ends() == 1
        assert "being switched" in refused.said()
        code, said = run(*rebuild, "--json")
        assert code == 0, said
        told = json.loads(said)
        assert (told["messages"], told["digest"]) == (5, digest.strip())
        assert found(journal(cluster), tmp_path / "journal") == []
        files = on_disk(cluster, "journal")
        assert (b"n-1" in files, found(files, tmp_path / "disk")) == (True, [])
        assert run("digest", "--store", store)[1] == digest
        again = start(cluster, stack, store)
        sent(cluster, [*events[:2], *events[:1]])
        screened(cluster, again)
        assert again.stop() == 0, again.said()
        assert [json.loads(body)["id"] for body in bodies(store)] == ["n-0", "n-1"]
        (store / "log").unlink()
        assert traces(store, MARKS) == []
        (empty / "log").unlink()
        other = start(cluster, stack, empty)
        live(other)
        assert other.stop() == 0, other.said()
    assert run("digest", "--store", empty)[1] == digest


def broken_off(*_: object) -> None:
    """End as a power cut would."""
    raise RuntimeError("broken off")


def journal(settings: Settings) -> bytes:
    """Give all bytes of the journal's messages."""
    return b"\n".join(record.value for record in read(settings, "journal"))


def on_disk(settings: Settings, topic: str) -> bytes:
    """Give the bytes of a topic in the broker's log folders, where the broker is on this machine."""
    with administration(settings) as client:
        brokers = client.describe_log_dirs()
    folders = [Path(one["log_dir"]) for broker in brokers for one in broker["log_dirs"]]
    name = settings.named(topic)
    files = [path for folder in folders for path in folder.glob(f"{name}-[0-9]/*.log")]
    return b"\n".join(path.read_bytes() for path in files)


def bodies(store: Path) -> list[bytes]:
    """Give the sources' events of the municipality."""
    with Store.read(store, partition_of("0505")) as one:
        return [body for body in one.bodies("0505") if b"nl.screening." not in body]


def sent_raw(settings: Settings, one: dict[str, Any]) -> None:
    """Write an event past the gateway."""
    write(settings, "permits", [msgspec.json.encode(one)], partition_of("0505"))
