"""An advisory to lay out: made by hand, so that the documents are tested apart from the law that fills them."""

from graph.flag import AsOf, EventName
from screening.advisory import (
    Aanleiding,
    Actualiteit,
    Advisory,
    Alternatief,
    Beleidslijn,
    Evenredigheid,
    Fact,
    Factor,
    Gebeurtenis,
    Grond,
    Grondslag,
    GrondSoort,
    Indicatie,
    Inzage,
    Lid4,
    Mens,
    Ontlastend,
    Relatie,
    Status,
    Strafbaarheid,
    Stuk,
    Termijn,
    Tijdsverloop,
    Trede,
    TredeStand,
    Uitkomst,
    Vraag,
    Weging,
    Weigeringsgrond,
    Zaak,
    Zienswijze,
    ZienswijzeStatus,
)
from screening.sentence import Afweging, Feit, Recht

__all__ = ["fact", "made"]

SOURCE = "urn:nld:oin:00000001850000002000:systeem:vth"
PER = "2018-05-01"


def feit(nl: str, number: int = 1) -> Feit:
    """Make a sentence on an event."""
    return Feit(nl, EventName(SOURCE, f"E-{number}"))


def fact(number: int, strafbaarheid: Strafbaarheid = Strafbaarheid.VERMOEDEN) -> Fact:
    """Make one of many facts."""
    return Fact(
        id=f"F{number}",
        gebeurtenis=Gebeurtenis.VASTSTAAND,
        strafbaarheid=strafbaarheid,
        ernst="2",
        bron="toezicht",
        event=EventName(SOURCE, f"E-{number}"),
        stukken=[
            Stuk(f"D-{number}", "Rapport <b>van</b> controle *1*", "2021-03-04", "https://example.org/d")
        ],
        datum=f"2021-03-{number:02d}",
        tijdsverloop=Tijdsverloop("2021-11-08", 200, [feit("Dit is 200 dagen geleden.", number)]),
        tekst=[feit(f"Controle nummer {number} van Café $ö# & Zn. gaf een overtreding.", number)],
    )


def made(facts: int = 7, relations: int = 3) -> Advisory:
    """Make an advisory with this many facts and relations."""
    wet = Grondslag("Wet Bibob", "3", "1", PER)
    weigh = Afweging("Hoe ernstig is het gevaar?", "gevaar")
    return Advisory(
        id="a:0123",
        versie=2,
        gemeente="0505",
        soort="bibob-signaaladvies",
        status=Status.CONCEPT,
        zaak=Zaak(SOURCE, "HOR-2021-0042"),
        beschikking="exploitatievergunning horeca",
        bevoegd="burgemeester",
        mandaat="geen mandaat bekend",
        aanleiding=Aanleiding.AANVRAAG,
        grondslag=Grondslag("Wet Bibob", "7", "geheel", PER),
        beleidslijn=Beleidslijn("2020", "horeca", "Elke aanvraag in de horeca wordt getoetst."),
        weging=Weging.NIET_GEWOGEN,
        uitkomst=Uitkomst.AANVULLENDE_VRAGEN,
        treden=[
            Trede(Uitkomst.GEEN_AANLEIDING, TredeStand.TE_LICHT, [], [feit("Er zijn feiten.")]),
            Trede(
                Uitkomst.AANVULLENDE_VRAGEN,
                TredeStand.GEKOZEN,
                [],
                [Recht("Vragen gaat voor.", "Awb 4:5", PER)],
            ),
            Trede(
                Uitkomst.EIGEN_ONDERZOEK, TredeStand.TE_ZWAAR, ["vragen"], [feit("Er is nog niets gevraagd.")]
            ),
        ],
        vragen=[
            Vraag(
                "v1",
                "J1",
                "Bibob-formulier",
                "vraag 7",
                "Wie leent u geld?",
                ["F1"],
                "nog niet",
                "2021-12-01",
                "nog niet",
            )
        ],
        onderzoek=[Afweging("Zijn de jaarstukken opgevraagd?", "onderzoek-1")],
        weigeringsgronden=[
            Weigeringsgrond(Grondslag("Alcoholwet", "27", "1", PER), ["F1"], [feit("Feit 1 telt hier.")])
        ],
        gronden=[
            Grond(
                GrondSoort.B,
                ["F1", "F2"],
                [Factor("3", "a", [feit("Twee overtredingen."), weigh])],
                [feit("De overtredingen horen bij dezelfde activiteit.")],
            )
        ],
        feiten=[fact(number) for number in range(1, facts + 1)],
        relaties=[
            Relatie(
                [f"{SOURCE}#P{number}"],
                "financier",
                Lid4.B,
                Actualiteit.LOPEND,
                "2020-01-01",
                "loopt nog",
                ["F1"],
                [feit(f"A. de Vries-İnce {number} leent geld aan de aanvrager.")],
            )
            for number in range(relations)
        ],
        ontlastend=[Ontlastend([feit("Drie controles zonder bevindingen.")], ["F3"])],
        evenredigheid=Evenredigheid(
            [weigh],
            [Afweging("Welke belangen heeft de aanvrager?", "belangen")],
            [Alternatief("boekhouding overleggen", "te beantwoorden", [weigh])],
            [Afweging("Wat is de slotsom?", "slotsom")],
        ),
        zienswijze=[
            Zienswijze(
                [f"{SOURCE}#P1"], ZienswijzeStatus.NOG_NIET_GEVRAAGD, [feit("A. de Vries is genoemd.")]
            )
        ],
        termijnen=[
            Termijn(
                "beslistermijn",
                Grondslag("Awb", "4:13", "2", PER),
                "2021-11-10",
                "2022-01-05",
                "niet",
                "geen",
            ),
            Termijn("advies van het Bureau", wet, "nog niet begonnen", "nog niet begonnen", "niet", "geen"),
        ],
        inzage=[
            Inzage("de aanvrager", [Recht("Alleen wat nodig is voor de motivering.", "Wet Bibob 28", PER)])
        ],
        indicatoren=[
            Indicatie("D1", "1", {"months": 24.0}, "f:1", "abc", "Een doorstart op dezelfde plaats.")
        ],
        flags=["f:1"],
        digest="d" * 64,
        as_of=AsOf("2021-11-08", "2021-11-10T09:12:33Z"),
        beperkingen=[feit("Het register van aandeelhouders is niet aangesloten.")],
        mens=Mens(),
    )
