"""An event's page, flattened: who comes, what may be done, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.agenda.forms import REACHES
from parvis.agenda.types import Answer, EventPage, Guest
from parvis.agenda.web.context import zone_of
from parvis.agenda.web.rows import event_url
from parvis.directory import api as directory
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.ui import french

TONES = {
    Answer.ACCEPTED: "success",
    Answer.TENTATIVE: "warning",
    Answer.DECLINED: "danger",
    Answer.WAITING: "",
}


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Somebody invited, or a room; `organisation` and `name` draw its avatar."""

    id: int
    name: str
    organisation: OrganisationRef
    role: str
    answer: str
    tone: str
    comment: str
    proposed: str
    may_approve: bool
    waiting: bool


def said(answer: Answer) -> str:
    """An answer, as said of a person."""
    return {
        Answer.ACCEPTED: _("accepts"),
        Answer.TENTATIVE: _("maybe"),
        Answer.DECLINED: _("declines"),
        Answer.WAITING: _("has not answered"),
    }[answer]


def said_of_room(answer: Answer) -> str:
    """An answer, as said of a room or vehicle."""
    return {
        Answer.ACCEPTED: _("booked"),
        Answer.TENTATIVE: _("to be confirmed"),
        Answer.DECLINED: _("refused"),
        Answer.WAITING: _("waits for approval"),
    }[answer]


def when(start: datetime, end: datetime, *, all_day: bool, zone: str) -> str:
    """« mardi 12 mars 2021, de 9 h à 10 h 30 », in full."""
    first, last = french.local(start, zone), french.local(end, zone)
    if all_day:
        final = french.local(end, zone).date()
        days = (final - first.date()).days
        if days <= 1:
            return _("%(day)s, all day") % {"day": french.long_date(first)}
        until = french.long_date(final.fromordinal(final.toordinal() - 1))
        return _("from %(first)s to %(last)s") % {"first": french.long_date(first), "last": until}
    if first.date() != last.date():
        return french.hours(first, last)
    return f"{french.long_date(first)}, {french.hours(first, last)}"


def _answer_of(guest: Guest) -> str:
    if guest.organiser:
        return ""
    return said_of_room(guest.answer) if guest.resource_id is not None else said(guest.answer)


def _guest(guest: Guest, *, zone: str, approves: frozenset[int]) -> GuestRow:
    role = _("organiser") if guest.organiser else "" if guest.required else _("optional")
    proposed = when(*guest.proposed, all_day=False, zone=zone) if guest.proposed is not None else ""
    return GuestRow(
        id=guest.id,
        name=guest.name,
        organisation=guest.organisation,
        role=role,
        answer=_answer_of(guest),
        tone="" if guest.organiser else TONES[guest.answer],
        comment=guest.comment,
        proposed=proposed,
        may_approve=guest.resource_id in approves,
        waiting=guest.answer == Answer.WAITING,
    )


def counts(guests: Iterable[Guest]) -> str:
    """« 2 acceptent, 1 n’a pas répondu »; nothing when nobody is invited."""
    asked = [g.answer for g in guests if g.resource_id is None and not g.organiser]
    accepted, maybe = asked.count(Answer.ACCEPTED), asked.count(Answer.TENTATIVE)
    declined, waiting = asked.count(Answer.DECLINED), asked.count(Answer.WAITING)
    parts = [
        ngettext("%(n)s accepts", "%(n)s accept", accepted) % {"n": accepted} if accepted else "",
        ngettext("%(n)s maybe", "%(n)s maybes", maybe) % {"n": maybe} if maybe else "",
        ngettext("%(n)s declines", "%(n)s decline", declined) % {"n": declined} if declined else "",
        ngettext("%(n)s has not answered", "%(n)s have not answered", waiting) % {"n": waiting}
        if waiting
        else "",
    ]
    return ", ".join(part for part in parts if part)


def event_context(actor: Actor, event: EventPage, *, now: datetime) -> dict[str, Any]:
    """Everything `agenda/event.html` shows."""
    zone = zone_of()
    rooms = [guest for guest in event.guests if guest.resource_id is not None]
    mine = directory.resources_to_approve(actor) if rooms else []
    approves = frozenset(room.id for room in mine)
    rows = [_guest(guest, zone=zone, approves=approves) for guest in event.guests]
    query = f"?le={event.at}" if event.at else ""
    return {
        "event": event,
        "when": when(event.start, event.end, all_day=event.draft.all_day, zone=zone),
        "people": [r for r, g in zip(rows, event.guests, strict=True) if g.resource_id is None],
        "rooms": [r for r, g in zip(rows, event.guests, strict=True) if g.resource_id is not None],
        "counts": counts(event.guests),
        "answers": answer_buttons(event.answer),
        "reaches": REACHES,
        "past": event.end < now and not event.draft.rule,
        "url": event_url(event.uuid, event.at),
        "query": query,
        "day_url": reverse("agenda:week", args=[french.local(event.start, zone).date()]),
        "again_url": f"{reverse('agenda:create')}?comme={event.uuid}",
    }


def answer_buttons(current: Answer | None) -> list[dict[str, Any]]:
    """The three answers as buttons, the one given pressed."""
    shown = (
        (Answer.ACCEPTED, _("Accept"), "check"),
        (Answer.TENTATIVE, _("Maybe"), "circle-question-mark"),
        (Answer.DECLINED, _("Decline"), "x"),
    )
    return [
        {"value": answer.value, "label": label, "icon": icon, "pressed": answer == current}
        for answer, label, icon in shown
    ]
