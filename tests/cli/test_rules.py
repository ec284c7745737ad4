"""Changing rules as an analyst does: tried over the log, published by two, put on trial; over the store of one run."""

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import main
from streams.audit import AUDIT_FILE
from streams.decisions_file import DECISIONS_FILE
from streams.rules_file import DEFAULT

Cli = Callable[..., subprocess.CompletedProcess[str]]

TEXT = DEFAULT.read_text(encoding="utf-8")
GEMEENTE = "9901"
LOOSER = (
    ("inspections = 3 ", "inspections = 1 "),
    ("organisations = 2        # different", "organisations = 1        # different"),
    ("2026.1", "2026.2"),
)
STRICTER = (("inspections = 3", "inspections = 9"), ("2026.1", "2026.3"))


@pytest.fixture(scope="module")
def filled(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a filled store."""
    folder = tmp_path_factory.mktemp("rules") / "store"
    assert main(["run", str(town), "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """Give a copy of it, to be changed."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., Path]:
    """Write the rules that come along, with changes."""

    def write(*changes: tuple[str, str]) -> Path:
        text = TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / f"{abs(hash(changes))}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _flags(cli: Cli, store: Path, *more: str) -> dict[str, dict[str, Any]]:
    """Give the standing flags by id."""
    done = cli("export", "flags", "--store", store, *more)
    assert done.returncode == 0, done.stderr
    rows = map(json.loads, done.stdout.splitlines())
    return {row["id"]: row for row in rows if row["status"] != "withdrawn"}


def _json(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _publish(
    cli: Cli, store: Path, file: Path, *more: str, code: int = 0, **settings: str
) -> subprocess.CompletedProcess[str]:
    done = cli("rules", "publish", file, "--by", "jo", "--and", "mo", "--store", store, *more, **settings)
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.parametrize("changes", [LOOSER, STRICTER])
def test_a_backtest_tells_exactly_what_a_publication_then_does(
    changes: tuple[tuple[str, str], ...], cli: Cli, store: Path, rules: Callable[..., Path]
) -> None:
    """Gained, lost and moved are the difference between the flags of the store before and after."""
    file = rules(*changes)
    told = _json(cli("backtest", "--store", store, "--rules", file, "--json"))
    before = _flags(cli, store)
    _publish(cli, store, file)
    after = _flags(cli, store)
    assert {one["id"] for one in told["gained"]} == after.keys() - before.keys()
    assert {one["id"] for one in told["lost"]} == before.keys() - after.keys()
    assert told["gained"] or told["lost"]
    moved = {name for name in before.keys() & after.keys() if _hits(before[name]) != _hits(after[name])}
    assert {one["id"] for one in told["moved"]} == moved
    assert {flag["rules"] for flag in after.values()} == {changes[-1][1]}


def _hits(flag: dict[str, Any]) -> Any:
    return [(hit["id"], hit["records"], hit["events"]) for hit in flag["indicators"]], flag["hard"]


def test_the_same_rules_change_nothing(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """Against those in force, and against a file; and nothing is left behind in the store."""
    before = sorted(path.name for path in store.iterdir())
    for more in ([], ["--against", DEFAULT]):
        told = _json(cli("backtest", "--store", store, "--rules", rules(), "--json", *more))
        assert told["gained"] == told["lost"] == told["moved"] == []
        assert told["municipalities"][0]["old"] == len(_flags(cli, store))
    after = {path.name for path in store.iterdir()} - {"log", AUDIT_FILE}
    assert not [name for name in after.difference(before) if "backtest" in name]


def test_a_backtest_counts_what_reviewers_said(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """Flags judged keep their verdict on either side; one that was confirmed and would be lost is told apart."""
    lost = _json(cli("backtest", "--store", store, "--rules", rules(*STRICTER), "--json"))["lost"]
    right, wrong = lost[0]["id"], next(name for name in _flags(cli, store) if name != lost[0]["id"])
    for flag, more in ((right, ["confirmed", "--follow-up", "geen"]), (wrong, ["lawful"])):
        done = cli(
            "verdict", flag, "--store", store, "--by", "bo", "--reason", "nagekeken ter plaatse", "--verdict", *more
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert cli("rules", "publish", rules(("2026.1", "2026.1b")), "--by", "jo", "--and", "mo", "--store", store).returncode == 0  # fmt: skip
    told = _json(cli("backtest", "--store", store, "--rules", rules(*STRICTER), "--json"))
    assert (told["verdicts"]["judged"], told["verdicts"]["confirmed"]) == (2, 1)
    low, high = told["verdicts"]["interval"]
    assert low < told["verdicts"]["share"] == 0.5 < high
    assert [one["verdict"] for one in told["lost"] if one["id"] == right] == ["confirmed"]
    assert sum(one["lost_confirmed"] for one in told["indicators"]) >= 1


@pytest.mark.parametrize("turn", [1, 2])
def test_a_killed_backtest_goes_on_and_tells_the_same(
    turn: int, cli: Cli, store: Path, rules: Callable[..., Path], tmp_path: Path
) -> None:
    """Killed while it evaluates by the old rules, or by the new ones; a line cut short is dropped."""
    arguments = ["backtest", "--store", store, "--rules", rules(*LOOSER), "-o"]
    assert cli(*arguments, tmp_path / "whole.json").returncode == 0
    killed = cli(*arguments, tmp_path / "again.json", DWARSVERBAND_CRASH_AT=f"tried:{turn}")
    assert killed.returncode == -signal.SIGKILL
    checkpoint = store / "backtest.ndjson"
    assert len(checkpoint.read_bytes().splitlines()) == turn
    with checkpoint.open("ab") as file:
        file.write(b'{"part":"')
    killed = cli(*arguments, tmp_path / "again.json", DWARSVERBAND_CRASH_AT="tried:1")
    assert killed.returncode == -signal.SIGKILL
    assert len(checkpoint.read_bytes().splitlines()) == turn + 1, "what was done before is not done again"
    assert cli(*arguments, tmp_path / "again.json").returncode == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "whole.json").read_bytes()
    assert not checkpoint.exists()


def test_a_publication_needs_two_people(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """One under two spellings is one."""
    done = cli("rules", "publish", rules(*LOOSER), "--by", "jo", "--and", "Jo", "--store", store)
    assert (done.returncode, "two different people" in done.stderr) == (2, True)


def test_a_dry_run_writes_nothing_and_the_same_rules_are_not_published_twice(
    cli: Cli, store: Path, rules: Callable[..., Path]
) -> None:
    """The file of decisions tells."""
    _publish(cli, store, rules(*LOOSER), "--dry-run")
    assert not (store / DECISIONS_FILE).exists()
    _publish(cli, store, rules(*LOOSER))
    assert "in force already" in _publish(cli, store, rules(*LOOSER)).stdout
    assert len((store / DECISIONS_FILE).read_bytes().splitlines()) == 1


@pytest.mark.parametrize("step", ["evaluated", "committed"])
def test_a_killed_switch_leaves_old_or_new(
    step: str, cli: Cli, store: Path, rules: Callable[..., Path], town: Path
) -> None:
    """Never a mix; and the run after it ends in the new, as a store that was made with the publication in its log."""
    before = _flags(cli, store)
    killed = cli(
        "rules", "publish", rules(*LOOSER), "--by", "jo", "--and", "mo", "--store", store, DWARSVERBAND_CRASH_AT=step
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    versions = {flag["rules"] for flag in _flags(cli, store).values()}
    assert versions == {"2026.2" if step == "committed" else "2026.1"}
    if step != "committed":
        assert _flags(cli, store) == before
    assert cli("run", town, "--store", store).returncode == 0
    fresh = store.parent / "fresh"
    fresh.mkdir()
    shutil.copy(store / DECISIONS_FILE, fresh / DECISIONS_FILE)
    assert cli("run", town, "--store", fresh).returncode == 0
    assert _digest(cli, store) == _digest(cli, fresh)
    assert {flag["rules"] for flag in _flags(cli, fresh).values()} == {"2026.2"}


def _digest(cli: Cli, store: Path) -> str:
    done = cli("digest", "--store", store)
    assert done.returncode == 0
    return done.stdout


def test_the_past_shows_the_rules_of_then(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """As known the day before the publication, its flags name the rules before it."""
    _publish(cli, store, rules(*LOOSER))
    (line,) = (store / DECISIONS_FILE).read_text().splitlines()
    day = json.loads(line)["data"]["gebeurtenisdatum"]
    now = _flags(cli, store, "--as-of", day)
    assert {flag["rules"] for flag in now.values()} == {"2026.2"}
    assert now.keys() == _flags(cli, store).keys()
    assert {flag["rules"] for flag in _flags(cli, store, "--as-of", f"{day},2021-01-01").values()} == {
        "2026.1"
    }


def test_wrong_rules_are_refused_and_those_in_force_stay(cli: Cli, store: Path, town: Path) -> None:
    """Put into the file of decisions past the command: a dead letter that names the parameter."""
    wrong = {
        "specversion": "1.0", "id": "r1", "source": "urn:dwarsverband:desk", "time": "2021-12-01T09:00:00Z",
        "type": "nl.screening.regels-gepubliceerd.v1",
        "data": {"gemeente": GEMEENTE, "gebeurtenisdatum": "2021-12-01", "versie": "9", "door": ["jo", "mo"],
                 "inhoud": TEXT.replace("inspections = 3", "inspections = 0")},
    }  # fmt: skip
    (store / DECISIONS_FILE).write_text(json.dumps(wrong) + "\n")
    before = _flags(cli, store)
    assert cli("run", town, "--store", store).returncode == 0
    assert _flags(cli, store) == before
    letters = map(json.loads, cli("export", "deadletters", "--store", store).stdout.splitlines())
    (letter,) = [one for one in letters if one["topic"] == DECISIONS_FILE]
    assert (letter["reason"], letter["about"]) == ("schema", "data.inhoud.indicators.G2.inspections")


def test_what_is_on_trial_is_seen_by_its_author_alone(cli: Cli, store: Path) -> None:
    """Not in flags, digest or backtest; who looked is written down."""
    before = _flags(cli, store)
    done = cli("rules", "try", "G2", "--by", "bo", "--reason", "te veel treffers", "--store", store)
    assert done.returncode == 0, done.stderr
    after = _flags(cli, store)
    assert "G2" in json.dumps(before)
    assert not [flag for flag in after.values() if any(hit["id"] == "G2" for hit in flag["indicators"])]
    other = cli("rules", "shadow", "--store", store, "--by", "jo")
    assert (other.returncode, other.stdout) == (1, "")
    told = _json(cli("rules", "shadow", "--store", store, "--by", "bo", "--json"))
    assert told["indicators"] == {GEMEENTE: ["G2"]}
    assert {one["id"] for one in told["difference"]["gained"]} == before.keys() - after.keys()
    account = (store / AUDIT_FILE).read_text()
    assert re.search(r'"user":"bo"[^\n]*"command":"rules shadow"', account)
    assert re.search(r'"user":"jo"[^\n]*"command":"rules shadow"', account)
    shown = _json(cli("rules", "show", "--store", store, "--json"))["rules"]
    assert [(one["gemeente"], one["shadowed"]) for one in shown] == [(GEMEENTE, {"G2": ["bo"]})]


def test_rules_are_checked_and_compared_without_a_store(cli: Cli, rules: Callable[..., Path]) -> None:
    """By the path of each parameter; a wrong file fails, and says where."""
    told = _json(cli("rules", "diff", DEFAULT, rules(*LOOSER), "--json"))["changes"]
    assert {one["name"]: (one["old"], one["new"]) for one in told} == {
        "version": ("2026.1", "2026.2"),
        "indicators.G2.inspections": (3.0, 1.0),
        "indicators.G2.organisations": (2.0, 1.0),
    }
    assert _json(cli("rules", "check", rules(*LOOSER), "--json"))["version"] == "2026.2"
    wrong = cli("rules", "check", rules(("overlap = 90", "overlap = 9000")))
    assert wrong.returncode == 1
    assert "indicators.C1.overlap is 9000, must be a whole number from 0 to 3650" in wrong.stderr
    large = rules(("# The rules in force", "#" * 70_000 + "\n# The rules in force"))
    assert "more than an event holds" in cli("rules", "check", large).stderr
    assert _json(cli("rules", "show", "--json"))["rules"][0]["version"] == "2026.1"


def test_a_go_live_date_splits_the_list(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """What was raised before is backlog; the contract's export holds both, without another field."""
    before = _flags(cli, store)
    raised = sorted(flag["raised"]["known"][:10] for flag in before.values())
    live = raised[len(raised) // 2]
    _publish(cli, store, rules(("# go_live = 2026-07-01 ", f"go_live = {live} "), ("2026.1", "2026.4")))
    fresh, old = (
        _json(cli("flags", "list", "--store", store, "--json", *more)) for more in ([], ["--backlog"])
    )
    split = [{one["id"] for one in told["flags"]} for told in (fresh, old)]
    assert split[0] == {name for name, flag in before.items() if flag["raised"]["known"][:10] >= live}
    assert split[1] == before.keys() - split[0]
    assert split[0]
    assert fresh["backlog"] == len(split[1])
    after = _flags(cli, store)
    assert {name: flag.keys() for name, flag in after.items()} == {
        name: flag.keys() for name, flag in before.items()
    }


def test_weeks_count_new_and_reopened_flags(cli: Cli, store: Path, rules: Callable[..., Path]) -> None:
    """One that rules took away and gave back has come back."""
    before = _json(cli("flags", "weeks", "--store", store, "--json"))["weeks"]
    assert sum(one["new"] for one in before) == len(_flags(cli, store))
    assert not sum(one["reopened"] for one in before)
    lost = len(_flags(cli, store))
    _publish(cli, store, rules(*STRICTER))
    lost -= len(_flags(cli, store))
    assert lost
    _publish(cli, store, rules(("2026.1", "2026.5")))
    after = _json(cli("flags", "weeks", "--store", store, "--json"))["weeks"]
    assert sum(one["reopened"] for one in after) == lost
    assert sum(one["new"] for one in after) == sum(one["new"] for one in before)
