"""A stuck worker says so on `/live`, one that waits for work does not."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from streams.settings import Settings
from tests.kafka.workers import Worker, event, screened, sent, until
from tests.operations.monitoring import free_port

pytestmark = pytest.mark.kafka


def asked(port: int, path: str) -> tuple[int, str]:
    """Ask a process; give status and answer, 0 where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""


def test_a_worker_that_is_stuck_in_a_batch_is_not_live(cluster: Settings, tmp_path: Path) -> None:
    """Its loop turns no more, its port still answers; whoever supervises it ends it, and nothing is lost."""
    port = free_port()
    process = ["-m", "tests.kafka.process", str(tmp_path / "store"), str(port)]
    stuck = Worker(cluster, tmp_path / "log", process, DWARSVERBAND_STUCK_AFTER="3")
    try:
        until(lambda: asked(port, "live")[0], "it answers")
        until(lambda: asked(port, "ready") == (200, "yes\n"), "it is ready")
        sent(cluster, [event(1)])
        screened(cluster, stuck)
        assert asked(port, "live") == (200, "yes\n")
        sent(cluster, [{**event(2), "id": "stall-1"}], "more.ndjson")
        status, said = until(lambda: _stuck(asked(port, "live")), "it says that it is stuck", 30)
        assert status == 503
        assert "no sign of life" in said or "in hand" in said
        assert asked(port, "ready")[0] == 503
    finally:
        stuck.kill()


def _stuck(answer: tuple[int, str]) -> tuple[int, str] | None:
    return answer if answer[0] == 503 else None
