"""Erasure in a store: what is there goes, what comes again is a duplicate, what arrives late loses it on arrival.

An erasure is the event `gegevens-gewist`. It covers what was reported up to its own moment, so a store is the same
whichever came first. Its records are kept as tokens alone (`streams.tokens`); an event that is held by law (cited in a signed
advisory) stays, and its record is restricted instead.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from agents.arrival import ACCEPTED, DUPLICATE, Arrival
from streams.events import event_from_body
from streams.events.decisions import GegevensGewist
from streams.journal import digest_of
from streams.pseudonyms import Keys
from streams.redaction import marks_of, mentioned, names_of, redacted
from streams.store import Store
from streams.store_rows import Batch, Erasure, Rewritten
from streams.tokens import TOKEN, identity_token, identity_tokens, record_token, record_tokens

__all__ = ["ERASED", "Erasing"]

ERASED = "gegevens-gewist"

WRITTEN = "dossier-aangevuld"
# What people wrote in a dossier: free text that names no record in a field of its own.

_ON_RECORDS = ("records", "a", "b")
# Fields of decisions that name records.


class Erasing:
    """What a store must forget.

    Parameters
    ----------
    held
        Gives the events (source, id) of a municipality that the law keeps.
    """

    def __init__(
        self, store: Store, keys: Keys, held: Callable[[], frozenset[tuple[str, str]]] = frozenset
    ) -> None:
        self._store = store
        self._keys = keys
        self._held = held
        self._tokens: dict[str, dict[str, int]] = {}
        self.marks: set[str] = set()
        """By what the erased could be found, for whoever proves that it is gone; kept in memory alone."""
        self.shared: set[str] = set()
        """What was found of the erased and of others as well."""
        self.kept: list[tuple[str, str]] = []
        """Events that the law keeps."""
        self._any = store.holds_erasures()

    def sift(self, arrival: Arrival, batch: Batch) -> Arrival | str:
        """Give the arrival without what is erased, or what becomes of it where nothing of it may be kept."""
        if not self._any and not isinstance(arrival.event.data, GegevensGewist):
            return arrival
        gemeente, source, event_id = arrival.identity
        every = identity_tokens(self._keys, gemeente, source, event_id)
        if any(token in batch.erased or self._store.is_erased(token) for token in every):
            return DUPLICATE
        token = every[0]
        if isinstance(arrival.event.data, GegevensGewist):
            return self._asked(arrival, token, batch)
        tokens = self._of(gemeente)
        if not tokens:
            return arrival
        event = msgspec.json.decode(arrival.body)
        if not self._concerns(event, arrival.event.known, gemeente, tokens):
            return arrival
        body = self._rewritten(event, arrival.event.known, gemeente, tokens)
        batch.erased.append(token)
        return ACCEPTED if body is None else _with_body(arrival, body)

    def _asked(self, arrival: Arrival, token: bytes, batch: Batch) -> Arrival:
        """Take an erasure in: from here on its records are tokens, and it is known by its token alone."""
        self._any = True
        event = msgspec.json.decode(arrival.body)
        gemeente, known = arrival.event.gemeente, arrival.event.known
        names = event["data"]["records"]
        event["data"]["records"] = sorted(self._token(gemeente, name) for name in names)
        event["data"].pop("toelichting", None)
        batch.erased.append(token)
        batch.erasures += [Erasure(gemeente, name, known) for name in event["data"]["records"]]
        for erasure in batch.erasures:
            self._of(gemeente)[erasure.token] = max(known, self._of(gemeente).get(erasure.token, 0))
        return _with_body(arrival, msgspec.json.encode(event, order="sorted"))

    def look(
        self, gemeente: str, asked: Mapping[str, int] = MappingProxyType({})
    ) -> list[tuple[dict[str, Any], int]]:
        """Find what is stored about the erased of a municipality, and by what they could be found; reads all of it, twice.

        Gives each event concerned, with its known time; of `marks` only those stay that are of the erased alone.

        Parameters
        ----------
        asked
            Tokens that are to be erased beside those that the store has, each with the moment up to which.
        """
        tokens = self._tokens[gemeente] = self._store.erasures(gemeente) | dict(asked)
        concerned = []
        names = set()
        for body in self._store.bodies(gemeente):
            event = msgspec.json.decode(body)
            known = event_from_body(body).known
            if self._concerns(event, known, gemeente, tokens):
                concerned.append((event, known))
                names.add((event["source"], event["id"]))
                self._mark(event, known, gemeente, tokens)
        written = self._set_apart_shared(gemeente, names)
        concerned += [
            (msgspec.json.decode(body), event_from_body(body).known)
            for body in written
            if any(mark in body.decode() or _escaped(mark) in body.decode() for mark in self.marks)
        ]
        held = self._held()
        named = {(event["source"], event["id"]) for event, _ in concerned}
        self.kept = [name for name in sorted(named) if name in held]
        return concerned

    def carry_out(self, gemeente: str) -> None:
        """Take what is erased out of all that is stored of a municipality; reads all of it, twice."""
        concerned, held = self.look(gemeente), self._held()
        tokens = self._of(gemeente)
        rewritten = [
            self._row(event, known, gemeente, tokens)
            for event, known in concerned
            if (event["source"], event["id"]) not in held
        ]
        self._store.erase(rewritten, sorted(mark.encode() for mark in self.marks))

    def _set_apart_shared(self, gemeente: str, concerned: set[tuple[str, str]]) -> list[bytes]:
        """Of marks that stand in events about others alone (a name that two have) none can prove anything.

        Gives what people wrote in a dossier and holds a mark: that is about the erased, and goes with him.
        """
        written = []
        for body in self._store.bodies(gemeente):
            text = body.decode()
            found = {mark for mark in self.marks if mark in text or _escaped(mark) in text}
            if found and (event := event_from_body(body)) and (event.source, event.id) not in concerned:
                if event.kind == WRITTEN:
                    written.append(body)
                    continue
                self.marks -= found
                self.shared |= found
        return written

    def forget_marks(self) -> None:
        """Forget by what the erased could be found: a process that goes on must not keep it."""
        self.marks.clear()
        self.shared.clear()

    def concerns(self, body: bytes) -> bool:
        """Tell whether an event, as canonical JSON, holds something of the erased."""
        event = event_from_body(body)
        tokens = self._of(event.gemeente)
        return bool(tokens) and self._concerns(msgspec.json.decode(body), event.known, event.gemeente, tokens)

    def finish(self, gemeente: str) -> None:
        """Write the file anew without free pages."""
        self._store.erasures_done(gemeente)

    # --- what an event has of the erased -------------------------------------------------------------------

    def _concerns(self, event: dict[str, Any], known: int, gemeente: str, tokens: dict[str, int]) -> bool:
        if any(self._is_one(party, event["source"], known, gemeente, tokens) for party in mentioned(event)):
            return True
        if not event["type"].startswith("nl.screening.") or ERASED in event["type"]:
            return False
        return self._among(_named(event["data"]), known, gemeente, tokens)

    def _is_one(
        self, party: dict[str, Any], source: str, known: int, gemeente: str, tokens: dict[str, int]
    ) -> bool:
        return self._among(names_of(party, source), known, gemeente, tokens)

    def _among(self, names: Iterable[str], known: int, gemeente: str, tokens: dict[str, int]) -> bool:
        """Tell whether one of these names is erased, under whichever key its token was made."""
        return any(
            tokens.get(token, -1) >= known
            for name in names
            for token in ([name] if TOKEN.fullmatch(name) else record_tokens(self._keys, gemeente, name))
        )

    def _mark(self, event: dict[str, Any], known: int, gemeente: str, tokens: dict[str, int]) -> None:
        for party in mentioned(event):
            if self._is_one(party, event["source"], known, gemeente, tokens):
                self.marks |= marks_of(party, event["source"])

    def _rewritten(
        self, event: dict[str, Any], known: int, gemeente: str, tokens: dict[str, int]
    ) -> bytes | None:
        own: set[str] = set()
        for party in mentioned(event):
            if self._is_one(party, event["source"], known, gemeente, tokens):
                own |= marks_of(party, event["source"])
        source = event["source"]
        return redacted(
            event,
            lambda party: self._is_one(party, source, known, gemeente, tokens),
            (own | self.marks) - self.shared,
        )

    def _row(self, event: dict[str, Any], known: int, gemeente: str, tokens: dict[str, int]) -> Rewritten:
        body = self._rewritten(event, known, gemeente, tokens)
        identity = (gemeente, event["source"], event["id"])
        return Rewritten(
            identity, identity_token(self._keys, *identity), body, b"" if body is None else digest_of(body)
        )

    def _of(self, gemeente: str) -> dict[str, int]:
        if gemeente not in self._tokens:
            self._tokens[gemeente] = self._store.erasures(gemeente)
        return self._tokens[gemeente]

    def _token(self, gemeente: str, name: str) -> str:
        return name if TOKEN.fullmatch(name) else record_token(self._keys, gemeente, name)


def _escaped(mark: str) -> str:
    """Give a mark as it stands inside a string of JSON."""
    return msgspec.json.encode(mark)[1:-1].decode()


def _named(data: dict[str, Any]) -> Iterable[str]:
    for field in _ON_RECORDS:
        value = data.get(field)
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _with_body(arrival: Arrival, body: bytes) -> Arrival:
    return Arrival(event_from_body(body), body, digest_of(body), arrival.origin)
