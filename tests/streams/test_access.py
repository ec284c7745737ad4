"""Who may do what on Kafka, as far as it can be told without a broker; the rest is in tests/kafka/test_secured.py."""

import json

import pytest

from cli.main import main
from desk.readmodel.from_topics import READ
from streams import access
from streams.errors import WrongUse
from streams.settings import Settings
from streams.topics import TOPICS

WHO = access.principals(())


def writers(topic: str) -> set[str]:
    """Return who may change a topic's content."""
    every = access.rights(Settings(topic_prefix="a."), WHO)
    return {one.principal for one in every if one.name == f"a.{topic}" and one.operation == "WRITE"}


def test_only_the_desk_writes_decisions_and_only_the_worker_the_journal_and_what_stands() -> None:
    """Whoever may write the journal or the outputs could say anything in the program's name."""
    assert writers("decisions") == {"User:dwarsverband-desk"}
    for topic in ("journal", "flags", "advisories", "graph"):
        assert writers(topic) == {"User:dwarsverband-worker"}


def test_the_desk_may_read_what_its_read_model_is_made_of() -> None:
    """By the topics that the project step itself names; its own module is not loaded by the rights."""
    every = access.rights(Settings(), WHO)
    may = {one.name for one in every if one.principal == WHO["desk"] and one.operation == "READ"}
    assert may == set(READ)


def test_no_right_is_for_all_and_none_lies_outside_this_installation() -> None:
    """No ALL, no `*`, no topic that is not ours; each topic, group and id bears the prefix."""
    ours = {f"a.{topic.name}" for topic in TOPICS}
    for right in access.rights(Settings(topic_prefix="a."), WHO):
        assert right.operation != "ALL"
        assert right.kind != "topic" or right.name in ours
        assert right.kind == "cluster" or right.name.startswith("a.")
        assert right.prefixed == (right.kind == "transactional_id")
        assert right.kind != "cluster" or right.principal == "User:dwarsverband-operator"


def test_principals_are_given_by_role() -> None:
    """A certificate's name holds commas and equal signs."""
    assert access.principals(["worker=User:CN=worker,O=Gemeente"])["worker"] == "User:CN=worker,O=Gemeente"


@pytest.mark.parametrize(
    "given",
    [["nobody=User:x"], ["worker=x"], ["worker=User:*"], ["worker"], ["worker=User:a", "desk=User:a"]],
)
def test_what_is_no_principal_is_wrong_use(given: list[str]) -> None:
    """Two roles by one name too: the worker would be able to write decisions."""
    with pytest.raises(WrongUse, match=r"^--principal"):
        access.principals(given)


def test_all_rights_are_shown_without_a_broker(capsys: pytest.CaptureFixture[str]) -> None:
    """For whoever keeps the ACLs with another tool."""
    assert main(["access", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown["roles"]) == set(access.ROLES)
    assert len(shown["rights"]) == len(set(access.rights(Settings(), WHO)))
