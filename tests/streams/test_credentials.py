"""Passwords and certificates come from files, and nothing of what is in them is said."""

import socket
import ssl
import threading
from pathlib import Path

import pytest

from streams import credentials, settings
from streams.connection import connection
from streams.errors import WrongUse
from tests.kafka.certificates import Certificates, made


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test without any variable of ours."""
    for name in settings.variables():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make one authority for all tests here."""
    return made(tmp_path_factory.mktemp("certificates"))


@pytest.mark.parametrize("held", [b"geheim", b"geheim\n", b"geheim\r\n"])
def test_a_password_is_the_line_without_its_end(tmp_path: Path, held: bytes) -> None:
    """As an editor, `echo` or a secret's mount writes it."""
    (tmp_path / "password").write_bytes(held)
    assert credentials.password(tmp_path / "password") == "geheim"


@pytest.mark.parametrize(
    "held", [b"", b"\n", b"geheim\ngeheim2\n", b"\xffgeheim", b"gehe\0im", b"geheim" * 1000]
)
def test_a_wrong_file_is_refused_and_nothing_of_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
) -> None:
    """Empty, several lines, no text, or another file altogether: the setting is named, its content is not."""
    (tmp_path / "password").write_bytes(held)
    set_all(monkeypatch, KAFKA_SECURITY="SASL_SSL", KAFKA_USER="worker")
    set_all(monkeypatch, KAFKA_PASSWORD_FILE=tmp_path / "password")
    with pytest.raises(WrongUse, match=r"^DWARSVERBAND_KAFKA_PASSWORD_FILE: this file ") as told:
        settings.load()
    assert "geheim" not in str(told.value)


def test_a_password_given_where_its_file_was_asked_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other settings are shown with their value; this one might be the secret."""
    set_all(monkeypatch, KAFKA_SECURITY="SASL_SSL", KAFKA_USER="worker", KAFKA_PASSWORD_FILE="geheim")
    with pytest.raises(WrongUse, match=r"^DWARSVERBAND_KAFKA_PASSWORD_FILE: this file does not exist$"):
        settings.load()
    monkeypatch.setenv("DWARSVERBAND_KAFKA_PASSWORD", "geheim")
    with pytest.raises(WrongUse, match=r"^DWARSVERBAND_KAFKA_PASSWORD is no setting") as told:
        settings.load()
    assert "geheim" not in str(told.value)


def set_all(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Set variables of ours."""
    for name, value in values.items():
        monkeypatch.setenv(settings.PREFIX + name, str(value))


def test_half_a_set_of_credentials_is_refused_by_the_name_that_lacks(
    monkeypatch: pytest.MonkeyPatch, certificates: Certificates
) -> None:
    """And so is one that would go unused: somebody thinks it is in force."""
    own = certificates.certificate
    refused: list[tuple[str, dict[str, object]]] = [
        ("KAFKA_USER", {"KAFKA_SECURITY": "SASL_SSL"}),
        ("KAFKA_PASSWORD_FILE", {"KAFKA_SECURITY": "SASL_SSL", "KAFKA_USER": "worker"}),
        ("KAFKA_USER", {"KAFKA_SECURITY": "SSL", "KAFKA_USER": "worker"}),
        ("KAFKA_CA_FILE", {"KAFKA_CA_FILE": certificates.ca}),
        ("KAFKA_KEY_FILE", {"KAFKA_SECURITY": "SSL", "KAFKA_CERTIFICATE_FILE": own}),
        ("KAFKA_SECURITY=SASL_PLAINTEXT", {"KAFKA_SECURITY": "SASL_PLAINTEXT"}),
        ("KAFKA_CA_FILE", {"KAFKA_SECURITY": "SSL", "KAFKA_CA_FILE": certificates.key}),
        (
            "KAFKA_CERTIFICATE_FILE",
            {"KAFKA_SECURITY": "SSL", "KAFKA_CERTIFICATE_FILE": own, "KAFKA_KEY_FILE": own},
        ),
    ]
    for name, given in refused:
        with monkeypatch.context() as patch:
            set_all(patch, **given)
            with pytest.raises(WrongUse, match=f"^DWARSVERBAND_{name}: "):
                settings.load()


def test_a_client_shows_its_certificate_to_a_broker_that_asks(
    monkeypatch: pytest.MonkeyPatch, certificates: Certificates
) -> None:
    """What a client is given takes part in mutual TLS, and refuses who is not named as asked."""
    set_all(monkeypatch, KAFKA_SECURITY="SSL", KAFKA_CA_FILE=certificates.ca)
    set_all(monkeypatch, KAFKA_CERTIFICATE_FILE=certificates.certificate, KAFKA_KEY_FILE=certificates.key)
    told = connection(settings.load())
    assert told["security_protocol"] == "SSL"
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificates.certificate, certificates.key)
    server.load_verify_locations(certificates.ca)
    server.verify_mode = ssl.CERT_REQUIRED
    assert talked(server, told["ssl_context"], "127.0.0.1") == (("commonName", "127.0.0.1"),)
    with pytest.raises(ssl.SSLCertVerificationError):
        talked(server, told["ssl_context"], "kafka.example")


def talked(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> tuple[tuple[str, str], ...]:
    """Shake hands over a pair of sockets; return the name the server saw in the client's certificate."""
    here, there = socket.socketpair()
    seen: list[tuple[tuple[str, str], ...]] = []

    def serve() -> None:
        try:
            with server.wrap_socket(there, server_side=True) as taken:
                certificate = taken.getpeercert()
                assert certificate is not None
                seen.extend(certificate["subject"])  # type: ignore[arg-type]
                taken.sendall(b"!")
        except ssl.SSLError:
            pass  # the client went away

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(here, server_hostname=name) as opened:
            opened.recv(1)
    finally:
        here.close()
        thread.join()
        there.close()
    return seen[0]
