"""R20: metrics carry no personal data."""

import re
from pathlib import Path

from prometheus_client import generate_latest

from streams.metrics import DECLARED
from tests.guardrails.conftest import Town


def test_no_label_or_value_is_a_number_of_a_person_or_firm(town: Town, filled: Path) -> None:
    """After a whole run: 8, 9, 12 or 16 digits stand nowhere, nor a name of the town."""
    assert filled.is_dir()  # that run counted what is shown here
    shown = generate_latest().decode()
    labels = "\n".join(
        re.findall(r"\{([^}]*)\}", "\n".join(line for line in shown.splitlines() if "dwarsverband_" in line))
    )
    assert DECLARED
    assert labels
    assert not re.search(r"(?<![0-9.])([0-9]{8}|[0-9]{9}|[0-9]{12}|[0-9]{16})(?![0-9.])", labels)
    names = set(re.findall(r"'geslachtsnaam': '([^']{4,})'", str(town.events)))
    assert names
    assert not [name for name in names if name in labels]
