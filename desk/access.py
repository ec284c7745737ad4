"""Who may do what: one table from the name of a route to the roles that it is for, and which objects a user may see."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from agents.protection import is_protected
from streams.purposes import BIBOB, RIGHTS
from streams.store_rows import AdvisoryRow, FlagRow

__all__ = ["ALLOWED", "PURPOSE", "Role", "User", "may_see_advisory", "may_see_flag"]


class Role(StrEnum):
    """A role of the desk; an account has exactly one."""

    ANALYST = "analyst"
    PERMIT = "permit"
    REVIEWER = "reviewer"
    PRIVACY = "privacy_officer"
    CARE = "care_coordinator"
    OPERATIONS = "operations"
    RULES = "rules_author"


class User(msgspec.Struct, frozen=True):
    """Who is signed in: an account (letters, digits, ``. _ - @``), its role, the one municipality that it works for."""

    account: str
    role: Role
    gemeente: str


EVERYBODY = frozenset(Role)
STRUCTURES = frozenset({Role.ANALYST, Role.CARE})
ADVISORIES = frozenset({Role.PERMIT, Role.REVIEWER})
RULES = frozenset({Role.RULES, Role.ANALYST})

ALLOWED: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "start": EVERYBODY,
        "sign_out": EVERYBODY,
        "busy": EVERYBODY,
        "queue": STRUCTURES,
        "take_flag": STRUCTURES,
        "give_flag": STRUCTURES,
        "keep_view": STRUCTURES,
        "lay_aside": STRUCTURES,
        "queue_book": STRUCTURES,
        "weekly_list": STRUCTURES,
        "flag_book": STRUCTURES,
        "entity": STRUCTURES,
        "judge_records": frozenset({Role.ANALYST}),
        "structure": STRUCTURES,
        "clearing": STRUCTURES,
        "network": STRUCTURES,
        "neighbours": STRUCTURES,
        "common": STRUCTURES,
        "expand": STRUCTURES,
        "path": STRUCTURES,
        "copied": STRUCTURES,
        "source": STRUCTURES,
        "print_flag": STRUCTURES,
        "judge_flag": STRUCTURES,
        "identity": frozenset({Role.ANALYST}),
        "judge_identity": frozenset({Role.ANALYST}),
        "advisories": ADVISORIES,
        "advisory": ADVISORIES,
        "all_decisions": ADVISORIES,
        "case": ADVISORIES,
        "dossier": ADVISORIES,
        "changed": ADVISORIES,
        "difference": ADVISORIES,
        "version_file": ADVISORIES,
        "case_files": ADVISORIES,
        "case_file": ADVISORIES,
        "record_entry": frozenset({Role.PERMIT}),
        "send_back": frozenset({Role.REVIEWER}),
        "fact": ADVISORIES,
        "advisory_file": ADVISORIES,
        "answer": frozenset({Role.PERMIT}),
        "sign": frozenset({Role.PERMIT}),
        "open_fact": frozenset({Role.REVIEWER}),
        "review": frozenset({Role.REVIEWER}),
        "requests": frozenset({Role.PRIVACY}),
        "find_subject": frozenset({Role.PRIVACY}),
        "export_subject": frozenset({Role.PRIVACY}),
        "restrict_subject": frozenset({Role.PRIVACY}),
        "use_right": frozenset({Role.PRIVACY}),
        "readings": frozenset({Role.PRIVACY}),
        "reads": frozenset({Role.PRIVACY}),
        "oversight": frozenset({Role.PRIVACY}),
        "notice": frozenset({Role.PRIVACY}),
        "operations": frozenset({Role.OPERATIONS}),
        "api_flags": STRUCTURES,
        "api_flag": STRUCTURES,
        "api_clearing": STRUCTURES,
        "api_doubts": frozenset({Role.ANALYST}),
        "api_advisories": ADVISORIES,
        "api_advisory": ADVISORIES,
        "api_operations": frozenset({Role.OPERATIONS}),
        "rules": RULES,
        "trial": RULES,
        "shadow": RULES,
        "agree_rules": RULES,
        "withdraw_rules": RULES,
        "propose_rules": frozenset({Role.RULES}),
        "try_indicator": frozenset({Role.RULES}),
    }
)
"""Every route behind the sign-in; one that is not here is for nobody."""

PURPOSE: Mapping[Role, str] = MappingProxyType(
    {
        Role.ANALYST: "toezicht",
        Role.PERMIT: BIBOB,
        Role.REVIEWER: BIBOB,
        Role.PRIVACY: RIGHTS,
        Role.CARE: "toezicht",
        Role.OPERATIONS: "toezicht",
        Role.RULES: "toezicht",
    }
)
"""The purpose that stands in the account of what a role reads."""


def may_see_flag(user: User, row: FlagRow) -> bool:
    """Tell whether a flag is for this user; one of the protection route is for the care coordinator alone (R29)."""
    return row.gemeente == user.gemeente and is_protected(row) is (user.role is Role.CARE)


def may_see_advisory(user: User, row: AdvisoryRow) -> bool:
    """Tell whether an advisory is for this user."""
    return row.gemeente == user.gemeente and user.role in ADVISORIES
