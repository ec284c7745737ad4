"""A flag explained on the command line, and the queue of flags."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.explained_flag import TEXTS
from cli.main import main
from graph.indicators import DECLARATIONS
from graph.withdrawal_reasons import REASONS, in_words
from streams.event_words import ENGLISH
from streams.events.types import TYPES

Out = Callable[..., str]


@pytest.fixture(scope="module")
def store(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a filled store."""
    folder = tmp_path_factory.mktemp("explained") / "store"
    assert main(["run", str(town), "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def out(store: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Out:
    """Run a command over the store and give its standard output."""

    def call(*arguments: str, code: int = 0) -> str:
        capfdbinary.readouterr()
        assert main([*arguments, "--store", str(store)]) == code
        return capfdbinary.readouterr().out.decode()

    return call


def _flags(out: Out) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out("export", "flags").splitlines()]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_explain_names_every_sentence_and_event(language: str, out: Out) -> None:
    """All that the flag rests on is in the text, and what to check first."""
    flag = next(one for one in _flags(out) if one["status"] != "withdrawn")
    text = out("explain", flag["id"], "--language", language)
    for hit in flag["indicators"]:
        assert hit[language] in text
        assert all(event["id"] in text for event in hit["events"])
    assert all(record in text for record in flag["records"])
    found = {hit["id"] for hit in flag["indicators"]}
    causes = [cause for one in DECLARATIONS if one.id in found for cause in one.innocent]
    assert (causes[0].nl if language == "nl" else causes[0].en) in text
    for title in ("innocent", "clear", "evidence", "unknown", "ask"):
        assert TEXTS[language][title] in text


def test_the_flag_as_published_stands_in_the_json_beside_the_explanation(out: Out) -> None:
    """Its shape is only added to."""
    flag = next(one for one in _flags(out) if one["status"] != "withdrawn")
    told = json.loads(out("explain", flag["id"], "--json"))
    explanation, since = told.pop("explanation"), told.pop("since_verdict")
    told_rates = told.pop("confirmed_here")
    assert since is None
    assert told == flag
    assert explanation["clearing"]["sets"]
    assert explanation["innocent"][0]["nl"]
    assert explanation["evidence"]["links"]
    quick = json.loads(out("explain", flag["id"], "--json", "--evidence-only"))
    assert quick.pop("confirmed_here") == told_rates
    assert quick == flag | {"explanation": None, "since_verdict": None}


def test_what_would_clear_every_flag_of_a_town_can_be_computed(out: Out) -> None:
    """The surroundings of each give it again: identity, hubs and percentiles as the whole graph has them."""
    for flag in _flags(out):
        if flag["status"] != "withdrawn":
            told = json.loads(out("explain", flag["id"], "--json"))
            assert told["explanation"]["clearing"] is not None


def test_both_languages_say_the_same_things() -> None:
    """Every title and every reason, and every kind of event has its English words."""
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()
    assert all(nl != en for nl, en in REASONS.values())
    assert in_words("merged:f:1", "nl").endswith("f:1")
    assert in_words("unheard of", "en") == "unheard of"
    assert {one.kind for one in TYPES.values()} == set(ENGLISH)


def test_explain_of_an_unknown_flag_fails(out: Out) -> None:
    """Exit 1."""
    assert out("explain", "f:nothing", code=1) == ""


@pytest.mark.parametrize("more", [(), ("--context",)])
def test_the_queue_holds_every_standing_flag_in_order_with_reasons(more: tuple[str, ...], out: Out) -> None:
    """By hard events, their recency, sources and groups."""
    told = json.loads(out("flags", "list", "--json", *more))
    standing = {one["id"]: one for one in _flags(out) if one["status"] != "withdrawn"}
    assert {one["id"] for one in told["flags"]} == standing.keys()
    order = [(-one["hard"], one["youngest"]) for one in told["flags"]]
    assert [hard for hard, _ in order] == sorted(hard for hard, _ in order)
    for one in told["flags"]:
        assert one["hard"] == len(standing[one["id"]]["hard"])
        assert one["why"]["nl"] != one["why"]["en"]
    assert sum(told["routes"].values()) == len(standing)
    text = out("flags", "list", "--language", "en", *more)
    assert all(flag in text for flag in standing)


def test_what_cannot_be_told_is_listed(out: Out) -> None:
    """As sentences for people and as counts for programs."""
    told = json.loads(out("flags", "unknown", "--json"))
    assert set(told) == {"missing", "incomplete"}
    assert told["incomplete"]
    assert all(one["times"] > 0 for one in told["incomplete"])
    assert out("flags", "unknown").count("\n") == len(told["missing"]) + len(told["incomplete"])
