"""Four eyes: the one table, and what each signature needs."""

import pytest

from screening.advisory import Status
from screening.signing import ALLOWED, Act, SigningError, after, lbb_task


def test_only_a_review_leads_to_vastgesteld_and_only_a_signature_to_it() -> None:
    """One way in, from one status."""
    ways = [step for step, status in ALLOWED.items() if status is Status.VASTGESTELD]
    assert ways == [(Status.TER_TOETSING, Act.REVIEW)]
    assert [step for step, status in ALLOWED.items() if status is Status.TER_TOETSING] == [
        (Status.CONCEPT, Act.SIGN)
    ]


def test_nothing_leads_to_a_refusal() -> None:
    """There is no such status, and no act of such a name."""
    words = [*Status, *Act, *ALLOWED.values()]
    assert not [word for word in words if "weiger" in word or "afgewezen" in word or "ingetrokken" in word]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("act", Act)
def test_what_stands_not_in_the_table_cannot_happen(status: Status, act: Act) -> None:
    """Every pair: what the table says, or a refusal."""
    if (status, act) in ALLOWED:
        assert after(status, act) is ALLOWED[status, act]
    else:
        with pytest.raises(SigningError):
            after(status, act)


def test_two_conclusions_must_be_reported_to_the_bureau() -> None:
    """Without delay; the third must not."""
    assert [lbb_task(one) for one in ("ernstig_gevaar", "mindere_mate", "geen_gevaar")] == [True, True, False]
