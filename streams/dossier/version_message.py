"""A signed version as it stands on the topic `advisories` under `<id>@<versie>`: the record, and all to keep it by.

The topic is where a worker on an empty machine finds what was signed: the frozen bytes cannot be made anew.
"""

from base64 import b64decode, b64encode
from hashlib import sha256

import msgspec

from screening.advisory import encoded
from streams.dossier.version import Version
from streams.errors import Stop

__all__ = ["version_from", "version_message"]


class _Signature(msgspec.Struct, frozen=True):
    """What stands beside the record; `bytes` is the frozen record in base64, as its author signed it."""

    advies: str
    versie: int
    status: str
    bytes: str
    sha256: str
    digest: str
    known: str
    regels: str
    koppelingen: msgspec.Raw
    positie: str
    opsteller: str
    opgesteld: str
    beoordelaar: str | None = None
    beoordeeld: str | None = None
    reden: str | None = None
    zin: str | None = None


class _Signed(msgspec.Struct, frozen=True):
    ondertekening: _Signature


def version_message(version: Version) -> bytes:
    """Give the message: the record of contracts.md section 8 with `ondertekening` added."""
    values = list(msgspec.structs.astuple(version))
    values[3] = b64encode(version.body).decode()
    values[8] = msgspec.Raw(version.links)
    record = msgspec.json.decode(encoded(version.published()), type=dict[str, msgspec.Raw])
    return msgspec.json.encode(record | {"ondertekening": _Signature(*values)})


def version_from(message: bytes) -> Version:
    """Read a version back.

    Raises
    ------
    Stop
        When its bytes are not those that were signed.
    """
    found = msgspec.json.decode(message, type=_Signed).ondertekening
    values = list(msgspec.structs.astuple(found))
    values[3], values[8] = b64decode(found.bytes), bytes(found.koppelingen)
    version = Version(*values)
    if sha256(version.body).hexdigest() != version.sha256:
        raise Stop(f"{version.name}: what stands on the topic is not what was signed")
    return version
