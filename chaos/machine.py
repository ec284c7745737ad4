"""What a scenario takes from the machine: small disks, networks and clocks of their own; Linux, as root."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import debian

__all__ = ["BROKER_HOST", "Homes", "apart", "cut", "fill", "lacking", "mended", "small_disk"]

PROGRAMS = {"network": {"ip": "iproute2", "nft": "nftables"}, "clock": {"faketime": "faketime"}, "disk": {}}
"""What each need asks of Debian: program and package."""

DISK = "48m"
BROKER, NETWORK = "chaos-broker", "10.77"
BROKER_HOST = f"{NETWORK}.0.1"

Homes = dict[str, tuple[str, tuple[str, ...]]]
"""Of each worker the address, and the words that run a command where it lives."""


def lacking(needs: tuple[str, ...]) -> str:
    """Say what of this machine is missing for these needs; empty where nothing is."""
    if needs and os.geteuid() != 0:
        return "needs root"
    wanted = {program: package for need in needs for program, package in PROGRAMS[need].items()}
    return debian.missing(wanted)


def ran(*words: str | Path) -> None:
    """Run a command that must succeed."""
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stderr.strip()}")


# --- disk ---------------------------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own with little room."""
    place = folder / "disk"
    place.mkdir(parents=True)
    ran("mount", "-t", "tmpfs", "-o", f"size={DISK}", "chaos", place)
    try:
        yield place
    finally:
        ran("umount", "-l", place)


def fill(place: Path) -> Path:
    """Fill the disk that a folder is on to the last byte; give the file that does."""
    filler = place / "something-else"
    with filler.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(bytes(65_536)):
            pass
    return filler


# --- network ------------------------------------------------------------------------------------------------


@contextmanager
def apart(names: tuple[str, ...]) -> Iterator[Homes]:
    """Put the broker and each worker into a network of its own, with one cable to each worker, and step in at the broker's.

    No network has a way out, so nothing that is cut here can take another way.
    """
    with ExitStack() as stack:
        _network(stack, BROKER)
        ran("ip", "-n", BROKER, "address", "add", f"{BROKER_HOST}/32", "dev", "lo")
        homes: Homes = {}
        for number, name in enumerate(names, 1):
            home = f"chaos-{name}"
            _network(stack, home)
            _cable(name, home, f"{NETWORK}.{number}")
            homes[name] = (f"{NETWORK}.{number}.2", ("ip", "netns", "exec", home))
        stack.enter_context(_inside(BROKER))
        yield homes


def _network(stack: ExitStack, name: str) -> None:
    subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)
    ran("ip", "netns", "add", name)
    stack.callback(ran, "ip", "netns", "delete", name)
    ran("ip", "-n", name, "link", "set", "lo", "up")


def _cable(name: str, home: str, net: str) -> None:
    ours, theirs = f"to-{name}", "uplink"
    ran("ip", "-n", BROKER, "link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", home)
    for where, device, address in ((BROKER, ours, f"{net}.1"), (home, theirs, f"{net}.2")):
        ran("ip", "-n", where, "address", "add", f"{address}/30", "dev", device)
        ran("ip", "-n", where, "link", "set", device, "up")
    ran("ip", "-n", home, "route", "add", f"{BROKER_HOST}/32", "via", f"{net}.1")


@contextmanager
def _inside(name: str) -> Iterator[None]:
    """Let this thread, and what it starts from now on, live in a network."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_network = 0x40000000
    before = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{name}", os.O_RDONLY)
    try:
        if libc.setns(there, new_network):
            raise OSError(ctypes.get_errno(), f"setns {name}")
        try:
            yield
        finally:
            libc.setns(before, new_network)
    finally:
        os.close(there)
        os.close(before)


def cut(name: str) -> None:
    """Drop every packet of a worker's network without a word, as a firewall does."""
    rules = "add table inet cut; "
    for hook in ("input", "output"):
        rules += f"add chain inet cut {hook} {{ type filter hook {hook} priority 0; policy drop; }}; "
    ran("ip", "netns", "exec", f"chaos-{name}", "nft", rules)


def mended(name: str) -> None:
    """Let packets through again."""
    ran("ip", "netns", "exec", f"chaos-{name}", "nft", "delete table inet cut")
