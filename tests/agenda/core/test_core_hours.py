"""Working hours through the clock changes, holidays, and journeys between sites."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil import easter as reference
from hypothesis import given
from hypothesis import strategies as st

from parvis.agenda.core.clock import (
    minutes_to_wall,
    offset,
    to_minutes,
    to_moment,
    wall_to_minutes,
)
from parvis.agenda.core.hours import WorkingHours, easter, french_holidays, open_intervals
from parvis.agenda.core.intervals import Range
from parvis.agenda.core.travel import distance_km, journey, travel_minutes, travel_table

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"
HOTEL_DE_VILLE = (45.7676, 4.8357)
METROPOLE = (45.7607, 4.8590)
VENISSIEUX = (45.6977, 4.8867)


def shown(found: tuple[Range, ...], zone: str = PARIS) -> list[str]:
    return [
        f"{minutes_to_wall(a, zone):%a %d/%m %H:%M}-{minutes_to_wall(b, zone):%H:%M}"
        for a, b in found
    ]


def at(day: date, hour: int = 0) -> int:
    return wall_to_minutes(datetime(day.year, day.month, day.day, hour), PARIS)


@pytest.mark.parametrize("changed", [date(2026, 3, 29), date(2026, 10, 25)])
def test_office_hours_keep_their_wall_clock_over_a_change(changed: date) -> None:
    friday, tuesday = changed - timedelta(days=2), changed + timedelta(days=2)
    found = open_intervals(WorkingHours(), PARIS, at(friday), at(tuesday))
    assert [text[10:] for text in shown(found)] == ["08:30-12:00", "13:30-18:00"] * 2
    assert {text[:3] for text in shown(found)} == {"Fri", "Mon"}


def test_evenings_saturday_and_holidays() -> None:
    hours = WorkingHours().with_evenings().with_saturday_morning()
    found = open_intervals(
        hours, PARIS, at(date(2026, 5, 7)), at(date(2026, 5, 10)), frozenset(french_holidays(2026))
    )
    # Friday 8 May is a holiday.
    assert shown(found) == [
        "Thu 07/05 08:30-12:00",
        "Thu 07/05 13:30-22:00",
        "Sat 09/05 08:30-12:00",
    ]


def test_window_cuts_the_ranges() -> None:
    day = date(2026, 5, 6)
    found = open_intervals(WorkingHours(), PARIS, at(day, 10), at(day, 15))
    assert shown(found) == ["Wed 06/05 10:00-12:00", "Wed 06/05 13:30-15:00"]
    assert open_intervals(WorkingHours(), PARIS, at(day, 15), at(day, 10)) == ()


def test_zones_east_of_greenwich_start_on_their_own_day() -> None:
    noumea = "Pacific/Noumea"
    start = to_minutes(datetime(2026, 5, 3, 14, tzinfo=UTC))
    found = open_intervals(WorkingHours(), noumea, start, start + 1440)
    assert shown(found, noumea) == ["Mon 04/05 08:30-12:00", "Mon 04/05 13:30-18:00"]


@pytest.mark.parametrize(
    "days",
    [
        ((),) * 6,
        (((600, 540),),) + ((),) * 6,
        (((0, 1500),),) + ((),) * 6,
        (((540, 600), (570, 660)),) + ((),) * 6,
    ],
)
def test_impossible_weeks_are_refused(days: tuple[tuple[Range, ...], ...]) -> None:
    with pytest.raises(ValueError, match="day"):
        WorkingHours(days)


def test_easter_from_1900_to_2200() -> None:
    assert all(easter(year) == reference.easter(year) for year in range(1900, 2200))


def test_french_holidays() -> None:
    year = french_holidays(2026)
    assert len(year) == 11
    assert year[date(2026, 4, 6)] == "Lundi de Pâques"
    assert year[date(2026, 5, 14)] == "Ascension"
    assert year[date(2026, 5, 25)] == "Lundi de Pentecôte"
    assert french_holidays(2008)[date(2008, 5, 1)] == "Fête du Travail, Ascension"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.sampled_from(
        [PARIS, "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"]
    ),
)
def test_offset_agrees_with_the_zone(moment: datetime, zone: str) -> None:
    minute = to_minutes(moment.replace(tzinfo=UTC))
    naive = to_moment(minute).replace(tzinfo=None)
    assert minutes_to_wall(minute, zone) == naive + timedelta(minutes=offset(minute, zone))


def test_skipped_and_repeated_hours() -> None:
    skipped = wall_to_minutes(datetime(2026, 3, 29, 2, 30), PARIS)
    assert minutes_to_wall(skipped, PARIS) == datetime(2026, 3, 29, 3, 30)
    repeated = wall_to_minutes(datetime(2026, 10, 25, 2, 30), PARIS)
    assert to_moment(repeated) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_journeys() -> None:
    assert travel_minutes(METROPOLE, METROPOLE) == 0
    assert distance_km(HOTEL_DE_VILLE, METROPOLE) == pytest.approx(1.96, abs=0.02)
    # 10 + 1.96 * 1.3 / 25 * 60 = 16.1
    assert travel_minutes(HOTEL_DE_VILLE, METROPOLE) == 20
    assert journey(METROPOLE, VENISSIEUX).minutes == 35
    assert travel_minutes(METROPOLE, (48.8566, 2.3522)) == 120


def test_travel_table_is_symmetric_and_leaves_sites_themselves_out() -> None:
    table = travel_table({1: HOTEL_DE_VILLE, 2: METROPOLE, 3: VENISSIEUX})
    assert len(table) == 6
    assert all(table[a, b] == table[b, a] > 0 for a, b in table)
