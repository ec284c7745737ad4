"""How an advisory was shown to somebody, so that he is told when it is another one."""

from desk.sessions import Session
from screening.advisory import Advisory

__all__ = ["as_shown", "remember"]

MOST = 50
# Advisories of which a session knows how they were shown.


def remember(session: Session, advisory: Advisory) -> None:
    """Keep how an advisory was shown; the one shown longest ago goes."""
    session.shown.pop(advisory.id, None)
    session.shown[advisory.id] = as_shown(advisory)
    while len(session.shown) > MOST:
        del session.shown[next(iter(session.shown))]


def as_shown(advisory: Advisory) -> tuple[str, frozenset[str]]:
    """Give what tells two showings of an advisory apart: what it says and its status, and its facts."""
    return f"{advisory.digest} {advisory.status}", frozenset(one.id for one in advisory.feiten)
