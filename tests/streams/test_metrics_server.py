"""One port serves metrics, liveness and readiness; nothing personal is on it."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from streams import metrics
from streams.errors import Failure
from streams.health import Health
from streams.metrics_server import serve

PORT = 19_123


@pytest.fixture
def health() -> Iterator[Health]:
    """Serve the health of a process, and stop."""
    found = Health(60)
    stop = serve(PORT, found)
    yield found
    stop()


def asked(path: str) -> tuple[int, str]:
    """Ask the port; give status and body."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_metrics_are_served_and_a_taken_port_is_named(health: Health) -> None:
    """A process serves what it counted; a second one on the port fails by name."""
    metrics.OWNED.labels(partition="3").set(1)
    assert 'dwarsverband_owned{partition="3"} 1.0' in asked("/metrics")[1]
    with pytest.raises(Failure, match="--metrics-port 19123"):
        serve(PORT, health)


def test_live_and_ready_differ(health: Health) -> None:
    """One that catches up is alive and not ready; one that is stuck is neither."""
    health.waits_for = "catches up: partitions [3]"
    assert asked("/live") == (200, "yes\n")
    assert asked("/ready") == (503, "catches up: partitions [3]\n")
    health.waits_for = ""
    assert asked("/ready") == (200, "yes\n")
    health._stuck_after = -1
    assert asked("/live")[0] == 503
    assert asked("/ready")[0] == 503


def test_other_paths_are_not_there(health: Health) -> None:
    """And the answer says which are."""
    assert health
    assert asked("/") == (404, "not here: /metrics, /live, /ready\n")
