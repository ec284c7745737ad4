"""The screening step: a batch of accepted events into one transaction of the store, whatever the runtime.

Duplicates and conflicts are found here, because only the store knows every event; graph and rules are the
municipality's (`graph.municipality`), held in memory and made anew from the store when needed.
"""

import gc
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog

from agents.arrival import ACCEPTED, DUPLICATE, Arrival
from agents.crash_points import crash_point
from agents.erasing import Erasing
from agents.papers import paper_of
from agents.publication import Graphed, Publication
from agents.recording import Recording
from agents.refusing import conflict_letter, letter_row
from graph.claims import Statement
from graph.evaluation import Failed
from graph.flag import EventName
from graph.identity.alarms import REASONS, Alarm
from graph.indicators import INDICATORS
from screening.docket import Docket, Renewed
from screening.paper import Paper, Papers
from streams.dossier.version_message import version_message
from streams.events import DECISIONS, event_from_body
from streams.journal import JournalRecord, digest_of
from streams.metrics import (
    BATCH_SECONDS,
    EVENTS,
    IDENTITY_ALARMS,
    IDENTITY_DOUBTS,
    ON_HOLD,
    PAUSED,
    REFUSED,
    RULES_FAILED,
)
from streams.refusals import Refused
from streams.statements import statement_of
from streams.store import Store
from streams.store_rows import (
    ADVISORIES,
    PAUSED_AT,
    Attempt,
    Batch,
    DeadLetterRow,
    EventRow,
    Hold,
    OutboxRow,
    ReceivedRow,
)

__all__ = ["ACCEPTED", "DUPLICATE", "Arrival", "Outcome", "Screen", "Town"]

CONFLICT = "conflict"
# A reason of refusal, found here.

ADVISORY = "advisory"
# Among the indicators, where failures are counted.

CRASHES_TO_HOLD = 3
# So many crashes over one batch are no accident (architecture.md, "State, and losing nothing").

log = structlog.get_logger()


class Changes(Protocol):
    """What a call of `Town.apply` changed."""

    @property
    def raised(self) -> Sequence[Any]:
        """Flags that are new or have another content."""

    @property
    def withdrawn(self) -> Sequence[tuple[str, str]]:
        """Flag ids, each with the reason."""

    @property
    def failed(self) -> Sequence[Failed]:
        """Evaluations that a bug of ours broke off."""

    @property
    def alarms(self) -> Sequence[Alarm]:
        """What contradicts itself among the entities that this batch made."""

    @property
    def doubts(self) -> int:
        """How many pairs may be one, in the whole municipality after the batch."""


class Town(Graphed, Protocol):
    """What this step needs of a municipality."""

    @property
    def flags(self) -> Mapping[str, Any]:
        """The standing flags by id."""

    def apply(self, statements: Iterable[Statement], /) -> Changes:
        """Take what a batch of accepted events states, and evaluate what it touches."""


@dataclass(slots=True)
class Outcome:
    """What became of a batch; `outcomes` has one word for each arrival, in order."""

    outcomes: list[str] = field(default_factory=list)
    raised: int = 0
    withdrawn: int = 0
    advised: int = 0
    failed: int = 0
    entities: set[str] = field(default_factory=set)
    graph: list[OutboxRow] = field(default_factory=list)
    """Messages of the graph to be sent; where they get lost, whoever takes over finds them missing."""


class Screen:
    """Screens batches into one store; holds the graphs of the municipalities seen last.

    Parameters
    ----------
    store
        Open for writing.
    found
        Makes an empty municipality.
    outbox
        Whether results are queued for sending. Off where nobody reads them (the embedded runtime).
    docket
        Makes an empty docket of advisories, given where an event's documents are looked up; without it there are none.
    resident
        How many municipalities are kept in memory between batches.
    freeze_every
        After so many events the garbage collector is told that what lives now will stay: a full collection of a
        large graph takes seconds, and with 2,000 they cost a fifth less processor time in all than with 50,000.
    """

    def __init__(
        self,
        store: Store,
        found: Callable[[str], Town],
        *,
        outbox: bool,
        docket: Callable[[Papers], Docket] | None = None,
        resident: int = 64,
        freeze_every: int = 2_000,
        erasing: Erasing | None = None,
        recording: Recording | None = None,
    ) -> None:
        self.store = store
        self._erasing = erasing
        self._recording = recording
        self.towns: OrderedDict[str, Town] = OrderedDict()
        self._found = found
        self._outbox = outbox
        self._resident = resident
        self._freeze_every = freeze_every
        self._since_freeze = 0
        self._doubts: dict[str, int] = {}
        self._docket = docket
        self._dockets: dict[str, Docket] = {}
        self._unwritten: dict[tuple[str, str, str], bytes] = {}
        """Bodies of this batch, which the store does not hold yet."""
        self._held = store.holds()
        self._count_holds()
        _show_counters()

    @property
    def held(self) -> Mapping[str, Hold]:
        """The municipalities whose events are stored and not screened."""
        return self._held

    def batch(self, records: Sequence[JournalRecord], *, at: int, next_offset: int | None = None) -> Outcome:
        """Screen journal records; `next_offset` is the position after them.

        Parameters
        ----------
        at
            Moment of receipt, microseconds since 1970 UTC.
        """
        erased = [bytes.fromhex(record.erased) for record in records if record.erased]
        arrivals = [_arrival(record) for record in records if record.kept]
        return self.take(arrivals, at=at, next_offset=next_offset, batch=Batch(erased=erased))

    def take(
        self,
        arrivals: Sequence[Arrival],
        *,
        at: int,
        next_offset: int | None = None,
        batch: Batch | None = None,
    ) -> Outcome:
        """Screen arrivals and commit; `batch` may hold what the caller wants in the same transaction.

        Raises
        ------
        Stop
            When the transaction failed. What is in memory is then ahead of the store: end the process.
        """
        batch = Batch() if batch is None else batch
        batch.next = next_offset
        outcome = Outcome()
        fresh = self._sort_out(arrivals, batch, outcome, at)
        publication = self._publication()
        self._unwritten = {(row.gemeente, row.source, row.id): row.body for row in batch.events}
        with BATCH_SECONDS.labels("evaluate").time():
            self._evaluate(fresh, publication, outcome)
        self._unwritten = {}
        publication.onto(batch)
        crash_point("evaluated")
        with BATCH_SECONDS.labels("commit").time():
            self.store.write(batch)
        _count(outcome.outcomes)
        crash_point("committed")
        if batch.erasures and not self._outbox:
            self.erase_due()
        outcome.graph = publication.graph_messages()
        self._settle(len(batch.events))
        return outcome

    def erase_due(self) -> None:
        """Carry out the erasures that were asked and not finished; to be called at a start as well."""
        if self._erasing is not None:
            for gemeente in self.store.erasures_due():
                self.erase(gemeente)

    def erase(self, gemeente: str) -> list[OutboxRow]:
        """Carry out the erasures of a municipality, and find anew what stands; give the messages of its graph."""
        assert self._erasing is not None
        self._erasing.carry_out(gemeente)
        self.towns.pop(gemeente, None)
        messages = self._load_written(gemeente)
        self._erasing.finish(gemeente)
        if self._outbox:
            self._erasing.forget_marks()  # a worker goes on for long; a command tells of them, and ends
        return messages

    def retry_held(self) -> None:
        """Try the municipalities on hold once more, each on its own; to be called at a start.

        A try that ends the process counts, and after three no more are made: an exception here costs nothing.
        """
        for gemeente, hold in list(self._held.items()):
            if hold.position == PAUSED_AT:
                continue
            if hold.tries >= CRASHES_TO_HOLD:
                self._say_held(hold, "not tried again")
                continue
            self.store.hold(Hold(gemeente, hold.position, hold.tries + 1))
            self._retry(gemeente, hold)

    def _retry(self, gemeente: str, hold: Hold) -> list[OutboxRow]:
        publication = self._publication()
        try:
            self._load(gemeente, publication, Outcome())
        except Exception as error:  # noqa: BLE001 - whatever it is, this municipality alone waits for a new release
            self.towns.pop(gemeente, None)
            self.store.hold(hold)
            self._say_held(hold, type(error).__name__)
            return []
        self.store.write(publication.onto(Batch(released=[gemeente])))
        del self._held[gemeente]
        self._count_holds()
        log.info("municipality_released", gemeente=gemeente)
        return publication.graph_messages()

    def pause(self, gemeenten: Collection[str]) -> list[OutboxRow]:
        """Pause these municipalities and no others: their events are stored, and screened when the pause ends.

        Gives the messages of the graphs of those that go on.
        """
        messages: list[OutboxRow] = []
        for gemeente, hold in list(self._held.items()):
            if hold.position == PAUSED_AT and gemeente not in gemeenten:
                messages += self._retry(gemeente, hold)
        for gemeente in sorted(gemeenten):
            if gemeente not in self._held:
                hold = self._held[gemeente] = Hold(gemeente, PAUSED_AT, CRASHES_TO_HOLD)
                self.store.hold(hold)
                self.towns.pop(gemeente, None)
                self._dockets.pop(gemeente, None)
                log.info("municipality_paused", gemeente=gemeente)
        self._count_holds()
        return messages

    def _publication(self) -> Publication:
        return Publication(self.store, sent=self._outbox)

    @staticmethod
    def _say_held(hold: Hold, why: str) -> None:
        """Say it without a traceback, whose messages might hold a value."""
        log.error("municipality_on_hold", gemeente=hold.gemeente, position=hold.position, why=why)

    def load(self, gemeente: str) -> Town | None:
        """Return a municipality with all its stored events applied; None where it is on hold."""
        self._load_written(gemeente)
        return self.towns.get(gemeente)

    def _load_written(self, gemeente: str) -> list[OutboxRow]:
        """Load a municipality, write what that sets right, and give the messages of its graph."""
        if gemeente in self._held:
            return []
        publication = self._publication()
        self._town(gemeente, publication, Outcome())
        batch = publication.onto(Batch())
        if batch.flags or batch.graph or batch.advisories:
            self.store.write(batch)
        messages = publication.graph_messages()
        self._settle(0)
        return messages

    # --- duplicates and conflicts -------------------------------------------------------------------------

    def _sort_out(
        self, arrivals: Sequence[Arrival], batch: Batch, outcome: Outcome, at: int
    ) -> dict[str, list[Arrival]]:
        """Tell new events from known ones; return the new ones by municipality."""
        held = self.store.digests(arrival.identity for arrival in arrivals)
        fresh: dict[str, list[Arrival]] = {}
        for given in arrivals:
            arrival = given
            identity = arrival.identity
            if self._erasing is not None and not arrival.rewritten:
                sifted = self._erasing.sift(arrival, batch)
                if isinstance(sifted, str):
                    outcome.outcomes.append(sifted)
                    batch.received.append(ReceivedRow(arrival.origin, sifted, at))
                    continue
                arrival = sifted
            word = _word(held.get(identity), arrival.digest)
            if word == ACCEPTED and (refused := self._record(arrival, batch)) is not None:
                word = self._refuse(letter_row(refused, arrival.origin, at), batch)
            elif word == ACCEPTED:
                held[identity] = arrival.digest
                fresh.setdefault(identity[0], []).append(arrival)
                batch.events.append(EventRow(*identity, arrival.digest, arrival.body))
            elif word == CONFLICT:
                self._refuse(conflict_letter(arrival.body, arrival.origin, at), batch)
            outcome.outcomes.append(word)
            batch.received.append(
                ReceivedRow(arrival.origin, word, at, identity if word == ACCEPTED else None)
            )
        return fresh

    def _refuse(self, letter: DeadLetterRow, batch: Batch) -> str:
        batch.deadletters.append(letter)
        if self._outbox:
            batch.outbox.append(letter.message())
        return CONFLICT

    def _record(self, arrival: Arrival, batch: Batch) -> Refused | None:
        """Take a decision on a case into the dossier; give why it is refused, if it is."""
        recording = self._recording
        if recording is None or arrival.event.topic != DECISIONS:
            return None
        refused = recording.take(arrival)
        if self._outbox:
            batch.outbox += [
                OutboxRow(ADVISORIES, one.name, version_message(one)) for one in recording.signed
            ]
        recording.signed.clear()
        return refused

    # --- graph and rules ----------------------------------------------------------------------------------

    def _evaluate(self, fresh: dict[str, list[Arrival]], publication: Publication, outcome: Outcome) -> None:
        """Apply the new events, municipality by municipality, counting in the store what is begun."""
        if not fresh:
            return
        first = next(iter(fresh.values()))[0].origin
        position = f"{first.topic}/{first.partition}/{first.offset}"
        times = self._crashes(position)
        noted = False
        for gemeente in sorted(fresh.keys() - self._held.keys()):
            town = self._town(gemeente, publication, outcome)
            if times or not noted:
                # The first time one note for the whole batch will do; after a crash we must know whose it was.
                self.store.begin(Attempt(position, times + 1, gemeente if times or len(fresh) == 1 else None))
                noted = True
                crash_point("begun")
            statements = [statement_of(arrival.event) for arrival in fresh[gemeente]]
            gc.disable()  # nearly all that a batch makes stays; the collector looks once, between batches
            try:
                changes = town.apply(statements)
            finally:
                gc.enable()
            self._take_over(gemeente, changes, publication, outcome)
            self._advise(gemeente, town, changes, publication, outcome)
            publication.graph_moved(gemeente, town)

    def _crashes(self, position: str) -> int:
        """Return how often this batch was begun and not finished; at the limit, put its municipality on hold."""
        attempt = self.store.attempt()
        if attempt is None or attempt.position != position:
            return 0
        if attempt.times < CRASHES_TO_HOLD or attempt.gemeente is None:
            return attempt.times
        hold = Hold(attempt.gemeente, position, 0)
        self.store.hold(hold)
        self._held[attempt.gemeente] = hold
        self._count_holds()
        self.towns.pop(attempt.gemeente, None)
        log.error("municipality_put_on_hold", gemeente=attempt.gemeente, position=position)
        return 0

    def _count_holds(self) -> None:
        paused = sum(hold.position == PAUSED_AT for hold in self._held.values())
        PAUSED.labels(str(self.store.partition)).set(paused)
        ON_HOLD.labels(str(self.store.partition)).set(len(self._held) - paused)

    def _take_over(self, gemeente: str, changes: Changes, publication: Publication, outcome: Outcome) -> None:
        for flag in changes.raised:
            outcome.raised += publication.raise_flag(gemeente, flag)
        for flag_id, reason in changes.withdrawn:
            outcome.withdrawn += publication.withdraw(flag_id, reason)
        outcome.entities |= getattr(changes, "entities", set())
        self._report(gemeente, changes, outcome)

    def _advise(
        self, gemeente: str, town: Any, changes: Any, publication: Publication, outcome: Outcome
    ) -> None:
        """Renew the advisories around what changed."""
        docket = self._dockets.get(gemeente)
        if docket is None:
            return
        self._renewed(gemeente, docket.renew(town, changes), publication, outcome)
        recorded = set() if self._recording is None else self._recording.touched.pop(gemeente, set())
        if recorded:
            cases = [case for case, made in docket.advisories.items() if made.id in recorded]
            self._renewed(gemeente, docket.reopen(town, cases), publication, outcome)

    def _renewed(self, gemeente: str, renewed: Renewed, publication: Publication, outcome: Outcome) -> None:
        for made in renewed.made:
            outcome.advised += publication.advise(made)
        for advisory_id in renewed.lapsed:
            publication.lapse(advisory_id)
        for kind in renewed.failed:
            outcome.failed += 1
            RULES_FAILED.labels(ADVISORY).inc()
            log.error("advisory_failed", gemeente=gemeente, error=kind)

    def _papers(self, gemeente: str) -> Papers:
        def body(source: str, event_id: str) -> bytes | None:
            found = self._unwritten.get((gemeente, source, event_id))
            return self.store.body(gemeente, source, event_id) if found is None else found

        def papers(event: EventName) -> Paper:
            return paper_of(event, body)

        return papers

    def _report(self, gemeente: str, changes: Changes, outcome: Outcome) -> None:
        """Count what people must look at. A bug of ours is not the event's failure: say so loudly, and go on."""
        for alarm in changes.alarms:
            IDENTITY_ALARMS.labels(alarm.reason).inc()
        self._doubts[gemeente] = changes.doubts
        for failure in changes.failed:
            outcome.failed += 1
            RULES_FAILED.labels(failure.indicator).inc()
            # The error's kind alone: its message and the focus may name a person.
            log.error(
                "indicator_failed",
                gemeente=gemeente,
                indicator=failure.indicator,
                error=failure.error.partition("(")[0],
            )

    # --- memory -------------------------------------------------------------------------------------------

    def _town(self, gemeente: str, publication: Publication, outcome: Outcome) -> Town:
        town = self.towns.get(gemeente)
        if town is None:
            town = self._load(gemeente, publication, outcome)
        self.towns.move_to_end(gemeente)
        return town

    def _load(self, gemeente: str, publication: Publication, outcome: Outcome) -> Town:
        """Make a municipality from its stored events, and set right what stands against what it finds."""
        town = self._found(gemeente)
        gc.disable()  # a growing graph makes no garbage, and looking for it takes most of the time
        try:
            changes = town.apply(statement_of(event_from_body(body)) for body in self.store.bodies(gemeente))
        finally:
            gc.enable()
        self.towns[gemeente] = town
        self._report(gemeente, changes, outcome)
        for flag in town.flags.values():
            outcome.raised += publication.raise_flag(gemeente, flag)
        for row in self.store.flags(gemeente):
            # Where a rule of ours failed, a flag may be missing by our fault alone: what stands is kept.
            if row.status.stands and row.id not in town.flags and not changes.failed:
                outcome.withdrawn += publication.withdraw(row.id, "rebuilt")
        self._load_advisories(gemeente, town, changes, publication, outcome)
        publication.graph_loaded(gemeente, town)
        gc.freeze()
        crash_point("loaded")
        return town

    def _load_advisories(
        self, gemeente: str, town: Town, changes: Changes, publication: Publication, outcome: Outcome
    ) -> None:
        """Make the advisories of a municipality anew, and let lapse what stands in the store and is not found."""
        if self._docket is None:
            return
        docket = self._dockets[gemeente] = self._docket(self._papers(gemeente))
        failed = outcome.failed
        self._advise(gemeente, town, changes, publication, outcome)
        found = {made.id for made in docket.advisories.values()}
        for row in self.store.advisories(gemeente):
            if row.id not in found and outcome.failed == failed and not changes.failed:
                publication.lapse(row.id)

    def _settle(self, events: int) -> None:
        """Between batches: let go of the municipalities used longest ago, and of the collector's interest."""
        self._since_freeze += events
        IDENTITY_DOUBTS.labels(str(self.store.partition)).set(sum(self._doubts.values()))
        if len(self.towns) > self._resident:
            while len(self.towns) > self._resident:
                gemeente, _ = self.towns.popitem(last=False)
                self._doubts.pop(gemeente, None)
                self._dockets.pop(gemeente, None)
            gc.unfreeze()
            gc.collect()
            self._since_freeze = self._freeze_every
        if self._since_freeze >= self._freeze_every:
            gc.collect(1)  # what died young must not be frozen with the rest
            gc.freeze()
            self._since_freeze = 0


def _show_counters() -> None:
    """Serve what is alarmed upon from 0 on: from nothing to 1 is no increase to Prometheus, and nobody would be told."""
    for name in (*(one.id for one in INDICATORS), ADVISORY):
        RULES_FAILED.labels(name)
    for reason in REASONS:
        IDENTITY_ALARMS.labels(reason)


def _count(words: list[str]) -> None:
    for word, count in Counter(words).items():
        EVENTS.labels("screen", word).inc(count)
        if word == CONFLICT:
            REFUSED.labels("screen", word).inc(count)


def _word(standing: bytes | None, digest: bytes) -> str:
    if standing is None:
        return ACCEPTED
    return DUPLICATE if standing == digest else CONFLICT


def _arrival(record: JournalRecord) -> Arrival:
    body = record.body
    return Arrival(event_from_body(body), body, digest_of(body), record.origin, bool(record.erased))
