"""Keyed pseudonyms: the BSN is replaced before anything is stored or sent.

`pseudoniem` is made with a key a municipality, so that two municipalities cannot compare theirs. `kruis` is
made with one key that no municipality has: read by the crosslink step alone, never exported. Both carry the
version of their key. For KVK, RSIN and BAG ids, which stay in the event, `Keys.kruis` makes it when asked.
"""

import hashlib
import hmac
import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from streams.errors import WrongUse
from streams.identifiers import is_bsn

__all__ = ["PSEUDONYM", "Keys", "pseudonymised", "wrong_bsn"]

PSEUDONYM = re.compile(r"p[0-9]+:[0-9a-f]{32}")
"""The form of a `pseudoniem`: version of the key, 128 bits of HMAC-SHA-256."""

_HEX_DIGITS = 32
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_FILE = re.compile(r"(pseudoniem|kruis)-([1-9][0-9]*)\.key")
_DEVELOPMENT = "dwarsverband development key, published, protects nobody"


class Keys(Struct, frozen=True):
    """The keys in use, and which version each is."""

    version: int
    cross_version: int
    secret: bytes
    cross_secret: bytes
    development: bool = False
    """True: the published key; whoever starts a command says so on standard error."""
    earlier: tuple[tuple[int, bytes], ...] = ()
    """Version and bytes of the keys before `secret`, newest first: what was erased under them stays erased."""

    @classmethod
    def load(cls, folder: Path | None) -> "Keys":
        """Read the keys from a folder; None is the development key.

        The folder holds `pseudoniem-N.key` and `kruis-N.key` (N: the version, the highest is used), each of 64
        hexadecimal digits. A municipality's own key is derived from the first.

        Raises
        ------
        WrongUse
            When the folder or a key in it cannot be read or has another form; the key is never shown.
        """
        if folder is None:
            return cls(1, 1, _published("pseudoniem"), _published("kruis"), development=True)
        (version, secret), *earlier = _every(folder, "pseudoniem")
        (cross_version, cross_secret), *_ = _every(folder, "kruis")
        return cls(version, cross_version, secret, cross_secret, earlier=tuple(earlier))

    def pseudonym(self, gemeente: str, bsn: str) -> str:
        """The `pseudoniem` of a BSN in one municipality."""
        key = hmac.digest(self.secret, f"gemeente|{gemeente}".encode(), "sha256")
        return f"p{self.version}:{_mac(key, f'bsn|{bsn}')}"

    def kruis(self, kind: str, value: str) -> str:
        """The pseudonym across municipalities of an identifier; `kind`: `bsn`, `kvk`, `rsin` or `bag`."""
        return f"x{self.cross_version}:{_mac(self.cross_secret, f'{kind}|{value}')}"


def _mac(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()[:_HEX_DIGITS]


def _published(use: str) -> bytes:
    return hashlib.sha256(f"{_DEVELOPMENT}|{use}".encode()).digest()


def _every(folder: Path, use: str) -> list[tuple[int, bytes]]:
    """Version and bytes of each key for one use, newest first."""
    try:
        matches = [match for path in folder.iterdir() if (match := _FILE.fullmatch(path.name))]
    except OSError as error:
        raise WrongUse(f"DWARSVERBAND_KEYS: {folder}: {error.strerror}") from None
    versions = sorted((int(match[2]) for match in matches if match[1] == use), reverse=True)
    if not versions:
        raise WrongUse(f"DWARSVERBAND_KEYS: {folder} holds no {use}-N.key (N: the version, from 1)")
    return [(version, _key(folder / f"{use}-{version}.key")) for version in versions]


def _key(path: Path) -> bytes:
    try:
        text = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"DWARSVERBAND_KEYS: {path} cannot be read") from None
    if _KEY.fullmatch(text) is None:
        raise WrongUse(f"DWARSVERBAND_KEYS: {path} must hold 64 hexadecimal digits")
    return bytes.fromhex(text)


def wrong_bsn(value: Any, path: str = "") -> str | None:
    """Path of the first field named `bsn`, at any depth, that holds something but no BSN; or None."""
    if isinstance(value, dict):
        for name, part in value.items():
            here = f"{path}.{name}" if path else name
            if name.lower() == "bsn":
                found = None if part is None or (isinstance(part, str) and is_bsn(part)) else here
            else:
                found = wrong_bsn(part, here)
            if found is not None:
                return found
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found = wrong_bsn(part, f"{path}[{number}]")
            if found is not None:
                return found
    return None


def pseudonymised(value: Any, keys: Keys, gemeente: str) -> Any:
    """Parsed JSON in which every BSN is replaced by its pseudonym.

    A field `bsn`, wherever it stands, gives way to `pseudoniem` and `kruis`. A `persoon` whose `sleutel` is a
    BSN gets the pseudonym as `sleutel`, so that its record keeps one id, and, if it has no `bsn`, as
    `pseudoniem`. Doing it again changes nothing.
    """
    if isinstance(value, list):
        return [pseudonymised(part, keys, gemeente) for part in value]
    if not isinstance(value, dict):
        return value
    done: dict[str, Any] = {}
    found: str | None = None
    for name, part in value.items():
        if name.lower() == "bsn":
            found = part if isinstance(part, str) else found
        elif name == "persoon" and isinstance(part, dict):
            done[name] = pseudonymised(_with_key_as_bsn(part, keys, gemeente), keys, gemeente)
        else:
            done[name] = pseudonymised(part, keys, gemeente)
    if found is not None:
        done |= {"pseudoniem": keys.pseudonym(gemeente, found), "kruis": keys.kruis("bsn", found)}
    return done


def _with_key_as_bsn(person: dict[str, Any], keys: Keys, gemeente: str) -> dict[str, Any]:
    """A person whose `sleutel` is a BSN: the pseudonym as `sleutel`, the number moved to `bsn`."""
    key = person.get("sleutel")
    if not isinstance(key, str) or not is_bsn(key):
        return person
    moved = {**person, "sleutel": keys.pseudonym(gemeente, key)}
    if person.get("bsn") is None:
        moved["bsn"] = key
    return moved
