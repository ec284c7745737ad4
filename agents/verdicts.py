"""Takes in an analyst's verdict on a flag: a decision in the file, what the flag said, and the follow-up in the dossier."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec

from agents.accounting import Account
from agents.deciding import Kind, entries, send_decisions
from agents.explaining import persons
from agents.judgements import given_on
from agents.protection import is_protected
from agents.standing import of_worker
from screening.verdicts import FollowUpKind, Verdict
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import AnyRecord, FollowUp, Judged, Notice
from streams.errors import WrongUse
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
    """Write the verdict down; give the id of its event, which an embedded store takes in with its next run.

    Raises
    ------
    WrongUse
        When a confirmed flag has no plan, another one has, or the plan is not one of the flag's route.
    Failure
        When the worker refused it, or none answered in time.
    """
    _check(row, given)
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
    remembered = _remembered(row, given, keys)
    every: list[Kind] = [("oordeel-gegeven", data)]
    if of_worker(folder):
        every.append(entries(row.gemeente, row.id, who, now, remembered))
    else:
        with DossierFile.open(folder) as dossier:
            dossier.write(row.id, who, now, *remembered)
    return send_decisions(folder, every, keys, configured, say)[0]


def _check(row: FlagRow, given: Given) -> None:
    if (given.verdict is Verdict.CONFIRMED) is (given.plan is None):
        raise WrongUse("follow-up: a confirmed flag needs one, another verdict takes none")
    if is_protected(row) and given.plan is not None and given.plan.kind not in _OF_PROTECTION:
        raise WrongUse("follow-up: a flag of the protection route leads to `bescherming` or `geen`")


def _remembered(row: FlagRow, given: Given, keys: Keys) -> list[AnyRecord]:
    """Give what the flag said, the follow-up, and for each person that a notice is due."""
    found: list[AnyRecord] = [Judged(row.digest, str(given.verdict), **given_on(row))]
    if (plan := given.plan) is not None:
        found.append(FollowUp(row.digest, str(plan.kind), plan.reason, plan.owner, plan.due))
        found += [Notice(record_token(keys, row.gemeente, one), "verschuldigd") for one in persons(row)]
    return found
