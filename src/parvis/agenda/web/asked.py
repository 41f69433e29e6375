"""What waits for an answer, flattened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.agenda.queries import Waiting
from parvis.agenda.types import Answer
from parvis.agenda.web.details import when
from parvis.organisations.types import OrganisationRef


@dataclass(frozen=True, slots=True)
class Button:
    """An answer: where it is posted, and the field it sends."""

    label: str
    icon: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One thing to answer, with its buttons."""

    title: str
    when: str
    who: str
    comment: str
    organisation: OrganisationRef
    url: str
    action: str
    buttons: tuple[Button, ...]


def asked_rows(found: Iterable[Waiting], *, zone: str) -> list[AskedRow]:
    """Rows of the list « à répondre »."""
    return [_row(one, zone) for one in found]


def _row(one: Waiting, zone: str) -> AskedRow:
    hours = when(one.start, one.end, all_day=one.all_day, zone=zone)
    if one.repetition:
        hours = f"{hours}, {one.repetition}"
    url = reverse("agenda:event", args=[one.event])
    who = _("%(who)s invites you") % {"who": one.who}
    action, buttons = reverse("agenda:answer", args=[one.event]), _answers()
    if one.kind == "room":
        url = action = reverse("agenda:room", args=[one.event, one.attendance])
        who = _("%(who)s asks for this room") % {"who": one.who}
        buttons = _approvals()
    elif one.kind == "proposal" and one.proposed:
        proposed = when(*one.proposed, all_day=False, zone=zone)
        who = _("%(who)s proposes %(when)s") % {"who": one.who, "when": proposed}
        action = reverse("agenda:take", args=[one.event, one.attendance])
        buttons = (Button(_("Take this time"), "calendar-check", "take", "1"),)
    return AskedRow(one.title, hours, who, one.comment, one.organisation, url, action, buttons)


def _answers() -> tuple[Button, ...]:
    return (
        Button(_("Accept"), "check", "status", Answer.ACCEPTED.value),
        Button(_("Maybe"), "circle-question-mark", "status", Answer.TENTATIVE.value),
        Button(_("Decline"), "x", "status", Answer.DECLINED.value),
    )


def _approvals() -> tuple[Button, ...]:
    return (
        Button(_("Approve"), "check", "accepted", "1"),
        Button(_("Refuse"), "x", "accepted", "0"),
    )
