"""A broker that takes TLS, SCRAM and ACLs alone: the whole works on it, and nobody does what is another's."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from kafka import KafkaProducer
from kafka.errors import TopicAuthorizationFailedError

from streams import access, topics
from streams.connection import connection
from streams.errors import Failure
from streams.lag import lag
from streams.settings import Settings
from tests.conftest import broker_script
from tests.kafka.certificates import Certificates, made
from tests.kafka.units import Unit
from tests.kafka.workers import REPOSITORY, event, last, reached, screened, sent, until, worker

pytestmark = pytest.mark.kafka

ADMIN = "cluster-admin"
GEMEENTE = "0505"


def password(user: str) -> str:
    """Make the password of a user: one that would be found in a log."""
    return f"geheim={user}#1%"


class Cluster:
    """The broker, and the settings of whoever asks."""

    def __init__(self, bootstrap: str, certificates: Certificates, folder: Path) -> None:
        self._bootstrap, self._certificates, self._folder = bootstrap, certificates, folder

    def as_(self, role: str, word: str | None = None) -> Settings:
        """Give the settings of a role, or of one who has its name and another password."""
        user = role if role == ADMIN else f"dwarsverband-{role}"
        file = self._folder / f"password-{role}-{word}"
        file.write_text(f"{password(user) if word is None else word}\n", encoding="utf-8")
        return Settings(
            kafka_bootstrap=self._bootstrap,
            kafka_security="SASL_SSL",
            kafka_user=user,
            kafka_password_file=file,
            kafka_ca_file=self._certificates.ca,
            session_timeout=6,
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, bootstrap: str) -> Iterator[Cluster]:
    """Give a second broker, for its start takes seconds: one for all tests here; skipped where none can be had."""
    assert bootstrap
    folder = tmp_path_factory.mktemp("secured")
    certificates = made(folder)
    broker = broker_script()
    users = {name: password(name) for name in (ADMIN, *(f"dwarsverband-{role}" for role in access.ROLES))}
    secured = broker.Secured(certificates.keystore, certificates.ca, users)
    with broker.running(None, secured) as address:
        found = Cluster(address, certificates, folder)
        admin = found.as_(ADMIN)
        access.apply(admin, access.plan(admin, access.principals(())))
        operator = found.as_("operator")
        topics.apply(topics.plan(operator))
        yield found


def dwarsverband(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command as whom the settings say."""
    return subprocess.run(
        [sys.executable, "-c", "from cli.main import run; run()", *words],
        cwd=REPOSITORY,
        env={**os.environ, **reached(settings)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_with_its_own_rights_the_whole_works(cluster: Cluster, tmp_path: Path) -> None:
    """What the sender sent and the desk decided is screened by the worker, and the watch sees a lag of 0."""
    assert sent(cluster.as_("sender"), [event(number) for number in range(50)]).sent == 50
    write_decision(cluster.as_("desk"))
    with worker(cluster.as_("worker"), tmp_path) as one:
        screened(cluster.as_("watch"), one)
        flags = until(lambda: last(cluster.as_("desk"), "flags"), "a flag")
        assert one.stop() == 0, one.said()
        assert password("dwarsverband-worker") not in one.said()
    assert [flag["events"] for flag in flags.values()] == [50]
    assert {part.topic for part in lag(cluster.as_("watch")).partitions if part.position} >= {
        "decisions",
        "journal",
    }


def write_decision(settings: Settings) -> None:
    """Write into the desk's topic, as whom the settings say."""
    producer = KafkaProducer(**connection(settings), enable_idempotence=False)
    try:
        producer.send("decisions", value=b"{}", partition=0).get(10)
    finally:
        producer.close()


@pytest.mark.parametrize("role", [role for role in access.ROLES if role != "desk"])
def test_nobody_but_the_desk_writes_decisions(cluster: Cluster, role: str) -> None:
    """The broker refuses, whatever the program at the other end is."""
    with pytest.raises(TopicAuthorizationFailedError):
        write_decision(cluster.as_(role))


def test_the_units_of_systemd_run_as_they_are_written(cluster: Cluster, tmp_path: Path) -> None:
    """Worker and lag by their ExecStart, environment and credentials; they tell systemd of themselves, and stop with 0."""
    worker, measuring = (
        Unit("dwarsverband-worker@.service", tmp_path, free_port()),
        Unit("dwarsverband-lag.service", tmp_path),
    )
    worker.load(
        {
            "kafka-password": password("dwarsverband-worker"),
            "pseudoniem-1.key": "1" * 64,
            "kruis-1.key": "2" * 64,
        }
    )
    with run(worker, cluster, tmp_path / "worker") as (one, told):
        assert told.recv(200) == b"READY=1"
        sent(cluster.as_("sender"), [event(number) for number in range(100, 120)])
        until(lambda: told.recv(200).endswith(b"STATUS=does its work"), "all partitions are live")
        until(lambda: lag(cluster.as_("watch")).total == 0, "all screened")
        one.terminate()
        assert one.wait(30) == 0
    assert (tmp_path / "dwarsverband" / f"worker-{worker.instance}").is_dir()
    measuring.load({"kafka-password": password("dwarsverband-watch")})
    with run(measuring, cluster, tmp_path / "lag") as (one, told):
        assert told.recv(200) == b"READY=1"
        assert b"WATCHDOG=1" in told.recv(200)
        one.terminate()
        assert one.wait(30) == 0


@contextmanager
def run(unit: Unit, cluster: Cluster, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
    """Run a unit's process as systemd would, with the broker of this test and one copy of each topic."""
    as_said = cluster.as_("worker")
    here = {
        "KAFKA_BOOTSTRAP": as_said.kafka_bootstrap,
        "DWARSVERBAND_KAFKA_CA_FILE": str(as_said.kafka_ca_file),
    }
    asked = {"DWARSVERBAND_REPLICATION": "1", "DWARSVERBAND_SESSION_TIMEOUT": "6"}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told, log.with_suffix(".log").open("wb") as out:
        address = "@" + log.with_suffix("").as_posix().replace("/", "-")[-80:]
        told.bind("\0" + address[1:])
        told.settimeout(60)
        systemd = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1500000"}
        process = subprocess.Popen(
            unit.command(),
            env={**unit.environment(), **here, **asked, **systemd},
            cwd=REPOSITORY,
            stdout=out,
            stderr=out,
        )
        try:
            yield process, told
        finally:
            process.kill()
            process.wait()


def free_port() -> str:
    """Give a port that nobody listens on."""
    return str(broker_script().free_ports(1, "127.0.0.1")[0])


def test_a_wrong_password_ends_the_worker_with_one_line_that_names_the_setting(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Neither the right password nor the wrong one is said."""
    with worker(cluster.as_("worker", "mis"), tmp_path) as one:
        assert one.ends() == 1
        (line,) = [line for line in one.said().splitlines() if line]
    assert line == (
        "DWARSVERBAND_KAFKA_PASSWORD_FILE: the broker does not take user dwarsverband-worker with this password"
    )


def test_a_command_without_the_right_says_whom_the_broker_refused(cluster: Cluster) -> None:
    """The sender may not see how far the workers are, nor how topics are set; the line names user and page."""
    for words in (("lag",), ("topics", "check")):
        done = dwarsverband(cluster.as_("sender"), *words)
        assert done.returncode == 1
        assert done.stderr.startswith("DWARSVERBAND_KAFKA_USER=dwarsverband-sender: the broker does not ")
        assert done.stderr.count("\n") == 1


def test_the_doctor_says_all_is_well_and_no_secret(cluster: Cluster) -> None:
    """As the operator; neither in text nor as JSON is a password or its file."""
    settings = cluster.as_("operator")
    done = dwarsverband(settings, "doctor", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    found = {one["check"]: one for one in json.loads(done.stdout)["checks"]}
    assert found["broker"]["well"]
    assert "SASL_SSL" in found["broker"]["said"]
    assert "geheim" not in done.stdout + done.stderr


def test_a_right_that_nobody_asked_for_is_found_and_taken_away(cluster: Cluster) -> None:
    """Whether by `*`, by the beginning of the name, or from one machine alone."""
    admin = cluster.as_(ADMIN)
    given = [
        access.Right("User:*", "topic", "decisions", "WRITE"),
        access.Right("User:stranger", "topic", "dec", "WRITE", prefixed=True),
        access.Right("User:stranger", "topic", "*", "READ"),
    ]
    access.apply(admin, access.Plan(tuple(given), ()))
    until(lambda: access.plan(admin, access.principals(())).foreign == tuple(sorted(given)), "all three seen")
    checked = dwarsverband(cluster.as_("operator"), "access", "check", "--json")
    assert checked.returncode == 1
    assert [right["name"] for right in json.loads(checked.stdout)["foreign"]] == ["decisions", "*", "dec"]
    assert dwarsverband(admin, "access", "apply", "--take-away").returncode == 0
    until(lambda: not access.plan(admin, access.principals(())).foreign, "none is left")


def test_a_broker_whose_certificate_another_signed_is_not_spoken_to(cluster: Cluster, tmp_path: Path) -> None:
    """The password is not sent to whoever happens to answer."""
    other = made(tmp_path).ca
    stranger = cluster.as_("operator").model_copy(update={"kafka_ca_file": other})
    with pytest.raises(
        Failure, match=r"^DWARSVERBAND_KAFKA_CA_FILE: the broker's certificate is not to be trusted"
    ):
        topics.check(stranger)


def test_a_broker_without_an_authorizer_is_told(bootstrap: str) -> None:
    """There every right would look granted."""
    with pytest.raises(Failure, match="everybody may do everything"):
        access.plan(Settings(kafka_bootstrap=bootstrap), access.principals(()))
