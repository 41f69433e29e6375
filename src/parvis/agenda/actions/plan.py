"""Planning: an event in one's own calendar, with the people and rooms it needs."""

from __future__ import annotations

from datetime import datetime

from parvis.agenda.actions import _drafts, _find, _occurrences, _people, _undo, _writing
from parvis.agenda.events import MeetingPlanned
from parvis.agenda.models import Event
from parvis.agenda.types import Change, Draft, Invitees
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require


def plan(
    actor: Actor,
    *,
    draft: Draft,
    invitees: Invitees = Invitees(),  # noqa: B008 -- frozen value
    organisation: int | None = None,
    now: datetime,
) -> Change:
    """Plan an event in the calendar of `organisation` (the one she acts for by default).

    Raises:
        Refused: she has no place in the organisation.
        BadEvent: names each wrong field.
        RoomTaken: a room or vehicle is not free.
        Missing: somebody invited is not hers to see.
    """
    place = actor.organisation if organisation is None else organisation
    require(actor, "agenda.plan", place)
    _drafts.check(draft)
    assert place is not None
    with transaction():
        event = Event(
            organisation_id=place,
            calendar=_people.own_calendar(actor, place),
            person_id=actor.me,
            created_at=now,
        )
        _drafts.apply(event, draft, now=now)
        event.known_until = now + _occurrences.AHEAD if event.rule else None
        event.save()
        _people.add_organiser(actor, event)
        _people.sync(actor, event, invitees)
        hours = _occurrences.hours_of(event, now=now)
        _occurrences.hold_rooms(event, _find.rooms_of(event), hours)
        _occurrences.rebuild(event, now=now, hours=hours)
        publish(
            actor,
            MeetingPlanned(
                organisation=place,
                subject=f"agenda.event:{event.uuid}",
                event_id=event.pk,
                people=_people.people_to_tell(event, but=actor.person),
            ),
        )
        waiting = _writing.ask_approvers(actor, event)
        undo = _undo.remember(actor, event, before=[], created=[event], now=now)
    return Change(event.uuid, undo, waiting)
