"""After the commit: tell the people concerned, and let their open pages ask again."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from parvis.agenda.events import (
    ChangeUndone,
    MeetingAnswered,
    MeetingCancelled,
    MeetingChanged,
    MeetingPlanned,
    PeopleInvited,
    PeopleTakenOut,
    RoomAsked,
    TimeProposed,
)
from parvis.agenda.queries.telling import told_of
from parvis.agenda.types import Answer
from parvis.platform import live
from parvis.platform.actor import system
from parvis.platform.events import Event, subscribe
from parvis.portal import api as portal

_US = system("telling people of their meetings")


def _tell(
    event: Event, key: str, people: Iterable[int], kind: str, template: str, **more: str
) -> None:
    meeting = told_of(_US, subject=event.subject)
    if meeting is None:
        return
    chosen = list(people)
    values = {"title": meeting.title, "when": meeting.when, "who": meeting.organiser} | more
    portal.notify(
        chosen,
        organisation_id=event.organisation,
        kind=kind,
        text=template % values,
        url=meeting.url,
        key=key,
    )
    for person in {*chosen, meeting.organiser_id}:
        live.tell(f"person:{person}", "agenda")


@subscribe(MeetingPlanned, "agenda.tell_planned")
def tell_planned(event: MeetingPlanned, key: str) -> None:
    text = _("%(who)s invites you: %(title)s, %(when)s.")
    _tell(event, key, event.people, "agenda.invitation", text)


@subscribe(PeopleInvited, "agenda.tell_invited")
def tell_invited(event: PeopleInvited, key: str) -> None:
    text = _("%(who)s invites you: %(title)s, %(when)s.")
    _tell(event, key, event.people, "agenda.invitation", text)


@subscribe(PeopleTakenOut, "agenda.tell_taken_out")
def tell_taken_out(event: PeopleTakenOut, key: str) -> None:
    text = _("%(who)s no longer needs you at “%(title)s”, %(when)s.")
    _tell(event, key, event.people, "agenda.cancellation", text)


@subscribe(MeetingChanged, "agenda.tell_changed")
def tell_changed(event: MeetingChanged, key: str) -> None:
    text = _("%(who)s changed “%(title)s”, now %(when)s.")
    if event.again:
        text = _("%(who)s moved “%(title)s” to %(when)s: please answer again.")
    _tell(event, key, event.people, "agenda.change", text)


@subscribe(MeetingCancelled, "agenda.tell_cancelled")
def tell_cancelled(event: MeetingCancelled, key: str) -> None:
    text = _("%(who)s cancelled “%(title)s”, %(when)s.")
    _tell(event, key, event.people, "agenda.cancellation", text)


@subscribe(MeetingAnswered, "agenda.tell_answered")
def tell_answered(event: MeetingAnswered, key: str) -> None:
    text = {
        Answer.ACCEPTED: _("%(by)s accepted “%(title)s”, %(when)s."),
        Answer.DECLINED: _("%(by)s declined “%(title)s”, %(when)s."),
        Answer.TENTATIVE: _("%(by)s may come to “%(title)s”, %(when)s."),
        Answer.WAITING: _("%(by)s has yet to answer “%(title)s”, %(when)s."),
    }[Answer(event.status)]
    _tell(event, key, event.people, "agenda.answer", text, by=event.by)
    if event.person is not None:
        live.tell(f"person:{event.person}", "agenda")  # her other pages and devices


@subscribe(TimeProposed, "agenda.tell_proposed")
def tell_proposed(event: TimeProposed, key: str) -> None:
    text = _("%(by)s proposes another time for “%(title)s”.")
    _tell(event, key, event.people, "agenda.proposal", text, by=event.by)


@subscribe(RoomAsked, "agenda.tell_room")
def tell_room(event: RoomAsked, key: str) -> None:
    text = _("%(who)s asks for %(room)s, %(when)s.")
    _tell(event, key, event.people, "agenda.room", text, room=event.room)


@subscribe(ChangeUndone, "agenda.tell_undone")
def tell_undone(event: ChangeUndone, key: str) -> None:
    text = _("%(who)s undid the last change to “%(title)s”, %(when)s.")
    _tell(event, key, event.people, "agenda.change", text)
