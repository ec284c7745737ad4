"""The daily message to those who use the desk: how much waits for them, in figures, and where; nobody's name, no case, no flag."""

import datetime as dt
import os
import re
import smtplib
import ssl
import threading
from email.message import EmailMessage
from pathlib import Path

import msgspec
import structlog

from desk.access import Role, User, may_see_flag
from desk.desk import Desk
from desk.pages.advisories import days_left
from desk.pages.oversight import open_requests
from screening.advisory import Status, decoded, open_questions
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Judged
from streams.errors import Failure, WrongUse
from streams.settings import Settings

__all__ = ["Daily", "Reader", "message", "readers", "send"]

HOUR = 7
# Of the machine's own clock: before the working day.

SOON = 7
# Days within which something counts as due soon.

RETRY = 15 * 60
# Seconds after which a mail server that did not answer is asked again.

SECONDS = 30
# That a mail server may take for one answer.

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")

log = structlog.get_logger()


class Reader(msgspec.Struct, frozen=True):
    """Somebody who gets the message: for which municipality and role, at which address."""

    gemeente: str
    role: Role
    address: str


def readers(path: Path) -> list[Reader]:
    """Read who gets the message; a line each: municipality, role, address; `#` begins a remark.

    Raises
    ------
    WrongUse
        When a line says something else; its number is named, not what it says.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.partition("#")[0].split()
        if not parts:
            continue
        if len(parts) != 3 or parts[1] not in set(Role) or ADDRESS.fullmatch(parts[2]) is None:
            raise WrongUse(
                f"DWARSVERBAND_SMTP_TO={path}: line {number} must be: municipality, role"
                f" ({', '.join(Role)}), e-mail address"
            )
        found.append(Reader(parts[0], Role(parts[1]), parts[2]))
    return found


def message(desk: Desk, reader: Reader) -> EmailMessage | None:
    """Write the message of one reader; None where nothing waits for him."""
    counts = _counts(desk, reader)
    if not any(number for number, _, _ in counts):
        return None
    where = desk.configured.desk_address or "http://127.0.0.1:8400"
    told = EmailMessage()
    told["Subject"] = "Dwarsverband: wat vandaag wacht"
    told["From"] = desk.configured.smtp_from
    told["To"] = reader.address
    told["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    # Of the protection route not even how much.
    told_of = reader.role is not Role.CARE
    dutch = [f"- {nl}: {number}" if told_of else f"- {nl}" for number, nl, _ in counts if number]
    english = [f"- {en}: {number}" if told_of else f"- {en}" for number, _, en in counts if number]
    told.set_content(
        "\n".join(
            [
                "Goedemorgen,",
                "",
                "Dit wacht vandaag op u in Dwarsverband:",
                *dutch,
                "",
                f"Meld u aan: {where}/",
                "In dit bericht staan geen gegevens van personen.",
                "",
                "This waits for you today:",
                *english,
                "",
            ]
        )
    )
    return told


def _counts(desk: Desk, reader: Reader) -> list[tuple[int, str, str]]:
    """Give what waits: how much, in Dutch, in English. Of the protection route only that there is something (R29)."""
    now = desk.now()
    if reader.gemeente not in now.today:
        return []
    user = User("-", reader.role, reader.gemeente)
    if reader.role in {Role.ANALYST, Role.CARE}:
        with DossierFile.read(desk.folder) as dossier:
            judged = {
                one.key: one.record.digest for one in dossier.entries() if isinstance(one.record, Judged)
            }
        mine = [row for row in now.rows.values() if may_see_flag(user, row)]
        fresh = sum(judged.get(row.id) != row.digest for row in mine)
        if reader.role is Role.CARE:
            return [(min(fresh, 1), "er staat iets voor u klaar", "something is ready for you")]
        return [(fresh, "signalen zonder oordeel", "flags without a verdict")]
    if reader.role in {Role.PERMIT, Role.REVIEWER}:
        return _advisories(desk, reader)
    if reader.role is Role.PRIVACY:
        with DossierFile.read(desk.folder) as dossier:
            waiting = open_requests(dossier.entries(), reader.gemeente, desk.clock().date())
        soon = sum(one["left"] <= SOON for one in waiting)
        return [
            (len(waiting), "lopende verzoeken", "running requests"),
            (soon, f"verzoeken binnen {SOON} dagen af", f"requests due within {SOON} days"),
        ]
    return []


def _advisories(desk: Desk, reader: Reader) -> list[tuple[int, str, str]]:
    today = desk.now().today[reader.gemeente]
    with desk.standing() as standing:
        found = [
            decoded(row.body)
            for row in standing.advisories()
            if row.gemeente == reader.gemeente and row.status is not Status.VERVALLEN
        ]
    if reader.role is Role.REVIEWER:
        waiting = sum(one.status is Status.TER_TOETSING for one in found)
        return [(waiting, "adviezen om te toetsen", "advisories to review")]
    left = [days_left(one, today) for one in found]
    soon = sum(days is not None and 0 <= days <= SOON for days in left)
    asking = sum(bool(open_questions(one)) for one in found)
    return [
        (
            soon,
            f"zaken met een advies die binnen {SOON} dagen af moeten",
            f"cases with an advisory due within {SOON} days",
        ),
        (asking, "adviezen met open vragen", "advisories with open questions"),
    ]


def send(configured: Settings, messages: list[EmailMessage]) -> None:
    """Send messages by the mail server of the settings.

    Raises
    ------
    Failure
        When the server cannot be reached or refuses; no address is told.
    """
    assert configured.smtp_server is not None
    host, _, port = configured.smtp_server.rpartition(":")
    context = ssl.create_default_context()
    try:
        if configured.smtp_encryption == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host.strip("[]"), int(port), timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host.strip("[]"), int(port), timeout=SECONDS)
        with server:
            if configured.smtp_encryption == "starttls":
                server.starttls(context=context)
            if configured.smtp_user is not None and configured.smtp_password_file is not None:
                server.login(configured.smtp_user, configured.smtp_password_file.read_text("utf-8").strip())
            for one in messages:
                server.send_message(one)
    except (OSError, smtplib.SMTPException) as error:
        raise Failure(
            f"DWARSVERBAND_SMTP_SERVER: the mail could not be sent ({type(error).__name__})"
        ) from error


class Daily:
    """Sends the messages once a day, in a thread of its own, whichever desk of this folder comes first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def check(self) -> None:
        """Check the settings before anything listens.

        Raises
        ------
        WrongUse
            When one is missing, or the mail would leave this machine unencrypted.
        """
        given = self._desk.configured
        if given.smtp_server is None:
            return
        if given.smtp_from is None or given.smtp_to is None:
            raise WrongUse("DWARSVERBAND_SMTP_SERVER: needs DWARSVERBAND_SMTP_FROM and DWARSVERBAND_SMTP_TO")
        local = given.smtp_server.rpartition(":")[0] in {"127.0.0.1", "localhost", "[::1]"}
        if given.smtp_encryption == "none" and not local:
            raise WrongUse("DWARSVERBAND_SMTP_ENCRYPTION=none: is for a mail server on this machine alone")
        readers(given.smtp_to)

    def start(self) -> None:
        """Begin, where a mail server is set."""
        if self._desk.configured.smtp_server is not None:
            self._thread = threading.Thread(target=self._work, name="daily", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; a message that is on its way is sent first."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def send_of(self, day: dt.date) -> int:
        """Send the messages of a day, unless they were; give how many.

        Raises
        ------
        Failure
            When the mail server did not take them: then they count as not sent.
        """
        configured = self._desk.configured
        assert configured.smtp_to is not None
        mark = self._desk.folder / f"mail-{day.isoformat()}"
        try:
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return 0
        try:
            written = [message(self._desk, one) for one in readers(configured.smtp_to)]
            messages = [one for one in written if one is not None]
            if messages:
                send(configured, messages)
        except BaseException:
            mark.unlink(missing_ok=True)
            raise
        for old in self._desk.folder.glob("mail-????-??-??"):
            if old != mark:
                old.unlink(missing_ok=True)
        return len(messages)

    def _work(self) -> None:
        wait = 0.0
        while not self._ended.wait(wait):
            now = self._desk.clock().astimezone()
            wait = _until_morning(now)
            if now.hour < HOUR:
                continue
            try:
                self.send_of(now.date())
            except Exception as error:  # noqa: BLE001 - the thread must go on; the message might hold an address
                log.error("daily message failed", error=type(error).__name__)  # noqa: TRY400 - as above
                wait = RETRY


def _until_morning(now: dt.datetime) -> float:
    """Give the seconds until it is time again."""
    morning = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += dt.timedelta(days=1)
    return (morning - now).total_seconds()
