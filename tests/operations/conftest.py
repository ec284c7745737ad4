"""What the tests of monitoring share: Debian's Prometheus, without which they say loudly that they did not run."""

import os
from typing import Any

import pytest

from tests.operations.monitoring import missing

LACKING = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def prometheus(pytestconfig: pytest.Config) -> None:
    """Have Prometheus and Alertmanager; skip loudly without them, and fail in CI."""
    lacking = missing()
    if lacking and os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(lacking)
    if lacking:
        pytestconfig.stash[LACKING] = lacking
        pytest.skip(f"NO PROMETHEUS: {lacking}")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say loudly at the end that these tests did not run."""
    lacking = config.stash.get(LACKING, None)
    if lacking is not None:
        terminalreporter.section("PROMETHEUS TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(lacking)
