"""R2: real human judgement."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from screening.advisory import Advisory, Status
from screening.signing import SigningError, check_reviewer

SIGNED = cast("Advisory", SimpleNamespace(feiten=[SimpleNamespace(id="F1"), SimpleNamespace(id="F2")]))
GIVEN: dict[str, Any] = {
    "author": "a",
    "reviewer": "b",
    "opened": {"F1", "F2"},
    "sentence": "De controles dragen deze lichte stap.",
}


@pytest.mark.parametrize(
    "lacks", [{"reviewer": "a"}, {"opened": {"F1"}}, {"sentence": ""}, {"sentence": "akkoord"}]
)
def test_a_review_needs_another_person_every_fact_and_a_sentence(lacks: dict[str, Any]) -> None:
    """With all of them it is settled, without one it is not."""
    assert check_reviewer(SIGNED, Status.TER_TOETSING, **GIVEN) is Status.VASTGESTELD
    with pytest.raises(SigningError):
        check_reviewer(SIGNED, Status.TER_TOETSING, **(GIVEN | lacks))
