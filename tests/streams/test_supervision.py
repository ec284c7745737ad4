"""What systemd is told: on a real socket, as it would listen itself."""

import socket
from pathlib import Path

import pytest

from streams.health import Health
from streams.supervision import tell_systemd


@pytest.mark.parametrize("kernel", [False, True])
def test_the_watchdog_is_answered_while_the_process_is_not_stuck(tmp_path: Path, *, kernel: bool) -> None:
    """Then no more, with the reason; and its end is told."""
    now = [0.0]
    health = Health(10, clock=lambda: now[0])
    address = f"@dwarsverband-{tmp_path.name}" if kernel else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0" + address[1:] if kernel else address)
        listening.settimeout(10)
        stop = tell_systemd(health, {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "60000"})
        assert listening.recv(200) == b"READY=1"
        assert listening.recv(200) == b"WATCHDOG=1\nSTATUS=has not started"
        health.waits_for = ""
        while (told := listening.recv(200)) != b"WATCHDOG=1\nSTATUS=does its work":
            assert told == b"WATCHDOG=1\nSTATUS=has not started"
        now[0] = 11.0
        while (told := listening.recv(200)) == b"WATCHDOG=1\nSTATUS=does its work":
            pass
        assert told == b"STATUS=no sign of life for 11 s"
        stop()
        while (told := listening.recv(200)) != b"STOPPING=1":
            assert told == b"STATUS=no sign of life for 11 s"


def test_without_systemd_nothing_is_done() -> None:
    """As in a container, or by hand."""
    tell_systemd(Health(10), {})()
