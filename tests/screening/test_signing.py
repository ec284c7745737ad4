"""Four eyes: the one table, and what each signature needs."""

import msgspec
import pytest

from screening.advisory import Status
from screening.signing import ALLOWED, Act, SigningError, after, lbb_task, stand
from tests.graph.plots import PLOT
from tests.screening.advised import one


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


@pytest.mark.parametrize("signed", [Status.TER_TOETSING, Status.VASTGESTELD])
def test_how_a_signed_version_stands_follows_from_what_is_advised_now(signed: Status) -> None:
    """Overtaken by a later version, lapsed with the case; overtaken stays overtaken, and else it stands as signed."""
    now = one(PLOT)
    later = msgspec.structs.replace(now, versie=2)
    assert stand(signed, 1, now) is signed
    assert stand(signed, 1, None) is signed
    assert stand(signed, 1, later) is Status.ACHTERHAALD
    assert stand(signed, 1, msgspec.structs.replace(now, status=Status.VERVALLEN)) is Status.VERVALLEN
    assert stand(signed, 1, msgspec.structs.replace(later, status=Status.VERVALLEN)) is Status.ACHTERHAALD
