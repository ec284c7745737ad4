"""The catalogue of texts: complete in both languages, nothing missing, nothing left over, no word that accuses."""

import re
from pathlib import Path

import desk
from desk.texts import TEXTS

HERE = Path(desk.__file__).parent
PREFIXES = tuple(
    f"{one}_"
    for one in (
        "alarm",
        "fresh",
        "judged",
        "role",
        "does",
        "state",
        "sort",
        "kind",
        "verdict",
        "judge",
        "hangs",
        "reason",
        "clear",
        "f",
        "layout",
        "act",
        "legend",
        "purpose",
        "code",
        "entry",
        "about",
        "field",
        "word",
        "suffices",
        "recipient",
        "gets",
        "what",
        "done",
        "notice",
        "retention",
        "unusual",
        "rule",
        "basis",
        "trial",
    )
)
# Keys that a template puts together out of a prefix and a value of a closed list.

FORBIDDEN = re.compile(r"crimine|\bschuldig|\bverdacht|guilty|suspect", re.IGNORECASE)
# domain.md section 4: no page accuses.


def sources() -> str:
    """Give all templates and pages as one text."""
    paths = [*HERE.glob("templates/*.html"), *HERE.glob("*.py"), *HERE.glob("pages/*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != "texts.py")


def test_every_text_is_there_in_both_languages() -> None:
    """Neither is empty, both have the same places to fill in, and a sentence is not simply repeated."""
    for key, (nl, en) in TEXTS.items():
        assert nl.strip(), key
        assert en.strip(), key
        assert sorted(re.findall(r"{\w+}", nl)) == sorted(re.findall(r"{\w+}", en)), key
        assert len(nl.split()) < 3 or nl != en, key


def test_every_key_that_a_template_asks_for_is_there() -> None:
    """A missing one would be an error page."""
    asked = set(re.findall(r'\bt\("(\w+)"[,)]', sources()))
    assert len(asked) > 80
    assert asked <= TEXTS.keys()
    put_together = set(re.findall(r'\bt\("(\w+_)" ~', sources()))
    assert put_together <= set(PREFIXES)


def test_no_text_is_left_over() -> None:
    """What no page says any more goes."""
    text = sources()
    left = {key for key in TEXTS if f'"{key}"' not in text and not key.startswith(PREFIXES)}
    assert left == set()


def test_no_text_accuses() -> None:
    """No "crimineel", no "schuldig", in neither language, in no text and no template."""
    assert not any(FORBIDDEN.search(said) for both in TEXTS.values() for said in both)
    assert not any(
        FORBIDDEN.search(path.read_text(encoding="utf-8")) for path in HERE.glob("templates/*.html")
    )
