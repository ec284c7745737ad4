"""The command `desk` as a user has it: a process that says where it listens, and ends cleanly."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from cli.main import main

PROGRAM = [sys.executable, "-c", "from cli.main import run; run()", "desk"]
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_on_this_machine_until_it_is_told_to_stop(filled: Path, sent: signal.Signals) -> None:
    """The address is printed, the sign-in page is there, and a signal ends it with 0."""
    command = [*PROGRAM, "--store", str(filled), "--demo", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        address = next(
            found[0] for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))
        )
        answer = httpx2.get(f"{address}aanmelden", trust_env=False)
        assert "demonstratie" in answer.text
        process.send_signal(sent)
        assert process.wait(30) == 0


def test_a_folder_without_a_store_is_told_before_anything_listens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2."""
    assert main(["desk", "--store", str(tmp_path), "--demo"]) == 2
    assert "no store" in capsys.readouterr().err
