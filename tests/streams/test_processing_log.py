"""The Logboek dataverwerkingen: every reading, no user, the person encrypted."""

import datetime as dt
from pathlib import Path

import msgspec

from streams.processing_log import LOG_FILE, read_log, write_log
from streams.pseudonyms import Keys

AT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
KEYS = Keys.load(None)
RECORD = "urn:example:bron#P-4410"
REQUIRED = {"trace_id", "operation_id", "status_code", "name", "start_time", "end_time", "attributes"}


def test_each_person_has_a_line_that_only_the_key_opens(tmp_path: Path) -> None:
    """The fields are those of the standard; the record's id is not on the disk."""
    assert read_log(tmp_path) == []
    trace = write_log(
        tmp_path, name="explain", begun=AT, ended=AT, activity="urn:r#1", subjects=[RECORD, "b#2"], keys=KEYS
    )
    raw = (tmp_path / LOG_FILE).read_bytes()
    assert RECORD.encode() not in raw
    lines = read_log(tmp_path)
    assert [line.subject(KEYS) for line in lines] == [RECORD, "b#2"]
    assert {line.trace_id for line in lines} == {trace}
    assert len({line.operation_id for line in lines}) == 2
    assert set(msgspec.json.decode(raw.splitlines()[0])) >= REQUIRED
    assert lines[0].attributes["dpl.core.processing_activity_id"] == "urn:r#1"
    other = msgspec.structs.replace(KEYS, secret=b"another")
    assert lines[0].subject(other) is None


def test_a_reading_of_nobody_in_particular_is_one_line(tmp_path: Path) -> None:
    """An export of many names nobody and is logged all the same."""
    write_log(tmp_path, name="export flags", begun=AT, ended=AT, activity=None, subjects=[], keys=KEYS)
    [line] = read_log(tmp_path)
    assert line.subject(KEYS) is None
