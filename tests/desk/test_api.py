"""The API: described as it answers, by role and municipality as the pages, fuzzed from its own description."""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from desk.access import ALLOWED, Role
from desk.api.openapi import main, openapi, text
from desk.api.routes import API, DOCUMENT
from desk.app import application
from desk.desk import DEMO_ACCOUNTS, Desk
from streams.audit import AUDIT_FILE
from streams.pseudonyms import Keys
from streams.settings import Settings

Clients = Callable[..., TestClient]
Csrf = Callable[[TestClient, str], str]

DOCS = Path(__file__).parents[2] / "docs"
OTHER = "9902"
EXAMPLES = 20
# Questions an operation; all of them take some seconds.

READER = {
    "flags": Role.ANALYST,
    "flag": Role.CARE,
    "clearing": Role.ANALYST,
    "doubts": Role.ANALYST,
    "advisories": Role.PERMIT,
    "advisory": Role.REVIEWER,
    "operations": Role.OPERATIONS,
}
"""By operation, one role that may ask it."""


def filled_in(path: str, desk: Desk) -> str:
    """Give an operation's path with a flag and an advisory that are there."""
    with desk.standing() as standing:
        advisory = next(standing.advisories()).id
    return path.format(flag=desk.now().order[0].flag.id, advisory=advisory)


def test_the_description_in_docs_is_current_and_served(client: Clients, tmp_path: Path) -> None:
    """Run `make docs` when this fails."""
    assert (DOCS / "openapi.json").read_text("utf-8") == text() == client().get(DOCUMENT).text
    main(tmp_path)
    assert (tmp_path / "openapi.json").read_text("utf-8") == text()


@pytest.mark.parametrize("role", [*Role, None])
def test_every_operation_answers_those_roles_alone_that_the_table_allows(
    desk: Desk, client: Clients, role: Role | None
) -> None:
    """What is answered fits the description; what is not is a problem in its words."""
    browser = client(role)
    for one in API:
        answer = browser.get(filled_in(one.path, desk))
        allowed = role in ALLOWED[one.name]
        # The flag is one of the screening route, which is not the care coordinator's.
        wanted = {200, 404 if role is Role.CARE else 200} if allowed else {401 if role is None else 403}
        assert answer.status_code in wanted, one.name
        described = openapi()
        shown = described["paths"][one.path]["get"]["responses"][str(answer.status_code)]["content"]
        [(media, content)] = shown.items()
        assert answer.headers["content-type"].startswith(media)
        schema = {**content["schema"], "components": described["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json())


def test_nothing_of_one_municipality_is_there_for_another(desk: Desk, client: Clients) -> None:
    """An object of the first is not there for a user of the second, and no list names it."""
    flag = desk.now().order[0].flag.id
    for one in API:
        answer = client(READER[one.name.removeprefix("api_")], OTHER).get(filled_in(one.path, desk))
        assert answer.status_code == (404 if "{" in one.path else 200), one.name
        assert flag not in answer.text


def test_what_is_read_is_written_down_before_it_is_answered(desk: Desk, client: Clients) -> None:
    """Who, under which command, for which purpose, how much."""
    mine = [one for one in desk.now().order if one.flag.route == "screening"]
    assert client(Role.ANALYST).get("/api/v1/flags?limit=3").json()["total"] == len(mine)
    last = json.loads((desk.folder / AUDIT_FILE).read_bytes().splitlines()[-1])
    account = f"{DEMO_ACCOUNTS[Role.ANALYST]}.9901"
    said = (last["user"], last["command"], last["purpose"], last["count"])
    assert said == (account, "desk api flags", "toezicht", 3)


@pytest.fixture(scope="module")
def fuzzed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, TestClient]]:
    """Give a browser a role on one desk, for all examples."""
    folder = Path(shutil.copytree(filled, tmp_path_factory.mktemp("fuzzed") / "store"))
    desk = Desk(folder, Settings(), Keys.load(None), lambda: dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    app = application(desk)
    made = {}
    for role in set(READER.values()):
        browser = TestClient(app, base_url="http://127.0.0.1")
        csrf = browser.get("/aanmelden").text.partition('name="csrf" value="')[2].partition('"')[0]
        browser.post("/aanmelden", data={"account": f"{DEMO_ACCOUNTS[role]}.9901", "csrf": csrf})
        made[role] = browser
    yield made
    desk.close()


def signed_in() -> dict[str, Any]:
    """Give the description as somebody sees it who is signed in already: that nobody else is answered is tested above."""
    described = {name: part for name, part in openapi().items() if name != "security"}
    return described | {"components": {"schemas": described["components"]["schemas"]}}


schema = schemathesis.openapi.from_dict(signed_in())


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None
)
def test_whatever_is_asked_is_answered_as_described(
    case: schemathesis.Case[Any], fuzzed: dict[Role, TestClient]
) -> None:
    """No failure of ours, no answer outside the description, well-formed questions taken, others refused."""
    browser = fuzzed[READER[case.operation.definition.raw["operationId"]]]
    asked = case.as_transport_kwargs(base_url="http://127.0.0.1")
    answer = browser.request(
        asked["method"], asked["url"], params=asked.get("params"), headers={**asked.get("headers", {})}
    )
    case.validate_response(
        answer,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
            positive_data_acceptance,
            negative_data_rejection,
        ],
    )
