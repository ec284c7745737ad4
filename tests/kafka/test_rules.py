"""A publication of rules on a real broker: the worker switches when it arrives, and publishes the difference."""

import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from streams.decisions_file import DECISIONS_FILE
from streams.partitions import partition_of
from streams.rules_file import DEFAULT
from streams.settings import Settings
from tests.kafka.test_end_to_end import TOWNS, behind, dwarsverband, log, start, written
from tests.kafka.workers import last, read, until, write

pytestmark = pytest.mark.kafka

TEXT = DEFAULT.read_text(encoding="utf-8")
STRICTER = TEXT.replace("2026.1", "2026.9").replace("off = []", 'off = ["D1"]')


def _published(settings: Settings) -> tuple[dict[str, str], dict[str, str]]:
    """Return the version of the rules of each flag that stands, and the reason of each that does not."""
    flags = last(settings, "flags")
    standing = {key: flag["rules"] for key, flag in flags.items() if flag["status"] != "withdrawn"}
    return standing, {key: flag["reason"] for key, flag in flags.items() if key not in standing}


def _decision(versie: str, inhoud: str) -> bytes:
    event: dict[str, Any] = {
        "specversion": "1.0", "id": f"r-{versie}", "source": "urn:dwarsverband:desk", "time": "2024-01-01T09:00:00Z",
        "type": "nl.screening.regels-gepubliceerd.v1",
        "data": {"gemeente": TOWNS[0], "gebeurtenisdatum": "2024-01-01", "versie": versie, "inhoud": inhoud, "door": ["jo", "mo"]},
    }  # fmt: skip
    return msgspec.json.encode(event)


def test_a_worker_switches_when_a_publication_arrives(cluster: Settings, tmp_path: Path) -> None:
    """Killed in the middle of it too; what is published is what an embedded store with that decision has."""
    events = log(range(9))
    whole, rules = written(events, tmp_path / "all.ndjson"), tmp_path / "rules.toml"
    rules.write_text(STRICTER, encoding="utf-8")
    store = tmp_path / "a"
    with ExitStack() as stack:
        dwarsverband(cluster, "send", str(whole))
        one = start(cluster, stack, store)
        until(lambda: behind(cluster) == 0, "lag 0")
        before, _ = _published(cluster)
        assert set(before.values()) == {"2026.1"}
        wrong = _decision("wrong", TEXT.replace("schemes = 3 ", "schemes = 0 "))
        write(cluster, "decisions", [wrong], partition_of(TOWNS[0]))
        said = dwarsverband(
            cluster, "rules", "publish", str(rules), "--by", "jo", "--and", "mo", "--store", str(store)
        )
        assert "taken in by the worker" in said
        assert not (store / DECISIONS_FILE).exists()
        assert set(_published(cluster)[0].values()) == {"2026.9"}
        assert one.stop() == 0, one.said()
    standing, gone = _published(cluster)
    lost = before.keys() - standing.keys()
    assert lost
    assert all(gone[key] == "rules" or gone[key].startswith("merged:") for key in lost)
    letters = [msgspec.json.decode(record.value) for record in read(cluster, "deadletters")]
    (letter,) = [one for one in letters if one["topic"] == "decisions"]
    assert (letter["reason"], letter["about"]) == ("schema", "data.inhoud.indicators.E1.schemes")
    embedded = tmp_path / "run"
    embedded.mkdir()
    decisions = [record.value for record in read(cluster, "decisions")]
    (embedded / DECISIONS_FILE).write_bytes(b"".join(one + b"\n" for one in decisions))
    dwarsverband(cluster, "run", str(whole), "--store", str(embedded))
    digests = [dwarsverband(cluster, "digest", "--store", str(one)) for one in (store, embedded)]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("step", ["evaluated", "committed"])
def test_a_worker_killed_in_the_switch_leaves_old_or_new(
    step: str, cluster: Settings, tmp_path: Path
) -> None:
    """The topic never shows a mix within a municipality; the next start ends in the new."""
    whole = written(log(range(3)), tmp_path / "all.ndjson")
    store = tmp_path / "a"
    with ExitStack() as stack:
        dwarsverband(cluster, "send", str(whole))
        one = start(cluster, stack, store)
        until(lambda: behind(cluster) == 0, "lag 0")
        before, _ = _published(cluster)
        assert one.stop() == 0, one.said()
        write(cluster, "decisions", [_decision("2026.9", STRICTER)], partition_of(TOWNS[0]))
        killed = start(cluster, stack, store, crash_at=step)
        assert killed.ends() == -signal.SIGKILL
        assert _published(cluster)[0] == before
        again = start(cluster, stack, store)
        until(lambda: behind(cluster) == 0, "lag 0")
        here = {key for key, flag in last(cluster, "flags").items() if flag["gemeente"] == TOWNS[0]}
        until(lambda: {v for k, v in _published(cluster)[0].items() if k in here} <= {"2026.9"}, "the switch")
        assert again.stop() == 0, again.said()
