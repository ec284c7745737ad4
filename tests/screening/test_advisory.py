"""The advisory as a record: it is whole, it reads back, its sentences can be walked."""

import msgspec
import pytest

from graph.flag import AsOf, EventName
from screening import advisory as a
from screening.sentence import Afweging, Feit, Recht

EVENT = EventName("urn:nld:oin:1", "APP-1")
FEIT = Feit("De aanvraag is ontvangen.", EVENT)
RECHT = Recht("Eerst de gewone weigeringsgronden.", "Wet Bibob art. 3", "2013-07-01")
VRAAG = Afweging("Hoe groot is het gevaar?", "gevaar")
GROND = a.Grondslag("Wet Bibob", "7", "1", "2013-07-01")


@pytest.fixture
def whole() -> a.Advisory:
    """Give a small advisory in which nothing is missing."""
    return a.Advisory(
        id="adv:1",
        versie=1,
        gemeente="0505",
        soort="bibob-signaaladvies",
        status=a.Status.CONCEPT,
        zaak=a.Zaak("urn:nld:oin:1", "HOR-1"),
        beschikking="exploitatie_horeca",
        bevoegd="burgemeester",
        mandaat="zie het mandaatregister",
        aanleiding=a.Aanleiding.AANVRAAG,
        grondslag=GROND,
        beleidslijn=a.Beleidslijn("2020", "horeca", "Elke aanvraag."),
        weging=a.Weging.NIET_GEWOGEN,
        uitkomst=a.Uitkomst.EIGEN_ONDERZOEK,
        treden=[a.Trede(a.Uitkomst.EIGEN_ONDERZOEK, a.TredeStand.GEKOZEN, [], [RECHT])],
        vragen=a.NEE,
        onderzoek=[RECHT],
        weigeringsgronden=[a.Weigeringsgrond(GROND, ["f1"], [RECHT])],
        gronden=[a.Grond(a.GrondSoort.B, ["f1"], [a.Factor("3", "a", [VRAAG])], [VRAAG])],
        feiten=[
            a.Fact(
                "f1",
                a.Gebeurtenis.VASTSTAAND,
                a.Strafbaarheid.VERMOEDEN,
                "2",
                "urn:nld:oin:1",
                EVENT,
                "geen stukken bij de gebeurtenis",
                "2021-01-01",
                a.Tijdsverloop("2021-11-08", 311, [FEIT]),
                [FEIT],
            )
        ],
        relaties=[
            a.Relatie(
                ["x#1"], "financier", a.Lid4.C, a.Actualiteit.LOPEND, "2021", "loopt nog", ["f1"], [FEIT]
            )
        ],
        ontlastend=[a.Ontlastend([FEIT], gezocht_in=["controles"])],
        evenredigheid=a.Evenredigheid(
            [VRAAG], [VRAAG], [a.Alternatief("melden", "te bepalen", [VRAAG])], [VRAAG]
        ),
        zienswijze=[a.Zienswijze(["x#1"], a.ZienswijzeStatus.NOG_NIET_GEVRAAGD, [RECHT])],
        termijnen=[a.Termijn("beslistermijn", GROND, "2021-11-08", "2022-01-03", a.NEE, a.NEE)],
        inzage=[a.Inzage("betrokkene", [RECHT])],
        indicatoren=[a.Indicatie("D1", "1", {}, "f:1", "00", "Zin.")],
        flags=["f:1"],
        digest="00",
        as_of=AsOf("2021-11-10", "2021-11-10T09:12:33Z"),
        beperkingen=[RECHT],
        mens=a.Mens(),
    )


def test_a_whole_advisory_lacks_nothing_and_reads_back_as_itself(whole: a.Advisory) -> None:
    """What is published is what was made."""
    assert a.missing(whole) == []
    assert a.decoded(a.encoded(whole)) == whole


@pytest.mark.parametrize(
    "field", ["ontlastend", "feiten", "zienswijze", "termijnen", "beperkingen", "mandaat"]
)
def test_an_empty_field_is_named(whole: a.Advisory, field: str) -> None:
    """None is empty: what was looked for and not found says so (R24 for what speaks for the party)."""
    empty = "" if field == "mandaat" else []
    assert a.missing(msgspec.structs.replace(whole, **{field: empty})) == [field]


def test_an_empty_field_deep_inside_is_named_by_its_path(whole: a.Advisory) -> None:
    """The reader of the message must find it."""
    fact = msgspec.structs.replace(whole.feiten[0], tekst=[])
    assert a.missing(msgspec.structs.replace(whole, feiten=[fact])) == ["feiten[0].tekst"]


def test_a_field_that_is_not_there_is_no_advisory(whole: a.Advisory) -> None:
    """A record without one of its fields does not read."""
    body = {key: value for key, value in msgspec.to_builtins(whole).items() if key != "ontlastend"}
    with pytest.raises(msgspec.ValidationError, match="ontlastend"):
        a.decoded(msgspec.json.encode(body))


def test_every_sentence_is_walked_with_its_path(whole: a.Advisory) -> None:
    """Facts, law and weighings alike, however deep they stand."""
    found = dict(a.sentences(whole))
    assert found["feiten[0].tijdsverloop.tekst[0]"] == FEIT
    assert found["evenredigheid.alternatieven[0].waarom[0]"] == VRAAG
    assert {type(one) for one in found.values()} == {Feit, Recht, Afweging}


def test_questions_are_open_until_a_human_answers(whole: a.Advisory) -> None:
    """While one is open the advisory stays a concept."""
    assert "evenredigheid.gevaar[0]" in [path for path, _ in a.open_questions(whole)]
    answered = Afweging("Het gevaar is klein.", "gevaar", "u:17", te_beantwoorden=False)
    closed = msgspec.structs.replace(
        whole, evenredigheid=msgspec.structs.replace(whole.evenredigheid, gevaar=[answered])
    )
    assert "evenredigheid.gevaar[0]" not in [path for path, _ in a.open_questions(closed)]


def test_the_digest_covers_what_it_says_and_not_who_signed(whole: a.Advisory) -> None:
    """A signature freezes the digest; it must not change it."""
    signed = msgspec.structs.replace(
        whole, status=a.Status.TER_TOETSING, versie=2, mens=a.Mens(opsteller="u:17")
    )
    assert a.content_digest(signed) == a.content_digest(whole)
    other = msgspec.structs.replace(whole, uitkomst=a.Uitkomst.AANVULLENDE_VRAGEN)
    assert a.content_digest(other) != a.content_digest(whole)


def test_the_ladder_goes_from_light_to_heavy() -> None:
    """Questions come before all heavier steps."""
    assert [one.trede for one in a.Uitkomst] == [0, 1, 2, 3, 4, 5]
    assert a.Uitkomst.AANVULLENDE_VRAGEN.trede < a.Uitkomst.EIGEN_ONDERZOEK.trede
