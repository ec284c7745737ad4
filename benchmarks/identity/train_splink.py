"""Let Splink learn the weights of levels, in its own environment: python train_splink.py KIND RECORDS.csv.

m comes from labels, u from random pairs. Prints JSON: field → level → [m, u]. The levels are those of the matcher, in SQL.
"""

from __future__ import annotations

import csv
import json
import logging
import sys
from pathlib import Path
from typing import Any

import splink.comparison_level_library as cll  # type: ignore[import-not-found, unused-ignore]
import splink.comparison_library as cl  # type: ignore[import-not-found, unused-ignore]
from splink import Linker, SettingsCreator, block_on  # type: ignore[import-not-found, unused-ignore]
from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found, unused-ignore]

PAIRS = 5_000_000
"""Random pairs from which u is learnt."""

_SLIP = "least(length({0}_l), length({0}_r)) >= 4 and damerau_levenshtein({0}_l, {0}_r) = 1"
_ALIKE = "jaro_winkler_similarity({0}_l, {0}_r) >= 0.9"
_SOMEWHAT = "jaro_winkler_similarity({0}_l, {0}_r) >= 0.8"
_EQUAL = "{0}_l = {0}_r"
_INITIAL = "least(length({0}_l), length({0}_r)) = 1 and left({0}_l, 1) = left({0}_r, 1)"
_SWAPPED = (
    "left({0}_l, 4) = left({0}_r, 4) and substr({0}_l, 5, 2) = substr({0}_r, 7, 2)"
    " and substr({0}_l, 7, 2) = substr({0}_r, 5, 2)"
)

FIELDS: dict[str, dict[str, dict[str, str]]] = {
    "person": {
        "surname": {"equal": _EQUAL, "slip": _SLIP, "alike": _ALIKE, "somewhat": _SOMEWHAT},
        "given": {
            "equal": _EQUAL, "initial": _INITIAL, "slip": _SLIP, "alike": _ALIKE, "somewhat": _SOMEWHAT,
            "share": "left({0}_l, 1) = left({0}_r, 1)",
        },
        "birth_date": {"day": _EQUAL, "swapped": _SWAPPED, "slip": _SLIP, "same_year": "left({0}_l, 4) = left({0}_r, 4)"},
        "address": {"door": _EQUAL},
        "telephone": {"equal": _EQUAL, "slip": _SLIP},
    },
    "organisation": {
        "organisation": {"equal": _EQUAL, "slip": _SLIP, "alike": _ALIKE, "somewhat": _SOMEWHAT},
        "address": {"door": _EQUAL},
        "telephone": {"equal": _EQUAL, "slip": _SLIP},
    },
}  # fmt: skip
"""By kind, field and level, best first; a section and its key in weights.toml."""


def comparison(field: str, levels: dict[str, str]) -> Any:
    """Give Splink's comparison of one field."""
    return cl.CustomComparison(
        output_column_name=field,
        comparison_levels=[
            cll.NullLevel(field),
            *(cll.CustomLevel(sql.format(field), label_for_charts=level) for level, sql in levels.items()),
            cll.ElseLevel(),
        ],
    )


def train(kind: str, path: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """Give m and u of each level."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    fields = {field: levels for field, levels in FIELDS[kind].items() if any(row[field] for row in rows)}
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record",
        comparisons=[comparison(field, levels) for field, levels in fields.items()],
        blocking_rules_to_generate_predictions=[block_on("label")],
    )
    database = DuckDBAPI()
    linker = Linker(database.register(_arrow(rows)), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    linker.training.estimate_m_from_label_column("label")
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for one in linker.misc.save_model_to_json()["comparisons"]:
        for level in one["comparison_levels"]:
            if not level.get("is_null_level"):
                name = level["label_for_charts"]
                name = name if name in fields[one["output_column_name"]] else "other"
                chances = (level.get("m_probability") or 0.0, level.get("u_probability") or 0.0)
                found.setdefault(one["output_column_name"], {})[name] = chances
    return found


def _arrow(rows: list[dict[str, Any]]) -> Any:
    import pyarrow as pa  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415 - comes with Splink

    return pa.Table.from_pylist(rows)


if __name__ == "__main__":
    logging.disable()
    print(json.dumps(train(sys.argv[1], Path(sys.argv[2]))))
