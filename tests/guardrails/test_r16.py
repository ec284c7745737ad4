"""R16: a person's rights; the whole way stands in tests/cli/test_subject.py."""

import json
from pathlib import Path

from agents.traces import traces
from tests.guardrails.conftest import Run

ASKED = ("--reason", "Op verzoek van betrokkene.", "--by", "p.officer")


def test_somebody_in_a_flag_can_see_restrict_and_erase(run: Run, store: Path) -> None:
    """Afterwards neither a flag nor a byte names the record."""
    flags = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    record = next(
        node["records"][0] for flag in flags for node in flag["evidence"]["nodes"] if node["kind"] == "person"
    )
    told = json.loads(run("subject", "export", record, "--store", store)[1])
    assert told["facts"]
    assert told["flags"]
    assert all(one["ground"] for one in told["left_out"])
    assert run("subject", "restrict", record, "--store", store, *ASKED)[0] == 0
    assert run("subject", "erase", record, "--store", store, *ASKED)[0] == 0
    assert record not in run("export", "flags", "--store", store)[1]
    assert traces(store, [record]) == []
