"""The reference checker of PDF/UA and PDF/A, veraPDF, from Maven Central's jar; kept outside the repository."""

import os
import subprocess
from pathlib import Path

import pytest

from deploy.kafka.broker import Unavailable, cache, find_java, find_maven

__all__ = ["verapdf"]

VERSION = "1.28.2"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"


def verapdf() -> list[str]:
    """Give the command that starts the checker.

    Skips the test, loudly, where it cannot be had; in continuous integration that is a failure.
    """
    try:
        return [find_java(), "-cp", str(_jar()), "org.verapdf.apps.GreenfieldCliWrapper"]
    except (Unavailable, subprocess.CalledProcessError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"veraPDF cannot be had: {error}")
        pytest.skip(f"NO VERAPDF: {error}")


def _jar() -> Path:
    jar = cache() / f"greenfield-apps-{VERSION}.jar"
    if not jar.exists():
        jar.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                find_maven(),
                "-q",
                "-B",
                "dependency:copy",
                f"-Dartifact={ARTIFACT}",
                f"-DoutputDirectory={jar.parent}",
            ],
            check=True,
            timeout=300,
        )
    return jar
