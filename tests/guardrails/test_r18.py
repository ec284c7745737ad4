"""R18: the BSN is kept nowhere."""

import re
from pathlib import Path

from agents.traces import traces
from tests.guardrails.conftest import Town


def test_no_bsn_of_the_log_is_in_the_store(town: Town, store: Path) -> None:
    """Searched in the bytes of every file."""
    found = set(re.findall(r"'bsn': '([0-9]{9})'", str(town.events)))
    assert found
    assert traces(store, sorted(found)[:50]) == []
