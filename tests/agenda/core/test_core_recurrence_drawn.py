"""Series of events on drawn rules, against two other libraries.

Rules are drawn without those on which the libraries themselves are wrong.
"""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parvis.agenda.core.recurrence import (
    Frequency,
    Rule,
    end_before,
    first_date,
    occurrences,
    parse,
    remaining,
)

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"
YEARS = (datetime(2023, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))

moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(
    lambda moment: moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
)


@st.composite
def rules(draw: st.DrawFn, *, ended: bool = True) -> Rule:
    frequency = draw(st.sampled_from(list(Frequency)))
    wide = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    # "MO,1MO" is left out: the libraries read it as an intersection, the RFC as a union.
    placed = wide and draw(st.booleans())
    positions = st.sampled_from([1, 2, 4, -1]) if placed else st.just(0)
    by_day = draw(st.frozensets(st.tuples(positions, st.integers(0, 6)), max_size=3))
    by_month_day: tuple[int, ...] = ()
    if wide and not by_day:
        by_month_day = tuple(draw(st.frozensets(st.sampled_from([1, 15, 28, 31, -1]), max_size=2)))
    yearly = frequency is Frequency.YEARLY
    months = st.frozensets(st.integers(1, 12), min_size=1 if yearly else 0, max_size=4)
    by_month = draw(months) if draw(st.booleans()) or yearly else frozenset()
    ends = draw(st.sampled_from(["never", "count", "until"])) if ended else "never"
    return Rule(
        frequency,
        interval=draw(st.integers(1, 4)),
        by_day=tuple(sorted(by_day)),
        by_month_day=tuple(sorted(by_month_day)),
        by_month=tuple(sorted(by_month)),
        by_set_pos=(draw(st.sampled_from([1, 2, -1])),)
        if by_day and wide and draw(st.booleans())
        else (),
        count=draw(st.integers(1, 40)) if ends == "count" else None,
        until=draw(moments).replace(tzinfo=UTC) if ends == "until" else None,
        week_start=draw(st.sampled_from([0, 6])),
    )


@given(rules())
@settings(max_examples=40)
def test_text_round_trip(rule: Rule) -> None:
    assert parse(rule.text) == rule


@given(rules(), moments, st.sampled_from([PARIS, "America/New_York", "Pacific/Noumea"]), st.data())
@settings(max_examples=100, deadline=None)
def test_against_the_oracle(rule: Rule, drawn: datetime, zone: str, data: st.DataObject) -> None:
    start = first_date(rule, drawn)
    assume(isinstance(start, datetime))
    assert isinstance(start, datetime)
    low = data.draw(moments).replace(tzinfo=UTC)
    window = (low, low + timedelta(days=data.draw(st.sampled_from([7, 40, 400]))))
    dates = [o.at for o in occurrences(rule, start=start, duration=60, zone=zone, window=window)]
    excluded = frozenset(dates[1::5]) if data.draw(st.booleans()) else frozenset()
    found = occurrences(rule, start=start, duration=60, zone=zone, window=window, excluded=excluded)

    event = icalendar.Event()
    event.add("uid", "one")
    event.add("dtstart", start.replace(tzinfo=ZoneInfo(zone)))
    event.add("duration", timedelta(minutes=60))
    event.add("rrule", icalendar.vRecur.from_ical(rule.text))
    for moment in excluded:
        event.add("exdate", moment.replace(tzinfo=ZoneInfo(zone)))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    expected = sorted(
        e["DTSTART"].dt.astimezone(UTC) for e in recurring_ical_events.of(calendar).between(*window)
    )
    # The oracle adds the first date even past UNTIL; a series that ended is empty for us.
    expected = [moment for moment in expected if not _ended(rule, moment)]
    assert [o.start for o in found] == expected


def _ended(rule: Rule, moment: datetime) -> bool:
    return isinstance(rule.until, datetime) and moment > rule.until


@given(rules(), moments, st.data())
@settings(max_examples=40, deadline=None)
def test_cut_in_two_gives_the_same_dates(rule: Rule, drawn: datetime, data: st.DataObject) -> None:
    start = first_date(rule, drawn)
    assume(isinstance(start, datetime))
    assert isinstance(start, datetime)

    def dates(part: Rule | None, begin: datetime) -> list[object]:
        if part is None:
            return []
        found = occurrences(part, start=begin, duration=60, zone=PARIS, window=YEARS)
        return [o.at for o in found]

    whole = dates(rule, start)
    assume(len(whole) > 1)
    at = data.draw(st.sampled_from(whole))
    assert isinstance(at, datetime)
    # Counting every nth week or month from the cut is only the same on a plain rule.
    assume(rule.interval == 1 or not (rule.by_month or rule.by_day))
    before, after = end_before(rule, start, at), remaining(rule, start, at)
    assert (before is None) == (at == start)
    assert dates(before, start) + dates(after, at) == whole


@given(rules(ended=False), moments)
@settings(max_examples=40, deadline=None)
def test_against_a_second_library(rule: Rule, drawn: datetime) -> None:
    """Rules with positions in a set, read from a first date that need not fit."""
    # The other library looks for a rule that never happens until the year 9999.
    assume(first_date(rule, drawn) is not None)
    expected = rrulestr(rule.text, dtstart=drawn).between(
        drawn, drawn + timedelta(days=1200), inc=True
    )
    found = occurrences(
        rule,
        start=drawn,
        duration=0,
        zone="UTC",
        window=(drawn.replace(tzinfo=UTC), (drawn + timedelta(days=1200)).replace(tzinfo=UTC)),
    )
    assert [o.at for o in found] == sorted({drawn, *expected} - {drawn + timedelta(days=1200)})
