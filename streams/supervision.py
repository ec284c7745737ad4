"""What systemd is told of a process that it started: that it runs, what it waits for, and that it is not stuck (sd_notify)."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping

from streams.health import Health

__all__ = ["tell_systemd"]

EVERY_SECONDS = 30.0
# Between two tellings where systemd watches over no time.

MICROSECONDS = 1_000_000


def tell_systemd(health: Health, environment: Mapping[str, str] = os.environ) -> Callable[[], None]:
    """Tell from now on, from a thread of its own; return what ends that. Without systemd nothing is done.

    The watchdog is answered only while the process is not stuck, so that systemd starts a stuck one again.
    """
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        return lambda: None
    watchdog = int(environment.get("WATCHDOG_USEC", "0"))
    every = watchdog / MICROSECONDS / 3 if watchdog else EVERY_SECONDS
    ended = threading.Event()
    thread = threading.Thread(target=_tell, args=(address, health, every, ended), name="systemd", daemon=True)
    thread.start()

    def stop() -> None:
        ended.set()
        thread.join()

    return stop


def _tell(address: str, health: Health, every: float, ended: threading.Event) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        # An address that begins with @ lies in the kernel's own names, which begin with a zero byte.
        opened.connect("\0" + address[1:] if address.startswith("@") else address)
        opened.send(b"READY=1")
        while True:
            why = health.stuck()
            alive = "" if why else "WATCHDOG=1\n"
            opened.send(f"{alive}STATUS={why or health.waits_for or 'does its work'}".encode())
            if ended.wait(every):
                break
        opened.send(b"STOPPING=1")
