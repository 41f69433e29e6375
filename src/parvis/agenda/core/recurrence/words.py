"""A rule as pieces any language can put together, and as a French sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.core.recurrence.expand import Start
from parvis.agenda.core.recurrence.rule import Frequency, Rule

_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_WORKING = (0, 1, 2, 3, 4)
_MOST_EXCLUDED = 6
_FURTHEST_BACK = -2


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a rule says, without words.

    ``positions`` pick the nth of the ``weekdays`` (Monday 0) of a month, the last being -1;
    ``until`` is the last local day, inclusive; ``special`` says that the rule uses parts that
    no sentence renders, such as week numbers.
    """

    frequency: Frequency
    interval: int
    weekdays: tuple[int, ...]
    positions: tuple[int, ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    until: date | None
    count: int | None
    excluded: tuple[date, ...]
    special: bool


def describe(
    rule: Rule, start: Start, excluded: Iterable[Start] = (), zone: str = "Europe/Paris"
) -> Pieces:
    """The pieces of a rule; what the rule leaves to the first date is filled in from it."""
    weekdays = tuple(sorted({day for _, day in rule.by_day}))
    month_days, months = rule.by_month_day, rule.by_month
    if rule.frequency is Frequency.WEEKLY and not weekdays:
        weekdays = (start.weekday(),)
    if rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY) and not (weekdays or month_days):
        month_days = (start.day,)
    if rule.frequency is Frequency.YEARLY and not months:
        months = (start.month,)
    positions, plain = _positions(rule)
    return Pieces(
        frequency=rule.frequency,
        interval=rule.interval,
        weekdays=weekdays,
        positions=positions,
        month_days=month_days,
        months=months,
        until=_last_day(rule.until, zone),
        count=rule.count,
        excluded=tuple(sorted(_day(moment) for moment in excluded)),
        special=not plain or _unsaid(rule, weekdays, month_days, positions),
    )


def _day(moment: Start) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last_day(until: Start | None, zone: str) -> date | None:
    if isinstance(until, datetime):
        return (utc_to_wall(until, zone) if until.tzinfo else until).date()
    return until


def _positions(rule: Rule) -> tuple[tuple[int, ...], bool]:
    """The positions of a rule, and whether they tell all of it."""
    positions = tuple(sorted({n for n, _ in rule.by_day if n}, key=lambda n: (n < 0, n)))
    if rule.by_set_pos:
        told = bool(rule.by_day) and not positions
        return (rule.by_set_pos, True) if told else ((), False)
    each_is_placed = len({day for _, day in rule.by_day}) == 1 and all(n for n, _ in rule.by_day)
    return positions, not positions or each_is_placed


def _unsaid(
    rule: Rule, weekdays: Sequence[int], month_days: Sequence[int], positions: Sequence[int]
) -> bool:
    yearly = rule.frequency is Frequency.YEARLY
    narrow = rule.frequency in (Frequency.DAILY, Frequency.WEEKLY)
    return bool(
        rule.by_week_no
        or rule.by_year_day
        or (weekdays and month_days)
        or (yearly and weekdays and not rule.by_month)
        or (yearly and month_days and rule.by_month_day and not rule.by_month)
        or (narrow and (rule.by_set_pos or month_days))
        or any(day < -1 for day in month_days)
        or any(position < _FURTHEST_BACK for position in positions)
    )


def in_french(
    rule: Rule, start: Start, excluded: Iterable[Start] = (), zone: str = "Europe/Paris"
) -> str:
    """« le 2e mardi de chaque mois jusqu’au 9 juin 2026, sauf le 24 décembre 2025 »."""
    pieces = describe(rule, start, excluded, zone)
    text = "selon une règle particulière" if pieces.special else _SAYERS[pieces.frequency](pieces)
    if pieces.until:
        text += f" jusqu’au {long_date(pieces.until)}"
    if pieces.count == 1:
        text += ", une seule fois"
    elif pieces.count:
        text += f", {pieces.count} fois en tout"
    if pieces.excluded:
        text += f", sauf {_excluded(pieces.excluded)}"
    return text


def _listed(items: Iterable[str]) -> str:
    *head, last = items
    return f"{', '.join(head)} et {last}" if head else last


def _nth(number: int) -> str:
    return "1er" if number == 1 else str(number)


def long_date(day: date) -> str:
    """« 9 juin 2026 », « 1er mai 2026 »."""
    return f"{_nth(day.day)} {_MONTHS[day.month - 1]} {day.year}"


def _excluded(days: Sequence[date]) -> str:
    if len(days) > _MOST_EXCLUDED:
        return f"{len(days)} dates"
    years = {day.year for day in days}
    if len(years) == 1 and len(days) > 1:
        short = (f"le {_nth(day.day)} {_MONTHS[day.month - 1]}" for day in days)
        return f"{_listed(short)} {days[0].year}"
    return _listed(f"le {long_date(day)}" for day in days)


def _in_months(pieces: Pieces) -> str:
    names = _listed(_MONTHS[month - 1] for month in pieces.months)
    return f" en {names}"


def _of_months(pieces: Pieces) -> str:
    """« de janvier et de mars », « d’avril »."""
    names = (_MONTHS[month - 1] for month in pieces.months)
    return _listed(f"d’{name}" if name[0] in "ao" else f"de {name}" for name in names)


def _daily(pieces: Pieces) -> str:
    if pieces.weekdays and pieces.interval == 1:
        return _weekly(pieces)
    text = "tous les jours" if pieces.interval == 1 else f"tous les {pieces.interval} jours"
    if pieces.weekdays:
        text += f", seulement {_listed(f'le {_WEEK[day]}' for day in pieces.weekdays)}"
    return text + (_in_months(pieces) if pieces.months else "")


def _weekly(pieces: Pieces) -> str:
    tail = _in_months(pieces) if pieces.months else ""
    if pieces.interval > 1:
        each = _listed(f"le {_WEEK[day]}" for day in pieces.weekdays)
        return f"toutes les {pieces.interval} semaines {each}{tail}"
    if len(pieces.weekdays) == len(_WEEK):
        return f"tous les jours{tail}"
    if pieces.weekdays == _WORKING:
        return f"du lundi au vendredi{tail}"
    return f"tous les {_listed(f'{_WEEK[day]}s' for day in pieces.weekdays)}{tail}"


def _which_day(pieces: Pieces) -> str:
    """« le 2e mardi », « le dernier jour », « le 1er et le 15 »."""
    if pieces.month_days:
        ordered = sorted(pieces.month_days, key=lambda day: (day < 0, day))
        return _listed(f"le {_nth(day)}" if day > 0 else "le dernier jour" for day in ordered)
    kind = "jour ouvré" if pieces.weekdays == _WORKING else _either(pieces.weekdays)
    return f"{_listed(_placed(position) for position in pieces.positions)} {kind}"


def _placed(position: int) -> str:
    special = {-1: "le dernier", -2: "l’avant-dernier", 1: "le 1er"}
    return special.get(position, f"le {position}e")


def _either(weekdays: Sequence[int]) -> str:
    *head, last = (_WEEK[day] for day in weekdays)
    return f"{', '.join(head)} ou {last}" if head else last


def _monthly(pieces: Pieces) -> str:
    if pieces.weekdays and not pieces.positions:
        each = _listed(f"{_WEEK[day]}s" for day in pieces.weekdays)
        if pieces.interval == 1:
            return f"tous les {each}{_in_months(pieces) if pieces.months else ''}"
        return f"un mois sur {pieces.interval}, tous les {each}"
    day = _which_day(pieces)
    if pieces.interval > 1:
        return f"tous les {pieces.interval} mois {day}"
    if pieces.months:
        return f"{day} {_of_months(pieces)}"
    return f"{day} de chaque mois"


def _yearly(pieces: Pieces) -> str:
    every = "tous les ans" if pieces.interval == 1 else f"tous les {pieces.interval} ans"
    if pieces.weekdays and not pieces.positions:
        return f"{every}, tous les {_listed(f'{_WEEK[day]}s' for day in pieces.weekdays)}" + (
            _in_months(pieces)
        )
    if pieces.month_days:
        names = _listed(_MONTHS[month - 1] for month in pieces.months)
        return f"{every} {_which_day(pieces)} {names}"
    return f"{every} {_which_day(pieces)} {_of_months(pieces)}"


_SAYERS = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
