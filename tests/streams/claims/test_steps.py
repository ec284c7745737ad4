"""Steps in cases."""

from graph.claims import Step
from tests.graph.builders import (
    Data,
    applies,
    day,
    event,
    firm,
    grants,
    inspects,
    party,
    person,
    place_record,
    registered,
)

_A, _P = firm("A"), person("P")


def _step(kind: str, **data: object) -> Step:
    step = event(kind, 1, **data).step
    assert step is not None
    return step


def test_an_event_that_says_nothing_more_is_a_step_all_the_same() -> None:
    """The empty case, of each topic with cases."""
    for kind in (
        "vergunningen.aanvraag-ontvangen",
        "toezicht.controle-uitgevoerd",
        "meldingen.melding-ontvangen",
    ):
        step = _step(kind)
        assert (step.kind, step.parties, step.place, step.zaaknummer) == (
            kind.partition(".")[2],
            (),
            None,
            None,
        )
    assert registered(_A, 1, 1).step is None


def test_what_two_topics_call_the_same_is_told_apart() -> None:
    """An application for a subsidy is none for a permit."""
    assert _step("subsidies.aanvraag-ontvangen").kind == "subsidie-aanvraag-ontvangen"
    assert _step("subsidies.aanvraag-ingetrokken").kind == "subsidie-aanvraag-ingetrokken"
    assert _step("subsidies.subsidie-verleend").kind == "subsidie-verleend"
    assert _step("vergunningen.aanvraag-ontvangen").kind == "aanvraag-ontvangen"


def test_what_a_permit_step_says() -> None:
    """Parties in their order with days, share and money; lenders named in the financing."""
    told = applies(
        _A,
        1,
        1,
        party(
            "aandeelhouder", _P, aandeel=30, sinds="2020-01-02", tot="2020-01-04", bedrag="1.50", soort="x"
        ),
        sbi=["5610"],
        zaaknummer="1",
        financiering=[
            {"soort": "onderhands", "bedrag": "10.00", "verstrekker": party("financier", _P)},
            {"bedrag": "5.00", "verstrekker": party("financier", _P, soort="familie")},
            {"soort": "eigen_middelen", "bedrag": "3.00"},
        ],
    )
    step = told.step
    assert step is not None
    assert (step.soort, step.sbi, step.zaaknummer, step.place) == (
        "exploitatie_horeca",
        ("5610",),
        "1",
        place_record(1),
    )
    assert [one.rol for one in step.parties] == ["aanvrager", "aandeelhouder", "financier", "financier"]
    holder = step.parties[1]
    assert (holder.since, holder.until, holder.share, holder.amount, holder.soort) == (
        day(1),
        day(3),
        30,
        150,
        "x",
    )
    assert [(one.amount, one.soort) for one in step.parties[2:]] == [(1000, "onderhands"), (500, "familie")]


def test_what_a_subsidy_step_says() -> None:
    """Money in cents; whether the day is known."""
    told = grants(_A, 1, "x", activiteit="y", bedragVerleend="24000.50", iban="nl91 abna 0417 1643 00")
    step = told.step
    assert step is not None
    assert (step.regeling, step.activiteit, step.jaar, step.verleend) == ("x", "y", 2020, 2_400_050)
    assert (step.iban, step.undated) == ("NL91ABNA0417164300", False)
    undated = grants(_A, 1, "x", datumOnbekend=True).step
    assert undated is not None
    assert undated.undated


def test_what_is_financed_is_the_sum_of_the_whole_financing() -> None:
    """In cents; unknown where a part has no amount, and then it is given all the same."""
    parts: list[Data] = [{"bedrag": "10.00"}, {"bedrag": "5.50"}]
    step = _step("vergunningen.aanvraag-ontvangen", investering="99.00", financiering=parts)
    assert (step.investering, step.financing, step.financed) == (9900, True, 1550)
    step = _step("vergunningen.aanvraag-ontvangen", financiering=[*parts, {"soort": "bank"}])
    assert (step.investering, step.financing, step.financed) == (None, True, None)
    step = _step("vergunningen.aanvraag-ontvangen", financiering=[])
    assert (step.financing, step.financed) == (False, None)


def test_a_period_has_two_ends() -> None:
    """One of them says nothing."""
    assert _step(
        "subsidies.subsidie-verleend", periode={"van": "2020-01-02", "tot": "2020-01-04"}
    ).period == (
        day(1),
        day(3),
    )
    assert _step("subsidies.subsidie-verleend", periode={"van": "2020-01-02"}).period is None


def test_an_application_gives_its_applicant_s_contacts() -> None:
    """Of the first applicant, else of the holder, in one spelling; other steps and parties give none."""
    said = firm("A", telefoon="+31 78 1234567", email=" X@y.nl", iban="nl91abna0417164300")
    contacts = (("telefoon", "0781234567"), ("email", "x@y.nl"), ("iban", "NL91ABNA0417164300"))
    lender = party("financier", firm("B", telefoon="1"))
    for rol in ("aanvrager", "houder"):
        step = _step("vergunningen.aanvraag-ontvangen", betrokkenen=[lender, party(rol, said)])
        assert step.contacts == contacts
    assert _step("subsidies.aanvraag-ontvangen", betrokkenen=[party("aanvrager", said)]).contacts == contacts
    assert _step("vergunningen.vergunning-verleend", betrokkenen=[party("houder", said)]).contacts == ()


def test_what_an_inspection_step_says() -> None:
    """One sanctionable finding makes it so."""
    findings: list[Data] = [
        {"code": "a", "ernst": 1, "sanctionabel": False},
        {"code": "b", "ernst": 3, "sanctionabel": True},
    ]
    step = inspects(
        _A, 1, 1, bevindingen=findings, uitkomst="overtreding", aanleiding="klacht", soortToezicht="horeca"
    ).step
    assert step is not None
    assert step.soort == "horeca"
    assert (step.sanctionable, step.findings, step.uitkomst, step.aanleiding) == (
        True,
        ("a", "b"),
        "overtreding",
        "klacht",
    )
    harmless = inspects(_A, 1, 1, bevindingen=findings[:1]).step
    assert harmless is not None
    assert not harmless.sanctionable


def test_what_a_measure_and_a_report_say() -> None:
    """Its ground and remedy; category, channel, reliability."""
    measure = _step(
        "toezicht.sluiting-opgelegd", maatregel={"grondslag": "opiumwet_13b"}, rechtsmiddel="bezwaar"
    )
    assert (measure.grondslag, measure.rechtsmiddel) == ("opiumwet_13b", "bezwaar")
    report = _step("meldingen.melding-ontvangen", categorie="hennep", kanaal="partner", betrouwbaarheid="A")
    assert (report.categorie, report.kanaal, report.betrouwbaarheid) == ("hennep", "partner", "A")
