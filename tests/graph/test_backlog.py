"""Which flags were there before a municipality went live."""

import datetime as dt

from graph.backlog import is_backlog
from tests.graph.builders import town
from tests.graph.plots import PLOT


def test_a_flag_is_backlog_when_it_was_raised_before_the_day() -> None:
    """On the day itself it is news; without a day none is backlog."""
    (flag,) = town(PLOT).flags.values()
    raised = dt.date.fromisoformat(flag.raised.known[:10])
    assert not is_backlog(flag, None)
    assert not is_backlog(flag, raised)
    assert is_backlog(flag, raised + dt.timedelta(days=1))
