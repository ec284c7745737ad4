"""The gateway: one law a reason in both modes, the order of the reasons, and what is kept."""

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.envelope import from_binary
from streams.events import PermitData, RegistryData, event_from_body
from streams.forbidden import CONTAINED, EXACT
from streams.gateway import Accepted, Gateway, Refused
from streams.masking import masked_body
from streams.pseudonyms import Keys
from streams.purposes import Registration
from streams.rules_content import DEFAULT

BSN = "999990342"
KEYS = Keys.load(None)
RULES = DEFAULT.read_text(encoding="utf-8")
GATEWAY = Gateway(KEYS)
Json = dict[str, Any]


def sample() -> Json:
    """Return the contract's own example, with a little of everything that is checked."""
    return {
        "specversion": "1.0",
        "id": "HOR-2021-0042-aanvraag",
        "source": "urn:nld:oin:00000001850000002000:systeem:vth",
        "type": "nl.vergunningen.aanvraag-ontvangen.v1",
        "time": "2021-11-10T09:12:33Z",
        "datacontenttype": "application/json",
        "data": {
            "gemeente": "0505",
            "gebeurtenisdatum": "2021-11-08",
            "zaaknummer": "HOR-2021-0042",
            "soort": "exploitatie_horeca",
            "locatie": {
                "adresseerbaarObject": "0505010000000001",
                "nummeraanduiding": "0505200000000001",
                "postcode": "3311 GR",
                "huisnummer": 12,
                "punt": [4.67, 51.81],
            },
            "investering": "100000.00",
            "financiering": [
                {
                    "soort": "onderhands",
                    "bedrag": "85000.00",
                    "verstrekker": {"rol": "financier", "persoon": {"sleutel": "P-1"}},
                }
            ],
            "betrokkenen": [
                {
                    "rol": "aanvrager",
                    "organisatie": {
                        "sleutel": "K-881",
                        "kvk": "69599084",
                        "rsin": "224557609",
                        "vestigingsnummer": "000038509504",
                        "naam": "Test Horeca B.V.",
                        "adres": {"postcode": "B-1000"},
                        "iban": "NL91ABNA0417164300",
                    },
                },
                {
                    "rol": "leidinggevende",
                    "sinds": "2021-01-01",
                    "persoon": {
                        "sleutel": "P-4410",
                        "naam": {"voorletters": "J.", "voorvoegsel": "van der", "geslachtsnaam": "Bérg"},
                        "geboortedatum": "1980-05-02",
                    },
                },
                {
                    "rol": "aandeelhouder",
                    "aandeel": 50,
                    "persoon": {"sleutel": "P-2", "geboortedatum": "1975-03"},
                },
            ],
            "eigenVeld": {"kleur": "groen"},
        },
    }


def structured(event: Json) -> bytes:
    """Write an event as its structured JSON."""
    return json.dumps(event).encode()


def binary(event: Json) -> bytes:
    """Send an event in binary mode: what is no text of an attribute goes as text."""
    headers = [(f"ce_{name}", str(value).encode()) for name, value in event.items() if name != "data"]
    return from_binary(headers, json.dumps(event["data"]).encode() if "data" in event else None)


MODES = pytest.mark.parametrize("mode", [structured, binary])
Mode = Callable[[Json], bytes]


def put(path: str, value: Any) -> Json:
    """Return the example with another value at a path, e.g. `data.betrokkenen.1.rol`; `...` takes it away."""
    event = sample()
    *parents, last = path.split(".")
    at: Any = event
    for step in parents:
        at = at[int(step)] if isinstance(at, list) else at[step]
    if value is ...:
        del at[last]
    elif isinstance(at, list):
        at[int(last)] = value
    else:
        at[last] = value
    return event


def about(path: str) -> str:
    """Return a path as the gateway writes it."""
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path.split(".")).removeprefix(
        "."
    )


def accepted(event: Json | bytes, gateway: Gateway = GATEWAY) -> Accepted:
    """Check what must pass."""
    result = gateway.check(event if isinstance(event, bytes) else structured(event))
    assert isinstance(result, Accepted), result
    return result


def refusal(raw: bytes, gateway: Gateway = GATEWAY) -> Refused:
    """Check what must be refused."""
    result = gateway.check(raw)
    assert isinstance(result, Refused)
    return result


PERSON = "data.betrokkenen.1.persoon"
FIRM = "data.betrokkenen.0.organisatie"
LENDER = "data.financiering.0.verstrekker"


@MODES
def test_the_contracts_example_is_accepted(mode: Mode) -> None:
    """The same event whichever mode it came in."""
    result = accepted(mode(sample()))
    assert result.event == accepted(sample()).event == event_from_body(result.body)
    assert json.loads(result.body) == sample()
    assert result.digest == hashlib.sha256(result.body).digest()


@pytest.mark.parametrize(
    "path",
    [
        *("id", "source", "specversion", "type", "time", "data"),
        *("data.gemeente", "data.gebeurtenisdatum", "data.betrokkenen.1.rol", f"{PERSON}.sleutel"),
        *(f"{FIRM}.sleutel", f"{LENDER}.rol"),
    ],
)
@MODES
def test_what_is_required_and_absent_is_schema(mode: Mode, path: str) -> None:
    """Told by its path."""
    result = refusal(mode(put(path, ...)))
    assert (result.reason, result.about) == ("schema", about(path))
    assert (result.nl, result.en) == (f"{result.about} ontbreekt.", f"{result.about} is missing.")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("specversion", "0.3"),
        ("source", "vth"),
        ("time", "2021-11-10T09:12:33"),
        ("data.gemeente", "505"),
        ("data.gemeente", "0505\n"),
        ("data.gebeurtenisdatum", "2021-02-29"),
        ("data.gebeurtenisdatum", "2021-11-08T00:00:00Z"),
        ("data.gebeurtenisdatum", "20211108"),
        ("data.zaaknummer", 12),
        ("data.soort", "horeca"),
        ("data.reden", "anders"),
        ("data.corrigeert", ["x"]),
        ("data.stukken", [{"datum": "2021-13-01"}]),
        ("data.geldigVan", "2021-1-1"),
        ("data.investering", 100000),
        ("data.investering", "100000"),
        ("data.investering", "100000.0"),
        ("data.investering", "-1.00"),
        ("data.investering", "1,000.00"),
        ("data.investering", "1.00\n"),
        ("data.betrokkenen", {}),
        ("data.betrokkenen.1.rol", "eigenaresse"),
        ("data.betrokkenen.1.tot", "2021-06-31"),
        ("data.betrokkenen.2.aandeel", 0),
        ("data.betrokkenen.2.aandeel", 100.01),
        ("data.betrokkenen.2.aandeel", "50"),
        ("data.betrokkenen.2.aandeel", True),
        (f"{PERSON}.naam", "J. van der Berg"),
        (f"{PERSON}.geboortedatum", "1981-02-29"),
        (f"{PERSON}.geboortedatum", "1981-13"),
        (f"{PERSON}.geboortedatum", "81"),
        (f"{PERSON}.bsn", 999990342),
        (f"{FIRM}.kvk", 69599084),
        ("data.locatie.huisnummer", "12"),
        ("data.locatie.huisnummer", 12.5),
        ("data.locatie.huisnummer", True),
        ("data.locatie.oppervlakte", "12"),
        ("data.locatie.punt", [4.6]),
        ("data.locatie.gebruiksdoel", "woonfunctie"),
        ("data.doelbinding", 1),
    ],
)
@MODES
def test_another_form_or_value_than_the_contracts_is_schema(mode: Mode, path: str, value: Any) -> None:
    """Types, closed lists, ranges and days that do not exist."""
    result = refusal(mode(put(path, value)))
    shown = f"{path}.0.datum" if path.endswith("stukken") else path
    assert (result.reason, result.about) == ("schema", about(shown))


@pytest.mark.parametrize("party", [{"persoon": None}, {"organisatie": {"sleutel": "K"}}])
def test_a_party_is_exactly_one(party: Json) -> None:
    """A person or an organisation, not both, not neither."""
    event = sample()
    event["data"]["betrokkenen"][1] |= party
    result = refusal(structured(event))
    assert (result.reason, result.about) == ("schema", "data.betrokkenen[1]")


@pytest.mark.parametrize("point", [[181, 50], [4, 91], [4, "51"]])
def test_a_point_is_longitude_and_latitude(point: list[Any]) -> None:
    """Outside the globe is outside the range."""
    result = refusal(structured(put("data.locatie.punt", point)))
    assert result.reason == "schema"
    assert result.about is not None
    assert result.about.startswith("data.locatie.punt[")


@pytest.mark.parametrize(
    ("kind", "data", "path"),
    [
        ("nl.toezicht.controle-uitgevoerd.v1", {"uitkomst": "goed"}, "data.uitkomst"),
        (
            "nl.toezicht.controle-uitgevoerd.v1",
            {"bevindingen": [{"code": "x", "ernst": 4, "sanctionabel": True}]},
            "data.bevindingen[0].ernst",
        ),
        (
            "nl.toezicht.controle-uitgevoerd.v1",
            {"bevindingen": [{"code": "x", "ernst": 1}]},
            "data.bevindingen[0].sanctionabel",
        ),
        (
            "nl.toezicht.controle-uitgevoerd.v1",
            {"bevindingen": [{"code": "x", "ernst": True, "sanctionabel": True}]},
            "data.bevindingen[0].ernst",
        ),
        ("nl.meldingen.melding-ontvangen.v1", {"categorie": "lawaai"}, "data.categorie"),
        ("nl.meldingen.melding-ontvangen.v1", {"kanaal": "pers"}, "data.kanaal"),
        ("nl.meldingen.melding-ontvangen.v1", {"betrouwbaarheid": "F"}, "data.betrouwbaarheid"),
        ("nl.subsidies.subsidie-verleend.v1", {"jaar": "2021"}, "data.jaar"),
        ("nl.subsidies.subsidie-verleend.v1", {"bedragVerleend": 1}, "data.bedragVerleend"),
        ("nl.subsidies.subsidie-verleend.v1", {"periode": {"van": "2021"}}, "data.periode.van"),
        ("nl.registers.belang-verkregen.v1", {"aandeel": 101}, "data.aandeel"),
        ("nl.vergunningen.gebeurtenis-herroepen.v1", {}, "data.herroept"),
    ],
)
def test_the_data_of_each_topic_has_its_own_lists(kind: str, data: Json, path: str) -> None:
    """Closed lists, integers and amounts of section 4."""
    event = sample() | {"type": kind, "data": {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", **data}}
    result = refusal(structured(event))
    assert (result.reason, result.about) == ("schema", path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("data.betrokkenen.2.aandeel", 100),
        ("data.betrokkenen.2.aandeel", 0.01),
        ("data.locatie.huisnummer", 12.0),
        ("data.betrokkenen.1.soort", "open lijst"),
        ("data.gebeurtenisdatum", "2999-12-31"),
        ("data.locatie", None),
        ("data.betrokkenen", None),
        (f"{PERSON}.geboortedatum", "1980"),
        (f"{PERSON}.bsn", None),
        (f"{FIRM}.adres.postcode", "geen postcode"),
        (f"{FIRM}.sleutel", BSN),
        ("data.doelbinding", "toezicht"),
        ("data.doelbinding", None),
        ("data.toelichting", "religie, ras, BSN 999990342"),
        ("data.investering", "0.00"),
        ("subject", "zaak-1"),
        ("comextensie", 1),
    ],
)
def test_what_the_contract_leaves_open_is_accepted(path: str, value: Any) -> None:
    """Open lists, nulls, the future, words in values, extensions."""
    accepted(put(path, value))


@MODES
def test_a_subsidy_reason_is_open(mode: Mode) -> None:
    """Where a permit's is closed."""
    data = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "reden": "eigen woorden"}
    accepted(mode(sample() | {"type": "nl.subsidies.subsidie-geweigerd.v1", "data": data}))


@pytest.mark.parametrize("name", [*CONTAINED, *sorted(EXACT), "GeboorteLand", "partnerMIGRATIEachtergrond"])
@pytest.mark.parametrize("path", ["{}", "data.{}", f"{PERSON}.{{}}", "data.eigenVeld.{}"])
@pytest.mark.parametrize("value", [None, "geheim", {"code": "geheim"}])
def test_a_forbidden_name_is_refused_and_its_value_not_kept(name: str, path: str, value: Any) -> None:
    """At any depth, null included."""
    result = refusal(structured(put(path.format(name), value)))
    assert (result.reason, result.about) == ("forbidden", about(path.format(name)))
    assert result.masked is not None
    assert b"geheim" not in result.masked
    assert b'"***"' in result.masked


@MODES
def test_forbidden_is_found_in_both_modes(mode: Mode) -> None:
    """A header as well as a field."""
    assert refusal(mode(put("nationaliteit", "NL"))).reason == "forbidden"
    assert refusal(mode(put("data.eigenVeld.ras", "x"))).reason == "forbidden"
    result = refusal(mode(put("subject", BSN)))
    assert (result.reason, result.about) == ("forbidden", "subject")
    assert result.masked is not None
    assert BSN.encode() not in result.masked


def test_an_escaped_name_is_no_way_round() -> None:
    """The name counts as parsed."""
    raw = structured(sample()).replace(b'"eigenVeld"', b'"r\\u0061s"')
    assert refusal(raw).reason == "forbidden"
    assert refusal(raw.replace(b'"r\\u0061s"', '"in\u212aomen"'.encode())).reason == "forbidden"


@pytest.mark.parametrize(
    "kind", ["nl.vergunningen.aanvraag-ontvangen.v2", "nl.screening.vlag-verlopen.v1", "com.example.x", "x"]
)
@MODES
def test_a_type_outside_the_table_is_unknown(mode: Mode, kind: str) -> None:
    """The desk's own types included, unless it is the desk's gateway."""
    result = refusal(mode(put("type", kind)))
    assert (result.reason, result.about) == ("unknown_type", "type")


def test_the_desks_gateway_knows_its_own_types_only() -> None:
    """Decisions come in by one door."""
    desk = Gateway(KEYS, decisions=True)
    data = {
        "gemeente": "0505",
        "gebeurtenisdatum": "2021-11-08",
        "flag": "f:1",
        "oordeel": "lawful",
        "door": "u1",
    }
    verdict = sample() | {"type": "nl.screening.oordeel-gegeven.v1", "data": data}
    assert accepted(verdict, desk).event.topic == "decisions"
    assert refusal(structured(sample()), desk).reason == "unknown_type"
    for wrong in ({"oordeel": "maybe"}, {"door": None}, {"flag": ""}):
        assert (
            refusal(structured(verdict | {"data": data | wrong}), desk).about == f"data.{next(iter(wrong))}"
        )


@pytest.mark.parametrize("door", ["u1", ["u1"], ["u1", "u1"], ["u1", "u2", "u3"]])
def test_rules_are_published_by_two_different_people(door: Any) -> None:
    """Four eyes."""
    data = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "versie": "2", "door": door}
    event = sample() | {"type": "nl.screening.regels-gepubliceerd.v1", "data": data}
    result = refusal(structured(event), Gateway(KEYS, decisions=True))
    assert (result.reason, result.about) == ("schema", "data.door")


@pytest.mark.parametrize(
    ("inhoud", "about"),
    [
        (RULES, None),
        (None, None),
        ("version = ", "data.inhoud"),
        (RULES.replace("overlap = 90", "overlap = -1"), "data.inhoud.indicators.C1.overlap"),
        (RULES.replace("overlap = 90", "overlaps = 9"), "data.inhoud.indicators.C1.overlap"),
        (RULES.replace("off = []", 'off = ["A9"]'), "data.inhoud.off"),
    ],
)
def test_rules_that_cannot_be_followed_are_refused(inhoud: Any, about: str | None) -> None:
    """The dead letter names the parameter, and those in force stay."""
    data = {
        "gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "versie": "2", "door": ["u1", "u2"], "inhoud": inhoud,
    }  # fmt: skip
    event = sample() | {"type": "nl.screening.regels-gepubliceerd.v1", "data": data}
    result = Gateway(KEYS, decisions=True).check(structured(event))
    if about is None:
        assert isinstance(result, Accepted)
    else:
        assert isinstance(result, Refused)
        assert (result.reason, result.about) == ("schema", about)


def test_an_unknown_indicator_cannot_be_put_in_shadow() -> None:
    """It would stay on unseen."""
    data = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "indicator": "Z9", "door": "u1"}
    event = sample() | {"type": "nl.screening.indicator-in-schaduw.v1", "data": data}
    desk = Gateway(KEYS, decisions=True)
    assert refusal(structured(event), desk).about == "data.indicator"
    assert accepted(event | {"data": data | {"indicator": "B1"}}, desk).event.kind == "indicator-in-schaduw"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{FIRM}.kvk", "6959908"),
        (f"{FIRM}.rsin", "224557600"),
        (f"{FIRM}.vestigingsnummer", "38509504"),
        (f"{FIRM}.iban", "NL92ABNA0417164300"),
        (f"{FIRM}.adres.adresseerbaarObject", "0505100000000001"),
        (f"{FIRM}.adres.nummeraanduiding", "0505010000000001"),
        (f"{PERSON}.bsn", "999990343"),
        (f"{PERSON}.bsn", "***"),
        (f"{PERSON}.iban", "NL00"),
        (f"{PERSON}.adres", {"nummeraanduiding": "1"}),
        (f"{LENDER}.persoon.bsn", ""),
        ("data.locatie.adresseerbaarObject", "0505200000000001"),
        ("data.locatie.nummeraanduiding", "0505010000000001"),
        ("data.locatie.postcode", "3311"),
        ("data.locatie.postcode", "3311SS"),
        ("data.eigenVeld.bsn", "123456789"),
    ],
)
@MODES
def test_a_number_of_the_wrong_form_is_identifier(mode: Mode, path: str, value: Any) -> None:
    """Everywhere where it may stand."""
    result = refusal(mode(put(path, value)))
    shown = f"{path}.nummeraanduiding" if path.endswith("persoon.adres") else path
    assert (result.reason, result.about) == ("identifier", about(shown))


def test_identifiers_of_a_register_event_and_a_subsidy_are_checked() -> None:
    """The subject of the one, the account of the other."""
    common = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08"}
    cases: list[tuple[str, Json, str]] = [
        ("nl.registers.bewoning-begonnen.v1", {"persoon": {"sleutel": "P", "bsn": "1"}}, "data.persoon.bsn"),
        (
            "nl.registers.onderneming-ingeschreven.v1",
            {"organisatie": {"sleutel": "K", "kvk": "1"}},
            "data.organisatie.kvk",
        ),
        ("nl.subsidies.subsidie-betaald.v1", {"iban": "NL00"}, "data.iban"),
    ]
    for kind, data, path in cases:
        result = refusal(structured(sample() | {"type": kind, "data": common | data}))
        assert (result.reason, result.about) == ("identifier", path)


@pytest.mark.parametrize("code", ["bibob", "onbekend", ""])
@MODES
def test_a_purpose_outside_the_codes_is_purpose(mode: Mode, code: str) -> None:
    """`bibob` is for the dossier, which is no event of a source."""
    result = refusal(mode(put("data.doelbinding", code)))
    assert (result.reason, result.about) == ("purpose", "data.doelbinding")


def test_a_registered_source_is_held_to_its_purposes() -> None:
    """Others may name every known code."""
    limited = Registration(allowed=frozenset({"toezicht"}))
    gateway = Gateway(KEYS, {sample()["source"]: limited})
    assert refusal(structured(put("data.doelbinding", "meldingen")), gateway).reason == "purpose"
    accepted(put("data.doelbinding", "toezicht"), gateway)
    accepted(sample(), gateway)


def padded(size: int) -> bytes:
    """Return the example as exactly so many bytes."""
    event = put("data.toelichting", "")
    return structured(put("data.toelichting", "x" * (size - len(structured(event)))))


def test_what_is_larger_than_64_kib_is_too_large() -> None:
    """One byte decides; what can be read of it is masked and named."""
    accepted(padded(65_536))
    result = refusal(padded(65_537))
    assert (result.reason, result.about, result.id) == ("too_large", None, "HOR-2021-0042-aanvraag")
    assert result.masked == padded(65_537)
    assert refusal(b"x" * 65_537).masked is None
    assert refusal(b" " * 10_000_000).reason == "too_large"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b"{} {}",
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1e999}',
        b'{"a":"\xff"}',
        b'{"a":"\\ud800"}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":01}',
        b"{'a':1}",
        "{}".encode("utf-16"),
        b'{"a":' * 10_000,
        b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"a":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"a":' + b"1" * 5000 + b"}",
    ],
)
def test_what_is_no_json_object_is_malformed(raw: bytes) -> None:
    """No UTF-8, no JSON, no object, or deeper than anybody reads."""
    result = refusal(raw)
    assert (result.reason, result.about, result.source, result.id) == ("malformed", None, None, None)
    assert result.masked is None


@pytest.mark.parametrize("mode_value", [b"{", b"\xff", b"NaN"])
def test_binary_data_that_is_no_json_is_malformed(mode_value: bytes) -> None:
    """However well-formed its headers are."""
    headers = {f"ce_{name}": str(value).encode() for name, value in sample().items() if name != "data"}
    assert refusal(from_binary(headers, mode_value)).reason == "malformed"


def test_the_first_check_that_fails_gives_the_reason() -> None:
    """An event with every fault at once, mended one by one."""
    event = sample()
    event["data"] |= {"toelichting": "x" * 70_000, "doelbinding": "onbekend", "soort": "horeca", "ras": "x"}
    event["data"]["betrokkenen"][0]["organisatie"]["kvk"] = "1"
    event |= {"type": "nl.onbekend", "time": "gisteren"}
    mends: list[tuple[str, Callable[[], Any]]] = [
        ("too_large", lambda: event["data"].pop("toelichting")),
        ("schema", lambda: event.update(time="2021-11-10T09:12:33Z")),
        ("forbidden", lambda: event["data"].pop("ras")),
        ("unknown_type", lambda: event.update(type="nl.vergunningen.aanvraag-ontvangen.v1")),
        ("schema", lambda: event["data"].pop("soort")),
        ("identifier", lambda: event["data"]["betrokkenen"][0]["organisatie"].pop("kvk")),
        ("purpose", lambda: event["data"].pop("doelbinding")),
    ]
    seen = []
    for _, mend in mends:
        seen.append(refusal(structured(event)).reason)
        mend()
    assert seen == [reason for reason, _ in mends]
    accepted(event)


def test_a_bsn_is_nowhere_in_what_is_accepted() -> None:
    """Neither in `bsn` nor as key; the typed record and the body agree."""
    event = put(f"{PERSON}.bsn", BSN)
    event["data"]["betrokkenen"][2]["persoon"]["sleutel"] = "111222333"
    event["data"]["eigenVeld"] |= {"bsn": BSN, "persoon": {"sleutel": BSN}}
    result = accepted(event)
    assert BSN.encode() not in result.body
    assert b"111222333" not in result.body
    assert b'"bsn"' not in result.body
    assert isinstance(result.event.data, PermitData)
    first, second = (party.persoon for party in result.event.data.betrokkenen[1:])
    assert first is not None
    assert second is not None
    assert (first.bsn, first.sleutel, first.pseudoniem) == (None, "P-4410", KEYS.pseudonym("0505", BSN))
    assert second.sleutel == second.pseudoniem == KEYS.pseudonym("0505", "111222333")
    assert event_from_body(result.body) == result.event


def test_what_went_through_once_goes_through_again_unchanged() -> None:
    """`send` and intake both check: the second time changes nothing."""
    once = accepted(put(f"{PERSON}.bsn", BSN))
    assert accepted(once.body) == once


def test_an_event_that_grew_by_its_pseudonyms_goes_through_again() -> None:
    """The limit is for what a source sends: the intake takes what `send` took."""
    event = put(f"{PERSON}.bsn", BSN)
    event["data"] |= {"toelichting": "", "betrokkenen": event["data"]["betrokkenen"] * 50}
    compact = msgspec.json.encode(event)
    event["data"]["toelichting"] = "x" * (65_536 - len(compact))
    once = accepted(msgspec.json.encode(event))
    assert len(once.body) > 65_536
    assert accepted(once.body) == once
    assert refusal(once.body.replace(b'"xxx', b'"' + b"x" * 10_000)).reason == "too_large"


def test_a_registered_person_is_pseudonymised_as_well() -> None:
    """The subject of a register event."""
    data = {"gemeente": "0505", "gebeurtenisdatum": "2021-11-08", "persoon": {"sleutel": BSN}}
    result = accepted(sample() | {"type": "nl.registers.bewoning-begonnen.v1", "data": data})
    assert isinstance(result.event.data, RegistryData)
    assert result.event.data.persoon is not None
    assert result.event.data.persoon.sleutel == KEYS.pseudonym("0505", BSN)


@pytest.mark.parametrize("fault", [{"type": "x"}, {"time": "x"}, {"ras": 1}, {"x": "y" * 66_000}])
def test_a_bsn_of_a_refused_event_is_masked_whatever_the_reason(fault: Json) -> None:
    """In `bsn`, as a person's key and as subject; all else stays."""
    event = put(f"{PERSON}.bsn", BSN) | fault
    event["data"]["betrokkenen"][2]["persoon"]["sleutel"] = BSN
    if "ras" in fault:
        event["subject"] = BSN
    result = refusal(structured(event))
    assert result.masked is not None
    assert BSN.encode() not in result.masked
    kept = json.loads(result.masked)
    assert kept["data"]["betrokkenen"][1]["persoon"]["bsn"] == "***"
    assert kept["data"]["betrokkenen"][2]["persoon"]["sleutel"] == "***"
    assert kept["data"]["locatie"] == event["data"]["locatie"]


def test_a_name_that_comes_twice_hides_nothing_from_the_mask() -> None:
    """The last counts, and only what counts is kept."""
    raw = structured(put("type", "x")).replace(b'"eigenVeld"', b'"eigenVeld": {"ras": "geheim"}, "eigenVeld"')
    result = refusal(raw)
    assert result.reason == "unknown_type"
    assert result.masked is not None
    assert b"geheim" not in result.masked


def test_the_mask_of_an_accepted_event_shows_no_pseudonym() -> None:
    """What the screen refuses as `conflict` reads as if the gateway had refused it."""
    event = put(f"{PERSON}.bsn", BSN)
    event["data"]["betrokkenen"][2]["persoon"]["sleutel"] = BSN
    event["data"]["eigenVeld"]["bsn"] = BSN
    refused_there = refusal(structured(event | {"type": "x"})).masked
    assert refused_there is not None
    kept = json.loads(masked_body(accepted(event).body))
    assert kept | {"type": "x"} == json.loads(refused_there)


def test_equal_content_has_an_equal_digest() -> None:
    """Order of keys, blanks, escapes and the spelling of numbers aside."""
    event = put("data.betrokkenen.2.aandeel", 50.0)
    turned = dict(reversed(list(event.items()))) | {"data": dict(reversed(list(event["data"].items())))}
    spellings = [
        structured(sample()),
        structured(turned),
        json.dumps(event, ensure_ascii=False, indent=2).encode(),
        structured(sample()).replace(b'"aandeel": 50', b'"aandeel": 5e1'),
    ]
    assert len({accepted(raw).digest for raw in spellings}) == 1
    assert accepted(put("data.eigenVeld.kleur", "rood")).digest != accepted(sample()).digest
    assert (
        accepted(put("data.eigenVeld.kleur", 0.1)).digest
        != accepted(put("data.eigenVeld.kleur", "0.1")).digest
    )


def test_a_failure_of_ours_is_internal_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never raised at the caller."""

    def fail(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("streams.gateway.wrong_identifier", fail)
    result = refusal(structured(sample()))
    assert (result.reason, result.source) == ("internal", sample()["source"])
    assert result.masked == structured(sample())


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just(BSN)
NAMES = st.sampled_from(["bsn", "persoon", "sleutel", "rol", "data", "ras", "subject", "id"]) | st.text(
    max_size=6
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def test_no_bytes_make_the_gateway_raise() -> None:
    """Any bytes are accepted or refused."""

    @given(st.binary(max_size=200))
    def law(raw: bytes) -> None:
        assert refusal(raw).reason in {"malformed", "schema"}

    law()


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in parsed JSON."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for step, part in below for path in paths(part, (*at, step)))]


@given(st.sampled_from(paths(sample())[1:]), VALUES, VALUES)
def test_no_value_anywhere_makes_the_gateway_fail(path: tuple[Any, ...], value: Any, other: Any) -> None:
    """Odd values in the example's places: accepted or refused with a path, no BSN kept, twice the same."""
    event = copy.deepcopy(sample())
    event["extra"] = other
    at: Any = event
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    raw = structured(event)
    result = GATEWAY.check(raw)
    assert result == GATEWAY.check(raw)
    if isinstance(result, Refused):
        assert result.reason not in {"internal", "conflict"}
        assert result.reason in {"malformed", "too_large"} or result.about
    else:
        assert event_from_body(result.body) == result.event
        assert accepted(result.body) == result
        assert msgspec.json.decode(result.body)["id"] == result.event.id
