"""`dwarsverband identity`, from outside: a doubt is listed, judged, applied by the next run, and gone."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from streams.audit import AUDIT_FILE
from streams.decisions_file import DECISIONS_FILE

KVK, VTH, TOEZICHT = "urn:test:kvk", "urn:test:vth", "urn:test:toezicht"
P, Q = f"{KVK}#P", f"{KVK}#Q"
FIRMS = {
    name: {"organisatie": {"sleutel": name, "kvk": f"6959908{place}", "naam": f"{name} B.V."}}
    for place, name in enumerate(("Anker", "Boei"))
}


def _event(kind: str, source: str, number: int, **data: Any) -> dict[str, Any]:
    """Give an event of a numbered day, known at nine that day."""
    day = dt.date(2025, 1, 1) + dt.timedelta(days=number)
    return {
        "specversion": "1.0",
        "id": f"{kind}-{number}",
        "source": source,
        "type": f"nl.{kind}.v1",
        "time": f"{day.isoformat()}T09:00:00Z",
        "data": {"gemeente": "0505", "gebeurtenisdatum": day.isoformat(), **data},
    }


def _place(number: int) -> dict[str, Any]:
    return {"adresseerbaarObject": f"050501{number:010d}"}


def _inspected(firm: str, number: int) -> dict[str, Any]:
    return _event(
        "toezicht.controle-uitgevoerd",
        TOEZICHT,
        number,
        betrokkenen=[{"rol": "exploitant"} | FIRMS[firm]],
        locatie=_place(1),
        bevindingen=[{"code": "x", "ernst": 2, "sanctionabel": True}],
    )


def _leads(key: str, firm: str, number: int, **who: Any) -> dict[str, Any]:
    person = {"sleutel": key, "naam": {"volledig": "Berthold Zonnewijzer"}} | who
    return _event(
        "registers.functie-aanvaard", KVK, number, persoon=person, functie="bestuurder", **FIRMS[firm]
    )


def _plot(**who: Any) -> list[dict[str, Any]]:
    """Give a closure, and an application next door led by who may be the director before: one rare name is all."""
    applies = {
        "soort": "exploitatie_horeca",
        "betrokkenen": [{"rol": "aanvrager"} | FIRMS["Boei"]],
        "locatie": _place(1),
        "zaaknummer": "1",
    }
    return [
        _leads("P", "Anker", -40, **who),
        _leads("Q", "Boei", -39, **who),
        _inspected("Anker", 20),
        _inspected("Anker", 22),
        _event(
            "toezicht.sluiting-opgelegd",
            TOEZICHT,
            30,
            betrokkenen=[{"rol": "exploitant"} | FIRMS["Anker"]],
            locatie=_place(1),
        ),
        _event("vergunningen.aanvraag-ontvangen", VTH, 60, **applies),
        _inspected("Boei", 70),
    ]


def _run(cli: Any, folder: Path, events: list[dict[str, Any]]) -> dict[str, Any]:
    (folder / "in.ndjson").write_text("".join(json.dumps(event) + "\n" for event in events))
    return _json(cli("run", "in.ndjson", "--store", "s", "--json"))


def _json(done: Any) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _judge(cli: Any, verdict: str, a: str = P, b: str = Q, *more: str) -> Any:
    said = ("--verdict", verdict, "--reason", "Paspoort gezien.", "--by", "jo", "--store", "s")
    return cli("identity", "judge", a, b, *said, *more)


def test_same_raises_the_flag_that_hung_on_the_doubt(cli: Any, tmp_path: Path) -> None:
    """Listed, judged, run again without any file, flagged under the id that the queue foretold, and gone from the queue."""
    assert _run(cli, tmp_path, _plot())["flags"] == {}
    queue = _json(cli("identity", "queue", "--store", "s", "--json"))
    (doubt,) = queue["doubts"]
    assert queue["total"] == 1
    assert (doubt["a"], doubt["b"], doubt["decides"], doubt["judged"]) == (P, Q, True, None)
    assert 0.5 <= doubt["probability"] < 0.9
    assert {field["field"] for field in doubt["why"]} >= {"geslachtsnaam", "vooraf"}
    (flag,) = doubt["flags"]
    assert flag["becomes"] == "open"
    judged = _json(_judge(cli, "same", P, Q, "--json"))
    assert (judged["gemeente"], judged["oordeel"]) == ("0505", "same")
    assert _json(cli("run", "--store", "s", "--json"))["flags"] == {"open": 1}
    assert json.loads(cli("export", "flags", "--store", "s").stdout)["id"] == flag["id"]
    assert _json(cli("identity", "queue", "--store", "s", "--json")) == {"total": 0, "doubts": []}


def test_different_withdraws_the_flag_that_rested_on_the_link(cli: Any, tmp_path: Path) -> None:
    """The birth date makes the link probable enough; judged different, the flag goes and says that its records are of two."""
    assert _run(cli, tmp_path, _plot(geboortedatum="1980-05-02"))["flags"] == {"open": 1}
    (link,) = json.loads(cli("export", "flags", "--store", "s").stdout)["identity"]
    assert (link["a"], link["b"]) == (P, Q)
    assert _judge(cli, "different").returncode == 0
    assert _json(cli("run", "--store", "s", "--json"))["flags"] == {"withdrawn": 1}
    assert json.loads(cli("export", "flags", "--store", "s").stdout)["reason"] == "split"
    assert _json(cli("identity", "queue", "--store", "s", "--json"))["total"] == 0


def test_unsure_leaves_the_doubt_standing(cli: Any, tmp_path: Path) -> None:
    """It is marked as looked at, and a later judgement takes its place."""
    _run(cli, tmp_path, _plot())
    assert _judge(cli, "unsure").returncode == 0
    assert _json(cli("run", "--store", "s", "--json"))["flags"] == {}
    (doubt,) = _json(cli("identity", "queue", "--store", "s", "--json"))["doubts"]
    assert doubt["judged"] == "unsure"
    assert _judge(cli, "same").returncode == 0
    assert _json(cli("run", "--store", "s", "--json"))["flags"] == {"open": 1}


def test_people_are_shown_the_records_and_what_hangs_on_them(cli: Any, tmp_path: Path) -> None:
    """Without `--json`: names, fields and the flag, in Dutch or English; no number on a person stands beside the pair's."""
    _run(cli, tmp_path, _plot())
    dutch = cli("identity", "queue", "--store", "s").stdout
    assert "als het één is, komt er een vlag bij" in dutch
    assert dutch.count("Berthold Zonnewijzer") == 2
    assert "speaks for it" in cli("identity", "queue", "--store", "s", "--language", "en").stdout


def test_a_different_against_a_number_is_an_alarm(cli: Any, tmp_path: Path) -> None:
    """It is obeyed and told; two register numbers in one entity are told as well."""
    shared = {"vestigingsnummer": "000011112222"}
    firms = [{"organisatie": FIRMS[name]["organisatie"] | shared} for name in FIRMS]
    events = [
        _event("registers.vestiging-geopend", KVK, number, locatie=_place(1), **firm)
        for number, firm in enumerate(firms)
    ]
    _run(cli, tmp_path, events)
    (alarm,) = _json(cli("identity", "alarms", "--store", "s", "--json"))["alarms"]
    assert (alarm["reason"], alarm["values"]) == ("kvk", ["69599080", "69599081"])
    assert _judge(cli, "different", f"{KVK}#Anker", f"{KVK}#Boei").returncode == 0
    cli("run", "--store", "s")
    (alarm,) = _json(cli("identity", "alarms", "--store", "s", "--json"))["alarms"]
    assert alarm["reason"] == "different"
    assert "met hetzelfde nummer" in cli("identity", "alarms", "--store", "s").stdout


def test_the_numbers_of_one_organisation_are_learnt_from_the_register(cli: Any, tmp_path: Path) -> None:
    """A source that knows the RSIN alone and one that knows the KVK number alone are one through it."""
    whole = {"sleutel": "K", "kvk": "69599084", "rsin": "999804236", "vestigingsnummer": "000011112222"}
    grant = {"regeling": "x", "jaar": 2025}
    events = [
        _event("subsidies.subsidie-verleend", "urn:test:sub", 1, **grant, betrokkenen=[_rsin(whole)]),
        _event("vergunningen.aanvraag-ontvangen", VTH, 2, soort="evenement", betrokkenen=[_kvk(whole)]),
    ]
    _run(cli, tmp_path, events)
    assert _json(cli("identity", "numbers", "--store", "s", "--json"))["total"] == 2
    events.append(_event("registers.onderneming-ingeschreven", KVK, 3, organisatie=whole))
    _run(cli, tmp_path, events)
    (row,) = _json(cli("identity", "numbers", "--store", "s", "--json"))["organisations"]
    assert (row["kvk"], row["rsin"], row["vestigingsnummer"]) == (
        ["69599084"],
        ["999804236"],
        ["000011112222"],
    )
    assert row["register"] is True
    assert "69599084  999804236  000011112222" in cli("identity", "numbers", "--store", "s").stdout


def _rsin(whole: dict[str, str]) -> dict[str, Any]:
    return {"rol": "aanvrager", "organisatie": {"sleutel": "S", "rsin": whole["rsin"]}}


def _kvk(whole: dict[str, str]) -> dict[str, Any]:
    return {"rol": "aanvrager", "organisatie": {"sleutel": "V", "kvk": whole["kvk"]}}


def test_reading_and_judging_are_written_down(cli: Any, tmp_path: Path) -> None:
    """With the purpose, who judged, and without any name or record id; production wants the purpose."""
    _run(cli, tmp_path, _plot())
    cli("identity", "queue", "--store", "s", "--doel", "toezicht")
    _judge(cli, "same")
    account = (tmp_path / "s" / AUDIT_FILE).read_text()
    read, verdict = map(json.loads, account.splitlines())
    assert (read["command"], read["purpose"], read["count"]) == ("identity queue", "toezicht", 1)
    assert (verdict["command"], verdict["act"], verdict["user"]) == ("identity judge", "verdict", "jo")
    assert "Zonnewijzer" not in account
    assert P not in account


def test_a_judgement_that_cannot_be_is_refused(
    cli: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, and nothing is written."""
    _run(cli, tmp_path, _plot())
    for a, b, more, code, word in (
        (P, f"{KVK}#Z", (), 1, "no such record"),
        (P, P, (), 2, "is one record"),
        (P, f"{KVK}#Anker", (), 1, "never one"),
        (P, Q, ("--gemeente", "9999"), 1, "9999"),
        (P, Q, ("--verdict", "maybe"), 2, "--verdict"),
        (P, Q, ("--by", " "), 2, "--by"),
    ):
        said = ("--verdict", "same", "--reason", "Gezien.", "--by", "jo", "--store", str(tmp_path / "s"))
        assert main(["identity", "judge", a, b, *said, *more]) == code
        assert word in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "s" / DECISIONS_FILE).exists()
