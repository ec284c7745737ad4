"""The order and the limits of an advisory on paper."""

from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest

from documents.advisory_first_page import FACTS
from documents.advisory_text import advisory_document
from documents.blocks import Block, Box, Heading, NewPage, Paragraph, Table
from documents.pdf import pages_before_annexes
from documents.words import (
    AANLEIDING,
    ACTUALITEIT,
    GEBEURTENIS,
    GROND,
    LID4,
    STATUS,
    STRAFBAARHEID,
    TREDE,
    UITKOMST,
    ZIENSWIJZE,
)
from screening.advisory import (
    Aanleiding,
    Actualiteit,
    Advisory,
    Gebeurtenis,
    GrondSoort,
    Lid4,
    Status,
    Strafbaarheid,
    TredeStand,
    Uitkomst,
    ZienswijzeStatus,
    decoded,
)
from tests.documents.made import fact, made

TODAY = date(2021, 12, 27)
GOLDEN = sorted((Path(__file__).parent.parent / "data" / "advisories").glob("*.json"))


def before_annexes(advisory: Advisory) -> list[Block]:
    """Give the blocks of the piece itself."""
    blocks = advisory_document(advisory, TODAY).blocks
    return list(blocks[: blocks.index(NewPage(annex=True))])


def test_page_one_shows_at_most_five_facts_those_that_show_an_offence_first(advisory: Advisory) -> None:
    """A reader sees first what can weigh most."""
    shown = msgspec.structs.replace(
        advisory, feiten=[*advisory.feiten, fact(9, Strafbaarheid.WIJST_EROP), fact(1)]
    )
    first_page = before_annexes(shown)[: before_annexes(shown).index(NewPage())]
    table = next(one for one in first_page if isinstance(one, Table) and one.header[0] == "Nr.")
    assert len(table.rows) == FACTS
    assert table.rows[0][0] == "F8"


def test_page_one_counts_the_days_left(advisory: Advisory) -> None:
    """The term that runs out first stands on page one, with its last day."""
    case = before_annexes(advisory)[0]
    assert isinstance(case, Table)
    assert case.rows[-1][1].startswith("nog 9 dagen, tot en met 5 januari 2022")


def test_no_code_of_an_indicator_and_no_band_stands_before_the_annexes(advisory: Advisory) -> None:
    """Codes are for the method annex."""
    text = msgspec.json.encode(before_annexes(advisory)).decode()
    assert not [one.id for one in advisory.indicatoren if f'"{one.id}"' in text or f" {one.id} " in text]
    assert "band" not in text.replace("Verband", "").replace("verband", "")
    assert any(
        one.id in row
        for block in advisory_document(advisory, TODAY).blocks
        if isinstance(block, Table)
        for row in block.rows
        for one in advisory.indicatoren
    )


def test_every_question_to_the_handler_stands_in_a_box_or_says_that_it_is_open(advisory: Advisory) -> None:
    """What the program may not weigh is never written as if it were a finding."""
    blocks = before_annexes(advisory)
    boxed = {item for block in blocks if isinstance(block, Box) for item in block.items}
    assert {"Hoe ernstig is het gevaar?", "Welke belangen heeft de aanvrager?", "Wat is de slotsom?"} <= boxed
    assert "Zijn de jaarstukken opgevraagd?" in msgspec.json.encode(blocks).decode()


def test_headings_skip_no_level(advisory: Advisory) -> None:
    """A screen reader walks by headings."""
    levels = [
        block.level for block in advisory_document(advisory, TODAY).blocks if isinstance(block, Heading)
    ]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("size", [1, 7, 60])
def test_the_piece_is_at_most_four_pages_without_its_annexes(size: int) -> None:
    """However many facts and relations there are, what must be read fits in one sitting."""
    pages = pages_before_annexes(advisory_document(made(facts=min(size, 28), relations=size), TODAY))
    assert pages is not None
    assert pages <= 4


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_each_outcome_has_page_one_on_one_page_and_four_pages_at_most(golden: Path) -> None:
    """The golden advisories, one an outcome, as the law makes them."""
    document = advisory_document(decoded(golden.read_bytes()), TODAY)
    pages = pages_before_annexes(document)
    assert pages is not None
    assert pages <= 4
    alone = msgspec.structs.replace(
        document,
        blocks=(*document.blocks[: document.blocks.index(NewPage())], NewPage(annex=True), Paragraph(".")),
    )
    assert pages_before_annexes(alone) == 1


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (AANLEIDING, Aanleiding),
        (ACTUALITEIT, Actualiteit),
        (GEBEURTENIS, Gebeurtenis),
        (GROND, GrondSoort),
        (LID4, Lid4),
        (STATUS, Status),
        (STRAFBAARHEID, Strafbaarheid),
        (TREDE, TredeStand),
        (UITKOMST, Uitkomst),
        (ZIENSWIJZE, ZienswijzeStatus),
    ],
)
def test_every_value_of_a_closed_list_has_its_words(words: dict[StrEnum, str], kinds: type[StrEnum]) -> None:
    """A value that the record may hold must never stop a document."""
    assert set(words) == set(kinds)
