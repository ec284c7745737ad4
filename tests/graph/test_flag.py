"""What a flag says, and its digest."""

import hashlib
import json

import msgspec
import pytest

from graph.flag import AsOf, EventName, content_digest, named, with_digest
from tests.graph.builders import ref, town
from tests.graph.plots import PLOT

_FIELDS = {
    "id", "gemeente", "route", "indicators", "records", "evidence", "identity", "band", "groups", "sources",
    "hard", "raised", "as_of", "rules", "digest",
}  # fmt: skip
# contracts.md section 5, without what the publication adds.


def test_events_are_named_by_source_and_id_sorted() -> None:
    """The empty case, and two."""
    assert named(set()) == []
    assert named({ref(1, "b"), ref(2, "a")}) == [
        EventName("urn:test:kvk", "a"),
        EventName("urn:test:kvk", "b"),
    ]


def test_a_flag_is_written_as_the_contract_has_it() -> None:
    """Field for field, an edge `from` and `to`."""
    (flag,) = town(PLOT).flags.values()
    written = json.loads(msgspec.json.encode(flag))
    assert set(written) == _FIELDS
    assert set(written["indicators"][0]) == {
        "id", "version", "parameters", "records", "events", "valid", "since", "nl", "en",
    }  # fmt: skip
    assert set(written["evidence"]["edges"][0]) == {"from", "to", "relation", "valid", "events"}
    assert written["evidence"]["edges"][0]["valid"][1] is None
    assert set(written["raised"]) == {"known", "valid", "event"}


def test_the_digest_is_that_of_the_json_without_its_publication() -> None:
    """Sorted keys, no blanks: whoever reads the flag can check it."""
    (flag,) = town(PLOT).flags.values()
    content = json.loads(msgspec.json.encode(flag))
    for name in ("as_of", "digest"):
        del content[name]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert flag.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("field", "value", "same"), [("as_of", AsOf("x", "y"), True), ("rules", "x", False)])
def test_only_content_counts(field: str, value: object, same: bool) -> None:
    """That the evaluation moved on is no change."""
    (flag,) = town(PLOT).flags.values()
    other = msgspec.structs.replace(flag, **{field: value})
    assert (content_digest(other) == flag.digest) is same
    assert with_digest(other).digest == content_digest(other)
