"""The check of the register's standard finds what is against it."""

from typing import Any

import pytest

from streams.published.register_standard import STANDARD, faults

VALID: dict[str, Any] = {
    "name": "Naam",
    "description_short": "Kort.",
    "organization": "Gemeente Noorderhaaks",
    "status": "In gebruik",
    "contact_email": "algoritmes@example.nl",
    "publication_category": "Impactvolle algoritmes",
    "lang": "nld",
}


def test_an_entry_with_what_is_required_alone_is_valid() -> None:
    """Seven fields."""
    assert faults(VALID) == []
    assert {name for name, field in STANDARD.items() if field.required} == VALID.keys()


@pytest.mark.parametrize("name", VALID)
def test_each_required_field_is_missed(name: str) -> None:
    """Also when it is empty."""
    assert f"{name}: missing" in faults({key: value for key, value in VALID.items() if key != name})
    assert f"{name}: missing" in faults({**VALID, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("naam", "geen veld"),
        ("name", "x" * 101),
        ("description_short", "x" * 351),
        ("goal", "x" * 2_501),
        ("goal", "<script>x</script>"),
        ("name", "<p>x</p>"),
        ("goal", 3),
        ("status", "Bijna"),
        ("lang", "nl"),
        ("begin_date", "2026-13"),
        ("begin_date", "1 mei 2026"),
        ("contact_email", "de balie"),
        ("website", "http://example.nl"),
        ("category", "Recht"),
        ("category", ["Bibob"]),
        ("category", ["Recht", "Werk", "Wonen", "Verkeer"]),
        ("lawful_basis_grouping", [{"title": "Wet"}]),
        ("lawful_basis_grouping", ["Wet"]),
        ("impacttoetsen_grouping", [{"link": "https://example.nl"}]),
    ],
)
def test_what_is_against_the_standard_is_said_by_field(name: str, value: object) -> None:
    """One entry with one mistake, one sentence at least that names the field."""
    found = faults({**VALID, name: value})
    assert found
    assert all(fault.startswith(f"{name}:") for fault in found)


def test_an_impact_assessment_may_lack_its_link() -> None:
    """It may be done and not public."""
    assert faults({**VALID, "impacttoetsen_grouping": [{"title": "DPIA"}]}) == []
