"""Sessions, kept on the server: the browser holds an opaque token, so that signing out ends one at once."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from agents.subjects import Candidate
from desk.access import User

__all__ = ["COOKIE", "SECURE_COOKIE", "Language", "Session", "Sessions"]

COOKIE = "desk"
SECURE_COOKIE = "__Host-desk"
# Over TLS: the browser itself keeps another host from planting one of this name (RFC 6265bis).

IDLE = timedelta(hours=2)
# Without a request for so long a session ends (BIO: an unattended screen).

WHOLE = timedelta(hours=10)
# A working day: after it somebody signs in anew, and his roles are asked again, however busy he was.

MOST = 1_000
# Sessions at once; of those that nobody signed in to the one that was used longest ago ends first, then of the others.

Language = Literal["nl", "en"]


@dataclass(slots=True)
class Session:
    """One browser: who is signed in, in which language, and what its forms must send back."""

    used: datetime
    language: Language = "nl"
    user: User | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    begun: datetime | None = None
    """When the user signed in; None where nobody did."""
    said: list[str] = field(default_factory=list)
    """Keys of texts to be shown once, on the next page."""
    found: dict[str, Candidate] = field(default_factory=dict)
    """Who was found under the request at hand, by an opaque token."""
    shown: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """By advisory how it was shown last: its digest with its status, and its facts."""
    request: str = ""
    """Number of the request at hand."""


class Sessions:
    """All sessions of this process; a restart ends them."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._all: dict[str, Session] = {}

    def of(self, token: str | None) -> Session:
        """Give the session of a token, or a new one without a user."""
        now = self._clock()
        with self._lock:
            found = self._all.pop(token or "", None)
            if found is None or now - found.used > IDLE or now - (found.begun or now) > WHOLE:
                found = Session(now)
            found.used = now
            self._all[found.token] = found
            while len(self._all) > MOST:
                del self._all[
                    next((one for one in self._all if self._all[one].user is None), next(iter(self._all)))
                ]
            return found

    def renew(self, old: Session, user: User | None) -> Session:
        """Begin another session for a user (None: signed out); the old token is worth nothing from here on."""
        now = self._clock()
        fresh = Session(now, old.language, user, begun=None if user is None else now)
        with self._lock:
            self._all.pop(old.token, None)
            self._all[fresh.token] = fresh
        return fresh
