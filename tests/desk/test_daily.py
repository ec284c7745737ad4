"""The daily message, taken in by a real mail server: figures for each reader, nobody's data, once a day."""

import datetime as dt
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from desk.daily import Daily, _until_morning, readers
from desk.desk import Desk
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Request
from streams.errors import Failure, WrongUse
from streams.settings import Settings

DAY = dt.date(2026, 11, 24)


class Inbox(Message):
    """Keeps what comes in, by whom it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.came: dict[str, str] = {}

    def handle_message(self, message: object) -> None:
        """Keep one message."""
        self.came[message["To"]] = message.get_payload(decode=True).decode()  # type: ignore[index, attr-defined]


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """Run a mail server on this machine; give its inbox and address."""
    handler = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, f"127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def to(tmp_path: Path) -> Path:
    """Give a file of readers."""
    path = tmp_path / "readers"
    roles = ("analyst", "permit", "reviewer", "privacy_officer", "care_coordinator", "operations")
    lines = [f"9901 {role} {role}@gemeente.example" for role in roles]
    path.write_text("# who gets it\n" + "\n".join(lines) + "\n9902 privacy_officer other@gemeente.example\n")
    return path


def test_each_reader_gets_figures_once_a_day_and_nobody_whom_nothing_waits_for(
    desk: Desk, inbox: tuple[Inbox, str], to: Path
) -> None:
    """No name, case number or flag in it; the second desk of the same folder sends nothing."""
    handler, server = inbox
    desk.configured = Settings(
        smtp_server=server, smtp_from="desk@gemeente.example", smtp_to=to, smtp_encryption="none"
    )
    with DossierFile.open(desk.folder) as dossier:
        dossier.write(
            "t1:" + "0" * 32, "fg", desk.clock(), Request("bezwaar", "2026-11-27", "Waarom.", "9901")
        )
    daily = Daily(desk)
    daily.check()
    sent = daily.send_of(DAY)
    assert sent == len(handler.came)
    assert {
        "analyst@gemeente.example",
        "permit@gemeente.example",
        "privacy_officer@gemeente.example",
    } <= handler.came.keys()
    assert not handler.came.keys() & {
        "reviewer@gemeente.example",
        "operations@gemeente.example",
        "other@gemeente.example",
    }
    care = handler.came["care_coordinator@gemeente.example"].replace("127.0.0.1:8400", "")
    assert re.search(r"\d", care) is None
    assert "requests due within 7 days: 1" in handler.came["privacy_officer@gemeente.example"]
    assert "adviezen met open vragen: " in handler.came["permit@gemeente.example"]
    whole = "\n".join(handler.came.values())
    assert re.search(r"f:[0-9a-f]{8}|a:[0-9a-f]{8}|t1:|#|\b[A-Z]{3}-\d{4}-\d+|Waarom", whole) is None
    assert Daily(desk).send_of(DAY) == 0
    assert Daily(desk).send_of(DAY + dt.timedelta(days=1)) == sent
    assert [path.name for path in desk.folder.glob("mail-*")] == ["mail-2026-11-25"]


def test_mail_that_could_not_be_sent_is_sent_later(desk: Desk, to: Path) -> None:
    """The failure names the setting and no address; the day counts as not sent."""
    desk.configured = Settings(
        smtp_server="127.0.0.1:9", smtp_from="a@b.nl", smtp_to=to, smtp_encryption="none"
    )
    with pytest.raises(Failure, match="DWARSVERBAND_SMTP_SERVER") as failed:
        Daily(desk).send_of(DAY)
    assert "@" not in str(failed.value)
    assert not list(desk.folder.glob("mail-*"))


def test_wrong_settings_are_named_before_anything_listens(desk: Desk, to: Path) -> None:
    """A missing sender, mail that would leave this machine unencrypted, a line that says something else."""
    desk.configured = Settings(smtp_server="mail.example:25")
    with pytest.raises(WrongUse, match="DWARSVERBAND_SMTP_FROM"):
        Daily(desk).check()
    desk.configured = Settings(
        smtp_server="mail.example:25", smtp_from="a@b.nl", smtp_to=to, smtp_encryption="none"
    )
    with pytest.raises(WrongUse, match="DWARSVERBAND_SMTP_ENCRYPTION"):
        Daily(desk).check()
    to.write_text("9901 burgemeester b@gemeente.example\n")
    with pytest.raises(WrongUse, match="line 1") as wrong:
        readers(to)
    assert "b@gemeente" not in str(wrong.value)


def test_it_waits_until_the_next_morning() -> None:
    """At six until seven; at eight until seven tomorrow."""
    at = dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)
    assert _until_morning(at) == 3_600
    assert _until_morning(at + dt.timedelta(hours=2)) == 23 * 3_600
