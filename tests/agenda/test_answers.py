"""Rooms booked like people, invitations answered, other times proposed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from tests.agenda.tools import NOW, draft, hours, plan, room, utc, uuid_of, week

from parvis.agenda import actions, queries
from parvis.agenda.types import Answer, Invitees, RoomTaken
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import scoped
from parvis.platform.errors import Refused
from parvis.platform.events import deliver_pending
from parvis.portal.queries import notifications

pytestmark = pytest.mark.django_db


def told(actor: Actor) -> list[tuple[str, str]]:
    """(kind, first words) of what a person was told, latest first."""
    with scoped(actor):
        rows = notifications.listing(actor).rows
    return [(row.kind, " ".join(row.text.split()[:4])) for row in rows]


@pytest.fixture
def town(make_cast: Any) -> Any:
    """Both organisations, which agreed to show each other titles."""
    return make_cast(trust=Level.TITLE)


class TestRooms:
    """Rooms and vehicles are booked like people."""

    def test_a_room_is_never_taken_twice(self, town: Any) -> None:
        salle = room(town.alice, "Salle du conseil", capacity=12)
        plan(town.alice, draft("2026-01-15", "14:00"), rooms=[salle])
        with pytest.raises(RoomTaken) as caught:
            plan(town.bob, draft("2026-01-15", "14:30"), rooms=[salle])
        assert caught.value.fields == {"rooms": "Salle du conseil"}
        plan(town.bob, draft("2026-01-15", "15:00"), rooms=[salle])

    def test_a_series_finds_the_one_clash(self, town: Any) -> None:
        salle = room(town.alice, "Salle du conseil", capacity=12)
        plan(town.alice, draft("2026-03-31", "10:30"), rooms=[salle])
        with pytest.raises(RoomTaken):
            plan(
                town.bob,
                draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=20"),
                rooms=[salle],
            )

    def test_a_room_that_asks_is_tentative_until_approved(self, town: Any) -> None:
        salle = room(town.alice, "Salle des mariages", capacity=80, approval=True)
        made = plan(town.bob, draft("2026-01-15", "14:00"), rooms=[salle])
        assert made.rooms_waiting == ("Salle des mariages",)

        with scoped(town.alice):
            (waiting,) = queries.to_answer(town.alice, now=NOW)
            assert (waiting.kind, waiting.title) == ("room", "Salle des mariages")
            actions.approve(
                town.alice, event=made.event, attendance=waiting.attendance, accepted=True, now=NOW
            )
            assert queries.to_answer(town.alice, now=NOW) == []
        with scoped(town.bob), pytest.raises(Refused):
            actions.approve(
                town.bob, event=made.event, attendance=waiting.attendance, accepted=False, now=NOW
            )

    def test_undo_says_when_the_room_went_to_somebody_else(self, town: Any) -> None:
        salle = room(town.alice, "Salle du conseil", capacity=12)
        made = plan(town.alice, draft("2026-01-15", "14:00"), rooms=[salle])
        with scoped(town.alice):
            gone = actions.cancel(town.alice, event=made.event, now=NOW)
        plan(town.bob, draft("2026-01-15", "14:00"), rooms=[salle])
        with scoped(town.alice), pytest.raises(RoomTaken):
            actions.undo(town.alice, token=gone.undo, now=NOW)


class TestAnswers:
    """Invitations, other times proposed."""

    def test_accepting_makes_the_time_busy_and_declining_frees_it(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe])
        with scoped(town.chloe):
            assert [w.kind for w in queries.to_answer(town.chloe, now=NOW)] == ["invitation"]
            actions.answer(town.chloe, event=made.event, status=Answer.ACCEPTED, now=NOW)
            assert queries.to_answer(town.chloe, now=NOW) == []
            page = queries.event_page(town.chloe, uuid=made.event)
            assert page.answer is Answer.ACCEPTED
            actions.answer(town.chloe, event=made.event, status=Answer.DECLINED, now=NOW)
        assert week(town.chloe, "2026-01-12") == []
        assert len(week(town.alice, "2026-01-12")) == 1

    def test_one_occurrence_is_answered_alone(self, town: Any) -> None:
        made = plan(
            town.alice,
            draft("2026-01-06", "10:00", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3"),
            people=[town.chloe],
        )
        with scoped(town.chloe):
            actions.answer(town.chloe, event=made.event, status=Answer.ACCEPTED, now=NOW)
            actions.answer(
                town.chloe,
                event=made.event,
                status=Answer.DECLINED,
                at="2026-01-13T10:00",
                now=NOW,
            )
        assert hours(made.event, town.chloe) == ["2026-01-06 10:00", "2026-01-20 10:00"]

    def test_a_new_hour_asks_everybody_again_and_a_new_title_does_not(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe])
        with scoped(town.chloe):
            actions.answer(town.chloe, event=made.event, status=Answer.ACCEPTED, now=NOW)
        for what, expected in (
            (draft("2026-01-15", "14:00", title="Autre titre"), Answer.ACCEPTED),
            (draft("2026-01-15", "16:00"), Answer.WAITING),
        ):
            with scoped(town.alice):
                actions.edit(town.alice, event=made.event, draft=what, now=NOW)
            with scoped(town.chloe):
                assert queries.event_page(town.chloe, uuid=made.event).answer is expected

    def test_a_proposed_time_is_taken(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe, town.bob])
        with scoped(town.bob):
            actions.answer(town.bob, event=made.event, status=Answer.ACCEPTED, now=NOW)
        with scoped(town.chloe):
            actions.propose(
                town.chloe,
                event=made.event,
                starts=utc("2026-01-16", "09:00"),
                ends=utc("2026-01-16", "10:00"),
                comment="Je suis en séance jeudi.",
                now=NOW,
            )
        with scoped(town.alice):
            (waiting,) = queries.to_answer(town.alice, now=NOW)
            assert (waiting.kind, waiting.comment) == ("proposal", "Je suis en séance jeudi.")
            actions.take_proposal(
                town.alice, event=made.event, attendance=waiting.attendance, now=NOW
            )
            page = queries.event_page(town.alice, uuid=made.event)
        answers = {guest.person_id: guest.answer for guest in page.guests}
        assert answers[town.chloe.person] is Answer.ACCEPTED
        assert answers[town.bob.person] is Answer.WAITING
        assert week(town.bob, "2026-01-12") == [("2026-01-16 09:00", "Point réseau")]

    def test_the_organiser_does_not_answer_her_own_invitation(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"))
        with scoped(town.alice), pytest.raises(Refused):
            actions.answer(town.alice, event=made.event, status=Answer.DECLINED, now=NOW)

    def test_inviting_and_taking_out(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe])
        with scoped(town.alice):
            actions.edit(
                town.alice,
                event=made.event,
                draft=draft("2026-01-15", "14:00"),
                invitees=Invitees(required=(uuid_of(town.bob),)),
                now=NOW,
            )
        assert week(town.chloe, "2026-01-12") == []
        assert len(week(town.bob, "2026-01-12")) == 1

    def test_who_joins_and_who_leaves_is_told_so(self, town: Any) -> None:
        made = plan(town.alice, draft("2026-01-15", "14:00"), people=[town.chloe, town.emile])
        with scoped(town.alice):
            actions.edit(
                town.alice,
                event=made.event,
                draft=draft("2026-01-15", "14:00", title="Autre titre"),
                invitees=Invitees(required=(uuid_of(town.bob), uuid_of(town.emile))),
                now=NOW,
            )
        deliver_pending(now=timezone.now())
        assert told(town.bob) == [("agenda.invitation", "Alice Arnaud vous invite")]
        assert told(town.chloe)[0] == ("agenda.cancellation", "Alice Arnaud n’a plus")
        assert told(town.emile)[0] == ("agenda.change", "Alice Arnaud a modifié")
