"""When people work, and the public holidays of France.

A week of local minutes becomes ranges of epoch minutes, through both clock changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from parvis.agenda.core.clock import DAY, minutes_to_wall, wall_to_minutes
from parvis.agenda.core.intervals import Range, clip, merge

_DAYS = 7
_SATURDAY = 5
_OFFICE: tuple[Range, ...] = ((8 * 60 + 30, 12 * 60), (13 * 60 + 30, 18 * 60))
_EVENING: Range = (18 * 60, 22 * 60)
_MORNING: Range = (8 * 60 + 30, 12 * 60)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Ranges of minutes of the local day, Monday first; raises ``ValueError``.

    A range lies within 0 and 1440 and the ranges of a day are sorted and disjoint.
    """

    days: tuple[tuple[Range, ...], ...] = (_OFFICE,) * _SATURDAY + ((), ())

    def __post_init__(self) -> None:
        if len(self.days) != _DAYS:
            raise ValueError("a week has seven days")
        for ranges in self.days:
            if merge(ranges) != ranges or any(a < 0 or b > DAY for a, b in ranges):
                raise ValueError("the ranges of a day are sorted, disjoint and within the day")

    def with_evenings(self) -> "WorkingHours":
        """The same week, and 18:00 to 22:00 from Monday to Friday."""
        return self._with(range(_SATURDAY), _EVENING)

    def with_saturday_morning(self) -> "WorkingHours":
        """The same week, and 08:30 to 12:00 on Saturday."""
        return self._with((_SATURDAY,), _MORNING)

    def _with(self, days: Iterable[int], extra: Range) -> "WorkingHours":
        chosen = set(days)
        return replace(
            self,
            days=tuple(
                merge((*ranges, extra)) if day in chosen else ranges
                for day, ranges in enumerate(self.days)
            ),
        )


def _at(day: date, minute: int, zone: str) -> int:
    return wall_to_minutes(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


@lru_cache(maxsize=4096)
def _open_day(hours: WorkingHours, zone: str, day: date) -> tuple[Range, ...]:
    ranges = hours.days[day.weekday()]
    return tuple((_at(day, start, zone), _at(day, end, zone)) for start, end in ranges)


@lru_cache(maxsize=1024)
def open_intervals(
    hours: WorkingHours,
    zone: str,
    window_start: int,
    window_end: int,
    holidays: frozenset[date] = frozenset(),
) -> tuple[Range, ...]:
    """The epoch minutes of ``[window_start, window_end)`` inside the hours of a zone.

    Days of ``holidays``, read on the zone's calendar, are closed. Sorted and disjoint.
    """
    if window_end <= window_start:
        return ()
    day = minutes_to_wall(window_start, zone).date()
    last = minutes_to_wall(window_end, zone).date()
    found: list[Range] = []
    while day <= last:
        if day not in holidays:
            found.extend(_open_day(hours, zone, day))
        day += timedelta(days=1)
    return clip(found, window_start, window_end)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the Meeus/Jones/Butcher computation)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[tuple[date, str], ...]:
    sunday = easter(year)
    named = (
        (date(year, 1, 1), "Jour de l’An"),
        (sunday + timedelta(days=1), "Lundi de Pâques"),
        (date(year, 5, 1), "Fête du Travail"),
        (date(year, 5, 8), "Victoire de 1945"),
        (sunday + timedelta(days=39), "Ascension"),
        (sunday + timedelta(days=50), "Lundi de Pentecôte"),
        (date(year, 7, 14), "Fête nationale"),
        (date(year, 8, 15), "Assomption"),
        (date(year, 11, 1), "Toussaint"),
        (date(year, 11, 11), "Armistice de 1918"),
        (date(year, 12, 25), "Noël"),
    )
    # Two feasts can fall on one day, as on 1 May 2008.
    together: defaultdict[date, list[str]] = defaultdict(list)
    for day, name in named:
        together[day].append(name)
    return tuple((day, ", ".join(names)) for day, names in sorted(together.items()))


def french_holidays(year: int) -> dict[date, str]:
    """The public holidays of a year in metropolitan France (code du travail, L3133-1)."""
    return dict(_holidays(year))
