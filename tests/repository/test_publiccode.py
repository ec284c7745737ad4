"""publiccode.yml must be what the standard asks, and agree with the project."""

import datetime as dt
import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip


CATEGORIES = {
    "business-intelligence", "compliance-management", "data-analytics", "data-collection", "data-visualization",
    "document-management", "grant-management", "workflow-management",
}  # fmt: skip


@pytest.fixture(scope="module")
def publiccode(root: Path) -> dict[str, Any]:
    """Give the file, parsed."""
    parsed: dict[str, Any] = yaml.safe_load((root / "publiccode.yml").read_text(encoding="utf-8"))
    return parsed


def test_it_has_every_mandatory_key(publiccode: dict[str, Any]) -> None:
    """Catalogues skip a file that lacks one."""
    assert set(publiccode) >= MANDATORY
    assert publiccode["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert publiccode["maintenance"]["contacts"]
    assert publiccode["localisation"]["localisationReady"] is True


def test_every_value_of_a_closed_list_is_one_of_the_standards(publiccode: dict[str, Any]) -> None:
    """Of its lists, those values that concern us: another would be refused by a catalogue."""
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert publiccode["softwareType"] in {
        f"standalone/{kind}" for kind in ("web", "backend", "desktop", "other")
    }
    assert set(publiccode["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert set(publiccode["categories"]) <= CATEGORIES
    assert set(publiccode["intendedAudience"]["scope"]) <= {
        "local-authorities",
        "security",
        "justice",
        "society",
    }
    assert set(publiccode["intendedAudience"]["countries"]) == {"nl"}
    assert set(publiccode["description"]) == set(publiccode["localisation"]["availableLanguages"])
    assert publiccode["url"].startswith("https://")
    assert dt.date.fromisoformat(publiccode["releaseDate"])
    assert all(one["name"] for one in publiccode["dependsOn"]["open"])


def test_each_language_keeps_to_the_lengths_of_the_standard(publiccode: dict[str, Any]) -> None:
    """Dutch and English, within 35, 150, 500 to 10,000 and 100 characters."""
    assert sorted(publiccode["description"]) == ["en", "nl"]
    for text in publiccode["description"].values():
        assert len(text["genericName"]) <= 35
        assert len(text["shortDescription"]) <= 150
        assert 500 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
        assert all(len(feature) <= 100 for feature in text["features"])


def test_it_agrees_with_the_project(root: Path, publiccode: dict[str, Any]) -> None:
    """Version and licence are written once in the project and repeated here."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert f"dwarsverband:{project['version']}\n" in (root / "docker-compose.yml").read_text(encoding="utf-8")


def test_the_licence_is_the_official_text(root: Path) -> None:
    """EUPL-1.2 as in the SPDX licence list, to the letter: tools recognise it, and nobody may change it."""
    digest = hashlib.sha256((root / "LICENSE").read_bytes()).hexdigest()
    assert digest == "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4"
