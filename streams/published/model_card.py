"""Generates the model card of the identity weights; every figure is quoted from the weights or from the page of measurements."""

import re
import tomllib
from typing import Any

from graph.identity.comparisons import DOUBT, JOINING
from streams.published.texts import filled, section, table, template
from streams.weights_file import DEFAULT

__all__ = ["FIELDS", "SWAPS", "page"]

FIELDS = {
    "surname": "achternaam",
    "given": "voornamen",
    "birth_date": "geboortedatum",
    "organisation": "naam van een organisatie",
    "address": "adres",
    "telephone": "telefoon",
    "email": "e-mailadres",
    "iban": "rekening",
    "together": "velden die samenhangen (grenzen)",
}
"""The parts of the weights file in Dutch; its settings and frequencies are told in the text."""

SWAPS = {
    "tests/graph/identity/test_matcher.py": "test_names_for_others_as_frequent_score_the_same",
    "tests/guardrails/test_r06.py": "test_names_of_no_origin_give_the_same_flags",
}
"""The tests that show that origin plays no part, by file."""

_OURS = re.compile(r"^\| \S+ \| \*\*dwarsverband\*\* \| .+$", re.MULTILINE)
_QUOTED = (
    "Above the best of both",
    "**Not alike for all.**",
    "| set | with `source` |",
    "So without it",
    "**What was looked at.**",
)


def page(measured: str, identity: str) -> str:
    """Give the page.

    Parameters
    ----------
    measured
        The page of measurements, docs/identity-benchmarks.md.
    identity
        The page of how it works, docs/identity.md.
    """
    weights = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    return filled(
        template("modelkaart-identiteit.txt"),
        version=weights["version"],
        joining=JOINING,
        doubt=DOUBT,
        prior=weights["stream"]["prior"],
        cap=weights["stream"]["name_cap"],
        fields=_fields(weights),
        commands="\n".join(line for line in measured.splitlines() if line.startswith("    make ")),
        measured=_measured(measured),
        honest="\n\n".join(_quoted(measured)),
        weaknesses=section(identity, "Known weaknesses"),
        swaps="\n".join(f"- `{name}` in `{path}`" for path, name in SWAPS.items()),
    )


def _fields(weights: dict[str, Any]) -> str:
    return table(
        ("veld", "niveau en bits"),
        (
            (
                dutch,
                ", ".join(
                    f"`{level}` {bits:g}".replace("-", "\N{MINUS SIGN}")
                    for level, bits in weights[name].items()
                ),
            )
            for name, dutch in FIELDS.items()
        ),
    )


def _measured(page: str) -> str:
    """Give the head and our rows of the table of quality, as they stand there."""
    quality = section(page, "Quality").splitlines()
    head = next(number for number, line in enumerate(quality) if line.startswith("| set | system |"))
    return "\n".join((*quality[head : head + 2], *_OURS.findall("\n".join(quality))))


def _quoted(page: str) -> list[str]:
    """Give the paragraphs that say where it is not the best and what was looked at, as they stand there."""
    paragraphs = section(page, "Quality").split("\n\n")
    found = [one for start in _QUOTED for one in paragraphs if one.startswith(start)]
    if len(found) != len(_QUOTED):
        raise ValueError("a paragraph that the model card quotes was moved")
    return ["> " + one.replace("\n", "\n> ") for one in found]
