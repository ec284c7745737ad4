"""`dwarsverband audit`: is the account of who did what whole; and its head, to be kept elsewhere."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from cli.options import Json, Stores
from cli.terminal import print_json
from streams import settings
from streams.audit import head_of, write_head
from streams.audit_check import check, read_heads
from streams.errors import Failure, WrongUse

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)

Heads = Annotated[
    list[Path] | None,
    typer.Option("--head", metavar="FILE", help="File or folder with heads that were kept elsewhere."),
]


@app.command("verify")
def verify(store: Stores, head: Heads = None, json: Json = False) -> None:
    """Find a line that was changed, removed, inserted or cut off; exit 1 where there is one."""
    configured = settings.load()
    kept = [*(head or []), *([configured.audit_heads] if configured.audit_heads is not None else [])]
    heads = read_heads([path for path in kept if path.exists() or path in (head or [])])
    told: list[dict[str, Any]] = []
    for folder in store:
        if not folder.is_dir():
            raise WrongUse(f"--store {folder}: there is no such folder")
        own = head_of(folder)
        chains = {own.chain} if own is not None else set()
        lines, findings = check(folder, [one for one in heads if one.chain in chains])
        sentences = [one.sentence for one in findings]
        if head and not any(one.chain in chains for one in heads):
            sentences.append(
                f"{folder}: none of the heads given is of this chain: it was replaced, or never written"
            )
        told.append({"store": str(folder), "lines": lines, "whole": not sentences, "findings": sentences})
    if json:
        print_json({"whole": all(one["whole"] for one in told), "chains": told})
    else:
        _print(told)
    if not all(one["whole"] for one in told):
        raise Failure("audit verify: the account is not whole")


@app.command("head")
def head_(
    store: Stores,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Add it to this file or folder.")
    ] = None,
) -> None:
    """Show the head of each chain, or add it to a file that is kept elsewhere."""
    for folder in store:
        own = head_of(folder)
        if own is None:
            raise Failure(f"{folder}: nothing was written down yet")
        if output is None:
            print(msgspec.json.encode(own).decode())
        else:
            write_head(output, own)


def _print(told: list[dict[str, Any]]) -> None:
    for one in told:
        print(f"{one['store']}: {one['lines']} lines, {'whole' if one['whole'] else 'NOT whole'}")
        for sentence in one["findings"]:
            print(f"  {sentence}")
