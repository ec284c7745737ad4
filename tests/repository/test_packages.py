"""Our plain top-level package names must mean this repository (decision record 2)."""

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """Give pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_name_resolves_to_this_repository(root: Path, project: dict[str, Any]) -> None:
    """No dependency may take the name of one of our packages."""
    for name in project["tool"]["setuptools"]["packages"]:
        found = importlib.util.find_spec(name)
        assert found is not None, name
        assert found.origin is not None, name
        assert Path(found.origin).resolve() == root / name / "__init__.py"


def test_every_list_of_packages_names_the_same_ones(root: Path, project: dict[str, Any]) -> None:
    """Build, import-linter, mypy, Makefile and image must not forget a package."""
    tool = project["tool"]
    packages = tool["setuptools"]["packages"]
    assert sorted(path.parent.name for path in root.glob("*/__init__.py")) == packages
    assert tool["importlinter"]["root_packages"] == packages
    assert set(packages) <= set(tool["mypy"]["files"])
    assert f"PACKAGES := {' '.join(packages)}\n" in (root / "Makefile").read_text(encoding="utf-8")
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    ignored = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in packages:
        assert f"COPY {name} {name}\n" in dockerfile
        assert f"!{name}" in ignored


def test_the_project_cannot_be_uploaded_by_mistake(project: dict[str, Any]) -> None:
    """Plain top-level names do not belong in a package index."""
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


def test_every_dependency_is_pinned_with_hashes(root: Path, project: dict[str, Any]) -> None:
    """Each requirement is one version with its hashes, and names no place to fetch it from."""
    wanted = dict.fromkeys(("requirements.txt", "requirements-dev.txt"), project["project"]["dependencies"])
    wanted["requirements-dev.txt"] = wanted["requirements-dev.txt"] + project["dependency-groups"]["dev"]
    for name, dependencies in wanted.items():
        text = (root / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = {}
        for entry in text.replace("\\\n", " ").splitlines():
            if entry.strip() and not entry.lstrip().startswith("#"):
                assert "--hash=sha256:" in entry, entry
                package, version = entry.split()[0].split("==")
                pinned[package] = version
        for dependency in dependencies:
            assert dependency.partition(">=")[0].partition("==")[0] in pinned, f"{name}: {dependency}"
