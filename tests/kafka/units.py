"""The units of systemd, read as far as a process needs: its command, its environment, its credentials."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

__all__ = ["Unit"]

ROOT = Path(__file__).parent.parent.parent
BIN = "/opt/dwarsverband/.venv/bin/"
# Where the units have the program; a test has it beside its own Python.


class Unit:
    """One unit, as an instance, with its folders below one of the test's."""

    def __init__(self, name: str, folder: Path, instance: str = "") -> None:
        text = (ROOT / "deploy" / "systemd" / name).read_text(encoding="utf-8")
        self._lines = [line.partition("=")[::2] for line in text.splitlines() if re.match(r"[A-Z]\w+=", line)]
        self._folder, self.instance = folder, instance
        self.credentials = folder / "credentials"

    def all(self, key: str) -> list[str]:
        """Give every value of a key, with what stands for something filled in."""
        values = [value for name, value in self._lines if name == key]
        return [self._filled(value) for value in values]

    def _filled(self, value: str) -> str:
        names = {"%i": self.instance, "%d": str(self.credentials), "%S": str(self._folder)}
        return re.sub("%[idS]", lambda found: names[found[0]], value)

    def command(self) -> list[str]:
        """Give the words of ExecStart, as systemd splits them."""
        (line,) = self.all("ExecStart")
        program, *words = shlex.split(line)
        return [str(Path(sys.executable).with_name(program.removeprefix(BIN))), *words]

    def environment(self) -> dict[str, str]:
        """Give what the unit sets, over what its file of settings sets."""
        (file,) = self.all("EnvironmentFile")
        kept = (ROOT / "deploy" / "systemd" / Path(file).name).read_text("utf-8").splitlines()
        lines = [*(line for line in kept if not line.startswith("#")), *self.all("Environment")]
        return dict(line.split("=", 1) for line in lines)

    def load(self, secrets: dict[str, str]) -> None:
        """Put what LoadCredential names where the process finds it.

        Parameters
        ----------
        secrets
            What each credential holds, by its name.
        """
        self.credentials.mkdir(parents=True, exist_ok=True)
        named = {line.split(":", 1)[0] for line in self.all("LoadCredential")}
        assert named == secrets.keys()
        for name, held in secrets.items():
            (self.credentials / name).write_text(f"{held}\n", encoding="utf-8")
