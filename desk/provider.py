"""Signing in at the municipality's own identity provider: OpenID Connect, authorization code with PKCE (RFC 7636).

What comes back is believed only where its signature, issuer, audience, nonce and time fit (OpenID Connect Core 3.1.3.7).
"""

import secrets
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import msgspec
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from streams.errors import Failure, WrongUse
from streams.settings import Settings

__all__ = ["CALLBACK", "NotSignedIn", "Pending", "Provider", "of_settings"]

CALLBACK = "/aanmelden/terug"
"""Where the provider sends the browser back to."""

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
# Signed with a key that the provider alone has; "none" and the shared secret prove nothing to a third party.

MOST = 1_000
# Sign-ins under way at once; the oldest is forgotten first.

SECONDS = 10
# That the provider may take for one answer.

LEEWAY = 60
# Seconds that its clock and ours may differ.


class NotSignedIn(Exception):
    """The provider's answer cannot be believed, or it refused; the reason is not told to the browser."""


class Pending(msgspec.Struct, frozen=True):
    """A sign-in under way: where the browser goes, and what must come back with it."""

    state: str
    verifier: str
    nonce: str
    browser: str
    """Token of a cookie: the browser that comes back is the one that went."""
    url: str = ""


class Provider:
    """One identity provider.

    Parameters
    ----------
    issuer
        Its address, as its own metadata say it.
    address
        That of the desk, as browsers know it, without a slash at the end.
    """

    def __init__(self, issuer: str, client: str, secret: str, address: str) -> None:
        self.issuer = issuer
        self._client = client
        self._secret = secret
        self._address = address
        self._lock = threading.Lock()
        self._pending: dict[str, Pending] = {}
        self._known: dict[str, Any] | None = None
        self._keys: KeySet | None = None

    def check(self) -> None:
        """Ask the provider where its addresses are.

        Raises
        ------
        Failure
            When it cannot be reached, or is another than its address says.
        """
        self._metadata()

    def begin(self) -> Pending:
        """Begin a sign-in; one that is never ended is forgotten in time."""
        known = self._metadata()
        state, nonce, browser = (secrets.token_urlsafe(32) for _ in range(3))
        verifier = secrets.token_urlsafe(48)
        with self._session() as session:
            url, _ = session.create_authorization_url(
                known["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
            )
        begun = Pending(state, verifier, nonce, browser, url)
        with self._lock:
            self._pending[state] = begun
            while len(self._pending) > MOST:
                del self._pending[next(iter(self._pending))]
        return begun

    def finish(self, query: Mapping[str, str], browser: str | None) -> dict[str, Any]:
        """Give the claims of whoever came back; each answer counts once.

        Raises
        ------
        NotSignedIn
            When any check fails.
        """
        with self._lock:
            begun = self._pending.pop(query.get("state", ""), None)
        if begun is None or not secrets.compare_digest(begun.browser.encode(), (browser or "").encode()):
            raise NotSignedIn
        if "code" not in query:
            raise NotSignedIn
        try:
            with self._session() as session:
                token = session.fetch_token(
                    self._metadata()["token_endpoint"], code=query["code"], code_verifier=begun.verifier
                )
            return self._claims(token, begun)
        except (OAuthError, JoseError, httpx2.HTTPError, KeyError, ValueError) as error:
            raise NotSignedIn from error

    def leaving(self, back: str) -> str | None:
        """Give the address that ends the session at the provider too; None where it has none (RP-Initiated Logout 1.0).

        The token that would name the person is left out: it would stand in the address.
        """
        endpoint = self._metadata().get("end_session_endpoint")
        if endpoint is None:
            return None
        query = urlencode({"client_id": self._client, "post_logout_redirect_uri": self._address + back})
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{query}"

    def _claims(self, token: Mapping[str, Any], begun: Pending) -> dict[str, Any]:
        try:
            read = jwt.decode(token["id_token"], self._key_set(anew=False), algorithms=ALGORITHMS)
        except JoseError:
            # The provider changes its keys now and then: look once more, with those of now.
            read = jwt.decode(token["id_token"], self._key_set(anew=True), algorithms=ALGORITHMS)
        expected = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client},
        }
        asked = {"nonce": begun.nonce, "client_id": self._client, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, expected, asked)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _metadata(self) -> dict[str, Any]:
        if self._known is None:
            found = self._fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self.issuer:
                raise Failure(f"it calls itself {found.get('issuer')}: give that address")
            missing = {"authorization_endpoint", "token_endpoint", "jwks_uri"} - found.keys()
            if missing:
                raise Failure(f"its metadata lack {', '.join(sorted(missing))}")
            self._known = found
        return self._known

    def _key_set(self, *, anew: bool) -> KeySet:
        if self._keys is None or anew:
            self._keys = KeySet.import_key_set(self._fetched(self._metadata()["jwks_uri"]))  # type: ignore[arg-type]
        return self._keys

    def _fetched(self, url: str) -> dict[str, Any]:
        try:
            answer = httpx2.get(url, timeout=SECONDS, trust_env=not self._local())
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=dict[str, Any])
        except (httpx2.HTTPError, msgspec.MsgspecError) as error:
            raise Failure(f"does not answer as an identity provider ({type(error).__name__})") from error

    def _session(self) -> OAuth2Client:
        return OAuth2Client(
            self._client,
            self._secret,
            scope="openid profile",
            redirect_uri=self._address + CALLBACK,
            code_challenge_method="S256",
            timeout=SECONDS,
            trust_env=not self._local(),
        )

    def _local(self) -> bool:
        """Tell whether the provider is on this machine, to which no proxy leads."""
        return urlsplit(self.issuer).hostname in {"127.0.0.1", "localhost", "::1"}


def of_settings(configured: Settings) -> Provider:
    """Give the provider of the settings, after asking it where its addresses are.

    Raises
    ------
    WrongUse
        When the file of the secret holds none.
    Failure
        When the provider does not answer, or is another; names the setting.
    """
    issuer, client, file = configured.oidc_issuer, configured.oidc_client, configured.oidc_secret_file
    address = configured.desk_address
    assert issuer is not None
    assert client is not None
    assert file is not None
    assert address is not None
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Failure(f"DWARSVERBAND_OIDC_SECRET_FILE={file}: {error.strerror}") from error
    if not secret:
        raise WrongUse(f"DWARSVERBAND_OIDC_SECRET_FILE={file}: must hold the client secret, and is empty")
    provider = Provider(issuer, client, secret, address)
    try:
        provider.check()
    except Failure as error:
        raise Failure(f"DWARSVERBAND_OIDC_ISSUER={issuer}: {error}") from error
    return provider
