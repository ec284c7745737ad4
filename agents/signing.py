"""The two signatures under an advisory, and what was signed: who may, what is frozen, which facts a reviewer opened."""

import datetime as dt
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from agents.accounting import Account
from agents.deciding import write_decisions, write_entries
from agents.standing import Standing, of_worker
from screening.advisory import Data, Fact, Status, decoded, encoded
from screening.signing import ReviewReason, SigningError, check_author, check_return, check_reviewer
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import AnyRecord, Opened, SentBack, Told
from streams.dossier.version import Version
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store import partitions
from streams.store_rows import AdvisoryRow, FlagRow

__all__ = ["frozen", "open_fact", "opened_by", "review", "send_back", "sent_back", "settled", "sign"]

SIGNED = "advies-ondertekend"


def open_fact(
    folder: Path,
    row: AdvisoryRow,
    fact: str,
    who: str,
    now: dt.datetime,
    account: Account,
    keys: Keys,
    configured: Settings,
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
    with DossierFile.read(folder) as dossier:
        version = _last_version(dossier, row.id)
    facts = decoded(version.body).feiten
    found = next((one for one in facts if one.id == fact), None)
    if found is None:
        raise WrongUse(f"FACT {fact}: must be one of {', '.join(one.id for one in facts)}")
    account.note(1, [version.name])
    write_entries(
        folder, row.gemeente, row.id, who, now, [Opened(version.versie, fact)], keys, configured, say
    )
    if not partitions(folder):
        return found, None
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
    folder: Path,
    row: AdvisoryRow,
    who: str,
    now: dt.datetime,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> Version:
    """Sign as author: freeze the version, its bytes and all it rests on.

    A worker freezes it itself, when the signature reaches it, if the advisory still says there what it said here.

    Raises
    ------
    Failure
        When a question is open, this version is signed already, or the worker refuses the signature.
    """
    flags, position = _rests_on(folder, row, say)
    try:
        version = frozen(row, who, now, flags, position)
    except SigningError as error:
        raise Failure(f"{row.id}: {error}") from None
    account.note(1, [version.name])
    if not of_worker(folder):
        with DossierFile.open(folder) as dossier:
            if any(one.versie == version.versie for one in dossier.versions(row.id)):
                raise Failure(f"{version.name}: is signed already")
            dossier.freeze(version)
    data = _signature(version, row.gemeente, who, "opsteller") | {
        "digest": version.digest,
        "wanneer": version.authored,
    }
    write_decisions(folder, SIGNED, [data], keys, configured, say)
    return version


def _rests_on(folder: Path, row: AdvisoryRow, say: Callable[[str], None]) -> tuple[list[FlagRow], int]:
    """Give the flags that an advisory names, and how far the log goes; a worker's it knows itself."""
    if of_worker(folder):
        return [], 0
    with Standing([folder], say) as standing:
        flags = [one for name in decoded(row.body).flags if (one := standing.flag(name)) is not None]
        return flags, max(one.last_event() for one in standing.stores)


def review(
    folder: Path,
    row: AdvisoryRow,
    who: str,
    now: dt.datetime,
    reason: ReviewReason,
    sentence: str,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> Version:
    """Sign as reviewer: another person than the author, who opened every fact of the signed version.

    Raises
    ------
    Failure
        When he may not, or facts changed since the author signed.
    """
    with DossierFile.read(folder) as dossier:
        version = _last_version(dossier, row.id)
        opened = opened_by(dossier, row.id, version.versie, who)
        if sent_back(dossier, row.id, version.versie) is not None:
            raise Failure(f"{version.name}: was sent back; the next version needs its author")
    if decoded(row.body).versie != version.versie:
        raise Failure(
            f"{row.id}: facts changed since {version.name} was signed; the next version needs its author"
        )
    try:
        check_reviewer(decoded(version.body), Status(version.status), version.author, who, opened, sentence)
    except SigningError as error:
        raise Failure(f"{version.name}: {error}") from None
    account.note(1, [version.name])
    done = settled(version, who, now, reason, sentence)
    if not of_worker(folder):
        with DossierFile.open(folder) as dossier:
            dossier.settle(done)
    data = _signature(done, row.gemeente, who, "beoordelaar") | {
        "reden": str(reason),
        "toelichting": sentence,
        "wanneer": done.reviewed,
    }
    write_decisions(folder, SIGNED, [data], keys, configured, say)
    return done


def send_back(
    folder: Path,
    row: AdvisoryRow,
    who: str,
    now: dt.datetime,
    sentence: str,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> Version:
    """Send the signed version back to its author, who is told why; that version cannot be reviewed any more.

    Raises
    ------
    Failure
        When it waits for no review, or the one who sends it back is its author, or gives no reason of his own.
    """
    with DossierFile.read(folder) as dossier:
        version = _last_version(dossier, row.id)
        again = sent_back(dossier, row.id, version.versie) is not None
    try:
        check_return(Status(version.status), version.author, who, sentence)
    except SigningError as error:
        raise Failure(f"{version.name}: {error}") from None
    if again:
        raise Failure(f"{version.name}: was sent back already")
    account.note(1, [version.name])
    told = Told(version.author, f"versie {version.versie} is teruggezonden: {sentence}")
    records: list[AnyRecord] = [SentBack(version.versie, sentence), told]
    write_entries(folder, row.gemeente, row.id, who, now, records, keys, configured, say)
    return version


def sent_back(dossier: DossierFile, advisory: str, versie: int) -> SentBack | None:
    """Tell why a signed version was sent back; None where it was not."""
    found = (one.record for one in dossier.entries(advisory) if isinstance(one.record, SentBack))
    return next((one for one in found if one.versie == versie), None)


def _signature(version: Version, gemeente: str, who: str, rol: str) -> dict[str, str | int | None]:
    """Give what every signature says."""
    return {
        "gemeente": gemeente,
        "door": who,
        "advies": version.advisory,
        "versie": version.versie,
        "rol": rol,
    }


def frozen(row: AdvisoryRow, who: str, now: dt.datetime, flags: Sequence[FlagRow], position: int) -> Version:
    """Freeze the bytes, and with them what they rest on: facts known until when, rules, identity links, log position.

    Parameters
    ----------
    flags
        Those that the advisory names.
    position
        Number of the last event in the store.

    Raises
    ------
    SigningError
        When a question is open.
    """
    concept = decoded(row.body)
    status = check_author(concept)
    mens = msgspec.structs.replace(concept.mens, opsteller=who, data=Data(now.date().isoformat()))
    signed = msgspec.structs.replace(concept, status=status, mens=mens)
    said = [msgspec.json.decode(one.body) for one in flags]
    body = encoded(signed)
    return Version(
        row.id,
        signed.versie,
        str(signed.status),
        body,
        sha256(body).hexdigest(),
        signed.digest,
        signed.as_of.known,
        ",".join(sorted({flag["rules"] for flag in said})),
        msgspec.json.encode([link for flag in said for link in flag["identity"]]),
        str(position),
        who,
        now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def settled(version: Version, who: str, now: dt.datetime, reason: ReviewReason, sentence: str) -> Version:
    """Give a version with its reviewer's signature; whether it may be was checked before."""
    return msgspec.structs.replace(
        version,
        status=str(Status.VASTGESTELD),
        reviewer=who,
        reviewed=now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        reason=str(reason),
        sentence=sentence,
    )


def _last_version(dossier: DossierFile, advisory: str) -> Version:
    found = dossier.versions(advisory)
    if not found:
        raise Failure(f"{advisory}: no version is signed by its author yet")
    return found[-1]
