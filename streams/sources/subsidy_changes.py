"""What became of one dossier between two snapshots of a subsidy register, as events in their true order."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from streams.sources.cloud_event import cloud_event, content_hash, midnight
from streams.sources.subsidy_dossier import Dossier

__all__ = ["Snapshot", "Standing", "changes", "withdrawal"]

_SOURCE = "urn:nld:gemeente:0363:subsidieregister"
_GEMEENTE = "0363"
_NIL = "0.00"

_APPLIED = "aanvraag-ontvangen"
_GRANTED = "subsidie-verleend"
_SETTLED = "subsidie-vastgesteld"
_GRANT_WITHDRAWN = "subsidie-ingetrokken"
_APPLICATION_WITHDRAWN = "aanvraag-ingetrokken"
_TAKEN_BACK = "gebeurtenis-herroepen"

_AMOUNT_FIELD = {_APPLIED: "bedragAangevraagd", _GRANTED: "bedragVerleend", _SETTLED: "bedragVastgesteld"}


class Snapshot(msgspec.Struct, frozen=True):
    """The register on one day; the first tells what was so by then, not when it came about."""

    day: dt.date
    first: bool


class _Reported(msgspec.Struct, frozen=True, gc=False):
    """An event given before that still counts: what is needed to correct it or take it back."""

    kind: str
    happened: str
    undated: bool
    amount: str | None
    event_id: str


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A dossier as last seen, and the events that stand for it; `withdrawn` is the id of its withdrawal, if any."""

    dossier: Dossier
    reported: tuple[_Reported, ...] = ()
    withdrawn: str | None = None


def changes(before: Standing | None, now: Dossier, snapshot: Snapshot) -> tuple[Standing, list[bytes]]:
    """Compare a dossier with what stood for it; give what stands now and the events between, in order.

    Parameters
    ----------
    before
        None for a dossier not seen before.

    Notes
    -----
    The first sight of a dossier gives its application and, where the register has them, its grant and settlement.
    Then: another amount granted or settled is a new grant or settlement; a grant that falls to nil without a
    settlement is its withdrawal; an amount that becomes NULL takes back what was reported; anything else that
    changed corrects the events that carry it. A dossier that comes back after it was gone was not withdrawn.
    Nothing granted (0.00) is no event: the register does not tell a refusal from a case still open.
    """
    if before is None:
        before = Standing(dossier=now)
    writer = _Writer(now, snapshot)
    if before.withdrawn is not None:
        writer.take_back(before.withdrawn)
    reported = [writer.corrected(event, before.dossier) for event in before.reported]
    if not reported:
        reported.append(writer.report(_APPLIED, now.requested))
    for kind, amount in ((_GRANTED, now.granted), (_SETTLED, now.settled)):
        reported = _amount_now(writer, reported, kind, amount)
    return Standing(dossier=now, reported=tuple(reported)), writer.events


def withdrawal(before: Standing, snapshot: Snapshot) -> tuple[Standing, list[bytes]]:
    """Give the withdrawal of a dossier that the register no longer lists; nothing when it was gone already.

    It is the application's (`aanvraag-ingetrokken`), also after a grant: that a list leaves a dossier out does not
    say that a grant was withdrawn, which is a hard event. Of the real register's 17 such dossiers 8 came back.
    """
    if before.withdrawn is not None:
        return before, []
    writer = _Writer(before.dossier, snapshot)
    event = writer.report(_APPLICATION_WITHDRAWN, None)
    return Standing(before.dossier, before.reported, event.event_id), writer.events


def _amount_now(
    writer: "_Writer", reported: list[_Reported], kind: str, amount: str | None
) -> list[_Reported]:
    last = _last_amount(reported, kind)
    if amount == last:
        return reported
    if amount is None:
        for event in reported:
            if event.kind in _of_kind(kind):
                writer.take_back(event.event_id)
        return [event for event in reported if event.kind not in _of_kind(kind)]
    if kind == _GRANTED and amount == _NIL:
        if last is None:
            return reported
        settled = writer.dossier.settled not in {None, _NIL}
        return [*reported, writer.report(kind if settled else _GRANT_WITHDRAWN, amount)]
    return [*reported, writer.report(kind, amount)]


def _of_kind(kind: str) -> tuple[str, ...]:
    return (kind, _GRANT_WITHDRAWN) if kind == _GRANTED else (kind,)


def _last_amount(reported: list[_Reported], kind: str) -> str | None:
    return next((event.amount for event in reversed(reported) if event.kind in _of_kind(kind)), None)


class _Writer:
    """Writes the events of one dossier in one snapshot; their ids sort in the order in which they are written."""

    def __init__(self, dossier: Dossier, snapshot: Snapshot) -> None:
        self.dossier = dossier
        self.events: list[bytes] = []
        self._day = snapshot.day
        self._first = snapshot.first

    def report(self, kind: str, amount: str | None) -> _Reported:
        """Write that something happened, on the snapshot's day: the register gives no other."""
        happened, undated = self._day.isoformat(), self._first
        event_id = self._write(kind, self._data(kind, happened, amount, undated=undated))
        return _Reported(kind, happened, undated, amount, event_id)

    def corrected(self, event: _Reported, before: Dossier) -> _Reported:
        """Write the event anew where what it says of the dossier changed; the day it happened stays."""
        amount = self.dossier.requested if event.kind == _APPLIED else event.amount
        if amount == event.amount and _described(before) == _described(self.dossier):
            return event
        data = self._data(event.kind, event.happened, amount, undated=event.undated)
        event_id = self._write(event.kind, {**data, "corrigeert": event.event_id})
        return _Reported(event.kind, event.happened, event.undated, amount, event_id)

    def take_back(self, event_id: str) -> None:
        """Write that an event reported before never was."""
        data = {
            "gemeente": _GEMEENTE,
            "gebeurtenisdatum": self._day.isoformat(),
            "zaaknummer": self.dossier.number,
            "herroept": event_id,
        }
        self._write(_TAKEN_BACK, data)

    def _data(self, kind: str, happened: str, amount: str | None, *, undated: bool) -> dict[str, Any]:
        dossier = self.dossier
        data: dict[str, Any] = {
            "gemeente": _GEMEENTE,
            "gebeurtenisdatum": happened,
            "datumOnbekend": undated or None,
            "zaaknummer": dossier.number,
            "regeling": dossier.regeling,
            "beleidsterrein": dossier.beleidsterrein,
            "activiteit": dossier.activiteit,
            "periodiek": dossier.periodic,
            "jaar": dossier.jaar,
            "betrokkenen": list(_parties(dossier)),
        }
        if kind in _AMOUNT_FIELD:
            data[_AMOUNT_FIELD[kind]] = amount
        return data

    def _write(self, kind: str, data: dict[str, Any]) -> str:
        number = len(self.events) + 1
        mark = content_hash([kind, data])
        event_id = f"{self.dossier.number}:{self._day.isoformat()}:{number:02}:{mark}"
        self.events.append(
            cloud_event(
                source=_SOURCE,
                event_id=event_id,
                kind=f"nl.subsidies.{kind}.v1",
                time=midnight(self._day),
                data=data,
            )
        )
        return event_id


def _described(dossier: Dossier) -> tuple[object, ...]:
    """Give what every event of a dossier carries; another spelling of the applicant alone is no change."""
    return (
        dossier.applicant_key,
        dossier.regeling,
        dossier.beleidsterrein,
        dossier.activiteit,
        dossier.periodic,
        dossier.jaar,
    )


def _parties(dossier: Dossier) -> Iterator[dict[str, Any]]:
    if dossier.applicant is not None:
        organisation = {"sleutel": dossier.applicant_key, "naam": dossier.applicant}
        yield {"rol": "aanvrager", "organisatie": organisation}
