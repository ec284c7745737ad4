"""The dashboards' files are what their declarations say, and nothing overlaps."""

import json
import subprocess
import sys

import pytest

from tests.operations.test_rules import GRAFANA, dashboards, queries


def test_the_files_are_current(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run `make docs` when this fails."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, GRAFANA / "dashboards.py", folder], check=True)
    made = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert made == {path.name: path.read_text("utf-8") for path in dashboards()}
    assert sorted(made) == ["cases.json", "flow.json", "quality.json"]
    assert queries()


def test_panels_have_their_own_place_and_a_query() -> None:
    """Two in one place would hide each other."""
    for path in dashboards():
        panels = json.loads(path.read_text("utf-8"))["panels"]
        places = [(one["gridPos"]["x"], one["gridPos"]["y"]) for one in panels]
        assert len(places) == len(set(places))
        assert all(one["targets"] and one["title"] for one in panels)
        assert len({one["title"] for one in panels}) == len(panels)
