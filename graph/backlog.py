"""Which flags are backlog: raised before the day on which a municipality went live (issue: first load).

A first load finds what has lain there for years, all at once. Those flags have a list of their own, and lead to no advisory on a
permit or subsidy that is running; an application is looked at whatever the flag's age.
"""

import datetime as dt

from graph.flag import Flag

__all__ = ["is_backlog"]


def is_backlog(flag: Flag, go_live: dt.date | None) -> bool:
    """Tell whether a flag was raised before this day (UTC); without one none is. That it grows later changes nothing."""
    return go_live is not None and flag.raised.known[: len("YYYY-MM-DD")] < go_live.isoformat()
