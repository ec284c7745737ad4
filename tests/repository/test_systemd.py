"""The units: systemd knows every word of them, they are shut in, and the program takes what they set."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import main
from streams import settings
from tests.debian import missing
from tests.kafka.units import BIN, Unit

UNITS = ("dwarsverband-desk.service", "dwarsverband-lag.service", "dwarsverband-worker@.service")
MOST_EXPOSED = 2.0
"""Of ten, as `systemd-analyze security` counts; a service without any of it has 9.6."""


@pytest.fixture(scope="module")
def units(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the units, an instance for the template, with the program where this environment has it."""
    if told := missing({"systemd-analyze": "systemd"}):
        pytest.skip(f"UNITS OF SYSTEMD NOT CHECKED: {told}")
    folder = tmp_path_factory.mktemp("units")
    own = f"{Path(sys.executable).parent}/"
    for name in UNITS:
        text = (root / "deploy" / "systemd" / name).read_text("utf-8")
        (folder / name.replace("@", "@9464")).write_text(text.replace(BIN, own), encoding="utf-8")
    return sorted(folder.iterdir())


def test_every_unit_is_tested(root: Path) -> None:
    """None was added without a test."""
    assert sorted(file.name for file in (root / "deploy" / "systemd").glob("*.service")) == sorted(UNITS)


def test_systemd_knows_every_word(units: list[Path], tmp_path: Path) -> None:
    """An unknown key is only said, not refused, by systemd itself: so nothing may be said."""
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    wrong = tmp_path / "dwarsverband-wrong.service"
    wrong.write_text(units[0].read_text("utf-8").replace("ProtectHome=", "ProtectHomes="), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", wrong], capture_output=True, text=True, check=False)
    assert "Unknown key" in done.stderr


def test_no_unit_is_exposed(units: list[Path]) -> None:
    """Its own account, a read-only machine, no rights, few system calls: by systemd's own count."""
    for unit in units:
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
        assert found is not None
        assert float(found[1]) < MOST_EXPOSED, unit.name


@pytest.mark.parametrize("name", UNITS)
def test_the_program_takes_what_a_unit_sets(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each setting, each option; passwords are read from credentials and stand in no file of settings."""
    unit = Unit(name, tmp_path, "9464")
    unit.load({line.split(":", 1)[0]: "0" * 64 for line in unit.all("LoadCredential")})
    given = unit.environment()
    given["DWARSVERBAND_KAFKA_CA_FILE"] = ""
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    found = settings.load()
    role = {"worker": "worker", "lag": "watch", "desk": "desk"}[re.split(r"[-@.]", name)[1]]
    assert (found.kafka_user, found.profile) == (f"dwarsverband-{role}", "production")
    for secret in (found.kafka_password_file, found.oidc_secret_file, found.desk_database_password_file):
        assert secret is None or secret.parent == unit.credentials
    _, command, *options = unit.command()
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in options if word.startswith("--"))
