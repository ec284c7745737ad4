"""R15: a flag that nobody works on expires."""

import json
from pathlib import Path

from tests.guardrails.conftest import Run


def test_open_flags_expire_and_are_no_longer_open(run: Run, store: Path) -> None:
    """With the reason `expired`, by a decision that names who applied the term."""
    rows = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    open_ = {row["id"] for row in rows if row["status"] != "withdrawn"}
    assert open_
    assert run("retention", "apply", "--store", store, "--now", "2045-01-01", "--by", "a.archief")[0] == 0
    after = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    assert not [row for row in after if row["status"] != "withdrawn"]
    assert {row["reason"] for row in after if row["id"] in open_} == {"expired"}
