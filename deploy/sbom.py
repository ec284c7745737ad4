"""`make sbom`: writes the software bill of materials (CycloneDX, JSON) of what is installed in production.

`python deploy/sbom.py FILE`. It is made from requirements.txt, whose hashes are those that are checked at installation; the
same file gives the same bytes.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(target: Path) -> None:
    """Write it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.txt")]
    subprocess.run(
        [
            *command,
            "--pyproject",
            str(ROOT / "pyproject.toml"),
            "--mc-type",
            "application",
            "--output-reproducible",
            "-o",
            str(target),
        ],
        check=True,
    )
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/sbom.cdx.json"))
