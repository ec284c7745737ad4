"""One real broker that can be stopped, killed and started again at the address it had."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

__all__ = ["Broker", "recipe"]

REPOSITORY = Path(__file__).parent.parent


def recipe() -> ModuleType:
    """Load deploy/kafka/broker.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("broker", REPOSITORY / "deploy" / "kafka" / "broker.py")
    if spec is None or spec.loader is None:
        raise ImportError("deploy/kafka/broker.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Broker:
    """Apache Kafka in a folder of its own, on one address for all its lives."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self._recipe = recipe()
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._java, self._classes = self._recipe.find_java(), f"{self._recipe.jars()}/*"
        self.bootstrap: str = self._recipe.configure(folder, self._java, self._classes, host=host)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = self._recipe.start(self._folder, self._java, self._classes)
        self._recipe.await_answer(self._process, self.bootstrap, self._folder / "broker.out")

    def stop(self) -> None:
        """End it as an administrator does: its log is closed in order."""
        if self._process is not None:
            self._recipe.stop(self._process)

    def kill(self) -> None:
        """End it as the power does."""
        if self._process is not None:
            self._recipe.kill(self._process)
