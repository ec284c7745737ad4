"""`dwarsverband access`: who may do what on Kafka, and making it so."""

from typing import Annotated

import typer

from cli.options import Json
from cli.terminal import print_json
from streams import access, settings

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

Principals = Annotated[
    list[str] | None,
    typer.Option(
        "--principal",
        metavar="ROLE=User:NAME",
        help="Who has a role on this cluster (worker, sender, desk, watch, operator); without it User:dwarsverband-ROLE.",
    ),
]

WELL = "all rights are as they must be"


@app.command("plan")
def plan(principal: Principals = None, json: Json = False) -> None:
    """Show what `apply` would grant, and rights that nobody asked for; change nothing."""
    found = access.plan(settings.load(), access.principals(principal or ()))
    if json:
        print_json(found)
        return
    print("\n".join(_lines(found)) or WELL)


@app.command("apply")
def apply(
    principal: Principals = None,
    take_away: Annotated[
        bool, typer.Option("--take-away", help="Also take away the rights that nobody asked for.")
    ] = False,
    json: Json = False,
) -> None:
    """Grant each role what it needs on our topics, groups and transactional ids."""
    configured = settings.load()
    found = access.plan(configured, access.principals(principal or ()))
    access.apply(configured, found)
    if take_away:
        access.take_away(configured, found.foreign)
    if json:
        print_json(found)
        return
    print("\n".join(_lines(found, taken=take_away)) or WELL)


@app.command("check")
def check(principal: Principals = None, json: Json = False) -> None:
    """Compare the rights with what they must be; exit 1 when one lacks or nobody asked for it."""
    found = access.plan(settings.load(), access.principals(principal or ()))
    if json:
        print_json(found)
    else:
        print("\n".join(_lines(found)) or WELL)
    if found.grant or found.foreign:
        raise typer.Exit(1)


@app.command("show")
def show(principal: Principals = None, json: Json = False) -> None:
    """List every right of every role, without asking a broker: for whoever keeps the ACLs in another way."""
    found = sorted(access.rights(settings.load(), access.principals(principal or ())))
    if json:
        print_json({"roles": access.ROLES, "rights": found})
        return
    print("\n".join(str(right) for right in found))


def _lines(found: access.Plan, *, taken: bool = False) -> list[str]:
    word = "take away" if taken else "nobody asked for"
    return [f"grant: {right}" for right in found.grant] + [f"{word}: {right}" for right in found.foreign]
