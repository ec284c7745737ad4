"""Who may do what on Kafka: the least each process needs, as ACLs; what is missing, and what nobody asked for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec
from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
)
from kafka.errors import SecurityDisabledError

from streams.errors import Failure, WrongUse
from streams.lag import INTAKE_GROUP, SCREENED_GROUP
from streams.settings import Settings
from streams.topics import DEADLETTERS, JOURNAL, OUTPUTS, RAW, SEALED, TABLE, TOPICS, administration

__all__ = ["ROLES", "Plan", "Right", "apply", "plan", "principals", "rights", "take_away"]

Role = Literal["worker", "sender", "desk", "watch", "operator"]
Kind = Literal["topic", "group", "transactional_id", "cluster"]

ROLES: Mapping[Role, str] = {
    "worker": "screens: reads what was sent, writes journal, outputs and dead letters",
    "sender": "sends events of sources (`send`, a gateway); no decisions",
    "desk": "the one that writes decisions; reads what stands",
    "watch": "measures the lag for Prometheus; writes nothing",
    "operator": "makes topics and rights, serves dead letters, moves positions; writes no decision",
}

DECISIONS = "decisions"
SOURCES = tuple(name for name in RAW if name != DECISIONS)
EVERY = tuple(topic.name for topic in TOPICS)
GROUPS = (INTAKE_GROUP, SCREENED_GROUP)
SCREEN_IDS = "dwarsverband-screen-"
# Each partition's transactional id begins so (agents.outputs).

CLUSTER = "kafka-cluster"
# Kafka's own name for the cluster as a resource.


class Right(msgspec.Struct, frozen=True, order=True):
    """One permission, from any host."""

    principal: str
    """As Kafka has it: `User:` and a name."""
    kind: str
    name: str
    """On the cluster, the installation's prefix included."""
    operation: str
    """In Kafka's words: READ, WRITE, DESCRIBE, …"""
    prefixed: bool = False
    """Whether the name is the beginning of all names it holds for."""

    def __str__(self) -> str:
        rest = "…" if self.prefixed else ""
        return f"{self.principal} may {self.operation} {self.kind} {self.name}{rest}"


class Plan(msgspec.Struct, frozen=True):
    """What `apply` grants, and what stands that this installation does not need."""

    grant: tuple[Right, ...]
    foreign: tuple[Right, ...]


# What each role does to what, by our own names. A write or read includes DESCRIBE in Kafka; DESCRIBE_CONFIGS does not come with it.
_TABLE: Mapping[Role, tuple[tuple[Kind, tuple[str, ...], tuple[str, ...]], ...]] = {
    "worker": (
        ("topic", RAW, ("READ",)),
        ("topic", (JOURNAL, *OUTPUTS, DEADLETTERS), ("READ", "WRITE")),
        ("topic", (SEALED,), ("WRITE",)),
        ("topic", (TABLE,), ("READ",)),
        ("topic", EVERY, ("DESCRIBE", "DESCRIBE_CONFIGS")),
        ("group", GROUPS, ("READ",)),
        ("transactional_id", (SCREEN_IDS,), ("WRITE",)),
    ),
    "sender": (("topic", (*SOURCES, DEADLETTERS, SEALED), ("WRITE",)),),
    "desk": (
        ("topic", (DECISIONS,), ("WRITE",)),
        # Journal and position: whether a decision was taken in.
        ("topic", (*OUTPUTS, DEADLETTERS, JOURNAL), ("READ",)),
        ("group", (SCREENED_GROUP,), ("DESCRIBE",)),
    ),
    "watch": (
        ("topic", (*RAW, JOURNAL, DEADLETTERS), ("READ",)),
        ("group", GROUPS, ("DESCRIBE",)),
    ),
    "operator": (
        ("topic", EVERY, ("CREATE", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS")),
        ("topic", (*RAW, JOURNAL, *OUTPUTS, DEADLETTERS, SEALED, TABLE), ("READ",)),
        ("topic", (*SOURCES, DEADLETTERS, SEALED, TABLE), ("WRITE",)),
        ("group", GROUPS, ("READ", "DESCRIBE", "DELETE")),
        ("cluster", (CLUSTER,), ("DESCRIBE", "ALTER")),
    ),
}


def principals(given: Iterable[str]) -> dict[Role, str]:
    """Return the principal of each role: `User:dwarsverband-ROLE`, or as given by `ROLE=User:NAME`.

    Raises
    ------
    WrongUse
        What is given names no role, no principal, or two roles by one name.
    """
    found: dict[Role, str] = {role: f"User:dwarsverband-{role}" for role in ROLES}
    for one in given:
        role, _, principal = one.partition("=")
        if role not in found or not principal.startswith("User:") or principal in {"User:", "User:*"}:
            raise WrongUse(f"--principal {one}: ROLE=User:NAME, where ROLE is one of {', '.join(ROLES)}")
        found[role] = principal
    if len(set(found.values())) < len(found):
        raise WrongUse("--principal: two roles have one name, so that each could do what the other may")
    return found


def rights(settings: Settings, who: Mapping[Role, str]) -> Iterator[Right]:
    """Give every right this installation needs."""
    for role, lines in _TABLE.items():
        for kind, names, operations in lines:
            for name, operation in itertools.product(names, operations):
                called = name if kind == "cluster" else settings.named(name)
                yield Right(who[role], kind, called, operation, prefixed=kind == "transactional_id")


def plan(settings: Settings, who: Mapping[Role, str]) -> Plan:
    """Compare the cluster's rights with what they must be; change nothing.

    Foreign is a right on a topic, group or transactional id of ours that is not among ours, whoever has it: by its own
    name, by the beginning of it, or by `*`.

    Raises
    ------
    Failure
        The broker does not answer, or has no authorizer.
    """
    wanted = set(rights(settings, who))
    with administration(settings) as client:
        found = _found(client)
    ours = {(right.kind, right.name) for right in wanted if right.kind != "cluster"}
    foreign = (right for right in found - wanted if any(_covers(right, *one) for one in ours))
    return Plan(tuple(sorted(wanted - found)), tuple(sorted(foreign)))


def apply(settings: Settings, found: Plan) -> None:
    """Grant what is missing; nobody loses anything.

    Raises
    ------
    Failure
        The broker refused one.
    """
    with administration(settings) as client:
        done = client.create_acls([_acl(right) for right in found.grant]) if found.grant else {"failed": []}
    if done["failed"]:
        raise Failure(f"{len(done['failed'])} rights were refused: {done['failed'][0].__name__}")


def take_away(settings: Settings, foreign: Iterable[Right]) -> None:
    """Take rights away that stand and are not ours.

    Raises
    ------
    Failure
        The broker refused.
    """
    filters = [_filter(right) for right in foreign]
    with administration(settings) as client:
        failed = [one for _, _, one in client.delete_acls(filters) if one.errno] if filters else []
    if failed:
        raise Failure(f"{len(failed)} rights could not be taken away: {failed[0].__name__}")


def _covers(right: Right, kind: str, name: str) -> bool:
    """Whether a right holds for a name of ours, or for the beginning of such names."""
    if right.kind != kind:
        return False
    return right.name in {"*", name} or (right.prefixed and name.startswith(right.name))


def _found(client: Any) -> set[Right]:
    """Return all that is allowed on the cluster."""
    every = ACLFilter(
        None,
        None,
        ACLOperation.ANY,
        ACLPermissionType.ALLOW,
        ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY),
    )
    try:
        acls, _ = client.describe_acls(every)
    except SecurityDisabledError:
        raise Failure(
            "this broker has no authorizer, so everybody may do everything: set authorizer.class.name on it"
        ) from None
    return {
        Right(
            acl.principal,
            acl.resource_pattern.resource_type.name.lower(),
            acl.resource_pattern.resource_name,
            acl.operation.name,
            prefixed=acl.resource_pattern.pattern_type is ACLResourcePatternType.PREFIXED,
        )
        for acl in acls
    }


def _pattern(right: Right) -> tuple[ResourceType, str, ACLResourcePatternType]:
    kind = ResourceType[right.kind.upper()]
    style = ACLResourcePatternType.PREFIXED if right.prefixed else ACLResourcePatternType.LITERAL
    return kind, right.name, style


def _acl(right: Right) -> ACL:
    operation = ACLOperation[right.operation]
    return ACL(right.principal, "*", operation, ACLPermissionType.ALLOW, ResourcePattern(*_pattern(right)))


def _filter(right: Right) -> ACLFilter:
    """Every host: a right that was given from one machine alone is foreign too."""
    operation = ACLOperation[right.operation]
    pattern = ResourcePatternFilter(*_pattern(right))
    return ACLFilter(right.principal, None, operation, ACLPermissionType.ALLOW, pattern)
