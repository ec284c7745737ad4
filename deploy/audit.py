"""`make audit`: looks every pinned dependency up among known vulnerabilities, and is green only when each was looked up.

pip-audit itself ends with 0 when the service answers "not found" for every package; that is no audit. Exit 0: all looked
up, none vulnerable. 1: vulnerable ones, named. 2: the audit could not be done, wholly or for some; nothing is known of those.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["main", "pinned", "verdict"]

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def pinned(text: str) -> set[str]:
    """Give the names that a requirements file pins, normalised (PEP 503)."""
    return {_normal(name) for name in _PIN.findall(text)}


def verdict(names: set[str], report: dict[str, Any]) -> tuple[int, list[str]]:
    """Give the exit code and what to say.

    Parameters
    ----------
    names
        What must have been looked up.
    report
        What pip-audit reports in JSON: ``dependencies``, each with ``vulns`` or a ``skip_reason``.
    """
    found = [
        (one["name"], one["version"], vulnerability["id"], ", ".join(vulnerability["fix_versions"]))
        for one in report["dependencies"]
        for vulnerability in one.get("vulns", [])
    ]
    looked_up = {_normal(one["name"]) for one in report["dependencies"] if "skip_reason" not in one}
    said = [
        f"VULNERABLE: {name} {version}: {known}; fixed in {fixed or 'no version yet'}"
        for name, version, known, fixed in found
    ]
    missed = sorted(names - looked_up)
    if missed:
        said.append(f"NOT AUDITED, so nothing is known of {len(missed)} of {len(names)}: {', '.join(missed)}")
    if found:
        return 1, said
    return (2, said) if missed else (0, [f"audited: {len(names)} packages, none with a known vulnerability"])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _report(requirements: Path) -> dict[str, Any] | str:
    """Run pip-audit; give its report, or why there is none."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
    ]
    ran = subprocess.run(
        [*command, "--format", "json", "-r", requirements], capture_output=True, text=True, check=False
    )
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
    except json.JSONDecodeError:
        return (ran.stderr.strip() or "pip-audit said nothing").splitlines()[-1]
    return report


def main() -> int:
    """Audit every requirements file; give the gravest exit code, a vulnerability being graver than no answer."""
    codes = []
    for name in REQUIREMENTS:
        report = _report(ROOT / name)
        if isinstance(report, str):
            code, said = 2, [f"COULD NOT RUN, so nothing is known: {report}"]
        else:
            code, said = verdict(pinned((ROOT / name).read_text(encoding="utf-8")), report)
        codes.append(code)
        for line in said:
            print(f"make audit: {name}: {line}", file=sys.stderr if code else sys.stdout)
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
