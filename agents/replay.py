"""Dead letters of an embedded store, sent through gateway and screen once more."""

import msgspec

from agents.screen import Arrival, Screen
from streams.deadletters import DeadLetter, replayable
from streams.decisions_file import DECISIONS_FILE
from streams.errors import Stop
from streams.gateway import Accepted, Gateway
from streams.journal import Origin
from streams.letters import DROPPED, GONE, MASKED
from streams.pseudonyms import Keys
from streams.sealing import opened
from streams.store import Store
from streams.store_rows import DeadLetterRow

__all__ = ["Replay", "address"]


def address(row: DeadLetterRow) -> str:
    """Give a dead letter's address as one word: topic, partition, offset."""
    return f"{row.topic},{row.partition},{row.offset}"


class Replay:
    """Sends dead letters again, into the store that holds them.

    Raises
    ------
    Stop
        When the store belongs to a worker: what enters there enters through the journal.
    """

    def __init__(self, store: Store, screen: Screen, keys: Keys) -> None:
        if store.position() is not None:
            raise Stop(f"{store.path}: belongs to a worker; replay without --store, onto Kafka")
        self._store = store
        self._screen = screen
        self._keys = keys
        self._gateways = {flag: Gateway(keys, decisions=flag) for flag in (False, True)}

    def one(self, row: DeadLetterRow, *, at: int) -> str:
        """Send one dead letter again; return `accepted`, `duplicate`, the reason of its refusal, or why it cannot be.

        The letter stays, with what became of it, and its line keeps counting as refused: that is what happened.
        """
        checked = _checked(row, self._keys, self._gateways[row.topic == DECISIONS_FILE])
        if not isinstance(checked, Accepted):
            return checked
        origin = Origin(row.topic, row.partition, row.offset, row.sha256)
        arrival = Arrival(checked.event, checked.body, checked.digest, origin)
        [word] = self._screen.take([arrival], at=at).outcomes
        self._store.replayed(row, word)
        return word


def _checked(row: DeadLetterRow, keys: Keys, gateway: Gateway) -> Accepted | str:
    letter = msgspec.json.decode(row.body, type=DeadLetter)
    if letter.dropped is not msgspec.UNSET:
        return DROPPED
    raw = opened(row.sealed, keys) if row.sealed is not None else replayable(letter)
    if raw is None:
        return MASKED if letter.bytes is not None else GONE
    checked = gateway.check(raw)
    return checked if isinstance(checked, Accepted) else checked.reason
