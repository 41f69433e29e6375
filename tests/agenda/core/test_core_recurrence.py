"""Series of events: named cases, then the public oracle on drawn rules."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from parvis.agenda.core.recurrence import (
    BadRule,
    Occurrence,
    build,
    first_date,
    moved,
    occurrences,
    parse,
    utc_until,
)

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"
YEAR_2026 = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def shown(found: list[Occurrence]) -> list[str]:
    return [f"{o.start.astimezone(ZoneInfo(PARIS)):%d/%m %H:%M}" for o in found]


def test_winter_and_summer_meetings_are_at_fourteen() -> None:
    for month, hour in ((1, 13), (7, 12)):
        start = datetime(2026, month, 15, 14)
        [one] = occurrences(None, start=start, duration=60, zone=PARIS, window=YEAR_2026)
        assert (one.start, one.end) == (utc(2026, month, 15, hour), utc(2026, month, 15, hour + 1))


def test_weekly_across_both_changes() -> None:
    for first, summer in ((datetime(2026, 3, 23, 9), 1), (datetime(2026, 10, 19, 9), 0)):
        found = occurrences(
            parse("FREQ=WEEKLY;COUNT=2"), start=first, duration=90, zone=PARIS, window=YEAR_2026
        )
        assert [o.at for o in found] == [first, first + timedelta(days=7)]
        assert [o.start.hour for o in found] == ([8, 7] if summer else [7, 8])
        assert all(o.end - o.start == timedelta(minutes=90) for o in found)


def test_second_tuesday_until_june_except_christmas_eve() -> None:
    # No second Tuesday falls on 24 December; that exception is in the weekly series below,
    # and here the meeting of December is the one that does not take place.
    found = occurrences(
        parse("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260609"),
        start=datetime(2025, 11, 11, 18, 30),
        duration=120,
        zone=PARIS,
        excluded=frozenset({datetime(2025, 12, 9, 18, 30)}),
        window=(utc(2025, 1, 1), utc(2027, 1, 1)),
    )
    assert shown(found) == [
        "11/11 18:30",
        "13/01 18:30",
        "10/02 18:30",
        "10/03 18:30",
        "14/04 18:30",
        "12/05 18:30",
        "09/06 18:30",
    ]


def test_wednesdays_until_june_except_24_december_over_both_changes() -> None:
    found = occurrences(
        parse("FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231"),
        start=datetime(2025, 12, 17, 20, 30),
        duration=60,
        zone=PARIS,
        excluded=frozenset({datetime(2025, 12, 24, 20, 30)}),
        window=(utc(2025, 12, 1), utc(2027, 1, 1)),
    )
    assert "24/12 20:30" not in shown(found)[:2]
    assert {text[6:] for text in shown(found)} == {"20:30"}
    assert {o.start.hour for o in found} == {18, 19}
    assert len(found) == 54


def test_skipped_hour_moves_forward_and_repeated_hour_is_the_first() -> None:
    for start, hours in (
        (datetime(2026, 3, 28, 2, 30), ["28/03 02:30", "29/03 03:30", "30/03 02:30"]),
        (datetime(2026, 10, 24, 2, 30), ["24/10 02:30", "25/10 02:30", "26/10 02:30"]),
    ):
        found = occurrences(
            parse("FREQ=DAILY;COUNT=3"), start=start, duration=30, zone=PARIS, window=YEAR_2026
        )
        assert shown(found) == hours
    assert found[1].start == utc(2026, 10, 25, 0, 30)


def test_whole_days_follow_the_calendar() -> None:
    found = occurrences(
        parse("FREQ=DAILY;COUNT=3"),
        start=date(2026, 3, 28),
        duration=1440,
        zone=PARIS,
        excluded=frozenset({date(2026, 3, 30)}),
        window=YEAR_2026,
    )
    assert [o.at for o in found] == [date(2026, 3, 28), date(2026, 3, 29)]
    assert [(o.end - o.start) // timedelta(hours=1) for o in found] == [24, 23]
    assert found[1].minutes == (found[0].minutes[1], found[0].minutes[1] + 23 * 60)


def test_until_in_utc_stops_at_the_moment() -> None:
    def count(text: str) -> int:
        start = datetime(2026, 7, 1, 14)
        rule = parse(f"FREQ=DAILY;UNTIL={text}")
        return len(occurrences(rule, start=start, duration=60, zone=PARIS, window=YEAR_2026))

    assert count("20260703T120000Z") == 3
    assert count("20260703T115959Z") == 2
    assert count("20260703T140000") == 3
    assert count("20260703T135959") == 2
    assert count("20260703") == 3


def test_window_is_half_open_and_keeps_what_runs_into_it() -> None:
    window = (utc(2026, 7, 2, 12), utc(2026, 7, 3, 12))
    rule = parse("FREQ=DAILY")
    at_noon = datetime(2026, 7, 1, 14)
    found = occurrences(rule, start=at_noon, duration=60, zone=PARIS, window=window)
    assert [o.start for o in found] == [utc(2026, 7, 2, 12)]
    longer = occurrences(rule, start=at_noon, duration=1441, zone=PARIS, window=window)
    assert [o.start.day for o in longer] == [1, 2]
    assert (
        occurrences(rule, start=at_noon, duration=0, zone=PARIS, window=(window[0], window[0]))
        == []
    )


def test_the_first_date_belongs_to_the_series_and_counts() -> None:
    found = occurrences(
        parse("FREQ=WEEKLY;BYDAY=TU;COUNT=3"),
        start=datetime(2026, 6, 1, 9),
        duration=60,
        zone=PARIS,
        window=YEAR_2026,
    )
    assert shown(found) == ["01/06 09:00", "02/06 09:00", "09/06 09:00"]


def test_limit() -> None:
    found = occurrences(
        parse("FREQ=DAILY"),
        start=date(2026, 1, 1),
        duration=1440,
        zone=PARIS,
        window=YEAR_2026,
        limit=10,
    )
    assert len(found) == 10


def test_far_from_the_first_date_costs_nothing() -> None:
    begun = perf_counter()
    for text in ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY", "FREQ=WEEKLY;COUNT=100000"):
        found = occurrences(
            parse(text),
            start=datetime(1930, 1, 6, 9),
            duration=60,
            zone=PARIS,
            window=(utc(2026, 6, 1), utc(2026, 7, 1)),
        )
        assert len(found) in (4, 5, 8, 9, 30)
    assert perf_counter() - begun < 0.05


def test_a_rule_that_never_happens_ends_soon() -> None:
    rule = parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    begun = perf_counter()
    assert first_date(rule, date(2026, 1, 1)) is None
    found = occurrences(
        rule,
        start=date(2026, 1, 1),
        duration=1440,
        zone=PARIS,
        window=(utc(2026, 6, 1), utc(2028, 6, 1)),
    )
    assert found == []
    assert perf_counter() - begun < 0.2


def test_first_date_of_a_form() -> None:
    second_tuesday = build("monthly", weekdays=[1], position=2)
    assert first_date(second_tuesday, datetime(2026, 6, 10, 9)) == datetime(2026, 7, 14, 9)
    assert first_date(second_tuesday, date(2026, 6, 9)) == date(2026, 6, 9)
    leap = build("yearly", month_day=29)
    assert first_date(leap, date(2024, 2, 29)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("", "RRULE", "unknown"),
        ("INTERVAL=2", "FREQ", "missing"),
        ("FREQ=HOURLY", "FREQ", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR", "sub_daily"),
        ("FREQ=SOMETIMES", "FREQ", "unknown"),
        ("FREQ=DAILY;RSCALE=HEBREW", "RSCALE", "unknown"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ", "repeated"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL", "range"),
        ("FREQ=DAILY;INTERVAL=x", "INTERVAL", "number"),
        ("FREQ=DAILY;COUNT=0", "COUNT", "range"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "COUNT", "count_and_until"),
        ("FREQ=DAILY;UNTIL=20260231", "UNTIL", "date"),
        ("FREQ=DAILY;UNTIL=demain", "UNTIL", "date"),
        ("FREQ=WEEKLY;BYDAY=LU", "BYDAY", "weekday"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY", "combination"),
        ("FREQ=MONTHLY;BYDAY=0TU", "BYDAY", "weekday"),
        ("FREQ=MONTHLY;BYDAY=54TU", "BYDAY", "range"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY", "range"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY", "combination"),
        ("FREQ=MONTHLY;BYMONTH=-1", "BYMONTH", "range"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS", "combination"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO", "combination"),
        ("FREQ=WEEKLY;WKST=2TU", "WKST", "weekday"),
        ("FREQ=DAILY;" + ";" * 500, "RRULE", "too_long"),
    ],
)
def test_bad_rules(text: str, field: str, code: str) -> None:
    with pytest.raises(BadRule) as caught:
        parse(text)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_form_rules_are_checked() -> None:
    with pytest.raises(BadRule, match="BYDAY: missing"):
        build("monthly", position=2)
    with pytest.raises(BadRule, match="BYDAY: weekday"):
        build("weekly", weekdays=[7])
    with pytest.raises(BadRule, match="BYDAY: combination"):
        build("weekly", weekdays=[1], position=2)
    assert build("monthly", weekdays=range(5), position=-1).text == (
        "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR"
    )
    assert build("weekly", 2, [3, 0, 3], until=date(2026, 6, 9)).text == (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260609;BYDAY=MO,TH"
    )


def test_until_for_the_wire_is_the_end_of_the_local_day() -> None:
    assert utc_until(parse("FREQ=DAILY;UNTIL=20260609"), PARIS) == utc(2026, 6, 9, 21, 59, 59)
    assert utc_until(parse("FREQ=DAILY;UNTIL=20260609T140000"), PARIS) == utc(2026, 6, 9, 12)
    assert utc_until(parse("FREQ=DAILY;UNTIL=20260609T140000Z"), PARIS) == utc(2026, 6, 9, 14)
    assert utc_until(parse("FREQ=DAILY"), PARIS) is None


def test_moving_a_series_turns_its_days() -> None:
    monday, wednesday = datetime(2026, 6, 8, 9), datetime(2026, 6, 10, 9)
    cases = (
        ("FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=WEEKLY;BYDAY=WE,SU"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=2WE"),
        ("FREQ=MONTHLY;BYMONTHDAY=8", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU"),
    )
    for before, after in cases:
        assert moved(parse(before), monday, wednesday).text == after
        assert moved(parse(before), monday, monday + timedelta(hours=2)).text == before
    last = parse("FREQ=MONTHLY;BYDAY=-1MO")
    assert moved(last, date(2026, 6, 29), date(2026, 6, 30)).text == "FREQ=MONTHLY;BYDAY=-1TU"
    assert moved(last, date(2026, 6, 29), date(2026, 6, 23)).text == "FREQ=MONTHLY;BYDAY=4TU"
    birthday = parse("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=29")
    assert moved(birthday, date(2026, 6, 29), date(2026, 7, 1)).text == (
        "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1"
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("FREQ=YEARLY;BYWEEKNO=20", ["2026-05-11", "2027-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH", ["2026-12-31", "2027-12-30"]),
        ("FREQ=YEARLY;BYYEARDAY=1,-1", ["2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01"]),
        ("FREQ=YEARLY;BYDAY=20MO", ["2026-05-18", "2027-05-17"]),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", ["2026-01-31", "2027-01-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", []),
    ],
)
def test_rare_rules(text: str, days: list[str]) -> None:
    found = occurrences(
        parse(text),
        start=date(2026, 1, 5),
        duration=1440,
        zone=PARIS,
        window=(utc(2026, 1, 10), utc(2028, 1, 10)),
    )
    assert [str(o.at) for o in found] == days
