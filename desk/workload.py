"""Who works on which flag, and what somebody last saw of it: rows of the desk's own database, asked and written here alone."""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from desk.access import User
from desk.database.assignments import Assignment, CaseLock
from desk.database.database import Database
from desk.database.tables import by, mine
from desk.database.views import LastSeen, SavedView

__all__ = [
    "IN_HAND",
    "Workload",
    "assign",
    "forget",
    "keep_view",
    "mark_seen",
    "take_next",
    "views",
    "workload",
]

IN_HAND = dt.timedelta(minutes=30)
"""How long a flag that somebody took is given to nobody else: about one sitting."""


class Workload(msgspec.Struct, frozen=True):
    """By flag: to whom it was given, who has it in hand now, and the digest that the asking user saw last."""

    assigned: Mapping[str, Assignment]
    in_hand: Mapping[str, CaseLock]
    seen: Mapping[str, str | None]

    def free(self, flag: str, user: User) -> bool:
        """Tell whether a flag can be given to a user: nobody has it in hand, and it is nobody else's."""
        given = self.assigned.get(flag)
        return flag not in self.in_hand and (given is None or given.assignee == user.account)


def workload(database: Database, user: User, now: dt.datetime) -> Workload:
    """Read all of a municipality; O(assignments, locks, and flags that this user ever saw)."""
    with database.reading() as session:
        return Workload(
            {one.subject: one for one in session.scalars(mine(user, Assignment))},
            {one.subject: one for one in session.scalars(mine(user, CaseLock).where(CaseLock.expires > now))},
            {
                one.subject: one.digest
                for one in session.scalars(mine(user, LastSeen).where(LastSeen.account == user.account))
            },
        )


def assignment(database: Database, user: User, flag: str) -> Assignment | None:
    """Give to whom one flag was given."""
    with database.reading() as session:
        return session.scalar(mine(user, Assignment).where(Assignment.subject == flag))


def assign(
    database: Database, user: User, flag: str, assignee: str, due: dt.date | None, now: dt.datetime
) -> None:
    """Give a flag to somebody until a day, in place of whoever had it; to nobody where `assignee` is empty."""
    with database.writing() as session:
        session.execute(
            delete(Assignment).where(Assignment.gemeente == user.gemeente, Assignment.subject == flag)
        )
        if assignee:
            session.add(Assignment(**by(user, now, flag), subject=flag, assignee=assignee, due=due))


def take_next(
    database: Database, user: User, flags: Iterable[str], held: Workload, now: dt.datetime
) -> str | None:
    """Take the first of these flags that is free, so that nobody else is given it; None where there is none.

    Two who ask at once are given two flags: the database takes one row a flag, and the second goes on to the next.
    """
    database.expire(now)
    for flag in flags:
        if not held.free(flag, user):
            continue
        try:
            with database.writing() as session:
                session.add(CaseLock(**by(user, now, flag), subject=flag, expires=now + IN_HAND))
        except IntegrityError:
            continue
        return flag
    return None


def mark_seen(database: Database, user: User, flag: str, digest: str, now: dt.datetime) -> None:
    """Keep which content of a flag a user looked at."""
    own = mine(user, LastSeen).where(LastSeen.account == user.account, LastSeen.subject == flag)
    with database.writing() as session:
        found = session.scalar(own)
        if found is None:
            session.add(LastSeen(**by(user, now, flag), subject=flag, digest=digest))
        else:
            found.before, found.at, found.digest = found.at, now, digest


def forget(database: Database, user: User, flag: str) -> None:
    """Drop the mark of a flag, as one that was withdrawn and read."""
    with database.writing() as session:
        session.execute(
            delete(LastSeen).where(
                LastSeen.gemeente == user.gemeente,
                LastSeen.account == user.account,
                LastSeen.subject == flag,
            )
        )


def views(database: Database, user: User, page: str) -> list[SavedView]:
    """Give a user's saved views of a page, by name."""
    own = select(SavedView).where(SavedView.gemeente == user.gemeente, SavedView.account == user.account)
    with database.reading() as session:
        return list(session.scalars(own.where(SavedView.page == page).order_by(SavedView.name)))


def keep_view(database: Database, user: User, page: str, name: str, query: str, now: dt.datetime) -> None:
    """Keep a view under a name, in place of the one of that name; an empty query drops it."""
    named = (
        SavedView.gemeente == user.gemeente,
        SavedView.account == user.account,
        SavedView.page == page,
        SavedView.name == name,
    )
    with database.writing() as session:
        session.execute(delete(SavedView).where(*named))
        if query:
            session.add(SavedView(**by(user, now), page=page, name=name, query=query))
