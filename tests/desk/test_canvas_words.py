"""The words of the canvas: both languages, none missing, none left over, none that accuses."""

import re
from pathlib import Path

import desk
from desk.canvas_words import CANVAS_WORDS, canvas_words

SCRIPTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (Path(desk.__file__).parent / "static" / "canvas").glob("*.js")
)
PUT_TOGETHER = ("r_", "kind_", "how_", "state_", "need_")
# Beginnings of keys that a script puts together with a value of a closed list.

FORBIDDEN = re.compile(r"crimine|\bschuldig|\bverdacht|guilty|suspect|score", re.IGNORECASE)
# domain.md section 4: nothing accuses, nobody has a score.


def test_every_word_is_there_in_both_languages_with_the_same_places_to_fill_in() -> None:
    """Only what stands before a relation that did not change is empty."""
    for key, (nl, en) in CANVAS_WORDS.items():
        assert bool(nl) is bool(en) is (key != "how_same"), key
        assert sorted(re.findall(r"{\w+}", nl)) == sorted(re.findall(r"{\w+}", en)), key
    assert canvas_words("nl")["yes"] == "ja"
    assert canvas_words("en")["yes"] == "yes"


def test_the_scripts_ask_for_words_that_are_there_and_leave_none_over() -> None:
    """A missing one would stop a script."""
    asked = set(re.findall(r'\bword\(\s*"(\w+)"', SCRIPTS)) | set(re.findall(r"\bwords\.(\w+)", SCRIPTS))
    said = asked & CANVAS_WORDS.keys()
    assert len(said) > 50
    own_of_a_table = {"caption", "all"}
    assert asked - CANVAS_WORDS.keys() <= own_of_a_table
    left = {
        key
        for key in CANVAS_WORDS
        if f'"{key}"' not in SCRIPTS and key not in said and not key.startswith(PUT_TOGETHER)
    }
    assert left == set()


def test_no_word_accuses() -> None:
    """In neither language, nor in a script or style sheet; and no red in what is drawn."""
    assert not any(FORBIDDEN.search(one) for both in CANVAS_WORDS.values() for one in both)
    assert FORBIDDEN.search(SCRIPTS) is None
    for colour in re.findall(r"#([0-9a-f]{6})\b", SCRIPTS):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        assert red < 2 * max(green, blue), colour
