"""R17: a third party sees his own part alone."""

import json
from pathlib import Path

from streams.redaction import names_of
from tests.guardrails.conftest import Run


def persons(value: object) -> list[dict[str, str]]:
    """Give every person in parsed JSON."""
    if isinstance(value, list):
        return [found for part in value for found in persons(part)]
    if isinstance(value, dict):
        own = [value["persoon"]] if isinstance(value.get("persoon"), dict) else []
        return own + [found for part in value.values() for found in persons(part)]
    return []


def test_in_what_a_person_gets_no_other_person_stands(run: Run, store: Path) -> None:
    """For each person in the first flags: his records, and of others only that something was left out."""
    flags = [json.loads(line) for line in run("export", "flags", "--store", store)[1].splitlines()]
    asked = {
        node["records"][0]
        for flag in flags[:6]
        for node in flag["evidence"]["nodes"]
        if node["kind"] == "person"
    }
    assert asked
    for record in sorted(asked)[:4]:
        told = json.loads(run("subject", "export", record, "--store", store)[1])
        own = set(told["records"])
        for fact in told["facts"]:
            for person in persons(fact["data"]):
                assert "weggelaten" in person or own & set(names_of(person, fact["source"]))
