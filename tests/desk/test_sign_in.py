"""Signing in at a real identity provider, on another host name than the desk, as in a town hall; and how often."""

import datetime as dt
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import msgspec
import pytest
from starlette.testclient import TestClient

from cli.main import main
from desk.access import Role, User
from desk.app import application
from desk.claims import Unfit, user_of
from desk.desk import Desk
from desk.provider import NotSignedIn, Provider
from desk.sessions import IDLE, MOST, WHOLE, Sessions
from streams.pseudonyms import Keys
from streams.settings import Settings
from tests.desk.identity_provider import running, with_user

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")  # the provider's, not ours

ANNA = {"preferred_username": "a.jansen", "roles": ["analyst", "of-another-program"], "gemeente": "9901"}
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ADDRESS = "https://desk.example"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Run a provider that knows Anna, an analyst."""
    with running() as address:
        with_user(address, "anna", ANNA)
        yield address


@pytest.fixture
def desk(desk: Desk, issuer: str) -> Desk:
    """Give a desk on a host name of its own, over TLS, at which one signs in there."""
    provider = Provider(issuer, "desk", "secret", ADDRESS)
    configured = Settings(desk_address=ADDRESS, oidc_issuer=issuer, oidc_client="desk")
    return Desk(desk.folder, configured, Keys.load(None), desk.clock, provider)


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    """Give a browser that nobody signed in."""
    return TestClient(application(desk), base_url=ADDRESS, follow_redirects=False)


def consented(where: str, name: str = "anna") -> str:
    """Sign in at the provider; give the address that it sends the browser back to."""
    return httpx2.post(where, data={"sub": name}, trust_env=False).headers["location"]


def test_whoever_the_provider_knows_is_signed_in_with_one_role_and_municipality(browser: TestClient) -> None:
    """The whole way: there, back, and in; the session has another token than before, over TLS alone."""
    assert "a.jansen" not in browser.get("/aanmelden").text
    assert "demonstratie" not in browser.get("/aanmelden").text
    before = browser.cookies["__Host-desk"]
    there = browser.get("/aanmelden/begin")
    asked = parse_qs(urlsplit(there.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{ADDRESS}/aanmelden/terug"]
    back = browser.get(consented(there.headers["location"]))
    assert 'content="0;url=/"' in back.text
    kept = [one for one in back.headers.get_list("set-cookie") if one.startswith("__Host-desk=")]
    assert len(kept) == 1
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= {one.strip() for one in kept[0].split(";")}
    assert browser.cookies["__Host-desk"] != before
    shown = browser.get("/").text
    assert "a.jansen" in shown
    assert "Analist" in shown
    assert browser.get("/signalen").status_code == 200
    assert browser.get("/adviezen").status_code == 403
    assert "max-age" in browser.get("/").headers["strict-transport-security"]


def test_an_answer_counts_once_and_for_the_browser_that_asked_alone(desk: Desk, browser: TestClient) -> None:
    """Neither played again nor slipped to somebody else, nor made up."""
    back = consented(browser.get("/aanmelden/begin").headers["location"])
    other = TestClient(application(desk), base_url=ADDRESS, follow_redirects=False)
    assert other.get(back).status_code == 403
    assert browser.get(back).status_code == 403
    assert browser.get("/aanmelden/terug?code=a&state=b").status_code == 403
    again = consented(browser.get("/aanmelden/begin").headers["location"])
    assert browser.get(again).status_code == 200
    assert browser.get(again).status_code == 403


@pytest.mark.parametrize("field", ["verifier", "nonce"])
def test_a_code_without_its_verifier_or_a_token_without_its_nonce_signs_nobody_in(
    issuer: str, field: str
) -> None:
    """The provider refuses the one (RFC 7636), the desk the other."""
    provider = Provider(issuer, "desk", "secret", ADDRESS)
    begun = provider.begin()
    provider._pending[begun.state] = msgspec.structs.replace(begun, **{field: "x" * 64})
    query = dict(parse_qsl(urlsplit(consented(begun.url)).query))
    with pytest.raises(NotSignedIn):
        provider.finish(query, begun.browser)


def test_a_token_for_another_program_or_of_another_issuer_signs_nobody_in(issuer: str) -> None:
    """Both stand in the token and are compared with what the settings say."""
    for name, value in (("_client", "another"), ("issuer", "https://another.example")):
        provider = Provider(issuer, "desk", "secret", ADDRESS)
        begun = provider.begin()
        query = dict(parse_qsl(urlsplit(consented(begun.url)).query))
        with provider._session() as session:
            token = session.fetch_token(
                f"{issuer}/oauth2/token", code=query["code"], code_verifier=begun.verifier
            )
        assert provider._claims(token, begun)["preferred_username"] == "a.jansen"
        setattr(provider, name, value)
        with pytest.raises(Exception, match="claim"):
            provider._claims(token, begun)


def test_signing_out_ends_the_session_and_shows_the_way_to_end_that_of_the_provider(
    browser: TestClient,
) -> None:
    """Without the person's token in the address."""
    browser.get(consented(browser.get("/aanmelden/begin").headers["location"]))
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/").text)
    assert found is not None
    shown = browser.post("/afmelden", data={"csrf": found[1]})
    assert re.search(r'href="http://localhost:\d+/oauth2/end_session\?client_id=desk', shown.text)
    assert "id_token" not in shown.text
    assert browser.get("/signalen").headers["location"] == "/aanmelden"


def test_with_a_provider_no_account_of_the_demo_is_let_in(browser: TestClient) -> None:
    """Its form is answered as if it were not there."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/aanmelden").text)
    assert found is not None
    data = {"csrf": found[1], "account": "demo.analist.9901"}
    assert browser.post("/aanmelden", data=data).status_code == 404


def test_only_the_name_of_its_address_is_answered(browser: TestClient) -> None:
    """Whoever lets another name point here gets nothing."""
    assert browser.get("/aanmelden", headers={"host": "127.0.0.1"}).status_code == 400


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"preferred_username": "anna jansen"}, "unfit_account"),
        ({"preferred_username": None}, "unfit_account"),
        ({"roles": ["of-another-program"]}, "unfit_no_role"),
        ({"roles": "analyst permit"}, "unfit_roles"),
        ({"gemeente": "0000"}, "unfit_municipality"),
        ({"gemeente": ["9901", "9902"]}, "unfit_municipality"),
    ],
)
def test_claims_that_do_not_make_one_user_are_refused_by_what_is_wrong(
    changed: dict[str, Any], said: str
) -> None:
    """Account, exactly one role, exactly one municipality that the store has."""
    with pytest.raises(Unfit, match=f"^{said}$"):
        user_of(ANNA | changed, Settings(), {"9901", "9902"})


def test_a_role_may_stand_inside_another_claim() -> None:
    """As some providers have it."""
    claims = ANNA | {"realm_access": {"roles": ["rules_author"]}}
    configured = Settings(oidc_role_claim="realm_access.roles")
    assert user_of(claims, configured, {"9901"}) == User("a.jansen", Role.RULES, "9901")


def test_a_session_ends_after_a_working_day_however_busy() -> None:
    """And after two hours without a request; until then it stays."""
    now = [NOW]
    sessions = Sessions(lambda: now[0])
    token = sessions.renew(sessions.of(None), User("a", Role.ANALYST, "9901")).token
    while now[0] - NOW <= WHOLE:
        assert sessions.of(token).user is not None
        now[0] += IDLE - dt.timedelta(minutes=1)
    assert sessions.of(token).user is None


def test_strangers_push_nobody_out_who_is_signed_in() -> None:
    """However many browsers ask for the sign-in page."""
    sessions = Sessions(lambda: NOW)
    token = sessions.renew(sessions.of(None), User("a", Role.ANALYST, "9901")).token
    for _ in range(MOST + 5):
        sessions.of(None)
    assert sessions.of(token).user is not None


def test_the_command_signs_in_by_the_settings_and_names_those_that_are_missing(
    filled: Path,
    issuer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line each time: what is not set, an empty secret, a provider that is not there; then it serves."""
    command = ["desk", "--store", str(filled)]
    assert main(command) == 2
    assert "DWARSVERBAND_OIDC_ISSUER, DWARSVERBAND_OIDC_CLIENT" in capsys.readouterr().err
    secret = tmp_path / "secret"
    secret.write_text("\n")
    given = {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT": "desk",
        "OIDC_SECRET_FILE": str(secret),
        "DESK_ADDRESS": "http://127.0.0.1:8400",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"DWARSVERBAND_{name}", value)
    assert main(command) == 2
    assert "DWARSVERBAND_OIDC_SECRET_FILE" in capsys.readouterr().err
    secret.write_text("secret\n")
    monkeypatch.setenv("DWARSVERBAND_OIDC_ISSUER", "http://127.0.0.1:9")
    assert main(command) == 1
    assert "DWARSVERBAND_OIDC_ISSUER=http://127.0.0.1:9: does not answer" in capsys.readouterr().err
    monkeypatch.setenv("DWARSVERBAND_OIDC_ISSUER", issuer)
    assert main([*command, "--certificate", str(secret), "--key", str(secret)]) == 1
    assert "--certificate" in capsys.readouterr().err
    program = [sys.executable, "-c", "from cli.main import run; run()", *command, "--port", "0"]
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        address = next(
            found[0] for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))
        )
        answer = httpx2.get(f"{address}aanmelden", trust_env=False)
        assert "Aanmelden bij uw gemeente" in answer.text
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
