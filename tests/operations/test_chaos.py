"""The short form of the chaos suite, on a real broker; `make soak` plays the long one."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from chaos import paced_rules
from chaos.event_log import made
from chaos.scenarios import SCENARIOS
from chaos.scenarios.short_form import SHORT_FORM
from tests.operations.monitoring import REPOSITORY


@pytest.mark.kafka
@pytest.mark.usefixtures("prometheus", "bootstrap")
def test_nothing_is_lost_or_doubled_whatever_happens(tmp_path: Path) -> None:
    """A kill, an old owner, the broker killed: one digest, one alert, and all of it recovers."""
    words = ["-m", "chaos.soak", "--only", SHORT_FORM.name, "--folder", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *words], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [result] = msgspec.json.decode((tmp_path / "results.json").read_bytes())["results"].values()
    assert result["findings"] == []
    assert result["told"] == ["DwarsverbandEventsWaiting"]
    assert result["ends"] >= 1
    assert result["events"] == len(made(1, SHORT_FORM.seeds))


def test_rules_are_paced_and_nothing_else_is_changed() -> None:
    """Waits, ranges, offsets and bounds in seconds; an hour and more once more. Shares and counts stay."""
    text = """\
      - alert: Waiting
        expr: max(dwarsverband_oldest_unscreened_seconds) > 300
        for: 2m
      - alert: Silent
        expr: time() - max(dwarsverband_last_event_timestamp_seconds) > 259200
        for: 1h
      - alert: Letters
        expr: dwarsverband_deadletters - dwarsverband_deadletters offset 1h > 20
      - alert: Stuck
        expr: changes(dwarsverband_screened[10m]) == 0 and dwarsverband_ratio < 0.1
"""
    assert (
        paced_rules.paced(text, 20, 100)
        == """\
      - alert: Waiting
        expr: max(dwarsverband_oldest_unscreened_seconds) > 15
        for: 6000ms
      - alert: Silent
        expr: time() - max(dwarsverband_last_event_timestamp_seconds) > 129.6
        for: 1800ms
      - alert: Letters
        expr: dwarsverband_deadletters - dwarsverband_deadletters offset 1800ms > 20
      - alert: Stuck
        expr: changes(dwarsverband_screened[30000ms]) == 0 and dwarsverband_ratio < 0.1
"""
    )


def test_every_scenario_says_what_it_does_under_a_name_of_its_own() -> None:
    """Results are kept by name."""
    names = [one.name for one in (*SCENARIOS, SHORT_FORM)]
    assert len(set(names)) == len(names) == 18
    assert all(one.sentence for one in SCENARIOS)
