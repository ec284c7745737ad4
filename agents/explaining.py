"""What is computed about a flag when somebody asks, on a graph made for it; and the persons in its evidence."""

from collections.abc import Callable

import msgspec

from agents.standing import Standing
from graph.explanation import Explanation
from graph.flag import Flag
from streams import rules_file
from streams.store_rows import FlagRow

__all__ = ["explained", "persons"]


def persons(row: FlagRow) -> list[str]:
    """Give the record ids of the persons in a flag's evidence, sorted."""
    nodes = msgspec.json.decode(row.body)["evidence"]["nodes"]
    return sorted({record for node in nodes if node["kind"] == "person" for record in node["records"]})


def explained(
    standing: Standing, row: FlagRow, progress: Callable[[str, int, int], None], profile: str
) -> Explanation:
    """Fold the flag's municipality and explain the flag on it; O(events)."""
    town = standing.town(row.gemeente, rules_file.load_rules(), profile)
    progress("graph", 0, 0)
    town.fold(standing.statements(row.gemeente))
    town.measure()
    flags = [
        msgspec.json.decode(one.body, type=Flag)
        for one in standing.flags()
        if one.gemeente == row.gemeente and one.status.stands
    ]
    flag = msgspec.json.decode(row.body, type=Flag)
    return town.explained(flag, flags, lambda done, total: progress("what would clear it", done, total))
