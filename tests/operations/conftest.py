"""What the tests of monitoring share: Debian's Prometheus, without which they say loudly that they did not run."""

import os

import pytest

from tests.operations.monitoring import missing


@pytest.fixture(scope="session")
def prometheus() -> None:
    """Have Prometheus and Alertmanager; skip loudly without them, and fail in CI."""
    lacking = missing()
    if lacking and os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(lacking)
    if lacking:
        pytest.skip(f"NO PROMETHEUS: {lacking}")
