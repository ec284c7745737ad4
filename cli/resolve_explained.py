"""Why two records of a file are or are not one: what each field says, and the links between them."""

from typing import Any

from agents.resolve import CERTAIN, JOINED, Resolution
from graph.identity.entity import Link, tree_path
from streams.errors import Failure

__all__ = ["explained", "print_explained"]

WORDS = {
    "naam": "name", "geslachtsnaam": "surname", "voornamen": "given names", "geboortedatum": "birth date", "adres": "address",
    "telefoon": "phone", "email": "email", "iban": "iban", "kvk": "kvk", "rsin": "rsin",
    "bron": "source", "samenhang": "fields that say the same", "vooraf": "any two records of the file",
}  # fmt: skip
"""What the graph's fields are called here; the last two are no fields but parts of the sum."""


def explained(resolution: Resolution, a: str, b: str) -> dict[str, Any]:
    """Compare two records, and say whether and by which links they came together.

    Raises
    ------
    Failure
        When there is no such record, or more than one.
    """
    one, other = _row(resolution, a), _row(resolution, b)
    ids, found = resolution.ids, list(resolution.findings())
    same = found[one].entity_id == found[other].entity_id
    links = _links_between(resolution, one, other) if same else []
    pair = {
        "a": ids[one],
        "b": ids[other],
        "one": same,
        "entity_ids": [found[one].entity_id, found[other].entity_id],
    }
    return pair | _direct(resolution, one, other) | {"links": [_shown(link) for link in links]}


def print_explained(pair: dict[str, Any]) -> None:
    """Print it for people: the verdict, a line a field, and the way round where there is one."""
    a, b = (pair[end].removeprefix("#") for end in "ab")
    print(f"{a} and {b}: {'one' if pair['one'] else 'not one'}")
    if pair["certain"]:
        print(f"They have the same {' and '.join(pair['certain'])}: that is certain.")
    elif pair["probability"] is None:
        print("A person and an organisation are never compared.")
    else:
        side = "at least" if pair["probability"] >= JOINED else "less than"
        print(
            f"Compared with each other: probability {pair['probability']:.4f}, {side} the {JOINED} that joins."
        )
    for field in pair["why"]:
        print(
            f"  {field['field']:<28} {'agrees' if field['agree'] else 'speaks against':<15} {field['weight']:+7.2f} bits"
        )
    if pair["one"] and len(pair["links"]) > 1:
        print("They came together over:")
        for link in pair["links"]:
            print(f"  {link['probability']:.4f}  {link['a']}  {link['b']}")
    elif not pair["one"] and pair["apart"]:
        print(pair["apart"])


def _direct(resolution: Resolution, one: int, other: int) -> dict[str, Any]:
    features, numbers = resolution.features, resolution.numbers
    if features[one].kind != features[other].kind:
        return {"probability": None, "certain": [], "why": [], "apart": ""}
    score = resolution.score(one, other)
    shared = numbers.get(one, frozenset()) & numbers.get(other, frozenset())
    why = [
        {
            "field": WORDS.get(evidence.field, evidence.field),
            "agree": evidence.agree,
            "weight": evidence.weight,
        }
        for evidence in score.why
    ]
    apart = ""
    if score.probability >= JOINED or shared:
        apart = "Other records with which they came together contradict each other, or no key brought the two together."
    return {
        "probability": 1.0 if shared else score.probability,
        "certain": sorted(key[1:].partition(":")[0] for key in shared),
        "why": why,
        "apart": apart,
    }


def _links_between(resolution: Resolution, one: int, other: int) -> list[Link]:
    _, tree = resolution.paths.get(one, ("", ()))
    return tree_path(tree, {resolution.ids[one], resolution.ids[other]})


def _shown(link: Link) -> dict[str, Any]:
    return {"a": link.a, "b": link.b, "probability": link.probability, "certain": link.why == CERTAIN}


def _row(resolution: Resolution, given: str) -> int:
    ids = resolution.ids
    rows = [row for row, record in enumerate(ids) if record == given]
    rows = rows or [row for row, record in enumerate(ids) if record.partition("#")[2] == given]
    if not rows:
        raise Failure(f"--explain {given}: there is no record with this record_id")
    if len(rows) > 1:
        raise Failure(f"--explain {given}: {len(rows)} sources have this record_id; give source#record_id")
    return rows[0]
