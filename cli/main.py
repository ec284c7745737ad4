"""The command line: one table of commands, each loaded when it is called; every failure is one clear line."""

import importlib
import io
import os
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from cli.logs import configure_logs
from streams.errors import DwarsverbandError

__all__ = ["COMMANDS", "Command", "main", "run"]

DONE, FAILED, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
# What typer makes of Ctrl-C; told as a failure, because contracts.md section 7 knows 0, 1 and 2 alone.

REPORT_TO = "please report it with the command you gave; DWARSVERBAND_DEBUG=1 shows where it happened"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module that holds it, and what it does in one line.

    The module has a function `command`, or, for a group of commands, a `typer.Typer` named `app`.
    """

    module: str
    sentence: str
    group: bool = False


COMMANDS = {
    "demo": Command("cli.demo", "Run a made-up town through the pipeline."),
    "run": Command("cli.run", "Read events from files into a store."),
    "export": Command("cli.export", "Write what a store holds to a file."),
    "resolve": Command("cli.resolve", "Tell which records of a CSV file are one."),
    "digest": Command("cli.digest", "Print one hash over flags and graph."),
    "explain": Command("cli.explain", "Show the evidence of a flag."),
    "flags": Command("cli.flags", "List standing flags, and what cannot be told.", group=True),
    "verdict": Command("cli.verdict", "Judge a flag."),
    "follow-up": Command("cli.follow_up", "What is done about confirmed flags.", group=True),
    "indicators": Command("cli.indicators", "Show how often each indicator was right."),
    "identity": Command("cli.identity", "Judge which records are one: doubts, alarms, numbers.", group=True),
    "subject": Command("cli.subject", "Serve a person's rights.", group=True),
    "advisory": Command("cli.advisory", "List advisories, or show one.", group=True),
    "retention": Command("cli.retention", "Destroy what is due, and prove it.", group=True),
    "rules": Command("cli.rules", "Check, compare, publish and try rules.", group=True),
    "backtest": Command("cli.backtest", "Show what a changed rules file would flag otherwise."),
    "doctor": Command("cli.doctor", "Tell what is not well, and what to do."),
    "store": Command("cli.store", "Check a store, back it up, or put it back.", group=True),
    "rebuild": Command("cli.rebuild", "Make a store anew from what it accepted."),
    "topics": Command("cli.topics", "Plan, make or check the topics on Kafka.", group=True),
    "access": Command("cli.access", "Plan, make or check who may do what on Kafka.", group=True),
    "lag": Command("cli.lag", "Measure how far each step is behind."),
    "pause": Command("cli.pause", "Let workers take in a municipality no longer, or nothing."),
    "resume": Command("cli.resume", "End a pause."),
    "rewind": Command("cli.rewind", "Let the intake read again what was sent since a moment."),
    "deadletters": Command("cli.deadletters", "List, show or replay what was refused.", group=True),
    "audit": Command("cli.audit", "Check the account of who did what.", group=True),
    "source": Command("cli.source", "Try a real format's files without keeping anything.", group=True),
    "send": Command("cli.send", "Send events into Kafka."),
    "worker": Command("cli.worker", "Run a worker on Kafka."),
    "desk": Command("cli.desk", "Run the web desk."),
}

SUMMARY = (
    "Signals of subversive crime in permit, subsidy and inspection events: a graph with explained flags."
)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong use."""
    try:
        code = _invoke(list(arguments) or ["--help"])
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the user gets one line and an exit code, whatever it is
        return _ended(error)
    if code == INTERRUPTED:
        return _interrupted()
    return code if arguments else WRONG_USE


def _ended(error: BaseException) -> int:
    """Tell how a command ended early, and give its exit code."""
    if isinstance(error, SystemExit | BrokenPipeError):
        # Typer leaves so when whoever read us has enough. What is left must not be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return _interrupted()
    return _told(_sentence(error), getattr(error, "exit_code", FAILED))


def _sentence(error: BaseException) -> str:
    """Say what went wrong, in one line."""
    match error:
        case typer.TyperException():
            return _usage(error)
        case DwarsverbandError():
            return str(error)
        case sqlite3.Error():
            return f"a store cannot be read or written ({error}): make it anew from its input"
        case OSError() if error.filename is not None:
            return f"{error.filename}: {error.strerror}"
    return _unexpected(error)


def run() -> None:
    """Be the command `dwarsverband`; what it writes is UTF-8, whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))


def _invoke(arguments: list[str]) -> int:
    configure_logs()
    app = typer.Typer(
        help=SUMMARY, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False
    )
    asked = next((word for word in arguments if not word.startswith("-")), None)
    for name, command in COMMANDS.items():
        _add(app, name, command, load=name == asked)
    result = typer.main.get_command(app).main(arguments, "dwarsverband", standalone_mode=False)
    return result if isinstance(result, int) else DONE


def _add(app: typer.Typer, name: str, command: Command, *, load: bool) -> None:
    """Add a command; only the one that is called is loaded, so that `--help` is quick."""
    if not load:
        app.command(name, help=command.sentence)(_not_loaded)
    elif command.group:
        app.add_typer(importlib.import_module(command.module).app, name=name, help=command.sentence)
    else:
        app.command(name, help=command.sentence)(importlib.import_module(command.module).command)


def _not_loaded() -> None:
    raise AssertionError("a command that is called is loaded")


def _usage(error: typer.TyperException) -> str:
    """Say what was wrong with a call, after the command that it was wrong for."""
    context = getattr(error, "ctx", None)
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    return f"{context.command_path if context is not None else 'dwarsverband'}: {message}"


def _told(line: str, code: int) -> int:
    """Say what went wrong in one line on standard error."""
    if os.environ.get("DWARSVERBAND_DEBUG") == "1":
        traceback.print_exc()
    print(" ".join(line.split()), file=sys.stderr)
    return code


def _interrupted() -> int:
    return _told("interrupted; the same command goes on where this one stopped", FAILED)


def _unexpected(error: BaseException) -> str:
    """Say that a bug of ours showed. The message might hold a person's data, so only its kind and place."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"a failure of ours ({type(error).__name__} at {place}): {REPORT_TO}"
