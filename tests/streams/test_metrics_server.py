"""One port serves metrics, liveness and readiness; nothing personal is on it."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from deploy.kafka.broker import free_ports
from streams import metrics
from streams.errors import Failure
from streams.health import Health
from streams.metrics_server import serve


class Served(NamedTuple):
    """The health of a process, and the port that tells of it."""

    health: Health
    port: int

    def asked(self, path: str) -> tuple[int, str]:
        """Ask the port; give status and body."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve the health of a process on a port of its own, and stop."""
    found = Served(Health(60), free_ports(1, "127.0.0.1")[0])
    stop = serve(found.port, found.health)
    yield found
    stop()


def test_metrics_are_served_and_a_taken_port_is_named(served: Served) -> None:
    """A process serves what it counted; a second one on the port fails by name."""
    metrics.OWNED.labels(partition="3").set(1)
    assert 'dwarsverband_owned{partition="3"} 1.0' in served.asked("/metrics")[1]
    with pytest.raises(Failure, match=f"--metrics-port {served.port}"):
        serve(served.port, served.health)


def test_live_and_ready_differ(served: Served) -> None:
    """One that catches up is alive and not ready; one that is stuck is neither."""
    served.health.waits_for = "catches up: partitions [3]"
    assert served.asked("/live") == (200, "yes\n")
    assert served.asked("/ready") == (503, "catches up: partitions [3]\n")
    served.health.waits_for = ""
    assert served.asked("/ready") == (200, "yes\n")
    served.health._stuck_after = -1
    assert served.asked("/live")[0] == 503
    assert served.asked("/ready")[0] == 503


def test_other_paths_are_not_there(served: Served) -> None:
    """And the answer says which are."""
    assert served.asked("/") == (404, "not here: /metrics, /live, /ready\n")
