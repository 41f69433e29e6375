"""Answering: invitations, other times proposed, rooms to approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.agenda.actions import _drafts, _find, _occurrences, _writing
from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.events import MeetingAnswered, TimeProposed
from parvis.agenda.models import Attendance, Event
from parvis.agenda.types import Answer, BadEvent, Change, Reach
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.errors import Missing
from parvis.platform.events import publish
from parvis.platform.rules import require


def answer(
    actor: Actor,
    *,
    event: UUID,
    status: Answer,
    comment: str = "",
    at: str = "",
    now: datetime,
) -> None:
    """Accept, decline or say perhaps; for the occurrence `at` alone when it is given.

    Raises:
        Missing, Refused.
    """
    with transaction():
        row = _find.seen(actor, event)
        attendance = _find.own_attendance(actor, row)
        require(actor, "agenda.answer", attendance)
        if at and row.rule:
            _find.occurrence(row, at)
            attendance.exceptions = attendance.exceptions | {at: status.value}
        else:
            attendance.status, attendance.exceptions = status, {}
        attendance.proposed_start = attendance.proposed_end = None
        _save(attendance, comment, now)
        _occurrences.rewrite(row, attendance, now=now)
        publish(actor, _answered(row, attendance, status), detail={"at": at})


def propose(
    actor: Actor,
    *,
    event: UUID,
    starts: datetime,
    ends: datetime,
    comment: str = "",
    now: datetime,
) -> None:
    """Ask the organiser for another time (aware UTC); one's own answer becomes "perhaps".

    Raises:
        Missing, Refused, BadEvent.
    """
    if ends <= starts:
        raise BadEvent(fields={"ends": _("The end comes before the start: choose a later hour.")})
    with transaction():
        row = _find.seen(actor, event)
        attendance = _find.own_attendance(actor, row)
        require(actor, "agenda.answer", attendance)
        attendance.status = Answer.TENTATIVE
        attendance.proposed_start, attendance.proposed_end = starts, ends
        _save(attendance, comment, now)
        _occurrences.rewrite(row, attendance, now=now)
        publish(
            actor,
            TimeProposed(
                organisation=row.organisation_id,
                subject=f"agenda.event:{row.uuid}",
                event_id=row.pk,
                people=[row.person_id],
                by=attendance.name,
            ),
        )


def take_proposal(actor: Actor, *, event: UUID, attendance: int, now: datetime) -> Change:
    """Give the event the time that one invited person proposed; the others are asked again.

    Raises:
        Missing, Refused, RoomTaken.
    """
    with transaction():
        row = _find.seen(actor, event)
        require(actor, "agenda.edit", row)
        asked = row.attendances.exclude(proposed_start=None).filter(pk=attendance).first()
        if asked is None or asked.proposed_start is None or asked.proposed_end is None:
            raise Missing
        draft = replace(
            _drafts.draft_of(row),
            starts=utc_to_wall(asked.proposed_start, row.zone),
            ends=utc_to_wall(asked.proposed_end, row.zone),
        )
        undo, target = _writing.write(actor, row, draft, reach=Reach.ALL, at="", now=now)
        proposer = target.attendances.get(pk=attendance)
        proposer.status = Answer.ACCEPTED
        _save(proposer, "", now)
        _occurrences.rewrite(target, proposer, now=now)
    return Change(target.uuid, undo)


def approve(actor: Actor, *, event: UUID, attendance: int, accepted: bool, now: datetime) -> None:
    """Accept or refuse that a room or vehicle takes part.

    Raises:
        Missing, Refused, RoomTaken.
    """
    with transaction():
        room, row = _find.room_asked(event, attendance)
        require(actor, "agenda.approve", room)
        room.status = Answer.ACCEPTED if accepted else Answer.DECLINED
        _save(room, "", now)
        if accepted:
            _occurrences.hold_rooms(row, [room], _occurrences.hours_of(row, now=now))
        _occurrences.rewrite(row, room, now=now)
        publish(
            actor,
            MeetingAnswered(
                organisation=room.organisation_id,
                subject=f"agenda.event:{row.uuid}",
                event_id=row.pk,
                people=[row.person_id],
                by=room.name,
                status=room.status,
            ),
        )


def _save(attendance: Attendance, comment: str, now: datetime) -> None:
    attendance.comment = comment.strip()[:500]
    attendance.answered_at = now
    attendance.save()


def _answered(row: Event, attendance: Attendance, status: Answer) -> MeetingAnswered:
    return MeetingAnswered(
        organisation=row.organisation_id,
        subject=f"agenda.event:{row.uuid}",
        event_id=row.pk,
        people=[row.person_id],
        by=attendance.name,
        status=status.value,
        person=attendance.person_id,
    )
