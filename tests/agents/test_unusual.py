"""Look-ups that want an explanation: on a small account, each kind and what does not count as one."""

import datetime as dt

from agents.unusual import MANY, WAIT, Unusual, unusual
from streams.audit import AuditLine

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def line(
    at: dt.datetime, user: str, act: str = "read", command: str = "desk subject find", operation: str = "o"
) -> AuditLine:
    """Give a line of the account."""
    return AuditLine(
        1, at.strftime("%Y-%m-%dT%H:%M:%SZ"), user, act, command, "toezicht", [], 1, operation, ""
    )


def test_an_empty_account_has_nothing_unusual() -> None:
    """Nor has one search of today."""
    assert unusual([], {}, {}, NOW) == []
    assert unusual([line(NOW, "f.bakker")], {}, {}, NOW) == []


def test_a_search_that_no_case_followed_is_found_after_its_time() -> None:
    """One that an export followed is not, nor one whose time is not over."""
    old = NOW - WAIT - dt.timedelta(days=1)
    lines = [
        line(old, "without"),
        line(old, "with"),
        line(old + dt.timedelta(days=3), "with", "export", "desk subject export"),
        line(NOW - WAIT + dt.timedelta(days=1), "still"),
    ]
    assert unusual(lines, {}, {}, NOW) == [Unusual(old.date().isoformat(), "without", "no_case", 1)]


def test_many_readings_of_persons_in_a_day_are_found() -> None:
    """One more than is ordinary; readings without a person do not count."""
    lines = [line(NOW, "busy", command="desk structure", operation="p")] * (MANY + 1)
    lines += [line(NOW, "quiet", command="desk queue", operation="q")] * (MANY + 1)
    assert unusual(lines, {"p": ["r#1"]}, {}, NOW) == [Unusual("2026-11-24", "busy", "many", MANY + 1)]


def test_a_surname_of_ones_own_is_found() -> None:
    """By the parts of the account; short parts mean nothing."""
    lines = [line(NOW, "a.jansen", operation="p"), line(NOW, "j.de", operation="p")]
    found = unusual(lines, {"p": ["r#1", "r#2"]}, {"r#1": "Jansen", "r#2": "de Boer"}, NOW)
    assert found == [Unusual("2026-11-24", "a.jansen", "own_name", 1)]
