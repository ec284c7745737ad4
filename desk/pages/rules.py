"""The rules of a municipality: in force with their parameters, the own confirmed share, trial and shadow, and publication by two."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.responses import HTMLResponse, Response

from agents.deciding import write_decisions, write_entries
from agents.own_share import own_share
from agents.rules_change import rule_changes
from agents.store_rules import rules_in_force
from desk.access import Role
from desk.asked import Asked, NotFound
from desk.desk import Desk
from desk.page import moved, page
from desk.trials import Trial, name_of
from graph.indicators import INDICATORS
from graph.rules import Rules
from graph.rules_in_force import InForce
from screening.verdicts import ENOUGH
from streams.dossier.dossier_file import DossierFile
from streams.dossier.records import Entry, RulesProposed, RulesSettled
from streams.rules_content import WrongRulesError, checked, read_text
from streams.rules_file import DEFAULT, load_rules, rules_text
from streams.rules_page import parameters

__all__ = ["agree", "propose", "show", "trial", "try_indicator", "try_shadow", "withdraw"]

ENOUGH_ASKED = 286
# htmx asks no more.

SHOWN = 50
# Changes of one list on a page.

LEAST_WORDS = 2
# A reason is a sentence of one's own.


def show(desk: Desk, asked: Asked) -> Response:
    """Show the rules."""
    return _shown(desk, asked, 200)


def propose(desk: Desk, asked: Asked) -> Response:
    """Check a changed text, propose it for another to agree, and begin to try it over the log."""
    text = asked.given("rules").replace("\r\n", "\n") + "\n"
    now = _in_force(desk, asked)
    try:
        rules = checked(read_text(text))
    except WrongRulesError as error:
        return _shown(desk, asked, 400, text=text, wrong=str(error))
    if _same(now.rules, rules):
        return _shown(desk, asked, 400, text=text, errors=["rules_same"])
    if rules.version == now.rules.version:
        return _shown(desk, asked, 400, text=text, errors=["rules_version"])
    desk.account("rules propose", asked.user, act="record").note(1, [_key(asked)])
    _write(desk, asked, RulesProposed(rules.version, text))
    _begin(desk, asked, text, lambda _: rules)
    return moved(asked, "/regels#voorstel", "saved")


def trial(desk: Desk, asked: Asked) -> Response:
    """Show what came of the trial of the proposal, as a part of the page; nothing while it runs."""
    proposal = _proposal(desk, asked)
    if proposal is None:
        raise NotFound
    found = desk.trials.of(_name(desk, asked, proposal[1].inhoud))
    if found is None:
        text = proposal[1].inhoud
        _begin(desk, asked, text, lambda _: checked(read_text(text)))
        return Response(status_code=204)
    if found.found is None and found.failed is None:
        return Response(status_code=204)
    return HTMLResponse(page(desk, asked, "trial_part.html", **_told(desk, asked, found)).body, ENOUGH_ASKED)


def agree(desk: Desk, asked: Asked) -> Response:
    """Publish the proposal of another: he who agrees has seen what it changes."""
    proposal = _proposal(desk, asked)
    if proposal is None or asked.given("version") != _hash(proposal[1].inhoud):
        raise NotFound
    entry, content = proposal
    if entry.by.casefold() == asked.user.account.casefold():
        return _shown(desk, asked, 400, errors=["rules_two"])
    seen = desk.trials.of(_name(desk, asked, content.inhoud))
    if seen is None or seen.found is None:
        return _shown(desk, asked, 400, errors=["rules_unseen"])
    account = desk.account("rules publish", asked.user, act="publish")
    account.note(len(seen.found.gained) + len(seen.found.lost) + len(seen.found.moved), [_key(asked)])
    data = {
        "gemeente": asked.user.gemeente,
        "versie": content.versie,
        "inhoud": content.inhoud,
        "door": [entry.by, asked.user.account],
    }
    write_decisions(desk.folder, "regels-gepubliceerd", [data], desk.keys, desk.configured, lambda _: None)
    _settle(desk, asked, content, "gepubliceerd")
    desk.renewal.soon()
    return moved(asked, "/regels", "rules_published")


def withdraw(desk: Desk, asked: Asked) -> Response:
    """Take the proposal back, or refuse it."""
    proposal = _proposal(desk, asked)
    if proposal is None:
        raise NotFound
    desk.account("rules withdraw", asked.user, act="record").note(1, [_key(asked)])
    _settle(desk, asked, proposal[1], "ingetrokken")
    return moved(asked, "/regels", "saved")


def try_indicator(desk: Desk, asked: Asked) -> Response:
    """Put an indicator in shadow: from then on only its author sees what it would flag."""
    indicator, reason = asked.given("indicator"), asked.given("reason")
    if indicator not in {one.id for one in INDICATORS}:
        raise NotFound
    if len(reason.split()) < LEAST_WORDS:
        return _shown(desk, asked, 400, errors=["need_reason"])
    if indicator in _in_force(desk, asked).rules.off:
        return _shown(desk, asked, 400, errors=["rules_off"])
    desk.account("rules try", asked.user, act="record").note(1, [_key(asked)])
    data = {
        "gemeente": asked.user.gemeente,
        "indicator": indicator,
        "reden": reason,
        "door": asked.user.account,
    }
    write_decisions(desk.folder, "indicator-in-schaduw", [data], desk.keys, desk.configured, lambda _: None)
    desk.renewal.soon()
    return moved(asked, "/regels", "saved")


def try_shadow(desk: Desk, asked: Asked) -> Response:
    """Show, to its author alone, what the indicators on trial would flag; asked again while it is computed."""
    now = _in_force(desk, asked)
    own = _own(now, asked)
    if not own:
        raise NotFound
    name = _name(desk, asked, f"schaduw {asked.user.account} {','.join(own)}")
    found = desk.trials.of(name)
    if found is None:
        shown = frozenset(own)
        desk.trials.begin(
            name,
            asked.user.gemeente,
            lambda rules: msgspec.structs.replace(rules, shadow=rules.shadow - shown),
        )
    done = found is not None and (found.found is not None or found.failed is not None)
    if not done:
        return Response(status_code=204)
    assert found is not None
    desk.account("rules shadow", asked.user).note(_changes(found))
    return HTMLResponse(page(desk, asked, "trial_part.html", **_told(desk, asked, found)).body, ENOUGH_ASKED)


def _shown(
    desk: Desk,
    asked: Asked,
    status: int,
    *,
    text: str | None = None,
    wrong: str | None = None,
    errors: list[str] | None = None,
) -> Response:
    desk.account("rules show", asked.user).note(1, [_key(asked)])
    now = _in_force(desk, asked)
    proposal = _proposal(desk, asked)
    with desk.standing() as standing:
        _, shares = own_share(standing, [desk.folder], desk.keys, desk.configured, asked.user.gemeente)
    return page(
        desk,
        asked,
        "rules.html",
        status,
        now=now,
        indicators=_indicators(now),
        general=list(msgspec.to_builtins(now.rules.general).items()),
        shares=shares,
        enough=ENOUGH,
        may_write=asked.user.role is Role.RULES,
        text=text or _text(desk, asked, now),
        wrong=wrong,
        errors=errors or [],
        proposal=None if proposal is None else _proposed(now, proposal, asked),
        own=_own(now, asked),
    )


def _proposed(now: InForce, proposal: tuple[Entry, RulesProposed], asked: Asked) -> dict[str, Any]:
    entry, content = proposal
    return {
        "by": entry.by,
        "at": entry.at,
        "version": content.versie,
        "hash": _hash(content.inhoud),
        "mine": entry.by.casefold() == asked.user.account.casefold(),
        "changes": rule_changes(now.rules, checked(read_text(content.inhoud))),
    }


def _indicators(now: InForce) -> list[dict[str, Any]]:
    """Give each indicator with its parameters, their units and reasons as the program's own file has them."""
    about = {(one.section, one.name): one.comment for one in parameters(rules_text(DEFAULT))}
    rows = []
    for one in INDICATORS:
        state = "off" if one.id in now.rules.off else "shadow" if one.id in now.rules.shadow else "on"
        values = [
            (name, value, re.sub(r"^;\s*", "", about.get((one.id, name), "")))
            for name, value in now.rules.indicators.get(one.id, {}).items()
        ]
        rows.append({"id": one.id, "state": state, "version": one.version, "values": values})
    return rows


def _told(desk: Desk, asked: Asked, found: Trial) -> dict[str, Any]:
    """Give what a trial came to; whose flags these are, only an analyst may read."""
    desk.account("backtest", asked.user).note(_changes(found))
    whole = found.found
    return {
        "found": whole,
        "broken": found.failed,
        "lists": []
        if whole is None
        else [(name, getattr(whole, name)[:SHOWN]) for name in ("gained", "lost", "moved")],
        "may_open": asked.user.role is Role.ANALYST,
    }


def _changes(found: Trial) -> int:
    whole = found.found
    return 0 if whole is None else len(whole.gained) + len(whole.lost) + len(whole.moved)


def _begin(desk: Desk, asked: Asked, text: str, new: Callable[[Rules], Rules]) -> None:
    desk.trials.begin(_name(desk, asked, text), asked.user.gemeente, new)


def _name(desk: Desk, asked: Asked, what: str) -> str:
    here = asked.user.gemeente
    return name_of(here, desk.now().events[here], _in_force(desk, asked).rules.version, what)


def _in_force(desk: Desk, asked: Asked) -> InForce:
    with desk.standing() as standing:
        return rules_in_force(standing, asked.user.gemeente, load_rules())


def _text(desk: Desk, asked: Asked, now: InForce) -> str:
    """Give the text of the rules in force: as it was published, else the program's own file."""
    if now.since is None:
        return rules_text(DEFAULT)
    with desk.standing() as standing:
        body = standing.body(asked.user.gemeente, now.since.source, now.since.id)
    content = None if body is None else msgspec.json.decode(body)["data"]["inhoud"]
    return content if isinstance(content, str) else rules_text(DEFAULT)


def _proposal(desk: Desk, asked: Asked) -> tuple[Entry, RulesProposed] | None:
    """Give the proposal that waits, with its entry."""
    with DossierFile.read(desk.folder) as dossier:
        last = next(
            (
                one
                for one in reversed(dossier.entries(_key(asked)))
                if isinstance(one.record, RulesProposed | RulesSettled)
            ),
            None,
        )
    return (last, last.record) if last is not None and isinstance(last.record, RulesProposed) else None


def _settle(desk: Desk, asked: Asked, content: RulesProposed, outcome: str) -> None:
    _write(desk, asked, RulesSettled(content.versie, outcome))


def _write(desk: Desk, asked: Asked, record: RulesProposed | RulesSettled) -> None:
    write_entries(
        desk.folder,
        asked.user.gemeente,
        _key(asked),
        asked.user.account,
        desk.clock(),
        [record],
        desk.keys,
        desk.configured,
        lambda _: None,
    )


def _own(now: InForce, asked: Asked) -> list[str]:
    return sorted(name for name, authors in now.shadowed.items() if asked.user.account in authors)


def _same(standing: Rules, rules: Rules) -> bool:
    return msgspec.structs.replace(rules, identity=standing.identity, version=standing.version) == standing


def _key(asked: Asked) -> str:
    return f"regels:{asked.user.gemeente}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
