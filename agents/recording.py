"""Takes what people decided about cases into the dossier when its event arrives; four eyes hold here, whoever sent it.

The dossier is written before the store commits, and each entry is known by its event: a batch that is done again adds nothing.
"""

import datetime as dt
from pathlib import Path

from agents.arrival import Arrival
from agents.signing import frozen, opened_by, sent_back, settled
from screening.advisory import Status, decoded
from screening.signing import ReviewReason, SigningError, check_reviewer
from streams.dossier.dossier_file import DossierFile
from streams.dossier.version import Version
from streams.events.decisions import AdviesOndertekend, DossierAangevuld
from streams.masking import masked_body
from streams.refusals import Refused
from streams.store import Store
from streams.store_rows import FlagRow

__all__ = ["Recording"]

AUTHOR, REVIEWER = "opsteller", "beoordelaar"

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class _Wrong(Exception):
    """Not to be taken: the field, and why in both languages."""

    def __init__(self, about: str, nl: str, en: str) -> None:
        super().__init__(en)
        self.about, self.nl, self.en = about, nl, en


class Recording:
    """The dossier of one store's cases.

    Parameters
    ----------
    strict
        Whether a signature that may not be is refused: so where it comes over the topic. Beside an embedded store it was
        checked and frozen before its event was written, and an event that says more changes nothing.
    """

    def __init__(self, folder: Path, store: Store, *, strict: bool) -> None:
        self._folder = folder
        self._store = store
        self._strict = strict
        self.touched: dict[str, set[str]] = {}
        """By municipality: keys of which the dossier says more since the last look."""
        self.signed: list[Version] = []
        """Versions that were signed since the last look, to be published."""

    def take(self, arrival: Arrival) -> Refused | None:
        """Take an event in, where it is one for the dossier; give why it is refused, if it is."""
        data = arrival.event.data
        try:
            if isinstance(data, AdviesOndertekend):
                self._sign(arrival, data)
            elif isinstance(data, DossierAangevuld):
                self._add(arrival, data)
        except _Wrong as wrong:
            if isinstance(data, AdviesOndertekend) and not self._strict:
                return None
            event = arrival.event
            masked = masked_body(arrival.body)
            return Refused("conflict", wrong.about, event.source, event.id, wrong.nl, wrong.en, masked)
        return None

    def _add(self, arrival: Arrival, data: DossierAangevuld) -> None:
        gemeente = arrival.event.gemeente
        row = self._store.advisory(data.sleutel) or self._store.flag(data.sleutel)
        if row is not None and row.gemeente != gemeente:
            raise _of_another("data.sleutel")
        with DossierFile.open(self._folder) as dossier:
            event = " ".join(arrival.identity)
            dossier.write(data.sleutel, data.door, _when(arrival, data.wanneer), *data.inhoud, event=event)
        if not isinstance(row, FlagRow):
            self.touched.setdefault(gemeente, set()).add(data.sleutel)

    def _sign(self, arrival: Arrival, data: AdviesOndertekend) -> None:
        when = _when(arrival, data.wanneer)
        with DossierFile.open(self._folder) as dossier:
            if data.rol == AUTHOR:
                version = self._by_author(dossier, arrival, data, when)
            elif data.rol == REVIEWER:
                version = self._by_reviewer(dossier, arrival, data, when)
            else:
                raise _Wrong(
                    "data.rol",
                    "data.rol moet opsteller of beoordelaar zijn.",
                    "data.rol must be opsteller or beoordelaar.",
                )
        self.signed.append(version)
        self.touched.setdefault(arrival.event.gemeente, set()).add(data.advies)

    def _by_author(
        self, dossier: DossierFile, arrival: Arrival, data: AdviesOndertekend, when: dt.datetime
    ) -> Version:
        """Freeze the advisory as it stands here, if it still says what its author read."""
        kept = _version(dossier, data)
        if kept is not None:
            if (kept.author, kept.authored) == (data.door, _written(when)):
                return kept  # done before, and not committed
            raise _Wrong(
                "data.versie",
                "Deze versie is al ondertekend.",
                "This version is signed by its author already.",
            )
        row = self._store.advisory(data.advies)
        if row is None or row.status is Status.VERVALLEN:
            raise _Wrong(
                "data.advies", "Er staat geen advies onder dit id.", "No advisory stands under this id."
            )
        if row.gemeente != arrival.event.gemeente:
            raise _of_another("data.advies")
        concept = decoded(row.body)
        if str(concept.versie) != str(data.versie):
            raise _changed("data.versie")
        if data.digest is not None and data.digest != concept.digest:
            raise _changed("data.digest")
        flags = [one for name in concept.flags if (one := self._store.flag(name)) is not None]
        try:
            version = frozen(row, data.door, when, flags, self._store.last_event())
        except SigningError as error:
            raise _not_allowed(error) from None
        dossier.freeze(version)
        return version

    def _by_reviewer(
        self, dossier: DossierFile, arrival: Arrival, data: AdviesOndertekend, when: dt.datetime
    ) -> Version:
        """Settle the version that its author signed: by another person, who opened every fact of it."""
        version = _version(dossier, data)
        if version is None:
            raise _Wrong(
                "data.versie",
                "Deze versie is niet door een opsteller ondertekend.",
                "No author signed this version.",
            )
        if (version.reviewer, version.reviewed) == (data.door, _written(when)):
            return version
        if sent_back(dossier, data.advies, version.versie) is not None:
            raise _Wrong(
                "data.versie",
                "Deze versie is teruggezonden naar de opsteller.",
                "This version was sent back to its author.",
            )
        signed = decoded(version.body)
        if signed.gemeente != arrival.event.gemeente:
            raise _of_another("data.advies")
        row = self._store.advisory(data.advies)
        if row is None or decoded(row.body).versie != version.versie:
            raise _changed("data.versie")
        if data.reden not in set(ReviewReason):
            raise _Wrong(
                "data.reden",
                f"data.reden moet een van {', '.join(ReviewReason)} zijn.",
                f"data.reden must be one of {', '.join(ReviewReason)}.",
            )
        opened = opened_by(dossier, data.advies, version.versie, data.door)
        sentence = data.toelichting or ""
        try:
            check_reviewer(signed, Status(version.status), version.author, data.door, opened, sentence)
        except SigningError as error:
            raise _not_allowed(error) from None
        done = settled(version, data.door, when, ReviewReason(data.reden), sentence)
        dossier.settle(done)
        return done


def _version(dossier: DossierFile, data: AdviesOndertekend) -> Version | None:
    return next((one for one in dossier.versions(data.advies) if str(one.versie) == str(data.versie)), None)


def _when(arrival: Arrival, said: str | None) -> dt.datetime:
    if said is not None:
        return dt.datetime.fromisoformat(said)
    return _EPOCH + dt.timedelta(microseconds=arrival.event.known)


def _written(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _of_another(about: str) -> _Wrong:
    return _Wrong(about, "Dit hoort bij een andere gemeente.", "This is of another municipality.")


def _changed(about: str) -> _Wrong:
    return _Wrong(
        about,
        "Het advies zegt inmiddels iets anders dan wat is gelezen.",
        "The advisory says something else by now than what was read.",
    )


def _not_allowed(error: SigningError) -> _Wrong:
    return _Wrong(
        "data.rol", f"Deze handtekening mag niet: {error}.", f"This signature is not allowed: {error}."
    )
