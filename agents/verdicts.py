"""Takes in an analyst's verdict on a flag: a decision in the file, what the flag said, and the follow-up in the dossier."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

import msgspec

from agents.accounting import Account
from agents.explaining import persons
from agents.judgements import given_on
from agents.moment import moment
from agents.protection import is_protected
from agents.standing import Standing
from screening.verdicts import FollowUpKind, Verdict
from streams.decisions_file import decide
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import FollowUp, Judged, Notice
from streams.errors import Failure, WrongUse
from streams.pseudonyms import Keys
from streams.settings import Settings
from streams.store_rows import FlagRow
from streams.tokens import record_token

__all__ = ["LEAST_WORDS", "Given", "Plan", "give_verdict"]

LEAST_WORDS = 2
"""A reason is a sentence of one's own, not one word."""

_OF_PROTECTION = frozenset({FollowUpKind.BESCHERMING, FollowUpKind.GEEN})


class Plan(msgspec.Struct, frozen=True):
    """What is done about a confirmed flag; `geen` has a reason alone, the rest an owner and a due date (YYYY-MM-DD)."""

    kind: FollowUpKind
    reason: str
    owner: str | None = None
    due: str | None = None


class Given(msgspec.Struct, frozen=True):
    """A verdict as somebody gives it; `expires` is a day (YYYY-MM-DD)."""

    verdict: Verdict
    reason: str
    plan: Plan | None = None
    expires: str | None = None
    note: str | None = None


def give_verdict(
    folder: Path,
    row: FlagRow,
    given: Given,
    who: str,
    account: Account,
    keys: Keys,
    configured: Settings,
    say: Callable[[str], None],
) -> str:
    """Write the verdict down; give the id of its event, which the next run takes in.

    Raises
    ------
    WrongUse
        When a confirmed flag has no plan, another one has, or the plan is not one of the flag's route.
    Failure
        When the store belongs to a worker.
    """
    _check(row, given)
    with Standing([folder], say) as standing:
        if any(one.position() is not None for one in standing.stores):
            raise Failure(f"{folder}: belongs to a worker: its decisions come over the topic `decisions`")
        at = moment(standing, folder, row.gemeente, configured, say)
    now = dt.datetime.now(dt.UTC)
    account.note(1, [row.id], persons(row))
    data = {
        "gemeente": row.gemeente,
        "door": who,
        "flag": row.id,
        "digest": row.digest,
        "oordeel": str(given.verdict),
        "reden": given.reason,
        "toelichting": given.note,
        "vervolg": None if given.plan is None else str(given.plan.kind),
        "vervalt": given.expires,
        **given_on(row),
    }
    taken = decide(folder, "oordeel-gegeven", data, at=at, event_id=str(uuid.uuid4()), keys=keys)
    _remember(folder, row, given, who, now, keys)
    return taken.event.id


def _check(row: FlagRow, given: Given) -> None:
    if (given.verdict is Verdict.CONFIRMED) is (given.plan is None):
        raise WrongUse("follow-up: a confirmed flag needs one, another verdict takes none")
    if is_protected(row) and given.plan is not None and given.plan.kind not in _OF_PROTECTION:
        raise WrongUse("follow-up: a flag of the protection route leads to `bescherming` or `geen`")


def _remember(folder: Path, row: FlagRow, given: Given, who: str, now: dt.datetime, keys: Keys) -> None:
    """Keep what the flag said, the follow-up, and for each person that a notice is due."""
    with DossierFile.open(folder) as dossier:
        dossier.write(row.id, who, now, Judged(row.digest, str(given.verdict), **given_on(row)))
        if (plan := given.plan) is not None:
            planned = FollowUp(row.digest, str(plan.kind), plan.reason, plan.owner, plan.due)
            told = [Notice(record_token(keys, row.gemeente, one), "verschuldigd") for one in persons(row)]
            dossier.write(row.id, who, now, planned, *told)
