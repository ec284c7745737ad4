"""The repository's own alert rules and routes, with every wait divided by one factor: minutes become seconds, all else stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

__all__ = ["alertmanager", "paced", "prometheus"]

DEPLOY = Path(__file__).parent.parent / "deploy"
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
DURATION = re.compile(r"(?P<before>\bfor: |\boffset |\[)(?P<number>[0-9]+)(?P<unit>[smhdw])\b")
SECONDS = re.compile(r"(?P<before>[><] )(?P<number>[0-9]+)\b")
HOUR = 3_600


def paced(text: str, factor: float, long: float = 1.0) -> str:
    """Divide the waits of a rules file: `for`, ranges, offsets, and the bounds of what is measured in seconds.

    Parameters
    ----------
    long
        Divides what is an hour and more once more; three days of silence would last hours else.
    """
    lines = [DURATION.sub(lambda found: _shorter(found, factor, long), line) for line in text.splitlines()]
    return "\n".join(_bounds(line, factor, long) for line in lines) + "\n"


def _shorter(found: re.Match[str], factor: float, long: float) -> str:
    seconds = int(found["number"]) * UNITS[found["unit"]]
    milliseconds = 1000 * seconds / factor / (long if seconds >= HOUR else 1.0)
    return f"{found['before']}{max(1, round(milliseconds))}ms"


def _bounds(line: str, factor: float, long: float) -> str:
    if "_seconds" not in line or "expr:" not in line:
        return line

    def shorter(found: re.Match[str]) -> str:
        seconds = int(found["number"])
        if seconds == 0:
            return found[0]
        return f"{found['before']}{seconds / factor / (long if seconds >= HOUR else 1.0):g}"

    return SECONDS.sub(shorter, line)


def prometheus(
    folder: Path, jobs: Mapping[str, Sequence[str]], alerts: str, factor: float, long: float = 1.0
) -> Path:
    """Write a Prometheus that reads these processes every second by the repository's rules; give its file.

    Parameters
    ----------
    jobs
        Addresses by job.
    alerts
        Address of the Alertmanager.
    """
    (folder / "rules").mkdir(parents=True)
    for path in sorted((DEPLOY / "prometheus" / "rules").glob("*.yml")):
        (folder / "rules" / path.name).write_text(
            paced(path.read_text("utf-8"), factor, long), encoding="utf-8"
        )
    settings: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    settings["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    settings["alerting"] = {"alertmanagers": [{"static_configs": [{"targets": [alerts]}]}]}
    settings["scrape_configs"] = [
        {"job_name": job, "static_configs": [{"targets": list(found)}]} for job, found in jobs.items()
    ]
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


WAITS = re.compile(
    r"(?P<before>(?:group_wait|group_interval|repeat_interval): )(?P<number>[0-9]+)(?P<unit>[smhd])"
)


def alertmanager(folder: Path, pager: str, factor: float) -> Path:
    """Write the repository's Alertmanager with its waits divided and one pager for all receivers; give its file."""
    text = (DEPLOY / "alertmanager" / "alertmanager.yml").read_text("utf-8")
    text = WAITS.sub(lambda found: _shorter(found, factor, 1.0), text)
    text = re.sub(r"http://[a-z]+\.invalid/", f"http://{pager}/", text)
    path = folder / "alertmanager.yml"
    path.write_text(text, encoding="utf-8")
    return path
