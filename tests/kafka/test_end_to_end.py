"""The command line on a real broker: one log, embedded and through Kafka, gives one digest."""

import os
import random
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from streams.settings import Settings
from tests.cli.test_advisory import LOG
from tests.kafka.workers import REPOSITORY, Worker, last, until
from tests.oracle.logs import make_log

pytestmark = pytest.mark.kafka

Events = list[dict[str, Any]]
COMMAND = "from cli.main import run; run()"
# What the script `dwarsverband` of the environment does.

TOWNS = ("0505", "0363", "0772")


def dwarsverband(settings: Settings, *words: str) -> str:
    """Run one command and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        cwd=REPOSITORY,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables that lead a process to this test's topics."""
    return {
        **os.environ,
        "KAFKA_BOOTSTRAP": settings.kafka_bootstrap,
        "DWARSVERBAND_TOPIC_PREFIX": settings.topic_prefix,
        "DWARSVERBAND_SESSION_TIMEOUT": str(settings.session_timeout),
    }


def log(seeds: range) -> Events:
    """Make a log of several municipalities, shuffled, with doubles and with lines that are refused."""
    found: Events = []
    for seed in seeds:
        gemeente = TOWNS[seed % len(TOWNS)]
        for one in make_log(seed):
            if ".screening." not in one["type"]:
                found.append({**one, "id": f"{seed}-{one['id']}", "data": moved(one["data"], seed, gemeente)})
    chance = random.Random(11)
    found += chance.choices(found, k=len(found) // 5)
    found += [{**found[0], "id": f"bad-{number}", "type": "nl.nobody.knows.v1"} for number in range(7)]
    chance.shuffle(found)
    return found


def moved(data: dict[str, Any], seed: int, gemeente: str) -> dict[str, Any]:
    """Put an event's data into a municipality, and what it corrects or retracts into its own log."""
    names: dict[str, Any] = {
        name: f"{seed}-{data[name]}" for name in ("corrigeert", "herroept") if name in data
    }
    return {**data, **names, "gemeente": gemeente}


def written(events: Events, path: Path) -> Path:
    """Write events as JSON lines."""
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in events))
    return path


def behind(settings: Settings) -> int:
    """Return the total lag as the command says it."""
    return int(msgspec.json.decode(dwarsverband(settings, "lag", "--json"))["total"])


def test_the_same_log_gives_the_same_digest(cluster: Settings, tmp_path: Path) -> None:
    """Two workers, killed and rebalanced on the way, agree with the embedded run: flags, entities and relations."""
    events = log(range(24))
    whole = written(events, tmp_path / "all.ndjson")
    run = msgspec.json.decode(
        dwarsverband(cluster, "run", str(whole), "--store", str(tmp_path / "run"), "--json")
    )
    assert run["flags"].get("open", 0) + run["flags"].get("changed", 0) > 0
    folders = [tmp_path / "a", tmp_path / "b"]
    third = len(events) // 3
    read = 0
    with ExitStack() as stack:
        workers = [start(cluster, stack, folder) for folder in folders]
        for turn, begin in enumerate(range(0, len(events), third)):
            part = written(events[begin : begin + third], tmp_path / f"part-{turn}.ndjson")
            read += msgspec.json.decode(dwarsverband(cluster, "send", str(part), "--json"))["read"]
            if turn < 2:
                time.sleep(0.7)
                workers[turn].kill()
                workers[turn] = start(cluster, stack, folders[turn])
        until(lambda: behind(cluster) == 0, "lag 0")
        for one in workers:
            assert one.stop() == 0, one.said()
    assert read == len(events) == run["read"]
    stores = [word for folder in folders for word in ("--store", str(folder))]
    assert dwarsverband(cluster, "digest", *stores, "--json") == dwarsverband(
        cluster, "digest", "--store", str(tmp_path / "run"), "--json"
    )


def start(
    settings: Settings, stack: ExitStack, store: Path, *more: str, crash_at: str | None = None
) -> Worker:
    """Start a worker by the command line."""
    environment = {} if crash_at is None else {"DWARSVERBAND_CRASH_AT": crash_at}
    command = ["-c", COMMAND, "worker", "--store", str(store), *more]
    one = Worker(settings, store, command=command, **environment)
    stack.callback(lambda: one.kill() if one.process.poll() is None else None)
    return one


def test_one_worker_and_its_metrics(cluster: Settings, tmp_path: Path) -> None:
    """One worker gives the digest too; it serves its metrics, counts by outcome, and stops cleanly."""
    events = log(range(6))
    whole = written(events, tmp_path / "all.ndjson")
    dwarsverband(cluster, "run", str(whole), "--store", str(tmp_path / "run"))
    half = len(events) // 2
    dwarsverband(cluster, "send", str(written(events[:half], tmp_path / "first.ndjson")))
    dwarsverband(cluster, "topics", "check")
    with ExitStack() as stack:
        one = start(cluster, stack, tmp_path / "a", "--metrics-port", "19124")
        until(lambda: behind(cluster) == 0, "lag 0")
        dwarsverband(cluster, "send", str(written(events[half:], tmp_path / "later.ndjson")))
        until(lambda: behind(cluster) == 0, "lag 0")
        with urllib.request.urlopen("http://127.0.0.1:19124/metrics") as answer:
            metrics = answer.read().decode()
        for path in ("live", "ready"):
            with urllib.request.urlopen(f"http://127.0.0.1:19124/{path}") as answer:
                assert answer.read() == b"yes\n"
        assert 'dwarsverband_owned{partition="0"} 1.0' in metrics
        assert f'dwarsverband_events_total{{outcome="accepted",step="intake"}} {len(events) - 7}.0' in metrics
        screened = figure(metrics, 'dwarsverband_events_total{outcome="accepted",step="screen"}')
        assert 0 < screened < len(events)
        assert 0 < figure(metrics, "dwarsverband_event_seconds_count") <= len(events) - half
        assert 0 < figure(metrics, "dwarsverband_event_seconds_sum") < 60 * len(events)
        for step in ("intake", "screen", "evaluate", "commit", "send"):
            assert figure(metrics, f'dwarsverband_batch_seconds_count{{step="{step}"}}') > 0
        assert 'dwarsverband_outbox_age_seconds{partition="0"} 0.0' in metrics
        assert one.stop() == 0, one.said()
        assert "Traceback" not in one.said()
    assert dwarsverband(cluster, "digest", "--store", str(tmp_path / "a")) == dwarsverband(
        cluster, "digest", "--store", str(tmp_path / "run")
    )


def test_the_same_log_and_dossier_give_the_same_advisories(cluster: Settings, tmp_path: Path) -> None:
    """What a human recorded counts in the worker too; what reaches the topic is what the embedded run holds."""
    log_file = tmp_path / "log.ndjson"
    log_file.write_text("\n".join(LOG) + "\n", encoding="utf-8")
    embedded, folder = tmp_path / "run", tmp_path / "a"
    dwarsverband(cluster, "run", str(log_file), "--store", str(embedded))
    before = msgspec.json.decode(dwarsverband(cluster, "export", "advisories", "--store", str(embedded)))
    record = ("advisory", "record", before["id"], "--store", str(embedded), "--by", "b.behandelaar")
    dwarsverband(cluster, *record, "--kind", "eigen_onderzoek_volledig", "--field", "datum=2020-03-20")
    expected = msgspec.json.decode(dwarsverband(cluster, "export", "advisories", "--store", str(embedded)))
    assert (before["uitkomst"], expected["uitkomst"]) == ("eigen_onderzoek", "lbb_advies_overwegen")
    folder.mkdir()
    shutil.copy(embedded / "dossier.db", folder)
    dwarsverband(cluster, "send", str(log_file))
    with ExitStack() as stack:
        one = start(cluster, stack, folder)
        until(lambda: behind(cluster) == 0, "lag 0")
        assert one.stop() == 0, one.said()
    assert last(cluster, "advisories") == {expected["id"]: expected}


def figure(metrics: str, series: str) -> float:
    """Give one figure of a page of metrics."""
    return float(next(line for line in metrics.splitlines() if line.startswith(f"{series} ")).split()[-1])
