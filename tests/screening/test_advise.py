"""What an advisory says, sentence by sentence, and which step it comes to."""

import datetime as dt
import os
from pathlib import Path

import msgspec
import pytest

from demo.town import generate
from graph.claims import Ref, Statement
from graph.municipality import Municipality
from screening import advisory as a
from screening.docket import Docket
from screening.dossier import EMPTY, Answer, Answered, Dossier, Signed
from screening.ladder import Situation, climb
from screening.law import LAW, TEXTS
from screening.near import reach
from screening.paper import NO_PAPER
from screening.sentence import Afweging, Feit, Recht
from streams.gateway import Accepted, Gateway
from streams.pseudonyms import Keys
from streams.statements import statement_of
from tests.graph.builders import RULES, applies, closed_down, event, firm, inspects, leads, party, person
from tests.graph.plots import BEFORE, HEIR, PLOT, RUNNER, plot
from tests.screening.advised import OUTCOMES, advised, docketed, gap, judgement, one

GOLDEN = Path(__file__).parent.parent / "data" / "advisories"

NAMED = {(row.name, TEXTS[row.text].per) for row in LAW.values()}


def check_sentences(town: Municipality, made: a.Advisory) -> int:
    """Walk every sentence by its kind; give how many there were."""
    count = 0
    for path, sentence in a.sentences(made):
        count += 1
        assert sentence.nl.strip(), path
        if isinstance(sentence, Feit):
            assert town.graph.standing.stands(Ref(0, 0, sentence.event.source, sentence.event.id)), path
        elif isinstance(sentence, Recht):
            assert (sentence.artikel, sentence.tekst_per) in NAMED, path
        elif sentence.te_beantwoorden:
            assert sentence.auteur is None, path
            assert "?" in sentence.nl, path
        else:
            assert sentence.auteur, path
    return count


def check_references(made: a.Advisory) -> None:
    """Every fact that a part of the advisory rests on stands among its facts."""
    ids = {fact.id for fact in made.feiten}
    for rows in (made.weigeringsgronden, made.gronden, made.relaties, made.ontlastend):
        for row in rows:
            assert set(row.feiten) <= ids, row


@pytest.mark.parametrize("outcome", list(a.Uitkomst))
def test_each_outcome_is_reached_and_says_what_it_said(outcome: a.Uitkomst) -> None:
    """Beside a golden file for each; REWRITE_GOLDEN=1 writes them anew."""
    statements, dossier = OUTCOMES[outcome]
    made = one(statements, dossier)
    assert made.uitkomst is outcome
    assert a.missing(made) == []
    text = msgspec.json.format(a.encoded(made), indent=1).decode() + "\n"
    path = GOLDEN / f"{outcome}.json"
    if os.environ.get("REWRITE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
    assert a.decoded(text.encode()) == made


@pytest.mark.parametrize("outcome", list(a.Uitkomst))
def test_every_sentence_is_what_its_kind_says(outcome: a.Uitkomst) -> None:
    """Facts name a standing event, law a row of the table, weighings are questions."""
    statements, dossier = OUTCOMES[outcome]
    town, docket = docketed(statements, dossier=dossier)
    for made in docket.advisories.values():
        assert check_sentences(town, made)
        check_references(made)


@pytest.fixture(scope="module")
def demo_log() -> list[Statement]:
    """Give the demo town's log, with every case still open: the events that decide one are left out."""
    gateway, seen, found = Gateway(Keys.load(None)), set(), []
    for line in generate(1, people=2_500).lines():
        checked = gateway.check(line)
        if not isinstance(checked, Accepted):
            continue
        name = (checked.event.source, checked.event.id)
        if name not in seen:
            seen.add(name)
            found.append(statement_of(checked.event))
    gemeente = found[0].gemeente
    return [one for one in found if one.gemeente == gemeente]


def test_every_sentence_of_every_advisory_of_the_demo_town_is_what_its_kind_says(
    demo_log: list[Statement],
) -> None:
    """Also of the advisories on what was granted, once every flag is confirmed."""
    town = Municipality(demo_log[0].gemeente, RULES)
    docket = Docket(lambda _: NO_PAPER)
    checked, size = set(), 400
    for first in range(0, len(demo_log), size):
        renewed = docket.renew(town, town.apply(demo_log[first : first + size]))
        assert not renewed.failed
        for made in renewed.made:
            check_sentences(town, made)
            check_references(made)
            checked.add(made.id)
    verdicts = [_confirmed(flag, town.gemeente) for flag in sorted(town.flags)]
    renewed = docket.renew(town, town.apply(verdicts))
    assert not renewed.failed
    for made in renewed.made:
        assert made.weging is a.Weging.BEVESTIGD
        check_sentences(town, made)
        check_references(made)
        checked.add(made.id)
    assert {made.aanleiding for made in renewed.made} >= {
        a.Aanleiding.LOPENDE_VERGUNNING,
        a.Aanleiding.LOPENDE_SUBSIDIE,
    }
    anew = Municipality(town.gemeente, RULES)
    fresh = Docket(lambda _: NO_PAPER)
    fresh.renew(anew, anew.apply([*demo_log, *verdicts]))
    assert {made.id: made.digest for made in fresh.advisories.values()} == {
        made.id: made.digest for made in docket.advisories.values()
    }


def _confirmed(flag: str, gemeente: str) -> Statement:
    return event(
        "screening.oordeel-gegeven",
        1_000,
        gemeente=gemeente,
        flag=flag,
        digest="0" * 64,
        oordeel="confirmed",
        reden="r",
        door="jo",
    )


def test_order_and_batches_make_no_difference() -> None:
    """The same facts give the same advisory."""
    whole = one(PLOT)
    _, docket = docketed(*([statement] for statement in reversed(PLOT)))
    assert [made.digest for made in docket.advisories.values()] == [whole.digest]


def test_an_application_gets_one_at_once_and_it_lapses_when_decided() -> None:
    """Its term runs; a decided case needs none."""
    town, docket = docketed(PLOT)
    (made,) = docket.advisories.values()
    assert (made.aanleiding, made.weging) == (a.Aanleiding.AANVRAAG, a.Weging.NIET_GEWOGEN)
    assert made.status is a.Status.CONCEPT
    refused = event("vergunningen.vergunning-geweigerd", 100, zaaknummer="1", reden="overig")
    renewed = docket.renew(town, town.apply([refused]))
    assert renewed.lapsed == [made.id]
    assert not docket.advisories


def _granted() -> list[Statement]:
    return [*PLOT, event("vergunningen.vergunning-verleend", 80, zaaknummer="1")]


def test_what_was_granted_gets_one_only_after_a_confirmed_verdict() -> None:
    """For withdrawal; other verdicts give none."""
    town, docket = docketed(_granted())
    assert not docket.advisories
    (flag,) = town.flags
    assert not docket.renew(town, town.apply([judgement(flag, "cannot_tell")])).made
    town, docket = docketed(_granted(), [judgement(flag, "confirmed")])
    (made,) = docket.advisories.values()
    assert (made.aanleiding, made.weging) == (a.Aanleiding.LOPENDE_VERGUNNING, a.Weging.BEVESTIGD)


def test_backlog_gives_none_on_what_runs_already() -> None:
    """Flags raised before the go-live date are a list of their own."""
    rules = msgspec.structs.replace(RULES, go_live=dt.date(2021, 1, 1))
    town = Municipality("0505", rules)
    docket = Docket(lambda _: NO_PAPER)
    docket.renew(town, town.apply(_granted()))
    (flag,) = town.flags
    docket.renew(town, town.apply([judgement(flag, "confirmed")]))
    assert not docket.advisories


def test_a_signal_that_was_weighed_and_not_confirmed_gives_no_reason() -> None:
    """Outcome `geen_aanleiding`, and every heavier step says why not."""
    town, _ = docketed(PLOT)
    (flag,) = town.flags
    made = one([*PLOT, judgement(flag, "lawful")])
    assert made.uitkomst is a.Uitkomst.GEEN_AANLEIDING
    assert all("signaal_niet_bevestigd" in step.beletsel for step in made.treden[1:])


def test_only_a_judged_fine_points_to_an_offence() -> None:
    """A closure or finding is a suspicion; a contested fine too (article 3a)."""
    fine = {"maatregel": {"grondslag": "alcoholwet", "bedrag": "500.00"}, "zaaknummer": "B1"}

    def fined(remedy: str) -> a.Fact:
        told = event("toezicht.boete-opgelegd", 65, **_at(HEIR), **fine, rechtsmiddel=remedy, id_="fine")
        return next(fact for fact in one([*PLOT, told]).feiten if fact.event.id == "fine")

    judged, contested = fined("onherroepelijk"), fined("bezwaar")
    assert (judged.gebeurtenis, judged.strafbaarheid) == ("vaststaand", "wijst_erop")
    assert (contested.gebeurtenis, contested.strafbaarheid) == ("betwist", "vermoeden")
    facts = {fact.event.id: fact for fact in one(PLOT).feiten}
    assert facts["closure"].strafbaarheid is a.Strafbaarheid.VERMOEDEN
    assert facts["application"].strafbaarheid is a.Strafbaarheid.GEEN


def _at(org: dict[str, object]) -> dict[str, object]:
    return {
        "betrokkenen": [party("exploitant", org)],
        "locatie": {"adresseerbaarObject": "0505010000000001"},
    }


def test_questions_come_before_all_else_until_there_was_a_chance_to_explain() -> None:
    """Whatever a human concluded meanwhile."""
    heavy = Dossier(eigen_onderzoek_volledig="2020-03-20", gevaar="ernstig_gevaar")
    made = one(gap(), heavy)
    assert made.uitkomst is a.Uitkomst.AANVULLENDE_VRAGEN
    assert isinstance(made.vragen, list)
    (question,) = made.vragen
    assert (question.indicator, question.formuliervraag) == ("F2", "Wijze van de financiering")
    asked = Dossier(
        eigen_onderzoek_volledig="2020-03-20",
        gevaar="ernstig_gevaar",
        vragen=(Answered(question.id, "2020-03-02", "2020-03-05"),),
    )
    assert one(gap(), asked).uitkomst is a.Uitkomst.WEIGERING_OF_INTREKKING_OVERWEGEN
    running = msgspec.structs.replace(asked, vragen=(Answered(question.id, "2020-03-02", "2020-05-05"),))
    assert one(gap(), running).uitkomst is a.Uitkomst.AANVULLENDE_VRAGEN


@pytest.mark.parametrize("hit", ["bibob_register", "tip"])
def test_a_register_hit_or_tip_alone_never_goes_above_own_research_r30(hit: str) -> None:
    """Whatever else humans recorded."""
    dossier = Dossier(treffers=(hit,), eigen_onderzoek_volledig="2020-03-20", gevaar="ernstig_gevaar")
    alone = Situation(
        allowed=True, open_questions=0, suspicions=0, weighing=a.Weging.BEVESTIGD, dossier=dossier
    )
    outcome, ladder = climb(alone)
    assert outcome is a.Uitkomst.EIGEN_ONDERZOEK
    assert all("alleen_treffer_of_tip" in step.beletsel for step in ladder[3:])


def test_a_heavy_step_needs_own_research_recorded_as_complete() -> None:
    """A conclusion alone is not enough."""
    made = one(PLOT, Dossier(gevaar="ernstig_gevaar"))
    assert made.uitkomst is a.Uitkomst.EIGEN_ONDERZOEK
    assert "eigen_onderzoek_niet_volledig" in made.treden[-1].beletsel


def test_what_speaks_for_the_party_is_searched_and_never_empty_r24() -> None:
    """A clean inspection is found; what is not found says where it was looked for."""
    clean = inspects(
        HEIR, 1, 75, sanctionable=False, bevindingen=[], uitkomst="geen_bevindingen", id_="clean"
    )
    found = one([*PLOT, clean]).ontlastend
    assert found[0].feiten
    without = one(PLOT).ontlastend
    assert without[0].gezocht_in == ["controles zonder bevindingen"]
    assert all(row.feiten or row.gezocht_in for row in without)


def test_an_ended_relation_is_told_as_ended() -> None:
    """It may still count; and it speaks for the party."""
    left = leads(RUNNER, HEIR, 75, ends=True, id_="left")
    made = one([*PLOT, left])
    relation = next(row for row in made.relaties if row.soort == "bestuurder" and row.tot != "loopt nog")
    assert (relation.lid4, relation.actueel) == (a.Lid4.C, a.Actualiteit.BEEINDIGD)
    assert any("einde van een relatie" in row.tekst[0].nl for row in made.ontlastend)


def test_who_is_behind_the_applicant_is_told_with_what_else_he_leads() -> None:
    """The person who leads both firms, and the closed firm that he leads."""
    made = one(PLOT)
    told = {(row.wie[0], row.soort, row.lid4) for row in made.relaties}
    closed = next(fact.event for fact in made.feiten if fact.event.id == "leads-A")
    assert closed.source
    assert {row[1:] for row in told} >= {("betrokkene zelf", "a"), ("bestuurder", "c")}
    assert sum(row.soort == "bestuurder" for row in made.relaties) == 2


def test_a_human_conclusion_starts_the_task_to_report() -> None:
    """Without delay, to the Bureau."""
    made = one(PLOT, Dossier(gevaar="mindere_mate", eigen_onderzoek_volledig="2020-03-20"))
    assert [row.vervalt for row in made.termijnen if row.wat.startswith("melden")] == ["onverwijld"]
    assert not [row for row in one(PLOT).termijnen if row.wat.startswith("melden")]


def test_ordinary_grounds_come_with_why_bibob_beside_them() -> None:
    """Enforcement is looked at in every case."""
    made = one(PLOT)
    assert made.weigeringsgronden[-1].grondslag.artikel == "5:4"
    assert any(isinstance(row, Recht) and "Wet Bibob" in row.nl for row in made.weigeringsgronden[-1].tekst)


def test_each_person_named_is_heard_and_sees_only_his_part_r17() -> None:
    """Applicant first, then third parties."""
    made = one(PLOT)
    assert len(made.zienswijze) >= 2
    third = [row for row in made.inzage if row.aan.startswith("derde")]
    assert len(third) == len(made.zienswijze) - 1
    assert all("Alleen het deel" in row.wat[0].nl for row in third)


def test_an_answer_of_a_human_takes_the_place_of_the_question() -> None:
    """With its author; the others stay open."""
    dossier = Dossier(antwoorden=(Answer("gevaar", "Ernstig, want …", "u:jo", "2020-03-20"),))
    text = one(PLOT, dossier).evenredigheid.gevaar[-1]
    assert text == Afweging("Ernstig, want …", "gevaar", "u:jo", te_beantwoorden=False)


def test_where_no_line_of_the_policy_allows_it_says_so_and_stops() -> None:
    """No fact of the signal is in it."""
    told = plot()
    told["application"] = applies(HEIR, 1, 60, id_="application", zaaknummer="1", soort="omgeving_bouw")
    made = one(list(told.values()))
    assert (made.beleidslijn.regel, made.uitkomst) == ("geen", a.Uitkomst.GEEN_AANLEIDING)
    assert [fact.event.id for fact in made.feiten] == ["application"]
    assert a.missing(made) == []


@pytest.mark.parametrize("kind", ["evenement", "kinderopvang", "overig"])
def test_a_kind_without_a_row_gets_no_advisory(kind: str) -> None:
    """No row, no advisory."""
    told = plot()
    told["application"] = applies(HEIR, 1, 60, id_="application", zaaknummer="1", soort=kind)
    assert advised(list(told.values())) == []


def test_who_only_shares_a_place_that_is_no_member_is_not_near() -> None:
    """Area is never near; a place counts only as a member."""
    other = applies(firm("Z"), 9, 61, id_="other", zaaknummer="2")
    assert len(advised([*PLOT, other])) == 1


def test_who_leads_a_member_is_near_through_it() -> None:
    """An article 3(4) relation of a party to a member."""
    case = applies(firm("Z"), 9, 61, party("bestuurder", person("Q")), id_="other", zaaknummer="2")
    near = leads(person("Q"), BEFORE, 5, id_="q-leads")
    town, docket = docketed([*PLOT, case])
    assert len(docket.advisories) == 1
    made = docket.renew(town, town.apply([near])).made
    assert {one.zaak.zaaknummer for one in made} >= {"2"}
    through = next(one for one in made if one.zaak.zaaknummer == "2")
    assert any(row.lid4 is a.Lid4.C for row in through.relaties)


def test_the_protection_route_reaches_no_case_r29() -> None:
    """No advisory, whatever it finds."""
    town, _ = docketed(PLOT)
    (flag,) = town.flags.values()
    assert reach(town.graph, flag).cases
    assert not reach(town.graph, msgspec.structs.replace(flag, route="protection")).cases


def test_a_fact_older_than_five_years_is_shown_on_a_written_reason_alone_r23() -> None:
    """Counted among the limits; with a reason it is back."""
    old = closed_down(HEIR, 1, -1_900, id_="old")
    ids = [fact.event.id for fact in one([*PLOT, old]).feiten]
    assert "old" not in ids


def test_a_later_fact_after_a_signature_makes_the_next_version() -> None:
    """While it says the same, the signed version stands."""
    first = one(PLOT)
    signed = Dossier(getekend=(Signed(1, first.digest, a.Status.TER_TOETSING, "u:jo", "2020-03-20"),))
    same = one(PLOT, signed)
    assert (same.versie, same.status, same.mens.opsteller) == (1, a.Status.TER_TOETSING, "u:jo")
    more = one([*PLOT, inspects(HEIR, 1, 75, id_="more")], signed)
    assert (more.versie, more.status) == (2, a.Status.CONCEPT)


def test_the_words_are_about_facts_never_about_guilt() -> None:
    """No "crimineel", no "schuldig" (domain.md section 4)."""
    for made in advised(PLOT):
        text = a.encoded(made).decode().lower()
        assert "crimine" not in text
        assert "schuldig" not in text.replace("onverschuldigd", "").replace("verschuldigd", "")


def test_an_empty_dossier_is_where_every_case_begins() -> None:
    """Nothing recorded, nothing concluded."""
    assert one(PLOT) == one(PLOT, EMPTY)
