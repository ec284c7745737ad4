"""What proves to the broker who we are and to us who it is, read from files: no secret stands in the environment."""

from __future__ import annotations

import ssl
from pathlib import Path

__all__ = ["context", "password"]

LONGEST = 4096
# Bytes of a password's file; what is larger is another file.


def password(file: Path) -> str:
    """Read a password: the file's one line, without its end.

    Raises
    ------
    ValueError
        The file cannot be read, is empty or holds more than a line; what is in it is not said.
    """
    try:
        with file.open("rb") as opened:
            held = opened.read(LONGEST + 1)
    except OSError as error:
        raise ValueError(f"this file cannot be read ({error.strerror})") from None
    try:
        text = held.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise ValueError("this file holds something else than a password") from None
    if not text:
        raise ValueError("this file is empty")
    if len(held) > LONGEST or "\n" in text or "\0" in text:
        raise ValueError("this file must hold the password alone, in one line")
    return text


def context(ca: Path | None, certificate: Path | None, key: Path | None) -> ssl.SSLContext:
    """Make what a client needs for TLS: it checks the broker's certificate and the name in it, always.

    Parameters
    ----------
    ca
        PEM of who may sign the broker's certificate; without it whom this machine trusts.
    certificate, key
        PEM of the client's own certificate and key, where the broker asks for them; both or neither.

    Raises
    ------
    ValueError
        One of the files is not what it must be; the message begins with which: CA, CERTIFICATE or KEY.
    """
    try:
        found = ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError) as error:
        raise ValueError(f"CA: this file holds no certificate in PEM ({_why(error)})") from None
    found.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate is not None:
        try:
            found.load_cert_chain(certificate, key, password=_none)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise ValueError(
                "CERTIFICATE: this file and the KEY's must be PEM, belong together and need no pass phrase"
                f" ({_why(error)})"
            ) from None
    return found


def _none() -> str:
    """Answer for the pass phrase of a key: OpenSSL would ask it on the terminal, where nobody sits."""
    raise ValueError("the key asks a pass phrase")


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return (error.reason or "unreadable").replace("_", " ").lower()
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
