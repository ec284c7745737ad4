"""R28: production does not start without its papers."""

from pathlib import Path

import pytest

from streams import settings
from streams.errors import WrongUse

PAPERS = {"DPIA": "D-1", "IAMA": "I-1", "REGISTER_URL": "https://register.example.nl/1"}


@pytest.mark.parametrize("lacks", PAPERS)
def test_each_paper_is_needed(lacks: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Named in the refusal; with all of them it starts."""
    monkeypatch.setenv("DWARSVERBAND_PROFILE", "production")
    monkeypatch.setenv("DWARSVERBAND_KEYS", str(tmp_path))
    for name, value in PAPERS.items():
        monkeypatch.setenv(f"DWARSVERBAND_{name}", value)
    assert settings.load().profile == "production"
    monkeypatch.delenv(f"DWARSVERBAND_{lacks}")
    with pytest.raises(WrongUse, match=f"DWARSVERBAND_{lacks}"):
        settings.load()
