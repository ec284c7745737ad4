"""Who somebody is at the desk, out of the claims of the identity provider: account, one role, one municipality."""

from collections.abc import Collection, Mapping
from typing import Any

from desk.access import Role, User
from streams.account_names import is_account
from streams.settings import Settings

__all__ = ["Unfit", "user_of"]


class Unfit(Exception):
    """The claims do not make a user; the message is the key of the text that says what is wrong."""


def user_of(claims: Mapping[str, Any], configured: Settings, known: Collection[str]) -> User:
    """Give the user; `known` are the municipalities of the store.

    Raises
    ------
    Unfit
        When the account has another form, there is not exactly one role, or the municipality is none of the store.
    """
    account = _claim(claims, configured.oidc_account_claim)
    if not isinstance(account, str) or not is_account(account):
        raise Unfit("unfit_account")
    roles = {one for one in _words(_claim(claims, configured.oidc_role_claim)) if one in set(Role)}
    if not roles:
        raise Unfit("unfit_no_role")
    if len(roles) > 1:
        raise Unfit("unfit_roles")
    towns = _words(_claim(claims, configured.oidc_municipality_claim))
    if len(towns) != 1 or towns[0] not in known:
        raise Unfit("unfit_municipality")
    return User(account, Role(roles.pop()), towns[0])


def _claim(claims: Mapping[str, Any], path: str) -> Any:
    """Give a claim by its name; a dot leads into an object (``realm_access.roles``)."""
    if path in claims:
        return claims[path]
    outer, _, inner = path.partition(".")
    inside = claims.get(outer)
    return _claim(inside, inner) if inner and isinstance(inside, Mapping) else None


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
