"""The guard rails as docs/guard-rails.md lists them: the page is written by hand, and a test holds it to the tests that exist."""

import re

import msgspec

__all__ = ["STATES", "Rail", "rails"]

STATES = {
    "held": "gehouden",
    "partly": "deels",
    "organisational": "mensenwerk",
    "not built": "nog niet gebouwd",
}
"""How far a rail is held, in the page's words and in Dutch."""

_ROW = re.compile(rf"^\| (R\d+) \| (.+?) \| ({'|'.join(STATES)}) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`((?:tests/\w+/)?test_\w+\.py)`")


class Rail(msgspec.Struct, frozen=True):
    """One guard rail: its number, what must not happen, how far it is held, and the files of tests that hold it."""

    id: str
    what: str
    state: str
    tests: tuple[str, ...]


def rails(page: str) -> list[Rail]:
    """Read the table of the page; the paths of tests are those from the root of the repository."""
    return [
        Rail(
            number,
            what,
            state,
            tuple(name if "/" in name else f"tests/guardrails/{name}" for name in _TEST.findall(by)),
        )
        for number, what, state, by in _ROW.findall(page)
    ]
