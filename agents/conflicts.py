"""The dead letter of an event whose identity is taken by another content."""

from typing import Any

import msgspec

from streams.deadletters import dead_letter
from streams.gateway import Refused
from streams.journal import Origin
from streams.store_rows import DeadLetterRow

__all__ = ["conflict_letter"]

MASK = "***"


def conflict_letter(body: bytes, origin: Origin, at: int) -> DeadLetterRow:
    """Make the dead letter of a conflict; `at` is the moment of receipt in microseconds since 1970 UTC.

    The journal holds the pseudonymised event alone, so what was a BSN is shown masked, as the gateway shows it.
    """
    event = msgspec.json.decode(body)
    refused = Refused(
        reason="conflict",
        about="id",
        source=event["source"],
        id=event["id"],
        nl="Onder deze gemeente, source en id is al een gebeurtenis met een andere inhoud aanvaard; de eerste blijft.",
        en="Another content was accepted under this gemeente, source and id before; the first stays.",
        masked=msgspec.json.encode(_masked(event), order="sorted"),
    )
    letter = dead_letter(refused, body, origin.topic, origin.partition, origin.offset, at)
    letter = msgspec.structs.replace(letter, sha256=origin.sha256)
    return DeadLetterRow(
        origin.topic, origin.partition, origin.offset, origin.sha256, msgspec.json.encode(letter)
    )


def _masked(value: Any) -> Any:
    """Put the mask where a pseudonym stands for a BSN."""
    if isinstance(value, list):
        return [_masked(part) for part in value]
    if not isinstance(value, dict):
        return value
    shown = {key: _masked(part) for key, part in value.items() if key not in {"pseudoniem", "kruis"}}
    pseudonym = value.get("pseudoniem")
    if pseudonym is not None:
        if value.get("sleutel") == pseudonym:
            shown["sleutel"] = MASK
        else:
            shown["bsn"] = MASK
    return shown
