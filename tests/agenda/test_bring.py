"""Whole calendars brought from elsewhere: as they stood, with nobody told and no room twice."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from tests.cast import Cast

from parvis.agenda import api as agenda
from parvis.agenda.models import Event, Occurrence
from parvis.agenda.types import Answer, BadEvent, Brought, Draft, Party, RoomTaken, State
from parvis.directory import api as directory
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.platform.actor import system
from parvis.platform.db import everywhere, scoped
from parvis.platform.errors import Refused
from parvis.platform.models import OutboxMessage

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
TEN = datetime(2026, 1, 15, 10)  # noqa: DTZ001 -- local
US = system("bringing calendars in a test")


def party(cast: Cast, name: str, answer: Answer = Answer.ACCEPTED) -> Party:
    actor = cast.everybody()[name]
    assert actor.person is not None
    assert actor.organisation is not None
    return Party(actor.person, actor.organisation, actor.name, answer)


def red_room(cast: Cast) -> Party:
    with everywhere("furnishing a test"):
        spec = ResourceSpec(kind=ResourceKind.ROOM, name="Salle rouge")
        uuid = directory.add_resource(US, organisation_id=cast.atelier, spec=spec)
    with scoped(cast.alice):
        room = directory.resource(cast.alice, uuid)
    return Party(room.id, cast.atelier, room.name, Answer.ACCEPTED)


def draft(start: datetime = TEN, **more: object) -> Draft:
    return Draft("Point", start, start + timedelta(hours=1), **more)  # type: ignore[arg-type]


def bring(*rows: Brought) -> int:
    with everywhere("a test brings calendars"):
        return agenda.bring(US, rows=rows, now=NOW)


def test_events_stand_as_they_stood(cast: Cast) -> None:
    guests = (party(cast, "bob", Answer.TENTATIVE), party(cast, "chloe", Answer.DECLINED))
    rows = [Brought(draft(), party(cast, "alice"), guests)]
    assert bring(*rows) == 1
    day = TEN.replace(hour=0, tzinfo=UTC)
    expected = {"alice": Answer.ACCEPTED, "bob": Answer.TENTATIVE, "chloe": Answer.DECLINED}
    for name, answer in expected.items():
        actor = cast.everybody()[name]
        with scoped(actor):
            found = agenda.my_events(actor, start=day, end=day + timedelta(days=1))
        assert [one.answer for one in found] == ([] if answer is Answer.DECLINED else [answer])
    with everywhere("test"):
        states = Occurrence.objects.values_list("state", flat=True)
        assert sorted(states) == [State.TENTATIVE, State.BUSY]


def test_a_series_takes_each_of_its_hours(cast: Cast) -> None:
    bring(Brought(draft(rule="FREQ=WEEKLY;COUNT=4"), party(cast, "alice")))
    with everywhere("test"):
        starts = Occurrence.objects.order_by("start").values_list("start", flat=True)
    assert {after - before for before, after in itertools.pairwise(starts)} == {10080}
    assert len(starts) == 4


def test_it_is_audited_and_tells_nobody(cast: Cast) -> None:
    before = OutboxMessage.objects.count()
    rows = [Brought(draft(), party(cast, name)) for name in ("alice", "bob", "chloe")]
    bring(*rows)
    kinds = OutboxMessage.objects.order_by("id").values_list("kind", flat=True)[before:]
    assert list(kinds) == ["parvis.agenda.events.CalendarsBrought"] * 2  # one per organisation


def test_a_room_is_never_taken_twice_and_then_nothing_is_written(cast: Cast) -> None:
    room = red_room(cast)
    late = TEN + timedelta(minutes=30)
    with pytest.raises(RoomTaken):
        bring(
            Brought(draft(), party(cast, "alice"), rooms=(room,)),
            Brought(draft(late), party(cast, "bob"), rooms=(room,)),
        )
    with everywhere("test"):
        assert not Event.objects.exists()


def test_a_draft_that_cannot_be_is_refused(cast: Cast) -> None:
    with pytest.raises(BadEvent):
        bring(Brought(Draft("", TEN, TEN), party(cast, "alice")))


def test_only_the_platform_brings(cast: Cast) -> None:
    for actor in cast.everybody().values():
        with everywhere("test"), pytest.raises(Refused):
            agenda.bring(actor, rows=[Brought(draft(), party(cast, "alice"))], now=NOW)
