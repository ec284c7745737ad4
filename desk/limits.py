"""How often somebody may do what costs much or could be abused: signing in, searching persons, taking files away."""

from collections.abc import Mapping
from types import MappingProxyType

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

__all__ = ["LIMITS", "Limits"]

SIGN_IN = RateLimitItemPerMinute(60, 1, "sign-in")
# An address: a town hall behind one address signs in at nine o'clock; guessing is the provider's to stop.

SEARCH = RateLimitItemPerMinute(20, 1, "search")
# An account: a request of a citizen takes two or three spellings; more a minute is no request.

EXPORT = RateLimitItemPerMinute(30, 1, "export")
# An account: one by one, as a person opens files.

NETWORK = RateLimitItemPerMinute(120, 1, "network")
# An account: two steps a second is quicker than anybody reads; a script that walks a whole graph is told to stop.

LIMITS: Mapping[str, RateLimitItem] = MappingProxyType(
    {
        "sign_in": SIGN_IN,
        "sign_in_begin": SIGN_IN,
        "sign_in_back": SIGN_IN,
        "find_subject": SEARCH,
        "export_subject": EXPORT,
        "advisory_file": EXPORT,
        "print_flag": EXPORT,
        "copied": EXPORT,
        "neighbours": NETWORK,
        "common": NETWORK,
        "expand": NETWORK,
        "path": NETWORK,
        "version_file": EXPORT,
        "case_file": EXPORT,
    }
)
"""By name of a route; one that is not here has no limit."""


class Limits:
    """Counts, in this process; a restart begins anew."""

    def __init__(self) -> None:
        self._counter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, route: str, who: str) -> bool:
        """Count one request of somebody (an account, or an address before the sign-in); False where it is one too many."""
        limit = LIMITS.get(route)
        return limit is None or self._counter.hit(limit, who)
