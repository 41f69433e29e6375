"""From a rule to its occurrences, at the wall-clock time of a zone.

The first date always belongs to the series and counts in COUNT, even when the rule alone
would not give it (RFC 5545, section 3.8.5.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from parvis.agenda.core.clock import DAY, to_minutes, utc_to_wall, wall_to_utc
from parvis.agenda.core.recurrence.calendar import explicit, picked_days
from parvis.agenda.core.recurrence.rule import Frequency, Rule

Start = datetime | date
_ONE_DAY = timedelta(days=1)
_NEVER = timedelta(days=366 * 9)
_LAST = datetime.combine(date.max, time())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series.

    ``at`` names it: its naive wall-clock start, or its day when it lasts whole days.
    ``start`` and ``end`` are aware UTC moments, half-open.
    """

    at: Start
    start: datetime
    end: datetime

    @property
    def minutes(self) -> tuple[int, int]:
        """Start and end in minutes since the epoch, rounded outwards."""
        return to_minutes(self.start), -(-int(self.end.timestamp()) // 60)


def as_wall(start: Start) -> datetime:
    """A naive wall-clock time; midnight for a day."""
    return start if isinstance(start, datetime) else datetime.combine(start, time())


def _daily(rule: Rule, wall: datetime, low: datetime) -> Iterator[tuple[int, datetime]]:
    index = max(0, (low - wall) // (_ONE_DAY * rule.interval))
    while True:
        yield index, wall + _ONE_DAY * rule.interval * index
        index += 1


def _weekly(rule: Rule, wall: datetime, low: datetime) -> Iterator[tuple[int, datetime]]:
    days = {day for _, day in rule.by_day} or {wall.weekday()}
    own = (wall.weekday() - rule.week_start) % 7
    places = sorted((day - rule.week_start) % 7 for day in days)
    first = [place for place in places if place >= own]
    monday = wall - _ONE_DAY * own
    step = _ONE_DAY * 7 * rule.interval
    week = max(0, (low - monday) // step)
    index = 0 if week == 0 else len(first) + (week - 1) * len(places)
    while True:
        for place in places if week else first:
            yield index, monday + step * week + _ONE_DAY * place
            index += 1
        week += 1


def _matches(
    rule: Rule, wall: datetime, low: datetime, high: datetime
) -> Iterator[tuple[int, datetime]]:
    """The dates the rule alone gives from ``wall`` to ``high``, numbered from 0.

    Some of those before ``low`` may be left out; the numbers stay right when COUNT needs them.
    """
    found: Iterator[tuple[int, datetime]]
    narrow = rule.by_month or rule.by_month_day or rule.by_set_pos
    if rule.frequency is Frequency.WEEKLY and not narrow:
        found = _weekly(rule, wall, low)
    elif rule.frequency is Frequency.DAILY and not narrow and not rule.by_day:
        found = _daily(rule, wall, low)
    else:
        full = explicit(rule, wall.date())
        days = picked_days(full, wall.date(), low.date(), high.date())
        found = enumerate(datetime.combine(day, wall.time()) for day in days)
    for index, candidate in found:
        if candidate > high:
            return
        yield index, candidate


def series(rule: Rule | None, start: Start, low: datetime, high: datetime) -> Iterator[datetime]:
    """Naive wall-clock starts up to ``high``, COUNT kept and UNTIL not yet looked at.

    Some of those before ``low`` may be left out. ``None`` is a single event.
    """
    wall = as_wall(start)
    if wall > high:
        return
    if rule is None:
        yield wall
        return
    given = any(candidate == wall for _, candidate in _matches(rule, wall, wall, wall))
    if not given:
        yield wall
    for index, candidate in _matches(rule, wall, low, high):
        if rule.count is not None and index + (not given) >= rule.count:
            return
        yield candidate


def first_date(rule: Rule, start: Start) -> Start | None:
    """The first date the rule gives at or after ``start``; ``None`` if it gives none.

    A form moves its start there, so that the first meeting of "the second Tuesday" is one.
    Nine years times the interval are searched: a 29 February waits eight.
    """
    wall = as_wall(start)
    wait = min(_NEVER * rule.interval, _LAST - wall)
    for _, candidate in _matches(rule, wall, wall, wall + wait):
        return candidate if isinstance(start, datetime) else candidate.date()
    return None


def _within_until(until: Start | None, wall: datetime, start: datetime) -> bool:
    if until is None:
        return True
    if not isinstance(until, datetime):
        return wall.date() <= until
    return (start if until.tzinfo else wall) <= until


def occurrences(
    rule: Rule | None,
    *,
    start: Start,
    duration: int,
    zone: str,
    window: tuple[datetime, datetime],
    excluded: frozenset[datetime] | frozenset[date] = frozenset(),
    limit: int = 2000,
) -> list[Occurrence]:
    """The occurrences that touch a window, in order, at most ``limit``.

    Args:
        rule: The rule, or ``None`` for a single event.
        start: Naive wall-clock start in ``zone``, or the first day of whole-day events.
        duration: Exact minutes; of whole-day events, 1440 for each day on the calendar.
        zone: IANA name; raises ``ZoneInfoNotFoundError``.
        window: Aware UTC moments, half-open.
        excluded: Starts, in the form of ``start``, that do not take place.
        limit: Most occurrences returned.
    """
    whole = not isinstance(start, datetime)
    length = _ONE_DAY * days_of(duration) if whole else timedelta(minutes=duration)
    low = utc_to_wall(window[0], zone) - length - _ONE_DAY
    high = utc_to_wall(window[1], zone) + _ONE_DAY
    found: list[Occurrence] = []
    for wall in series(rule, start, low, high):
        begins = wall_to_utc(wall, zone)
        if rule is not None and not _within_until(rule.until, wall, begins):
            break
        at: Start = wall.date() if whole else wall
        if at in excluded:
            continue
        ends = wall_to_utc(wall + length, zone) if whole else begins + length
        if _touches((begins, ends), window):
            found.append(Occurrence(at, begins, ends))
            if len(found) >= limit:
                break
    return found


def _touches(span: tuple[datetime, datetime], window: tuple[datetime, datetime]) -> bool:
    if span[0] == span[1]:
        return window[0] <= span[0] < window[1]
    return span[0] < window[1] and window[0] < span[1]


def days_of(duration: int) -> int:
    """Whole days in the duration of a whole-day event, at least one."""
    return max(1, duration // DAY)


def utc_until(rule: Rule, zone: str) -> datetime | None:
    """UNTIL as the UTC moment that RFC 5545 wants beside a zoned start."""
    until = rule.until
    if until is None or (isinstance(until, datetime) and until.tzinfo):
        return until.astimezone(UTC) if isinstance(until, datetime) else None
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    return wall_to_utc(until, zone)
