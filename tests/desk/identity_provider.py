"""A real identity provider on this machine (oidc-provider-mock), which, unlike as it comes, checks the code verifier (PKCE)."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import httpx2
from authlib.oauth2.rfc6749.errors import InvalidGrantError
from authlib.oauth2.rfc7636 import create_s256_code_challenge

__all__ = ["running", "with_user"]

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it uses a part of Authlib that is on its way out
    import oidc_provider_mock
    from oidc_provider_mock import _app


class _Checked(_app.AuthorizationCodeGrant):  # type: ignore[misc]
    """Refuses a code whose verifier does not fit the challenge that it was asked for with."""

    challenges: ClassVar[dict[str, str]] = {}

    def save_authorization_code(self, code: str, request: Any) -> None:
        super().save_authorization_code(code, request)
        self.challenges[code] = request.payload.data["code_challenge"]

    def validate_token_request(self) -> None:
        super().validate_token_request()
        form = self.request.form
        if create_s256_code_challenge(form["code_verifier"]) != self.challenges[form["code"]]:
            raise InvalidGrantError("the verifier does not fit")


@contextmanager
def running() -> Iterator[str]:
    """Run a provider; give its address, on the name localhost: another site than a desk on 127.0.0.1."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    plain, _app.AuthorizationCodeGrant = _app.AuthorizationCodeGrant, _Checked
    try:
        with oidc_provider_mock.run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"
    finally:
        _app.AuthorizationCodeGrant = plain


def with_user(address: str, name: str, claims: dict[str, Any]) -> None:
    """Give the provider a user with these claims."""
    httpx2.put(f"{address}/users/{name}", json=claims, trust_env=False).raise_for_status()
