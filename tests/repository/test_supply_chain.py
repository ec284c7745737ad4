"""What is shipped is listed, and an audit that could not look everything up is never green."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.audit import pinned, verdict

NAMES = {"aiohttp", "faust-streaming"}
FINE = {"name": "aiohttp", "version": "1", "vulns": []}
ALSO_FINE = {"name": "Faust_Streaming", "version": "2", "vulns": []}
SKIPPED = {"name": "faust-streaming", "skip_reason": "not found"}
BAD = {"name": "aiohttp", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}


@pytest.mark.parametrize(
    ("dependencies", "code", "says"),
    [
        ([FINE, ALSO_FINE], 0, "audited: 2 packages"),
        ([FINE, SKIPPED], 2, "NOT AUDITED, so nothing is known of 1 of 2: faust-streaming"),
        ([FINE], 2, "NOT AUDITED"),
        ([], 2, "nothing is known of 2 of 2"),
        ([BAD, ALSO_FINE], 1, "VULNERABLE: aiohttp 1: PYSEC-1; fixed in 2"),
        ([BAD, SKIPPED], 1, "NOT AUDITED"),
    ],
)
def test_an_audit_is_green_only_when_each_was_looked_up(
    dependencies: list[dict[str, Any]], code: int, says: str
) -> None:
    """Skipped, missing and vulnerable ones are told apart and named."""
    found, said = verdict(NAMES, {"dependencies": dependencies})
    assert found == code
    assert says in "\n".join(said)


def test_every_pin_is_read(root: Path) -> None:
    """As many as there are lines with a version."""
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    assert len(pinned(text)) == text.count("==") > 0


def test_the_bill_of_materials_lists_every_pin_with_its_hashes(root: Path, tmp_path: Path) -> None:
    """CycloneDX, from the same file that is installed; the same bytes each time."""
    texts = []
    for name in ("one.json", "two.json"):
        made = tmp_path / name
        subprocess.run(
            [sys.executable, root / "deploy" / "sbom.py", made], check=True, capture_output=True, cwd=tmp_path
        )
        texts.append(made.read_bytes())
    assert texts[0] == texts[1]
    listed = json.loads(texts[0])
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == "dwarsverband"
    names = {one["name"] for one in listed["components"]}
    assert names == pinned((root / "requirements.txt").read_text(encoding="utf-8"))
    assert all(one["externalReferences"][0]["hashes"] for one in listed["components"])
