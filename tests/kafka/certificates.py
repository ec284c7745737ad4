"""Certificates for one test run: an authority, and a broker's and a client's signed by it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

DAYS = "2"
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files; a keystore holds the key and then the certificate."""

    ca: Path
    keystore: Path
    certificate: Path
    key: Path


def made(folder: Path) -> Certificates:
    """Make an authority and, signed by it, a certificate for 127.0.0.1."""
    if shutil.which("openssl") is None:
        pytest.fail("openssl is not on this machine: install it (Debian: apt-get install openssl)")
    ca, ca_key, certificate, key = (folder / f"{name}.pem" for name in ("ca", "ca-key", "own", "own-key"))
    openssl("-keyout", ca_key, "-out", ca, "-subj", "/CN=authority of one test")
    signed = ("-CA", ca, "-CAkey", ca_key, "-addext", "subjectAltName=IP:127.0.0.1")
    openssl("-keyout", key, "-out", certificate, "-subj", "/CN=127.0.0.1", *signed)
    keystore = folder / "keystore.pem"
    keystore.write_bytes(key.read_bytes() + certificate.read_bytes())
    return Certificates(ca, keystore, certificate, key)


def openssl(*words: str | Path) -> None:
    """Make one key and its certificate."""
    subprocess.run(
        ["openssl", "req", "-x509", *CURVE, "-days", DAYS, *words], check=True, capture_output=True
    )
