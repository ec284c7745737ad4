"""A real Prometheus reads real processes over a real Kafka: an alert fires and clears, and every query is one."""

import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.settings import Settings
from tests.kafka.workers import event, sent, until
from tests.operations.monitoring import free_port, get, program, run
from tests.operations.test_rules import PROMETHEUS, queries, rules

pytestmark = pytest.mark.kafka
COMMAND = "from cli.main import run; run()"
SHORT = 3
# Seconds in place of each minutes-long wait of the rules.


def shortened(folder: Path, workers: int, lag: int) -> Path:
    """Write the rules with short waits, and a Prometheus that reads two processes every second."""
    (folder / "rules").mkdir()
    for path in (PROMETHEUS / "rules").glob("*.yml"):
        text = re.sub(r"for: [0-9]+[smh]", f"for: {SHORT}s", path.read_text("utf-8"))
        text = text.replace("[10m]", "[4s]").replace("_seconds) > 300", f"_seconds) > {SHORT}")
        (folder / "rules" / path.name).write_text(text, encoding="utf-8")
    settings = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text("utf-8"))
    settings["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    del settings["alerting"]
    settings["scrape_configs"] = [
        {"job_name": job, "static_configs": [{"targets": [f"127.0.0.1:{port}"]}]}
        for job, port in (("dwarsverband", workers), ("dwarsverband-lag", lag))
    ]
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    assert "SUCCESS" in program("promtool", "check", "config", path)
    return path


@pytest.mark.usefixtures("prometheus")
def test_an_alert_fires_when_no_worker_runs_and_clears_when_one_does(
    cluster: Settings, tmp_path: Path
) -> None:
    """Events without a worker: those that wait page. A worker comes: they stop, and its figures are there."""
    port, metrics, lag = free_port(), free_port(), free_port()
    environment = {
        "KAFKA_BOOTSTRAP": cluster.kafka_bootstrap,
        "DWARSVERBAND_TOPIC_PREFIX": cluster.topic_prefix,
        "DWARSVERBAND_SESSION_TIMEOUT": "6",
    }
    ours = [sys.executable, "-c", COMMAND]
    with ExitStack() as stack:
        start = stack.enter_context
        start(
            run(tmp_path / "lag.log", *ours, "lag", "--metrics-port", str(lag), "--every", "1", **environment)
        )
        start(
            run(
                tmp_path / "prometheus.log",
                "prometheus",
                f"--config.file={shortened(tmp_path, metrics, lag)}",
                f"--storage.tsdb.path={tmp_path / 'data'}",
                f"--web.listen-address=127.0.0.1:{port}",
            )
        )
        until(lambda: "DwarsverbandWatchdog" in firing(port), "the watchdog", 30)
        assert not firing(port) & {"DwarsverbandEventsWaiting", "DwarsverbandWorkerStuck"}
        sent(cluster, [event(number) for number in range(50)])
        until(lambda: "DwarsverbandEventsWaiting" in firing(port), "the alert", 40)
        work = ["worker", "--store", str(tmp_path / "store"), "--metrics-port", str(metrics)]
        start(run(tmp_path / "worker.log", *ours, *work, **environment))
        until(lambda: "DwarsverbandEventsWaiting" not in firing(port), "the alert goes", 60)
        until(lambda: asked(port, 'up{job="dwarsverband"} == 1'), "the worker is read", 20)
        until(lambda: asked(port, "sum(dwarsverband_owned) == 8"), "all partitions are live", 30)
        until(lambda: asked(port, "dwarsverband_events_stored == 50"), "the stores are counted", 30)
        assert not firing(port) & {
            "DwarsverbandJournalGap",
            "DwarsverbandOutboxStuck",
            "DwarsverbandAuditBroken",
        }
        assert [one["value"][1] for one in asked(port, "dwarsverband_audit_whole")] == ["1"]
        assert len(asked(port, "dwarsverband_broker_up")) == 1
        for expr in {*queries(), *(rule["expr"] for rule in rules())}:
            answer = get(port, "/api/v1/query", query=expr)
            assert answer["status"] == "success", (expr, answer)
    assert "Traceback" not in (tmp_path / "worker.log").read_text("utf-8")


def asked(port: int, expr: str) -> list[Any]:
    """Ask Prometheus; give what it found."""
    answer = get(port, "/api/v1/query", query=expr)
    return [] if answer is None else list(answer["data"]["result"])


def firing(port: int) -> set[str]:
    """Give the alerts that fire."""
    answer = get(port, "/api/v1/alerts")
    every = [] if answer is None else answer["data"]["alerts"]
    return {one["labels"]["alertname"] for one in every if one["state"] == "firing"}
