"""What becomes of a flag is counted once a transaction, against what the store says stands."""

from pathlib import Path

import pytest

from agents.publication import Publication
from graph.flag import Flag
from streams.metrics import FLAG_INDICATORS, FLAGS
from streams.store import Store
from streams.store_rows import Batch
from tests.graph.builders import GEMEENTE, inspects, said, town
from tests.graph.plots import HEIR, PLOT

WORDS = ("new", "reopened", "changed", "withdrawn")


def _counted() -> dict[str, tuple[float, float]]:
    """Give how often each word was counted, in all and for G2."""
    return {
        word: (FLAGS.labels(word)._value.get(), FLAG_INDICATORS.labels(word, "G2")._value.get())
        for word in WORDS
    }


@pytest.fixture
def flags() -> tuple[Flag, Flag]:
    """Give one flag in two states."""
    municipality = town(PLOT)
    (first,) = municipality.flags.values()
    said(municipality, inspects(HEIR, 1, 80, id_="fourth"))
    (second,) = municipality.flags.values()
    assert first.digest != second.digest
    return first, second


def test_a_flag_is_new_once_and_reopened_after_a_withdrawal(tmp_path: Path, flags: tuple[Flag, Flag]) -> None:
    """Published again unchanged it is no news."""
    first, second = flags
    before = _counted()
    with Store.open(tmp_path) as store:
        for step in (first, first, second, None, None, first):
            publication = Publication(store, sent=False)
            if step is None:
                publication.withdraw(first.id, "not_met")
            else:
                publication.raise_flag(GEMEENTE, step)
            store.write(publication.onto(Batch()))
    after = _counted()
    counts = {word: tuple(b - a for a, b in zip(before[word], after[word], strict=True)) for word in WORDS}
    assert {word: count[0] for word, count in counts.items()} == dict.fromkeys(WORDS, 1)
    assert counts["new"] == (1, 1)
