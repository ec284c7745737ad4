"""What people judged."""

from graph.claims import Decision, Ref
from graph.identity.judgement import Judgements


def _judged(one: str, other: str, verdict: str, known: int) -> Decision:
    return Decision(Ref(1, known, "desk", str(known)), "identiteit-beoordeeld", (one, other), verdict)


def test_nobody_judged_is_not_judged() -> None:
    """The empty case."""
    judgements = Judgements()
    assert not judgements
    assert judgements.verdict("a", "b") is None
    assert list(judgements.partners("a")) == []


def test_the_last_judgement_counts_whichever_way_round() -> None:
    """By time, not by arrival."""
    judgements = Judgements()
    last = _judged("b", "a", "different", 2)
    judgements.add(last)
    judgements.add(_judged("a", "b", "same", 1))
    assert judgements.verdict("a", "b") == judgements.verdict("b", "a") == "different"
    assert list(judgements.partners("a")) == [("b", last)]


def test_unsure_counts_as_not_judged() -> None:
    """Also after a verdict; that it was judged stays known."""
    judgements = Judgements()
    judgements.add(_judged("a", "b", "same", 1))
    unsure = _judged("a", "b", "unsure", 2)
    judgements.add(unsure)
    assert judgements.verdict("a", "b") is None
    assert list(judgements.partners("b")) == [("a", unsure)]


def test_a_judgement_can_be_taken_back() -> None:
    """Then the one before it counts again; without any it is as if nobody judged."""
    judgements, first, last = Judgements(), _judged("a", "b", "same", 1), _judged("a", "b", "unsure", 2)
    judgements.add(first)
    judgements.add(last)
    judgements.remove(last)
    assert judgements.verdict("a", "b") == "same"
    judgements.remove(first)
    assert not judgements
    assert list(judgements.partners("a")) == []


def test_a_record_judged_against_itself_does_no_harm() -> None:
    """Nonsense comes and goes."""
    judgements, nonsense = Judgements(), _judged("a", "a", "different", 1)
    judgements.add(nonsense)
    judgements.remove(nonsense)
    assert not judgements
