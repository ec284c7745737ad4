"""What all tests share: one real Apache Kafka broker for the whole run, and topics of its own for each test."""

from __future__ import annotations

import gc
import importlib.util
import itertools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

with warnings.catch_warnings():
    # kafka-python reads its schemas with a deprecated call at import; nothing of ours is hushed.
    warnings.simplefilter("ignore", DeprecationWarning)
    import kafka  # noqa: F401

from streams import topics
from streams.settings import Settings

# How long one example takes says something of the machine, not of the program: figures are for the benchmarks.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

REPOSITORY = Path(__file__).parent.parent
NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """Give the collector back what a run froze: a run's process ends with it, this one goes on and would keep each graph."""
    yield
    gc.unfreeze()


def broker_script() -> ModuleType:
    """Load deploy/kafka/broker.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("broker", REPOSITORY / "deploy" / "kafka" / "broker.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def bootstrap() -> Iterator[str]:
    """Give the address of a real broker: KAFKA_BOOTSTRAP's, else one started for this run.

    Where none can be had the tests that need it are skipped, and the run's summary says so; in CI they fail.
    """
    given = os.environ.get("KAFKA_BOOTSTRAP")
    if given:
        yield given
        return
    broker = broker_script()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KAFKA_BOOTSTRAP", raising=False)
        running = broker.running()
        try:
            address = running.__enter__()
        except broker.Unavailable as error:
            if os.environ.get("CI", "").lower() in {"true", "1"}:
                pytest.fail(f"no Kafka broker in CI: {error}")
            pytest.skip(f"NO KAFKA BROKER: {error}")
        try:
            yield address
        finally:
            running.__exit__(None, None, None)


@pytest.fixture
def settings(bootstrap: str) -> Settings:
    """Give settings whose names on the broker are this test's own."""
    prefix = f"t{os.getpid()}-{next(NUMBERS)}."
    return Settings(kafka_bootstrap=bootstrap, topic_prefix=prefix, session_timeout=6)


@pytest.fixture
def cluster(settings: Settings) -> Settings:
    """Give such settings with all topics provisioned."""
    topics.apply(topics.plan(settings))
    return settings


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name each test's lane, for a run in several processes: those at a broker share one, the others one a file.

    So one broker serves the run, its tests wait while others compute, and what a file shares is made once.
    """
    for item in items:
        waits = item.get_closest_marker("kafka") or "bootstrap" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("kafka" if waits else str(item.path)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly at the end what did not run: each reason that begins in capitals, of whichever process."""
    told = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = {str(where[2]).removeprefix("Skipped: ") for where in told if isinstance(where, tuple)}
    for reason in sorted(reason for reason in reasons if reason.startswith("NO ")):
        title, _, rest = reason.partition(": ")
        terminalreporter.section(f"{title}: TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(rest)
