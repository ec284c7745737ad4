"""What of a refused event may be kept: the event with forbidden values and BSNs as `***`."""

import json
from typing import Any

import msgspec

from streams.forbidden import is_forbidden
from streams.identifiers import is_bsn
from streams.pseudonyms import PSEUDONYM

__all__ = ["MASK", "masked", "masked_body"]

MASK = "***"


def masked(event: dict[str, Any], raw: bytes) -> bytes:
    """Bytes of a refused event to keep: as received where nothing had to be masked.

    A name that comes twice in one object may hide a value from the parsed event: then its content is kept.
    """
    safe = _safe(event)
    subject = event.get("subject")
    if isinstance(subject, str | int) and is_bsn(str(subject)):
        safe["subject"] = MASK
    if safe == event and not _repeats_names(raw):
        return raw
    return msgspec.json.encode(safe, order="sorted")


def masked_body(body: bytes) -> bytes:
    """Mask the body of an event that the gateway accepted (for `conflict`, `internal`)."""
    return masked(msgspec.json.decode(body), body)


def _safe(value: Any) -> Any:
    if isinstance(value, dict):
        return _safe_object(value)
    if isinstance(value, list):
        return [_safe(part) for part in value]
    return value


def _safe_object(value: dict[str, Any]) -> dict[str, Any]:
    """Mask an object; where the gateway had put a pseudonym for a BSN, the BSN's place is masked again."""
    safe: dict[str, Any] = {}
    for name, part in value.items():
        if is_forbidden(name) or (name.lower() == "bsn" and part is not None):
            safe[name] = MASK
        elif name == "persoon" and isinstance(part, dict):
            safe[name] = _safe_person(part)
        else:
            safe[name] = _safe(part)
    if _is_pseudonym(value.get("pseudoniem")):
        del safe["pseudoniem"]
        safe.pop("kruis", None)
        safe["bsn"] = MASK
    return safe


def _safe_person(person: dict[str, Any]) -> dict[str, Any]:
    """Mask a person, whose `sleutel` may be a BSN or have been one."""
    safe = _safe_object(person)
    key = person.get("sleutel")
    if isinstance(key, str | int) and (is_bsn(str(key)) or _is_pseudonym(key)):
        safe["sleutel"] = MASK
    if _is_pseudonym(key) and key == person.get("pseudoniem"):
        del safe["bsn"]
    return safe


def _is_pseudonym(value: Any) -> bool:
    return isinstance(value, str) and PSEUDONYM.fullmatch(value) is not None


def _repeats_names(raw: bytes) -> bool:
    """Tell whether some object in the JSON has a name twice."""
    repeated = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated = repeated or len({name for name, _ in pairs}) != len(pairs)

    json.loads(raw, object_pairs_hook=look)
    return repeated
