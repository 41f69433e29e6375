"""Who may, who sees, in the agenda."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from parvis.agenda.models import Attendance, Calendar, Event
from parvis.directory import api as directory
from parvis.platform.actor import Actor
from parvis.platform.rules import rule, sees


@rule("agenda.plan", says=_("Plan in the calendar of an organisation where one works or sits"))
def member(actor: Actor, organisation: int | None) -> bool:
    return actor.person is not None and organisation in actor.organisations


@rule("agenda.edit", says=_("Change, move or cancel an event one organises"))
def organiser(actor: Actor, event: Event) -> bool:
    return (
        actor.person is not None
        and event.person_id == actor.person
        and event.organisation_id in actor.organisations
    )


@rule("agenda.answer", says=_("Answer an invitation received, or propose another time"))
def invited(actor: Actor, attendance: Attendance) -> bool:
    return (
        actor.person is not None
        and attendance.person_id == actor.person
        and not attendance.organiser
    )


@rule("agenda.approve", says=_("Accept or refuse that a room or vehicle be booked"))
def approver(actor: Actor, attendance: Attendance) -> bool:
    return (
        actor.person is not None
        and attendance.resource_id is not None
        and actor.person in directory.approvers(actor, attendance.resource_id)
    )


@rule("agenda.see", says=_("Open an event one organises or is invited to"))
def party(actor: Actor, event: Event) -> bool:
    return actor.person is not None and (
        event.person_id == actor.person
        or Attendance.objects.filter(event=event, person_id=actor.person).exists()
    )


@rule("agenda.settings", says=_("Choose one's own working hours and what others may see"))
def oneself(actor: Actor, person: int | None) -> bool:
    return actor.person is not None and actor.person == person


@rule("agenda.bring", says=_("Only the platform itself (installation, import)."))
def platform(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@sees(Event)
def events_seen(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those she organises, and those she is invited to."""
    if actor.person is None:
        return rows.none()
    invited_to = Attendance.objects.filter(person_id=actor.person).values("event_id")
    return rows.filter(Q(person_id=actor.person) | Q(pk__in=invited_to))


@sees(Calendar)
def calendars_seen(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Her own."""
    return rows.filter(timeline__person_id=actor.person) if actor.person else rows.none()
