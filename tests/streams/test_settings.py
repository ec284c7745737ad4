"""Settings come from the environment and are refused by name."""

from pathlib import Path

import pytest

from streams import settings
from streams.errors import WrongUse


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test without any variable of ours."""
    for name in settings.variables():
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_gives_the_defaults() -> None:
    """The development profile on this machine's broker."""
    found = settings.load()
    assert (found.profile, found.keys, found.kafka_bootstrap, found.copies) == (
        "development",
        None,
        "127.0.0.1:9092",
        1,
    )


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each value arrives under its name, the broker's without our prefix."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP", "a.example:9092, b.example:9093")
    monkeypatch.setenv("DWARSVERBAND_PROFILE", "production")
    monkeypatch.setenv("DWARSVERBAND_KEYS", str(tmp_path))
    monkeypatch.setenv("DWARSVERBAND_DPIA", "DPIA-2026-001")
    monkeypatch.setenv("DWARSVERBAND_IAMA", "IAMA-2026-001")
    monkeypatch.setenv("DWARSVERBAND_REGISTER_URL", "https://register.example.nl/1")
    found = settings.load()
    assert found.kafka_bootstrap == "a.example:9092,b.example:9093"
    assert (found.profile, found.keys, found.copies) == ("production", tmp_path, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DWARSVERBAND_PROFILE", "prodction"),
        ("DWARSVERBAND_KEYS", "/nowhere/at/all"),
        ("DWARSVERBAND_REPLICATION", "0"),
        ("DWARSVERBAND_SESSION_TIMEOUT", "soon"),
        ("DWARSVERBAND_TOPIC_PREFIX", "no end"),
        ("KAFKA_BOOTSTRAP", "localhost"),
        ("KAFKA_BOOTSTRAP", "localhost:99999"),
    ],
)
def test_a_wrong_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The message names the variable and the value it has."""
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongUse, match=f"^{name}={value}: "):
        settings.load()


def test_a_misspelt_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """DWARSVERBAND_PROFIEL=production would otherwise run in development unnoticed."""
    monkeypatch.setenv("DWARSVERBAND_PROFIEL", "production")
    with pytest.raises(WrongUse, match="DWARSVERBAND_PROFIEL is no setting"):
        settings.load()


def test_production_needs_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the production profile refuses the published development key."""
    monkeypatch.setenv("DWARSVERBAND_PROFILE", "production")
    with pytest.raises(WrongUse, match="DWARSVERBAND_KEYS: the production profile needs"):
        settings.load()


def test_settings_are_frozen() -> None:
    """Nothing changes them after the start."""
    with pytest.raises(ValueError, match="frozen"):
        settings.load().profile = "production"  # type: ignore[misc]
