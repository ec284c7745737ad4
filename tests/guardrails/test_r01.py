"""R1: no automatic decision."""

from screening.advisory import Status
from screening.signing import ALLOWED, Act
from streams.events.types import DECISIONS, TYPES


def test_no_status_act_or_decision_of_ours_refuses_or_withdraws() -> None:
    """Of the events that the desk writes none is about an application; of the statuses none is a refusal."""
    ours = [known.kind for known in TYPES.values() if known.topic == DECISIONS]
    words = [*ours, *Status, *Act]
    assert ours
    assert not [word for word in words if "weiger" in word or "intrek" in word or "ingetrokken" in word]
    assert {step for step, status in ALLOWED.items() if status is Status.VASTGESTELD} == {
        (Status.TER_TOETSING, Act.REVIEW)
    }
