"""French typography and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.platform.ui import french

pytestmark = pytest.mark.pure

NOON = datetime(2021, 3, 9, 11, 30, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_dates_are_written_in_full() -> None:
    assert plain(french.long_date(date(2021, 3, 12))) == "vendredi 12 mars 2021"
    assert plain(french.long_date(date(2021, 3, 1), year=False)) == "lundi 1er mars"
    assert plain(french.long_date(date(2021, 8, 5), weekday=False)) == "5 août 2021"
    assert french.short_date(date(2021, 3, 1)) == "01/03/2021"


def test_hours_are_those_of_the_zone_asked() -> None:
    assert plain(french.hour(NOON, "Europe/Paris")) == "12 h 30"
    assert plain(french.hour(NOON, "Indian/Reunion")) == "15 h 30"
    assert plain(french.hour(time(9, 0))) == "9 h"
    assert plain(french.hour(time(0, 5))) == "0 h 05"


def test_a_day_of_the_zone_is_not_a_day_of_utc() -> None:
    late = datetime(2021, 3, 8, 23, 30, tzinfo=UTC)
    assert plain(french.long_date(late, "Europe/Paris")) == "mardi 9 mars 2021"
    assert plain(french.long_date(late, "America/Cayenne")) == "lundi 8 mars 2021"


def test_ranges_name_both_days_when_there_are_two() -> None:
    start = datetime(2021, 3, 9, 8, 0, tzinfo=UTC)
    end = datetime(2021, 3, 9, 9, 30, tzinfo=UTC)
    assert plain(french.hours(start, end, "Europe/Paris")) == "de 9 h à 10 h 30"
    assert plain(french.span(start, end, "Europe/Paris")) == "9 h – 10 h 30"
    next_day = datetime(2021, 3, 10, 11, 0, tzinfo=UTC)
    assert plain(french.hours(start, next_day, "Europe/Paris")) == (
        "du mardi 9 mars 2021 à 9 h au mercredi 10 mars 2021 à 12 h"
    )


def test_hours_follow_the_change_of_clocks() -> None:
    before = datetime(2021, 3, 28, 0, 30, tzinfo=UTC)
    after = datetime(2021, 3, 28, 1, 30, tzinfo=UTC)
    assert plain(french.hours(before, after, "Europe/Paris")) == "de 1 h 30 à 3 h 30"


def test_durations() -> None:
    said = [plain(french.duration(minutes)) for minutes in (45, 60, 90, 605)]
    assert said == ["45 min", "1 h", "1 h 30", "10 h 05"]


def test_numbers() -> None:
    assert french.number(544176) == "544\u202f176"
    assert french.number(Decimal("1234.5"), 2) == "1\u202f234,50"
    assert french.number(-0.5) == "−0,5"
    assert french.number(Decimal("0.005"), 2) == "0,01"


@given(st.integers(-(10**15), 10**15))
def test_a_number_keeps_its_value(value: int) -> None:
    said = french.number(value).replace("\u202f", "").replace("−", "-")
    assert int(said) == value


def test_high_punctuation_takes_its_spaces() -> None:
    assert french.typo("Qui vient ? « nous » : 12 h 30 !") == (
        "Qui vient\u202f? «\u00a0nous\u00a0»\u00a0: 12\u00a0h\u00a030\u202f!"
    )
    assert french.typo("544 176 € pour l'eau") == "544\u202f176\u00a0€ pour l’eau"
    assert french.typo("n° 12, art. 5") == "n°\u00a012, art.\u00a05"


def test_addresses_and_hours_written_with_a_colon_stay_whole() -> None:
    assert french.typo("https://exemple.fr/?a=1;b=2") == "https://exemple.fr/?a=1;b=2"
    assert french.typo("12:30") == "12:30"


@given(st.text(alphabet="ab 12é?!;:«»'€h\u00a0\u202f"))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = french.typo(text)
    assert french.typo(once) == once
