"""The settings of every command, read once from the environment and refused by name where they are wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from streams import credentials
from streams.errors import WrongUse

__all__ = ["PREFIX", "Settings", "load", "variables"]

PREFIX = "DWARSVERBAND_"
# Every variable of ours begins with this, KAFKA_BOOTSTRAP excepted: other tools know that name too.

SECRET = frozenset({"desk_database_password_file", "kafka_password_file", "oidc_secret_file"})
# Their values are never repeated: somebody may have given the secret itself where its file was asked.

SERVER = re.compile(r"[A-Za-z0-9_.\-]+:[0-9]{1,5}|\[[0-9A-Fa-f:]+\]:[0-9]{1,5}")


def servers(value: str) -> str:
    """Check a list of brokers, ``host:port`` with commas between."""
    parts = [part.strip() for part in value.split(",")]
    for part in parts:
        if not SERVER.fullmatch(part) or not 0 < int(part.rsplit(":", 1)[1]) < 65536:
            raise ValueError("a broker is host:port; several have commas between")
    return ",".join(parts)


def folder(value: Path) -> Path:
    """Check that a folder is there."""
    if not value.is_dir():
        raise ValueError("this folder does not exist")
    return value


def file(value: Path) -> Path:
    """Check that a file is there."""
    if not value.is_file():
        raise ValueError("this file does not exist")
    return value


def secret(value: Path) -> Path:
    """Check that a file is there and holds a password."""
    credentials.password(file(value))
    return value


class Settings(BaseSettings):
    """All settings, frozen; a command reads them before anything else."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, env_ignore_empty=True, validate_by_name=True
    )

    profile: Literal["development", "production"] = "development"
    """`development` runs with the published development key; `production` refuses to."""

    keys: Annotated[Path, AfterValidator(folder)] | None = None
    """Folder of the keys that pseudonyms are made with."""

    audit_heads: Path | None = None
    """File or folder that takes the head of each audit chain once a day: kept where this program may add and not rewrite."""

    dpia: str | None = Field(None, min_length=3)
    """Reference of the data protection impact assessment (AVG 35) that allows this installation."""

    iama: str | None = Field(None, min_length=3)
    """Reference of the impact assessment of human rights (IAMA, or FRIA of the AI Act 27)."""

    register_url: str | None = Field(None, pattern=r"^(https?://|urn:)\S+$")
    """Address of this processing in the register of processing activities (AVG 30); stands in every line of the Logboek."""

    role: Literal["zorgcoordinator_mensenhandel"] | None = None
    """The one role that sees flags of the protection route; an operator gives it to that account alone."""

    kafka_bootstrap: Annotated[str, AfterValidator(servers)] = Field(
        "127.0.0.1:9092", validation_alias="KAFKA_BOOTSTRAP"
    )
    """The broker, or several with commas between."""

    kafka_security: Literal["PLAINTEXT", "SSL", "SASL_SSL"] = "PLAINTEXT"
    """How the broker is spoken to, in Kafka's words; a password over an open line is not offered."""

    kafka_mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] = "SCRAM-SHA-512"
    """How the password is proven under SASL_SSL."""

    kafka_user: str | None = Field(None, pattern=r"^[A-Za-z0-9._@=,\-]{1,200}$")
    """The user under SASL_SSL; the broker's principal is `User:` and this."""

    kafka_password_file: Annotated[Path, AfterValidator(secret)] | None = None
    """File that holds that user's password, in one line."""

    kafka_ca_file: Annotated[Path, AfterValidator(file)] | None = None
    """PEM of who signs the broker's certificate; not set: whom this machine trusts."""

    kafka_certificate_file: Annotated[Path, AfterValidator(file)] | None = None
    """PEM of our own certificate, where the broker asks one (mutual TLS)."""

    kafka_key_file: Annotated[Path, AfterValidator(file)] | None = None
    """PEM of that certificate's key, without a pass phrase."""

    topic_prefix: str = Field("", pattern=r"^([a-z0-9][a-z0-9._\-]{0,40}[._\-])?$")
    """Put before every topic, group and transactional id, so that two installations share a cluster; ends in a dot or dash."""

    replication: int | None = Field(None, ge=1, le=9)
    """Copies of each partition; 1 in development and 3 in production where it is not set."""

    session_timeout: int = Field(30, ge=6, le=300)
    """Seconds without a heartbeat after which a worker counts as gone and its partitions move."""

    stuck_after: int = Field(300, ge=2, le=86_400)
    """Seconds without a sign of life, or with one batch in hand, after which `/live` says that a process is stuck."""

    batch: int | None = Field(None, ge=1, le=10_000)
    """Events a step takes at most in one batch, which is one transaction; not set: 500 in a worker, where somebody waits
    for the flag, and 10,000 to 50,000 in `run`, where nobody does and a larger batch costs less an event."""

    oidc_issuer: str | None = Field(
        None, pattern=r"^(https://[^/?#\s]+|http://(127\.0\.0\.1|localhost)(:\d+)?)(/[^?#\s]*)?$"
    )
    """Address of the identity provider that signs users of the desk in, as its own metadata say it; https, but on this machine."""

    oidc_client: str | None = Field(None, min_length=1)
    """Name under which the identity provider knows the desk (client id)."""

    oidc_secret_file: Annotated[Path, AfterValidator(file)] | None = None
    """File that holds the client secret, and nothing else; the secret itself stands in no setting."""

    oidc_account_claim: str = Field("preferred_username", min_length=1)
    """Claim with the account: letters, digits, . _ - @. It stands in every line of the account of who did what."""

    oidc_role_claim: str = Field("roles", min_length=1)
    """Claim with the roles; exactly one of them must be a role of the desk. A dot leads into an object (`realm_access.roles`)."""

    oidc_municipality_claim: str = Field("gemeente", min_length=1)
    """Claim with the code of the one municipality that somebody works for."""

    desk_address: str | None = Field(
        None, pattern=r"^(https://[^/?#\s]+|http://(127\.0\.0\.1|localhost)(:\d+)?)$"
    )
    """Address of the desk as browsers know it, without a path: the one name that it answers to."""

    desk_proxy: str | None = Field(None, pattern=r"^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$")
    """Addresses or networks of the proxies whose word on who asks is taken (X-Forwarded-For), with commas between."""

    smtp_server: Annotated[str, AfterValidator(servers)] | None = None
    """Mail server, `host:port`, for the daily message of the desk; without it none is sent."""

    smtp_from: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+$")
    """Sender of the daily message."""

    smtp_to: Annotated[Path, AfterValidator(file)] | None = None
    """File with a line for each reader of the daily message: municipality, role, e-mail address, with blanks between."""

    smtp_user: str | None = None
    """Account at the mail server, where it asks for one."""

    smtp_password_file: Annotated[Path, AfterValidator(file)] | None = None
    """File that holds the password of that account, and nothing else."""

    smtp_encryption: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection to the mail server is encrypted; `none` for a server on this machine alone."""

    outlines: Path | None = None
    """GeoJSON of the municipality's wijken and buurten in degrees (WGS 84), as CBS and PDOK give them: the desk's map."""

    test_data: Path | None = None
    """For tests alone: the folder of real data."""

    desk_database: str | None = None
    """Where the desk keeps its tables, `postgresql://USER@HOST:PORT/DATABASE`; not set: `desk.db` in the store's folder."""

    desk_database_password_file: Path | None = None
    """File that holds the password of that user, and nothing else."""

    resident: int = Field(64, ge=1, le=1_000)
    """Municipalities whose graph is kept in memory between batches, a partition; those used longest ago go first."""

    crash_at: str | None = None
    """For tests alone: the step at which the process kills itself."""

    debug: bool = False
    """Show the traceback of a failure, on standard error; it may hold personal data."""

    @model_validator(mode="after")
    def production_has_keys(self) -> Settings:
        """Refuse the published development key in production."""
        if self.profile == "production" and self.keys is None:
            raise ValueError(f"{PREFIX}KEYS: the production profile needs a folder of keys")
        return self

    @model_validator(mode="after")
    def production_has_its_papers(self) -> Settings:
        """Refuse production without impact assessments and register entry (domain.md, R28)."""
        papers = {"DPIA": self.dpia, "IAMA": self.iama, "REGISTER_URL": self.register_url}
        missing = [PREFIX + name for name, value in papers.items() if value is None]
        if self.profile == "production" and missing:
            raise ValueError(f"{', '.join(missing)}: the production profile does not start without")
        return self

    @model_validator(mode="after")
    def kafka_is_reached_as_said(self) -> Settings:
        """Refuse half a set of credentials, and any that would be left unused: somebody thinks they are in force."""
        wanted = {
            "KAFKA_USER": self.kafka_user,
            "KAFKA_PASSWORD_FILE": self.kafka_password_file,
        }
        certified = {
            "KAFKA_CERTIFICATE_FILE": self.kafka_certificate_file,
            "KAFKA_KEY_FILE": self.kafka_key_file,
        }
        for name, value in wanted.items():
            if self.kafka_security == "SASL_SSL" and value is None:
                raise ValueError(f"{PREFIX}{name}: {PREFIX}KAFKA_SECURITY=SASL_SSL needs it")
            if self.kafka_security != "SASL_SSL" and value is not None:
                raise ValueError(
                    f"{PREFIX}{name}: holds with {PREFIX}KAFKA_SECURITY=SASL_SSL alone, which is {self.kafka_security}"
                )
        for name, value in {"KAFKA_CA_FILE": self.kafka_ca_file, **certified}.items():
            if self.kafka_security == "PLAINTEXT" and value is not None:
                raise ValueError(
                    f"{PREFIX}{name}: nothing is encrypted with {PREFIX}KAFKA_SECURITY=PLAINTEXT"
                )
        missing = [name for name, value in certified.items() if value is None]
        if len(missing) == 1:
            raise ValueError(f"{PREFIX}{missing[0]}: certificate and key are given together")
        if self.kafka_security != "PLAINTEXT":
            self._tls_can_be_made()
        return self

    def _tls_can_be_made(self) -> None:
        try:
            credentials.context(self.kafka_ca_file, self.kafka_certificate_file, self.kafka_key_file)
        except ValueError as error:
            which, _, why = str(error).partition(":")
            raise ValueError(f"{PREFIX}KAFKA_{which}_FILE:{why}") from None

    @property
    def sees_protection(self) -> bool:
        """Whether this process may see flags of the protection route (domain.md, R29)."""
        return self.role == "zorgcoordinator_mensenhandel"

    @property
    def copies(self) -> int:
        """The replication factor that holds in this profile."""
        return self.replication or (3 if self.profile == "production" else 1)

    @property
    def worker_batch(self) -> int:
        """Events a worker's step takes at most in one batch."""
        return self.batch or 500

    @property
    def run_batch(self) -> tuple[int, int]:
        """Lines that `run` takes in one batch: the fewest and the most."""
        return (self.batch, self.batch) if self.batch else (10_000, 50_000)

    def named(self, name: str) -> str:
        """Return the name on the cluster of a topic, group or transactional id of ours."""
        return self.topic_prefix + name


def variables() -> dict[str, str]:
    """Return each setting's environment variable with the attribute it sets."""
    names = {}
    for attribute, field in Settings.model_fields.items():
        names[str(field.validation_alias or PREFIX + attribute.upper())] = attribute
    return names


def load() -> Settings:
    """Read the settings from this process's environment.

    Raises
    ------
    WrongUse
        A variable that begins with our prefix and is no setting, or one whose value is wrong; it is named.
    """
    known = variables()
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            raise WrongUse(f"{name} is no setting; these are: {', '.join(sorted(known))}")
    try:
        return Settings()
    except ValidationError as error:
        raise WrongUse("; ".join(sentences(error))) from None


def sentences(error: ValidationError) -> list[str]:
    """Say each mistake with the variable's name, the value it has and what would be right."""
    names = {attribute: name for name, attribute in variables().items()}
    said = []
    for mistake in error.errors():
        place = str(mistake["loc"][0]) if mistake["loc"] else ""
        name = names.get(place, place)
        message = mistake["msg"].removeprefix("Value error, ")
        given = "" if place in SECRET else f"={mistake['input']!s}"
        said.append(f"{name}{given}: {message}" if name else message)
    return said
