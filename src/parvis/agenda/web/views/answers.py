"""Answering invitations, proposing another time, answering for rooms."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.agenda import actions, queries
from parvis.agenda.core.clock import wall_to_utc
from parvis.agenda.forms import AnswerForm, ProposeForm
from parvis.agenda.queries import pages
from parvis.agenda.types import Answer, EventPage, RoomTaken
from parvis.agenda.web import details
from parvis.agenda.web.context import actor_of, back, say_done, zone_of
from parvis.agenda.web.rows import event_url
from parvis.agenda.web.views import cards
from parvis.platform.errors import Missing
from parvis.platform.ui import french, toasts
from parvis.platform.ui.page import page, wants_part


@require_POST
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Accept, decline or say perhaps; in the list of what waits, the list comes back."""
    actor, now, form = actor_of(request), timezone.now(), AnswerForm(request.POST)
    if not form.is_valid():
        raise Missing
    status, at = Answer(form.cleaned_data["status"]), form.occurrence()
    before = queries.event_page(actor, uuid=uuid, at=at)
    comment = form.cleaned_data["comment"]
    actions.answer(actor, event=uuid, status=status, comment=comment, at=at, now=now)
    _say(request, before, status, at)
    if wants_part(request):
        return cards.still_waiting(request)
    return back(request, event_url(uuid, before.at))


def _say(request: HttpRequest, before: EventPage, status: Answer, at: str) -> None:
    """The toast; undoing gives the answer that stood before."""
    text = {
        Answer.ACCEPTED: _("You accepted “%(title)s”."),
        Answer.TENTATIVE: _("You may come to “%(title)s”."),
        Answer.DECLINED: _("You declined “%(title)s”."),
        Answer.WAITING: _("You have yet to answer “%(title)s”."),
    }[status]
    old = before.answer or Answer.WAITING
    undo = reverse("agenda:answer_back", args=[before.uuid, old.value])
    if old == status:
        undo = ""
    elif at:
        undo += f"?le={at}"
    toasts.done(request, text % {"title": before.draft.title}, undo=undo)


@require_POST
def answer_back(request: HttpRequest, uuid: UUID, status: str) -> HttpResponse:
    """Give again the answer that stood before."""
    actor, at = actor_of(request), request.GET.get("le", "")
    if status not in set(Answer):
        raise Missing
    actions.answer(actor, event=uuid, status=Answer(status), at=at, now=timezone.now())
    toasts.done(request, _("Your earlier answer stands again."))
    return back(request, event_url(uuid, at))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the organiser for another time."""
    actor, zone = actor_of(request), zone_of()
    event = queries.event_page(actor, uuid=uuid, at=request.GET.get("le", ""))
    first, last = french.local(event.start, zone), french.local(event.end, zone)
    initial = {"day": first.date(), "starts_at": first.time(), "ends_at": last.time()}
    form = ProposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        starts, ends = (wall_to_utc(wall, zone) for wall in form.hours())
        comment = form.cleaned_data["comment"]
        actions.propose(
            actor, event=uuid, starts=starts, ends=ends, comment=comment, now=timezone.now()
        )
        toasts.done(request, _("Your proposal was sent to the organiser."))
        return HttpResponseRedirect(event_url(uuid, event.at))
    when = details.when(event.start, event.end, all_day=event.draft.all_day, zone=zone)
    status = 422 if form.errors else 200
    context = {"form": form, "event": event, "when": when, "url": event_url(uuid, event.at)}
    return page(request, "agenda/propose.html", context, status=status)


@require_POST
def take(request: HttpRequest, uuid: UUID, attendance: int) -> HttpResponse:
    """Give the event the time that somebody proposed."""
    try:
        change = actions.take_proposal(
            actor_of(request), event=uuid, attendance=attendance, now=timezone.now()
        )
    except RoomTaken as error:
        toasts.failed(request, f"{error.text} {error.mend_text}")
        return HttpResponseRedirect(event_url(uuid))
    say_done(request, _("The meeting moved to the proposed time."), change.undo)
    return back(request, event_url(change.event))


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, uuid: UUID, attendance: int) -> HttpResponse:
    """Accept or refuse a booking; the meeting itself stays unseen."""
    actor = actor_of(request)
    asked = pages.room_request(actor, event=uuid, attendance=attendance)
    if request.method == "POST":
        accepted = request.POST.get("accepted") == "1"
        try:
            actions.approve(
                actor, event=uuid, attendance=attendance, accepted=accepted, now=timezone.now()
            )
        except RoomTaken as error:
            toasts.failed(request, f"{error.text}")
        else:
            text = (
                _("%(room)s is booked.") if accepted else _("The booking of %(room)s is refused.")
            )
            toasts.done(request, text % {"room": asked.room})
        if wants_part(request):
            return cards.still_waiting(request)
        return back(request, reverse("agenda:room", args=[uuid, attendance]))
    when = details.when(asked.start, asked.end, all_day=asked.all_day, zone=zone_of())
    said = details.said_of_room(asked.answer)
    context = {"asked": asked, "when": when, "said": said, "tone": details.TONES[asked.answer]}
    return page(request, "agenda/room.html", context)
