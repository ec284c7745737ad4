"""`dwarsverband advisory`: which advisories there are, and what one says, with what a human still writes in it."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
import typer

from agents.accounting import Account
from agents.standing import Standing
from cli import advisory_bundle, advisory_checklist, advisory_documents, advisory_signing, advisory_writing
from cli.options import Doel, Json, Stores
from cli.terminal import print_json, say
from screening.advisory import Advisory, decoded, open_questions
from screening.sentence import Afweging, Recht, Sentence
from streams import settings
from streams.errors import Failure

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)
app.add_typer(advisory_writing.app)
app.add_typer(advisory_signing.app)
app.add_typer(advisory_bundle.app)
app.add_typer(advisory_documents.app)
app.add_typer(advisory_checklist.app)

WIDTH = 100
# Columns of the text on a terminal.


@app.command("list")
def list_(store: Stores, json: Json = False, doel: Doel = None) -> None:
    """List the advisories, lapsed ones included: what is to be decided, the outcome, how many questions are open."""
    account = Account("advisory list", doel, store, settings.load())
    with Standing(store, say) as standing:
        found = [decoded(row.body) for row in standing.advisories()]
    account.note(len(found))
    if json:
        print_json({"total": len(found), "advisories": [_head(one) for one in found]})
        return
    for one in found:
        head = _head(one)
        print(
            f"{one.id}  {one.status:12}  {one.uitkomst:34}  {one.beschikking:20}  {head['zaak']}  {head['open']} open"
        )


@app.command("show")
def show(
    advisory: Annotated[str, typer.Argument(metavar="ADVISORY", help="Id of the advisory (a:…).")],
    store: Stores,
    json: Json = False,
    doel: Doel = None,
) -> None:
    """Show an advisory; what the program could not write stands in it as a question."""
    account = Account("advisory show", doel, store, settings.load())
    with Standing(store, say) as standing:
        row = standing.advisory(advisory)
    if row is None:
        raise Failure(f"{advisory}: there is no such advisory in this store")
    account.note(1, [row.id])
    if json:
        print_json(msgspec.json.decode(row.body))
        return
    for line in _lines(decoded(row.body)):
        print(line)


def _head(one: Advisory) -> dict[str, object]:
    return {
        "id": one.id,
        "gemeente": one.gemeente,
        "status": one.status,
        "versie": one.versie,
        "zaak": f"{one.zaak.source}#{one.zaak.zaaknummer}",
        "beschikking": one.beschikking,
        "aanleiding": one.aanleiding,
        "uitkomst": one.uitkomst,
        "weging": one.weging,
        "open": len(open_questions(one)),
    }


def _lines(one: Advisory) -> Iterator[str]:
    """Give the advisory as text: the case and the step first, then facts, then what is left to write."""
    yield "Bibob-signaaladvies (intern, niet-beslissend)"
    yield f"{one.id}  versie {one.versie}  {one.status}  {one.weging}"
    yield f"Zaak {one.zaak.source}#{one.zaak.zaaknummer}: {one.beschikking.replace('_', ' ')} ({one.aanleiding})"
    yield f"Bevoegd: {one.bevoegd}. Grondslag: {one.grondslag.wet} art. {one.grondslag.artikel} (tekst {one.grondslag.tekst_per})."
    yield f"Beleidslijn {one.beleidslijn.versie}: {one.beleidslijn.tekst}"
    yield from _part("Termijnen", (f"{row.wat}: {row.begint} - {row.vervalt}" for row in one.termijnen))
    yield from _part(f"Stap: {one.uitkomst}", _ladder(one))
    if isinstance(one.vragen, list):
        yield from _part(
            "Vragen aan betrokkene", (f"{row.formuliervraag}: {row.tekst}" for row in one.vragen)
        )
    yield from _part(
        "Feiten",
        (f"{row.datum}  [{row.gebeurtenis}, {row.strafbaarheid}]  {row.tekst[0].nl}" for row in one.feiten),
    )
    yield from _part(
        "Wat voor betrokkene spreekt", _said(sentence for row in one.ontlastend for sentence in row.tekst)
    )
    yield from _part(
        "Relaties", (f"{row.soort} ({row.actueel}, lid 4 {row.lid4}): {row.wie[0]}" for row in one.relaties)
    )
    yield from _part(
        "Gewone gronden eerst", _said(sentence for row in one.weigeringsgronden for sentence in row.tekst)
    )
    yield from _part("Beperkingen", _said(one.beperkingen))
    yield from _part(
        "Nog te schrijven door een mens", (f"{row.vraag}: {row.nl}" for _, row in open_questions(one))
    )


def _ladder(one: Advisory) -> Iterator[str]:
    for row in one.treden:
        yield f"{row.uitkomst} ({row.stand}): {' '.join(sentence.nl for sentence in row.tekst)}"


def _said(sentences: Iterable[Sentence]) -> Iterator[str]:
    for one in sentences:
        if isinstance(one, Recht):
            yield f"{one.nl} ({one.artikel}, tekst {one.tekst_per})"
        elif isinstance(one, Afweging):
            yield f"{one.nl} ({'te beantwoorden' if one.te_beantwoorden else one.auteur})"
        else:
            yield f"{one.nl} ({one.event.source} {one.event.id})"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    for line in dict.fromkeys(lines):
        yield textwrap.fill(line, WIDTH, initial_indent="  - ", subsequent_indent="    ")
