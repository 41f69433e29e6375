"""What is being invented, and whose time it takes: in local wall time."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from parvis.agenda.types import Brought, Draft, Party

Key = tuple[str, int]
Hours = tuple[datetime, datetime]


class Diary:
    """What each person and room is busy with; keys are ("person" or "room", id)."""

    def __init__(self) -> None:
        self.made: list[Brought] = []
        self._taken: defaultdict[tuple[Key, date], list[Hours]] = defaultdict(list)

    def free(self, keys: Iterable[Key], hours: Iterable[Hours]) -> bool:
        """Whether none of them has anything at any of these hours."""
        asked = list(hours)
        return not any(
            start < taken_end and taken_start < end
            for key in keys
            for start, end in asked
            for taken_start, taken_end in self._taken[key, start.date()]
        )

    def take(self, keys: Iterable[Key], hours: Iterable[Hours]) -> None:
        """Note that they are busy; hours may last several days."""
        asked = list(hours)
        for key in keys:
            for start, end in asked:
                day = start.date()
                while datetime.combine(day, time()) < end:
                    insort(self._taken[key, day], (start, end))
                    day += timedelta(days=1)

    def add(
        self,
        draft: Draft,
        organiser: Party,
        guests: Sequence[Party],
        hours: Sequence[Hours],
        *,
        room: Party | None = None,
    ) -> None:
        """Note an event; the room is left out when it is not free."""
        rooms = (room,) if room and self.free([("room", room.id)], hours) else ()
        keys: list[Key] = [("person", one.id) for one in (organiser, *guests)]
        self.take([*keys, *(("room", one.id) for one in rooms)], hours)
        self.made.append(Brought(draft, organiser, tuple(guests), rooms))


def weekly(start: datetime, minutes: int, *, until: date, every: int = 1) -> list[Hours]:
    """The hours of a weekly series from `start` to the day `until`, included."""
    found = []
    while start.date() <= until:
        found.append((start, start + timedelta(minutes=minutes)))
        start += timedelta(weeks=every)
    return found
