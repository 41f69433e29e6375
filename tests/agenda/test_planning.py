"""Planning, moving, cancelling and undoing, on a real database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from tests.agenda.tools import NOW, at, draft, hours, plan, utc, week

from parvis.agenda import actions, queries
from parvis.agenda.types import BadEvent, Reach, TooLate
from parvis.organisations.types import Level
from parvis.platform.db import scoped
from parvis.platform.errors import Conflict, Missing, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(make_cast: Any) -> Any:
    """Both organisations, which agreed to show each other titles."""
    return make_cast(trust=Level.TITLE)


def test_a_meeting_shows_at_the_same_local_hour_in_winter_and_in_summer(town: Any) -> None:
    winter = plan(town.alice, draft("2026-01-15", "14:00", title="Hiver"), people=[town.chloe])
    summer = plan(town.alice, draft("2026-07-15", "14:00", title="Été"), people=[town.chloe])

    assert week(town.alice, "2026-01-12") == [("2026-01-15 14:00", "Hiver")]
    assert week(town.chloe, "2026-01-12") == [("2026-01-15 14:00", "Hiver")]
    assert week(town.chloe, "2026-07-13") == [("2026-07-15 14:00", "Été")]
    assert winter.event != summer.event


def test_a_series_crosses_both_clock_changes_and_leaves_one_date_out(town: Any) -> None:
    what = draft(
        "2026-01-13",
        "14:00",
        rule="FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231",
        excluded=(at("2026-06-09", "14:00"),),
    )
    made = plan(town.alice, what, people=[town.chloe])

    expected = [
        "2026-01-13 14:00",
        "2026-02-10 14:00",
        "2026-03-10 14:00",
        "2026-04-14 14:00",
        "2026-05-12 14:00",
        "2026-07-14 14:00",
        "2026-08-11 14:00",
        "2026-09-08 14:00",
        "2026-10-13 14:00",
        "2026-11-10 14:00",
        "2026-12-08 14:00",
    ]
    assert hours(made.event, town.alice) == expected
    assert hours(made.event, town.chloe) == expected


def test_a_saturday_morning_and_an_evening_show(town: Any) -> None:
    plan(town.alice, draft("2026-01-17", "09:00", title="Comité"))
    plan(town.alice, draft("2026-01-15", "20:30", 120, title="Commission"))

    assert week(town.alice, "2026-01-12") == [
        ("2026-01-15 20:30", "Commission"),
        ("2026-01-17 09:00", "Comité"),
    ]


def test_each_wrong_field_is_named_and_nothing_is_written(town: Any) -> None:
    wrong = draft("2026-01-15", "14:00", minutes=-30, title="  ", rule="FREQ=HOURLY", zone="Mars")
    with pytest.raises(BadEvent) as caught:
        plan(town.alice, wrong)

    assert set(caught.value.fields) == {"title", "ends", "rule", "zone"}
    assert week(town.alice, "2026-01-12") == []


def test_planning_for_an_organisation_one_does_not_belong_to_is_refused(town: Any) -> None:
    with scoped(town.alice), pytest.raises(Refused):
        actions.plan(
            town.alice, draft=draft("2026-01-15", "14:00"), organisation=town.bergerie, now=NOW
        )


def test_somebody_of_a_closed_directory_cannot_be_invited(cast: Any) -> None:
    with pytest.raises(Missing):
        plan(cast.alice, draft("2026-01-15", "14:00"), people=[cast.chloe])


@pytest.mark.parametrize(
    ("reach", "alice_sees"),
    [
        (
            Reach.THIS,
            ["2026-01-06 10:00", "2026-01-14 15:00", "2026-01-20 10:00", "2026-01-27 10:00"],
        ),
        (
            Reach.FOLLOWING,
            ["2026-01-06 10:00", "2026-01-14 15:00", "2026-01-21 15:00", "2026-01-28 15:00"],
        ),
        (
            Reach.ALL,
            ["2026-01-07 15:00", "2026-01-14 15:00", "2026-01-21 15:00", "2026-01-28 15:00"],
        ),
    ],
)
def test_moving_one_occurrence_the_following_or_all(
    town: Any, reach: Reach, alice_sees: list[str]
) -> None:
    made = plan(
        town.alice,
        draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=4"),
        people=[town.chloe],
    )
    with scoped(town.alice):
        done = actions.move(
            town.alice,
            event=made.event,
            starts=at("2026-01-14", "15:00"),
            ends=at("2026-01-14", "16:00"),
            reach=reach,
            at="2026-01-13T10:00",
            now=NOW,
        )

    assert [start for start, _ in week(town.alice, "2026-01-05", 28)] == alice_sees
    assert [start for start, _ in week(town.chloe, "2026-01-05", 28)] == alice_sees

    with scoped(town.alice):
        actions.undo(town.alice, token=done.undo, now=NOW)
    original = ["2026-01-06 10:00", "2026-01-13 10:00", "2026-01-20 10:00", "2026-01-27 10:00"]
    assert [start for start, _ in week(town.alice, "2026-01-05", 28)] == original
    assert [start for start, _ in week(town.chloe, "2026-01-05", 28)] == original


@pytest.mark.parametrize(
    ("reach", "left"),
    [
        (Reach.THIS, ["2026-01-06 10:00", "2026-01-20 10:00", "2026-01-27 10:00"]),
        (Reach.FOLLOWING, ["2026-01-06 10:00"]),
        (Reach.ALL, []),
    ],
)
def test_cancelling_one_occurrence_the_following_or_all(
    town: Any, reach: Reach, left: list[str]
) -> None:
    made = plan(
        town.alice,
        draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=4"),
        people=[town.chloe],
    )
    with scoped(town.alice):
        done = actions.cancel(
            town.alice, event=made.event, reach=reach, at="2026-01-13T10:00", now=NOW
        )
    assert [start for start, _ in week(town.chloe, "2026-01-05", 28)] == left

    with scoped(town.alice):
        actions.undo(town.alice, token=done.undo, now=NOW)
    assert len(week(town.chloe, "2026-01-05", 28)) == 4


def test_a_date_that_is_not_of_the_series_is_named(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=4"))
    with scoped(town.alice), pytest.raises(BadEvent) as caught:
        actions.cancel(
            town.alice, event=made.event, reach=Reach.THIS, at="2026-01-14T10:00", now=NOW
        )
    assert set(caught.value.fields) == {"at"}


def test_an_override_survives_the_move_of_its_series(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3"))
    with scoped(town.alice):
        actions.move(
            town.alice,
            event=made.event,
            starts=at("2026-01-15", "09:00"),
            ends=at("2026-01-15", "10:00"),
            reach=Reach.THIS,
            at="2026-01-13T10:00",
            now=NOW,
        )
        actions.move(
            town.alice,
            event=made.event,
            starts=at("2026-01-07", "10:00"),
            ends=at("2026-01-07", "11:00"),
            reach=Reach.ALL,
            at="2026-01-06T10:00",
            now=NOW,
        )
    assert [start for start, _ in week(town.alice, "2026-01-05", 28)] == [
        "2026-01-07 10:00",
        "2026-01-15 09:00",
        "2026-01-21 10:00",
    ]


def test_only_the_organiser_changes_an_event(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe, town.bob])
    for other in (town.chloe, town.bob):
        with scoped(other), pytest.raises(Refused):
            actions.cancel(other, event=made.event, now=NOW)
    with scoped(town.emile), pytest.raises(Missing):
        actions.cancel(town.emile, event=made.event, now=NOW)


def test_a_stale_form_does_not_overwrite(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-15", "14:00"))
    with scoped(town.alice):
        read = queries.event_page(town.alice, uuid=made.event).version
        actions.edit(
            town.alice,
            event=made.event,
            draft=draft("2026-01-15", "14:00", title="Premier"),
            version=read,
            now=NOW,
        )
        with pytest.raises(Conflict):
            actions.edit(
                town.alice,
                event=made.event,
                draft=draft("2026-01-15", "14:00", title="Second"),
                version=read,
                now=NOW,
            )
    assert week(town.alice, "2026-01-12") == [("2026-01-15 14:00", "Premier")]


def test_undo_expires_and_gives_way_to_later_changes(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-15", "14:00"))
    with scoped(town.alice):
        with pytest.raises(TooLate):
            actions.undo(town.alice, token=made.undo, now=NOW + timedelta(hours=2))
        actions.move(
            town.alice,
            event=made.event,
            starts=at("2026-01-15", "15:00"),
            ends=at("2026-01-15", "16:00"),
            now=NOW,
        )
        with pytest.raises(TooLate):
            actions.undo(town.alice, token=made.undo, now=NOW)
    with scoped(town.chloe), pytest.raises(TooLate):
        actions.undo(town.chloe, token=made.undo, now=NOW)


def test_undoing_a_plan_takes_it_out_of_every_calendar(town: Any) -> None:
    made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe])
    with scoped(town.alice):
        actions.undo(town.alice, token=made.undo, now=NOW)
    assert week(town.alice, "2026-01-12") == week(town.chloe, "2026-01-12") == []


def test_a_long_absence_is_one_event_in_each_week_it_touches(town: Any) -> None:
    plan(town.alice, draft("2026-02-02", "00:00", 1440 * 19, title="Congés", all_day=True))

    for monday in ("2026-02-02", "2026-02-09", "2026-02-16"):
        assert week(town.alice, monday) == [("2026-02-02 00:00", "Congés")]
    assert week(town.alice, "2026-02-23") == []


def test_whole_days_last_whole_days_across_the_clock_change(town: Any) -> None:
    plan(town.alice, draft("2026-03-28", "00:00", 1440 * 2, title="Salon", all_day=True))
    with scoped(town.alice):
        (row,) = queries.my_events(
            town.alice, start=utc("2026-03-28", "00:00"), end=utc("2026-03-30", "00:00")
        )
    assert (row.start, row.end) == (utc("2026-03-28", "00:00"), utc("2026-03-30", "00:00"))


def test_an_event_as_a_file_says_the_same_to_any_other_calendar(town: Any) -> None:
    made = plan(
        town.alice,
        draft("2026-03-24", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3"),
        people=[town.chloe],
    )
    with scoped(town.alice):
        actions.move(
            town.alice,
            event=made.event,
            starts=at("2026-04-01", "15:00"),
            ends=at("2026-04-01", "16:00"),
            reach=Reach.THIS,
            at="2026-03-31T10:00",
            now=NOW,
        )
    with scoped(town.chloe):
        body = queries.event_file(town.chloe, uuid=made.event, on=NOW.date())

    calendar = icalendar.Calendar.from_ical(body)
    found = recurring_ical_events.of(calendar).between((2026, 3, 1), (2026, 5, 1))
    assert sorted(f"{event['DTSTART'].dt:%Y-%m-%d %H:%M}" for event in found) == [
        "2026-03-24 10:00",
        "2026-04-01 15:00",
        "2026-04-07 10:00",
    ]
    assert "mailto:chloe@bergerie.example" in body.decode().replace("\r\n ", "")
    with scoped(town.bob), pytest.raises(Missing):
        queries.event_file(town.bob, uuid=made.event, on=NOW.date())
