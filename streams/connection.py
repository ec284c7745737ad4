"""How every client reaches the broker: where, how encrypted, as whom; and what it says when that does not work."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kafka.errors import AuthorizationError

from streams import credentials
from streams.errors import Failure
from streams.settings import PREFIX, Settings

__all__ = ["connection", "reachable", "unanswered"]

CONNECT_SECONDS = 5.0
# A connection within one data centre takes milliseconds.

CLOSE_SECONDS = 1.0
# A broker that does not say farewell is not waited for.

WRONG_PASSWORD = {"SaslAuthenticationFailed", "SaslAuthenticationFailedError", "AuthenticationFailedError"}
WRONG_MECHANISM = {"UnsupportedSaslMechanismError", "IllegalSaslStateError"}
# By name: each of the two client libraries has classes of its own for them.


def connection(settings: Settings) -> dict[str, Any]:
    """Return the arguments that lead a client of kafka-python or aiokafka to the broker; both call them the same.

    The files are read at each call, so what was renewed holds from the next connection on.
    """
    where = {"bootstrap_servers": settings.kafka_bootstrap}
    return where if settings.kafka_security == "PLAINTEXT" else {**where, **_secured(settings)}


def _secured(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = {
        "security_protocol": settings.kafka_security,
        "ssl_context": credentials.context(
            settings.kafka_ca_file, settings.kafka_certificate_file, settings.kafka_key_file
        ),
    }
    if settings.kafka_password_file is not None:
        found |= {
            "sasl_mechanism": settings.kafka_mechanism,
            "sasl_plain_username": settings.kafka_user,
            "sasl_plain_password": credentials.password(settings.kafka_password_file),
        }
    return found


def reachable(settings: Settings) -> None:
    """Say at once that nobody listens, or takes us in: a client alone would try for a quarter of a minute, and not say why.

    Raises
    ------
    Failure
        None of the servers of KAFKA_BOOTSTRAP takes a connection, speaks TLS as was said, or knows us.
    """
    last: Exception | None = None
    for server in settings.kafka_bootstrap.split(","):
        host, port = server.rsplit(":", 1)
        try:
            _open(settings, host.strip("[]"), int(port))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next server may serve us
            last = error
        else:
            return
    if last is not None:
        raise unanswered(settings, last)


def _open(settings: Settings, host: str, port: int) -> None:
    """Connect and sign in, and close again."""
    if settings.kafka_security == "PLAINTEXT":
        socket.create_connection((host, port), timeout=CONNECT_SECONDS).close()
        return
    # In a thread of its own: whoever asks may have a loop running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _sign_in(settings, host, port)).result()


async def _sign_in(settings: Settings, host: str, port: int) -> None:
    """Open a connection as a client would, until the broker has taken us in.

    kafka-python's own client says no more than that time ran out, whatever the broker answered.
    """
    from aiokafka.conn import AIOKafkaConnection  # noqa: PLC0415 - loaded where it is used

    opened = AIOKafkaConnection(
        host, port, request_timeout_ms=int(CONNECT_SECONDS * 1000), **_secured(settings)
    )
    try:
        await opened.connect()
    except OSError:
        raise  # nothing was opened, so there is nothing whose end could be waited for
    except Exception:
        await _closed(opened)
        raise
    await _closed(opened)


async def _closed(opened: Any) -> None:
    await asyncio.wait({opened.close()}, timeout=CLOSE_SECONDS)


def unanswered(settings: Settings, error: Exception) -> Failure:
    """Say in one line why the broker does not serve us, beginning with the setting to look at."""
    for cause in _causes(error):
        said = _said(settings, cause)
        if said:
            return Failure(f"{PREFIX}{said}")
    hint = (
        ""
        if isinstance(error, OSError) or settings.kafka_security != "PLAINTEXT"
        else (f"; where it wants TLS: {PREFIX}KAFKA_SECURITY")
    )
    return Failure(f"KAFKA_BOOTSTRAP={settings.kafka_bootstrap}: {type(error).__name__}: {error}{hint}")


def _said(settings: Settings, cause: BaseException) -> str:
    """Tell what a cause means, after the name of its setting; nothing where it is none of these."""
    name = type(cause).__name__
    user = settings.kafka_user or "ANONYMOUS"
    if name in WRONG_PASSWORD:
        return f"KAFKA_PASSWORD_FILE: the broker does not take user {user} with this password"
    if name in WRONG_MECHANISM:
        return f"KAFKA_MECHANISM={settings.kafka_mechanism}: the broker does not take this"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"KAFKA_CA_FILE: the broker's certificate is not to be trusted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return f"KAFKA_SECURITY={settings.kafka_security}: no TLS with {settings.kafka_bootstrap}: {cause.reason}"
    if isinstance(cause, AuthorizationError):
        return f"KAFKA_USER={user}: the broker does not allow this ({name}); dwarsverband access show lists the rights"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and what lies under it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
