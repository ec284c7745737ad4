"""Cases: what steps inherit, which measures stand, which roles follow."""

from graph.cases import Case, Fact, case_key
from graph.claims import DECLARED, Party, Relation, Step
from tests.graph.builders import INSPECTIONS, PERMITS, day, ref

_A, _B = Party("aanvrager", "oa"), Party("leidinggevende", "pb")


def _step(number: int, kind: str, *parties: Party, topic: str = "permits", **more: object) -> Step:
    source = PERMITS if topic == "permits" else INSPECTIONS
    return Step(ref(number, f"{kind}{number}", source), topic, kind, "1", parties, **more)  # type: ignore[arg-type]


def _derived(*steps: Step) -> tuple[list[Fact], frozenset[Relation]]:
    case = Case("zaak:x#1")
    for step in steps:
        case.add(step)
    facts, roles = case.derive()
    return [facts[key] for key in sorted(facts)], roles


def _spans(roles: frozenset[Relation]) -> set[tuple[str, str, str | None, int, int | None]]:
    return {(one.relation, one.frm, one.to, one.day, one.until) for one in roles}


def test_a_case_without_steps_states_nothing() -> None:
    """The empty case, also after the last step was taken back."""
    assert _derived() == ([], frozenset())
    case, step = Case("zaak:x#1"), _step(1, "aanvraag-ontvangen", _A)
    case.add(step)
    case.remove(step)
    assert case.derive() == ({}, frozenset())


def test_an_event_without_a_case_number_is_a_case_of_its_own() -> None:
    """With one it joins those of its source."""
    alone = Step(ref(1, "x", PERMITS), "permits", "aanvraag-ontvangen")
    assert case_key(alone) == f"event:{PERMITS}#x"
    assert case_key(_step(1, "aanvraag-ontvangen")) == f"zaak:{PERMITS}#1"


def test_a_step_has_the_first_place_and_all_parties_so_far() -> None:
    """Not those who come later; its own place goes before."""
    first, second, third = _derived(
        _step(1, "aanvraag-ontvangen", _A),
        _step(2, "vergunning-verleend", _B, place="lx"),
        _step(3, "vergunning-gewijzigd", place="ly"),
    )[0]
    assert (first.place, first.parties) == ("lx", (_A,))
    assert (second.place, second.parties) == ("lx", (_A, _B))
    assert (third.place, third.parties) == ("ly", (_A, _B))
    assert set(third.records()) == {"oa", "pb", "ly"}


def test_the_applicant_is_that_of_the_application() -> None:
    """Else that of the first event; `aanvrager` before `houder`."""
    holder = Party("houder", "oh")
    refused = _step(1, "vergunning-geweigerd", holder)
    assert [fact.applicant for fact in _derived(refused)[0]] == ["oh"]
    applied = _step(2, "aanvraag-ontvangen", holder, _A)
    assert [fact.applicant for fact in _derived(refused, applied)[0]] == ["oa", "oa"]


def test_a_later_remedy_updates_the_last_measure_of_its_ground() -> None:
    """Without a ground it updates every measure so far."""
    fines = [
        _step(1, "boete-opgelegd", topic="inspections", grondslag="x"),
        _step(2, "boete-opgelegd", topic="inspections", grondslag="x"),
        _step(3, "sluiting-opgelegd", topic="inspections", grondslag="y"),
    ]
    told = _step(4, "controle-uitgevoerd", topic="inspections", rechtsmiddel="vernietigd", grondslag="x")
    assert [fact.annulled for fact in _derived(*fines, told)[0]] == [False, True, False, False]
    all_of_them = _step(4, "controle-uitgevoerd", topic="inspections", rechtsmiddel="vernietigd")
    facts = _derived(*fines, all_of_them)[0]
    assert [fact.annulled for fact in facts] == [True, True, True, False]
    assert not any(fact.hard for fact in facts)


def test_a_remedy_can_be_overturned() -> None:
    """The last word counts."""
    fine = _step(1, "boete-opgelegd", topic="inspections", rechtsmiddel="vernietigd")
    later = _step(2, "controle-uitgevoerd", topic="inspections", rechtsmiddel="onherroepelijk")
    assert [fact.annulled for fact in _derived(fine)[0]] == [True]
    assert [fact.annulled for fact in _derived(fine, later)[0]] == [False, False]


def test_which_events_are_hard() -> None:
    """Those of rules.md section 3, and no others."""
    hard = [
        _step(1, "controle-uitgevoerd", uitkomst="overtreding"),
        _step(2, "controle-uitgevoerd", uitkomst="ernstige_overtreding"),
        _step(3, "controle-uitgevoerd", sanctionable=True),
        _step(4, "boete-opgelegd"),
        _step(5, "sluiting-opgelegd"),
        _step(6, "vergunning-ingetrokken", reden="bibob"),
        _step(7, "vergunning-ingetrokken", reden="wangedrag"),
        _step(8, "subsidie-ingetrokken"),
    ]
    soft = [
        _step(11, "controle-uitgevoerd", uitkomst="aandachtspunt"),
        _step(12, "controle-uitgevoerd"),
        _step(13, "waarschuwing-gegeven"),
        _step(14, "last-opgelegd"),
        _step(15, "vergunning-geweigerd", reden="bibob"),
        _step(16, "vergunning-ingetrokken", reden="op_verzoek"),
        _step(17, "subsidie-teruggevorderd"),
        _step(18, "melding-ontvangen"),
    ]
    assert [fact.hard for fact in _derived(*hard, *soft)[0]] == [True] * 8 + [False] * 8


def test_a_withdrawn_permit_lies_on_applicant_and_place_only() -> None:
    """A closure lies on all parties but who was found in charge."""
    parties = (_A, _B, Party("aangetroffen-leiding", "pc"))
    withdrawn, closed = _derived(
        _step(1, "vergunning-ingetrokken", *parties, place="lx", reden="bibob"),
        _step(2, "sluiting-opgelegd", place="lx"),
    )[0]
    assert withdrawn.lies_on() == {"oa", "lx"}
    assert closed.lies_on() == {"oa", "pb", "lx"}


def test_who_was_gone_by_then_is_no_party_any_more() -> None:
    """What a Betrokkene says of begin and end goes before."""
    gone, to_come = Party("exploitant", "oa", until=day(4)), Party("exploitant", "ob", since=day(6))
    closed = _derived(_step(5, "sluiting-opgelegd", gone, to_come, Party("eigenaar", "pc"), place="lx"))[0][0]
    assert closed.lies_on() == {"pc", "lx"}
    assert closed.concerned() == {"pc"}


def test_an_inspection_concerns_who_runs_the_place() -> None:
    """Where nobody does, who owns it; else nobody."""
    owner = Party("eigenaar", "pc")
    (run,) = _derived(_step(1, "controle-uitgevoerd", owner, Party("exploitant", "oa")))[0]
    (empty,) = _derived(_step(1, "controle-uitgevoerd", owner))[0]
    (nobody,) = _derived(_step(1, "controle-uitgevoerd", _A))[0]
    assert [fact.concerned() for fact in (run, empty, nobody)] == [{"oa"}, {"pc"}, set()]


def test_a_permit_role_holds_from_application_to_the_end_of_the_case() -> None:
    """Refusal, withdrawal or lapse ends it; with applicant and with place."""
    _, roles = _derived(
        _step(1, "aanvraag-ontvangen", _A, place="lx"),
        _step(3, "vergunning-verleend", _B),
        _step(9, "vergunning-vervallen"),
    )
    assert _spans(roles) == {
        (DECLARED + "aanvrager", "oa", "lx", day(1), day(9)),
        (DECLARED + "leidinggevende", "pb", "lx", day(1), day(9)),
        (DECLARED + "leidinggevende", "pb", "oa", day(1), day(9)),
    }


def test_a_role_in_another_case_holds_on_its_day_alone() -> None:
    """With whom the inspection concerns, where nobody applied; own dates go before."""
    found = Party("leidinggevende", "pb", since=day(2))
    _, roles = _derived(
        _step(5, "controle-uitgevoerd", Party("exploitant", "oa"), found, topic="inspections", place="lx")
    )
    assert _spans(roles) == {
        (DECLARED + "exploitant", "oa", "lx", day(5), day(5)),
        (DECLARED + "leidinggevende", "pb", "oa", day(2), day(5)),
        (DECLARED + "leidinggevende", "pb", "lx", day(2), day(5)),
    }
