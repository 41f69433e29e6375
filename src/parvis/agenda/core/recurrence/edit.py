"""Cutting a series in two ("this and following") and moving it to another day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from parvis.agenda.core.recurrence.expand import Start, as_wall, series
from parvis.agenda.core.recurrence.rule import Frequency, Rule

_LAST_WEEK = 7


def _before(rule: Rule, start: Start, at: Start) -> int:
    wall = as_wall(at)
    return sum(1 for candidate in series(rule, start, as_wall(start), wall) if candidate < wall)


def end_before(rule: Rule, start: Start, at: Start) -> Rule | None:
    """The rule of what comes before ``at``; ``None`` when nothing does.

    ``at`` is the original start of an occurrence, in the form of ``start``. Excluded dates
    keep counting in COUNT, as they do in the whole series.
    """
    if as_wall(at) <= as_wall(start):
        return None
    if rule.count is not None:
        return replace(rule, count=min(rule.count, _before(rule, start, at)))
    # Two occurrences never share a day, so a day is enough and needs no zone.
    eve = as_wall(at).date() - timedelta(days=1)
    return replace(rule, until=_earlier(rule.until, eve))


def _earlier(until: date | datetime | None, day: date) -> date | datetime:
    if until is None:
        return day
    known = until.date() if isinstance(until, datetime) else until
    return until if known < day else day


def remaining(rule: Rule, start: Start, at: Start) -> Rule | None:
    """The rule of what starts at ``at`` and follows; ``None`` when COUNT is used up."""
    if rule.count is None:
        return rule
    left = rule.count - _before(rule, start, at)
    return replace(rule, count=left) if left > 0 else None


def moved(rule: Rule, old: Start, new: Start) -> Rule:
    """The rule once its first date goes from ``old`` to ``new``.

    Weekdays turn with a weekly series; "the 2nd Tuesday" or "the 15th" becomes what the new
    date is. Rules that name several days of a month stay as they are.
    """
    before, after = as_wall(old), as_wall(new)
    if before.date() == after.date():
        return rule
    if rule.frequency is Frequency.WEEKLY:
        shift = (after.date() - before.date()).days
        return replace(rule, by_day=tuple(sorted((0, (day + shift) % 7) for _, day in rule.by_day)))
    changes: dict[str, tuple[object, ...]] = {}
    if len(rule.by_day) == 1 and rule.by_day[0][0] and not rule.by_set_pos:
        changes["by_day"] = ((_position(after, rule.by_day[0][0]), after.weekday()),)
    if len(rule.by_month_day) == 1 and not rule.by_set_pos:
        changes["by_month_day"] = (-1,) if _stays_last(rule, after) else (after.day,)
    if len(rule.by_month) == 1 and rule.frequency is Frequency.YEARLY:
        changes["by_month"] = (after.month,)
    return replace(rule, **changes)  # type: ignore[arg-type]  # dataclasses.replace takes any field


def _is_last(wall: datetime, days: int) -> bool:
    return (wall + timedelta(days=days)).month != wall.month


def _stays_last(rule: Rule, wall: datetime) -> bool:
    return rule.by_month_day == (-1,) and _is_last(wall, 1)


def _position(wall: datetime, old: int) -> int:
    """Which of its weekday in the month a date is, from the end when that is still true."""
    if old < 0 and _is_last(wall, _LAST_WEEK):
        return -1
    nth = (wall.day - 1) // 7 + 1
    # A fifth is missing in most months: what an agent means by it is the last.
    return nth if nth < 5 else -1  # noqa: PLR2004 -- the fifth of its weekday
