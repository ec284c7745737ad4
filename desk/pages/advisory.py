"""One advisory: the document itself, its files, the questions to the handler, and the two signatures."""

from types import MappingProxyType
from xml.etree.ElementTree import tostring

from markupsafe import Markup
from starlette.responses import Response

from agents.deciding import write_entries
from agents.signing import opened_by, review, sent_back, sign
from desk.access import Role, may_see_advisory
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import DOCX, attached, moved, page
from desk.pages.advisories import days_left
from desk.shown import remember
from documents.advisory_text import advisory_document
from documents.docx import word
from documents.html import article
from documents.letter import asked as asked_of_applicant
from documents.letter import questions_letter
from documents.pdf import pdf
from documents.words import STATUS
from screening.advisory import Advisory, Alternatief, Status, decoded, open_questions, sentences
from screening.sentence import Afweging
from screening.signing import ReviewReason, stand
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Answer
from streams.errors import Failure
from streams.store_rows import AdvisoryRow

__all__ = ["FORMS", "answer", "file", "review_it", "row_of", "show", "sign_it"]

FORMS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, DOCX),
}
"""By the ending of a file what makes it, and its media type."""

LAID_OUT = {"advies": advisory_document, "brief": questions_letter}

FILES = {
    f"{name}.{ending}": (laid_out, *form)
    for name, laid_out in LAID_OUT.items()
    for ending, form in FORMS.items()
}

CONDITION = "voorschrift:"
"""What the key of a question about a condition begins with."""

SUFFICES = MappingProxyType({"yes": "Genoeg", "no": "Niet genoeg", "not_here": "Past hier niet"})
"""What somebody may choose about a condition; stands in front of his reason."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show an advisory."""
    return _shown(desk, asked, row_of(desk, asked), [], 200)


def _shown(desk: Desk, asked: Asked, row: AdvisoryRow, errors: list[str], status: int) -> Response:
    account = desk.account("advisory", asked.user)
    advisory = decoded(row.body)
    today = desk.now().today[row.gemeente]
    account.note(1, [row.id])
    with DossierFile.read(desk.folder) as dossier:
        versions = dossier.versions(row.id)
        given = {
            one.record.vraag: one.record.tekst
            for one in dossier.entries(row.id)
            if isinstance(one.record, Answer)
        }
        last = versions[-1] if versions else None
        returned = None if last is None else sent_back(dossier, row.id, last.versie)
        opened = set() if last is None else opened_by(dossier, row.id, last.versie, asked.user.account)
    body = tostring(article(advisory_document(advisory, today)), encoding="unicode", method="html")
    questions = _questions(advisory)
    left = {key: said for key, said in questions.items() if key not in given}
    every = _every_question(advisory)
    remember(asked.session, advisory)
    facts = advisory.feiten if last is None else decoded(last.body).feiten
    return page(
        desk,
        asked,
        "advisory.html",
        status,
        advisory=advisory,
        status_words=STATUS[advisory.status],
        lapsed=advisory.status is Status.VERVALLEN,
        left_days=days_left(advisory, today),
        document=Markup(body),  # noqa: S704 - made of elements with text alone, which `tostring` escapes
        files=[name for name in FILES if name.startswith("advies") or asked_of_applicant(advisory)],
        question=next(iter(left.items()), None),
        answered=len(questions) - len(left),
        questions=len(questions),
        may_answer=asked.user.role is Role.PERMIT,
        may_review=asked.user.role is Role.REVIEWER,
        facts=[(number, one, one.id in opened) for number, one in enumerate(facts, 1)],
        unopened=len({one.id for one in facts} - opened),
        to_review=last is not None and last.status == Status.TER_TOETSING and returned is None,
        returned=returned,
        given_answers=[(key, every[key], text) for key, text in given.items() if key in every],
        suffices=list(SUFFICES),
        alternatives=[(row.voorschrift, _chosen(row, given)) for row in advisory.evenredigheid.alternatieven],
        versions=[(one, stand(Status(one.status), one.versie, advisory)) for one in versions],
        reasons=list(ReviewReason),
        errors=errors,
    )


def answer(desk: Desk, asked: Asked) -> Response:
    """Take the answer to one question in."""
    row = row_of(desk, asked)
    key, written = asked.given("question"), asked.given("answer")
    if key not in _every_question(decoded(row.body)):
        raise NotFound
    if not written:
        return _shown(desk, asked, row, ["need_answer"], 400)
    if key.startswith(CONDITION):
        if asked.given("suffices") not in SUFFICES:
            return _shown(desk, asked, row, ["need_suffices"], 400)
        written = f"{SUFFICES[asked.given('suffices')]}. {written}"
    desk.account("advisory record", asked.user, act="record").note(1, [row.id])
    write_entries(
        desk.folder,
        row.gemeente,
        row.id,
        asked.user.account,
        desk.clock(),
        [Answer(key, written)],
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    desk.renewal.soon()
    return moved(asked, f"/adviezen/{row.id}#vragen", "saved")


def sign_it(desk: Desk, asked: Asked) -> Response:
    """Sign as author."""
    desk.renewal.wait()
    row = row_of(desk, asked)
    account = desk.account("advisory sign", asked.user, act="sign")
    sign(
        desk.folder,
        row,
        asked.user.account,
        desk.clock(),
        account,
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    return _saved(desk, asked, row)


def review_it(desk: Desk, asked: Asked) -> Response:
    """Sign as reviewer."""
    desk.renewal.wait()
    row = row_of(desk, asked)
    if asked.given("reason") not in set(ReviewReason):
        return _shown(desk, asked, row, ["need_reason"], 400)
    account = desk.account("advisory review", asked.user, act="review")
    reason, sentence = ReviewReason(asked.given("reason")), asked.given("sentence")
    review(
        desk.folder,
        row,
        asked.user.account,
        desk.clock(),
        reason,
        sentence,
        account,
        desk.keys,
        desk.configured,
        lambda _: None,
    )
    return _saved(desk, asked, row)


def file(desk: Desk, asked: Asked) -> Response:
    """Give the advisory, or the letter with its questions, as a file."""
    found = FILES.get(asked.path["name"])
    if found is None:
        raise NotFound
    laid_out, form, media = found
    row = row_of(desk, asked)
    account = desk.account("advisory document", asked.user, act="export")
    try:
        body = form(laid_out(decoded(row.body), desk.now().today[row.gemeente]))
    except ValueError as error:
        raise Failure(str(error)) from None
    account.note(1, [row.id])
    kind, _, ending = asked.path["name"].partition(".")
    name = f"{kind}-{row.id.removeprefix('a:')[:8]}.{ending}"
    return attached(body, media, name)


def row_of(desk: Desk, asked: Asked) -> AdvisoryRow:
    """Give the advisory that is asked for."""
    with desk.standing() as standing:
        row = standing.advisory(asked.path["advisory"])
    if row is None or not may_see_advisory(asked.user, row):
        raise NotFound
    return row


def _questions(advisory: Advisory) -> dict[str, str]:
    """Give the open questions to a human, each once, by key."""
    return {one.vraag: one.nl for _, one in open_questions(advisory)}


def _every_question(advisory: Advisory) -> dict[str, str]:
    """Give every question to a human, answered or not, by key; of an answered one its answer stands in the advisory."""
    found = {one.vraag: one.nl for _, one in sentences(advisory) if isinstance(one, Afweging) and one.vraag}
    return found | _questions(advisory)


def _chosen(one: Alternatief, given: dict[str, str]) -> str | None:
    """Give what somebody wrote about a condition; None where nobody did."""
    keys = (sentence.vraag for sentence in one.waarom if isinstance(sentence, Afweging))
    return next((given[key] for key in keys if key in given), None)


def _saved(desk: Desk, asked: Asked, row: AdvisoryRow) -> Response:
    """Show the advisory again; the signature shows when its event is taken in."""
    desk.renewal.soon()
    return moved(asked, f"/adviezen/{row.id}", "saved")
