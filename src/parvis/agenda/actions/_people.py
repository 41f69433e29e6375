"""Inviting: from public ids to attendances. Names are copied, so that a meeting remembers whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from parvis.agenda.models import Attendance, Calendar, Event, Timeline
from parvis.agenda.types import Answer, Invitees
from parvis.directory import api as directory
from parvis.organisations import api as organisations
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing


def timeline_of_person(person: int) -> Timeline:
    """The timeline of a person, made at first need."""
    return Timeline.objects.get_or_create(person_id=person)[0]


def timeline_of_resource(resource: int) -> Timeline:
    """The timeline of a room or vehicle, made at first need."""
    return Timeline.objects.get_or_create(resource_id=resource)[0]


def own_calendar(actor: Actor, organisation: int) -> Calendar:
    """The actor's calendar in an organisation, made at first need."""
    assert actor.person is not None
    timeline = timeline_of_person(actor.person)
    calendar: Calendar = Calendar.objects.get_or_create(
        organisation_id=organisation, timeline=timeline
    )[0]
    return calendar


def add_organiser(actor: Actor, event: Event) -> Attendance:
    """The organiser takes part, and has accepted."""
    assert actor.person is not None
    person = organisations.person(actor, actor.person)
    return Attendance.objects.create(
        event=event,
        timeline=timeline_of_person(actor.person),
        organisation_id=event.organisation_id,
        person_id=actor.person,
        name=person.name,
        organiser=True,
        status=Answer.ACCEPTED,
    )


def sync(actor: Actor, event: Event, invitees: Invitees) -> tuple[list[Attendance], list[int]]:
    """Make the attendances those of `invitees`; returns (added, persons removed).

    Raises:
        Missing: a person or room the actor may not see.
    """
    wanted = _wanted_people(actor, event, invitees) | _wanted_rooms(actor, invitees)
    now_in = {a.timeline_id: a for a in event.attendances.filter(organiser=False)}
    removed = [a for key, a in now_in.items() if key not in wanted]
    added: list[Attendance] = []
    for key, fresh in wanted.items():
        known = now_in.get(key)
        if known is None:
            fresh.event = event
            if fresh.person_id != event.person_id:
                fresh.save()
                added.append(fresh)
        elif known.required != fresh.required:
            known.required = fresh.required
            known.save(update_fields=["required"])
    Attendance.objects.filter(pk__in=[a.pk for a in removed]).delete()
    return added, [a.person_id for a in removed if a.person_id is not None]


def _wanted_people(actor: Actor, event: Event, invitees: Invitees) -> dict[int, Attendance]:
    """Those who can be invited, and those already in whom no directory shows any more."""
    asked = list(dict.fromkeys(invitees.everyone))
    already = [a.person_id for a in event.attendances.all() if a.person_id is not None]
    known = {ref.uuid: ref for ref in organisations.people(actor, already).values()}
    known |= {ref.uuid: ref for ref in directory.people(actor, asked)}
    if not set(asked) <= set(known):
        raise Missing(_("One of the people you invited is not in the directories shared with you."))
    optional = set(invitees.optional) - set(invitees.required)
    wanted: dict[int, Attendance] = {}
    for person in (known[uuid] for uuid in asked):
        timeline = timeline_of_person(person.id)
        wanted[timeline.pk] = Attendance(
            timeline=timeline,
            organisation_id=person.organisation.id,
            person_id=person.id,
            name=person.name,
            required=person.uuid not in optional,
        )
    return wanted


def _wanted_rooms(actor: Actor, invitees: Invitees) -> dict[int, Attendance]:
    wanted: dict[int, Attendance] = {}
    for uuid in dict.fromkeys(invitees.rooms):
        room = directory.resource(actor, uuid)
        timeline = timeline_of_resource(room.id)
        wanted[timeline.pk] = Attendance(
            timeline=timeline,
            organisation_id=room.organisation.id,
            resource_id=room.id,
            name=room.name,
            status=Answer.WAITING if room.approval else Answer.ACCEPTED,
        )
    return wanted


def people_to_tell(event: Event, *, but: int | None) -> list[int]:
    """Ids of the persons who take part, except one."""
    persons: Iterable[int | None] = event.attendances.values_list("person_id", flat=True)
    return sorted(p for p in persons if p is not None and p != but)
