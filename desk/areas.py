"""The neighbourhoods of a flag: those of the addresses in its evidence, as the sources name them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.readmodel.tables import ProjectedEntity, ProjectedMember

__all__ = ["areas"]

AREA = "buurt"
# The value of an address (contracts.md section 3); a neighbourhood is smaller than a district, and people know its name.


def areas(session: Session) -> Mapping[str, tuple[str, ...]]:
    """Give the neighbourhoods by flag, sorted; O(addresses in the evidence of flags)."""
    member, entity = ProjectedMember, ProjectedEntity
    asked = (
        select(member.flag, entity.body)
        .join(entity, entity.id == member.entity)
        .where(member.kind == "place", entity.redirect.is_(None))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for flag, body in session.execute(asked):
        row: dict[str, Any] = msgspec.json.decode(body)
        found[flag].update(one["value"] for one in row["values"] if one["field"] == AREA)
    return {flag: tuple(sorted(names)) for flag, names in found.items()}
