"""The log of the town: what each system reported, when it was logged and when it arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from demo.chance import Random, chance
from demo.period import END, START, after
from demo.places import GEMEENTE
from demo.sources import Source

__all__ = ["Data", "Line", "Log", "Told"]

Data = dict[str, Any]
LAG = (0, 0, 0, 1, 1, 1, 2, 3, 5)
# Days between a fact and its registration, as often as systems show it.


@dataclass(frozen=True, slots=True)
class Told:
    """What an event is called, for corrections and retractions of it, with its own content."""

    source: Source
    id: str
    type: str
    logged: datetime
    data: Data


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line of the log; sorted by arrival."""

    arrived: datetime
    order: int
    body: bytes = field(compare=False)


class Log:
    """Collects events in any order and gives them back in order of arrival."""

    def __init__(self, seed: int) -> None:
        self.lines: list[Line] = []
        self.told: MutableSequence[Told] = []
        self._random: Random = chance(seed, "log")
        self._numbers: Counter[Source] = Counter()
        self._cases: Counter[str] = Counter()

    def case(self, kind: str, day: date) -> str:
        """Return a new case number: "ALC-2020-0042"."""
        series = f"{kind}-{day.year}"
        self._cases[series] += 1
        return f"{series}-{self._cases[series]:04d}"

    def tell(
        self,
        source: Source,
        kind: str,
        day: date,
        data: Data,
        *,
        logged: datetime | None = None,
        late: int = 0,
    ) -> Told:
        """Record an event of a fact of that day.

        Parameters
        ----------
        kind
            The last part of the type: "aanvraag-ontvangen".
        logged
            When the source logged it; without it a few days after the fact, or in the first load of the registers.
        late
            Days between logging and arrival.
        """
        logged = logged or self._logged(day)
        self._numbers[source] += 1
        number = f"{source.short}-{self._numbers[source]:06d}"
        full = {"gemeente": GEMEENTE, "gebeurtenisdatum": day.isoformat(), **data}
        told = Told(source, number, f"nl.{source.domain}.{kind}.v1", logged, full)
        self.told.append(told)
        self.put(envelope(told), logged + timedelta(days=late))
        return told

    def correct(self, named: Told, logged: date, **changes: Any) -> Told:
        """Record the source's correction of an event: its whole new content."""
        data = {
            key: value for key, value in named.data.items() if key not in {"gemeente", "gebeurtenisdatum"}
        }
        day = date.fromisoformat(named.data["gebeurtenisdatum"])
        kind = named.type.split(".")[2]
        return self.tell(
            named.source, kind, day, {**data, **changes, "corrigeert": named.id}, logged=self._office(logged)
        )

    def retract(self, named: Told, logged: date) -> Told:
        """Record that an event never was."""
        return self.tell(
            named.source, "gebeurtenis-herroepen", logged, {"herroept": named.id}, logged=self._office(logged)
        )

    def put(self, body: bytes | Data, arrived: datetime) -> None:
        """Put a line, readable or not, at its place in the order of arrival."""
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        self.lines.append(Line(arrived, len(self.lines), raw))

    def in_order(self) -> Iterator[bytes]:
        """Yield the lines in order of arrival, up to the end of the three years."""
        end = datetime.combine(after(END, 1), time.min, UTC)
        return (line.body for line in sorted(self.lines) if line.arrived < end)

    def _logged(self, day: date) -> datetime:
        """Pick the moment of logging: before the three years, the first night's load."""
        if day < START:
            return datetime.combine(START, time(1), UTC) + timedelta(seconds=len(self.lines) // 4)
        return self._office(after(day, self._random.choice(LAG)))

    def _office(self, day: date) -> datetime:
        """Pick a moment in office hours of that day."""
        return datetime.combine(day, time(7), UTC) + timedelta(seconds=self._random.randrange(10 * 3600))


def envelope(told: Told) -> Data:
    """Return an event in structured mode."""
    return {
        "specversion": "1.0",
        "id": told.id,
        "source": told.source.urn,
        "type": told.type,
        "time": told.logged.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "datacontenttype": "application/json",
        "data": told.data,
    }
