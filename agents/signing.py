"""The two signatures under an advisory, and what was signed: who may, what is frozen, which facts a reviewer opened."""

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec

from agents.accounting import Account
from agents.standing import Standing
from screening.advisory import Advisory, Data, Fact, Status, decoded, encoded
from screening.signing import ReviewReason, SigningError, check_author, check_reviewer
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Opened
from streams.dossier.version import Version
from streams.errors import Failure, WrongUse
from streams.store_rows import AdvisoryRow

__all__ = ["open_fact", "opened_by", "review", "sign", "signature"]


def open_fact(
    folder: Path,
    row: AdvisoryRow,
    fact: str,
    who: str,
    now: dt.datetime,
    account: Account,
    say: Callable[[str], None],
) -> tuple[Fact, bytes | None]:
    """Open one fact of the signed version; give it with its event, None where that is no longer kept.

    Raises
    ------
    WrongUse
        When the signed version has no such fact.
    Failure
        When no version is signed.
    """
    with DossierFile.open(folder) as dossier:
        version = _last_version(dossier, row.id)
        facts = decoded(version.body).feiten
        found = next((one for one in facts if one.id == fact), None)
        if found is None:
            raise WrongUse(f"FACT {fact}: must be one of {', '.join(one.id for one in facts)}")
        account.note(1, [version.name])
        dossier.write(row.id, who, now, Opened(version.versie, fact))
    with Standing([folder], say) as standing:
        return found, standing.body(row.gemeente, found.event.source, found.event.id)


def opened_by(dossier: DossierFile, advisory: str, versie: int, who: str) -> set[str]:
    """Give the ids of the facts of a signed version that somebody opened."""
    return {
        one.record.feit
        for one in dossier.entries(advisory)
        if isinstance(one.record, Opened) and one.record.versie == versie and one.by == who
    }


def sign(
    folder: Path, row: AdvisoryRow, who: str, now: dt.datetime, account: Account, say: Callable[[str], None]
) -> Version:
    """Sign as author: freeze the version, its bytes and all it rests on.

    Raises
    ------
    Failure
        When a question is open, or this version is signed already.
    """
    concept = decoded(row.body)
    try:
        status = check_author(concept)
    except SigningError as error:
        raise Failure(f"{row.id}: {error}") from None
    mens = msgspec.structs.replace(concept.mens, opsteller=who, data=Data(now.date().isoformat()))
    version = _frozen(msgspec.structs.replace(concept, status=status, mens=mens), row, folder, who, now, say)
    account.note(1, [version.name])
    with DossierFile.open(folder) as dossier:
        if any(one.versie == version.versie for one in dossier.versions(row.id)):
            raise Failure(f"{version.name}: is signed already")
        dossier.freeze(version)
    return version


def review(
    folder: Path,
    row: AdvisoryRow,
    who: str,
    now: dt.datetime,
    reason: ReviewReason,
    sentence: str,
    account: Account,
) -> Version:
    """Sign as reviewer: another person than the author, who opened every fact of the signed version.

    Raises
    ------
    Failure
        When he may not, or facts changed since the author signed.
    """
    with DossierFile.open(folder) as dossier:
        version = _last_version(dossier, row.id)
        if decoded(row.body).versie != version.versie:
            raise Failure(
                f"{row.id}: facts changed since {version.name} was signed; the next version needs its author"
            )
        opened = opened_by(dossier, row.id, version.versie, who)
        try:
            status = check_reviewer(
                decoded(version.body), Status(version.status), version.author, who, opened, sentence
            )
        except SigningError as error:
            raise Failure(f"{version.name}: {error}") from None
        account.note(1, [version.name])
        settled = msgspec.structs.replace(
            version,
            status=str(status),
            reviewer=who,
            reviewed=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            reason=str(reason),
            sentence=sentence,
        )
        dossier.settle(settled)
    return settled


def signature(version: Version, gemeente: str, who: str, rol: str) -> dict[str, str | int]:
    """Give the data of the event that lets the advisory as it stands show a signature (`opsteller`, `beoordelaar`)."""
    return {
        "gemeente": gemeente,
        "door": who,
        "advies": version.advisory,
        "versie": version.versie,
        "rol": rol,
    }


def _frozen(
    signed: Advisory, row: AdvisoryRow, folder: Path, who: str, now: dt.datetime, say: Callable[[str], None]
) -> Version:
    """Freeze the bytes, and with them what they rest on: facts known until when, rules, identity links, log position."""
    with Standing([folder], say) as standing:
        flags = [
            msgspec.json.decode(one.body) for name in signed.flags if (one := standing.flag(name)) is not None
        ]
        position = max(one.last_event() for one in standing.stores)
    body = encoded(signed)
    return Version(
        row.id,
        signed.versie,
        str(signed.status),
        body,
        sha256(body).hexdigest(),
        signed.digest,
        signed.as_of.known,
        ",".join(sorted({flag["rules"] for flag in flags})),
        msgspec.json.encode([link for flag in flags for link in flag["identity"]]),
        str(position),
        who,
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _last_version(dossier: DossierFile, advisory: str) -> Version:
    found = dossier.versions(advisory)
    if not found:
        raise Failure(f"{advisory}: no version is signed by its author yet")
    return found[-1]
