"""Planning, changing, moving and cancelling, each with its undo."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.agenda import actions, queries
from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.forms import ReachForm
from parvis.agenda.queries import pages
from parvis.agenda.types import BadEvent, Change, Reach, RoomTaken, TooLate
from parvis.agenda.web import details, editing, rows
from parvis.agenda.web.context import actor_of, back, look_up, say_done, undone_at, zone_of
from parvis.platform.errors import Conflict, DomainError, Missing
from parvis.platform.ui import french, toasts
from parvis.platform.ui.page import page


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new event; the address may give its hours, its guests or a model."""
    actor, now = actor_of(request), timezone.now()
    editor = editing.new(request, actor, now=now)
    searching = look_up(request, actor, editor.pickers)
    if request.method == "POST" and not searching and editor.is_valid():
        try:
            change = actions.plan(
                actor,
                draft=editor.form.draft(),
                invitees=editor.form.invitees(),
                organisation=editor.form.cleaned_data["organisation"],
                now=now,
            )
        except (BadEvent, RoomTaken) as error:
            editor.tell(error)
        else:
            say_done(request, _planned(change), change.undo)
            return HttpResponseRedirect(rows.event_url(change.event))
    return page(request, "agenda/edit.html", {"editor": editor}, status=editor.status)


def _planned(change: Change) -> str:
    if change.rooms_waiting:
        return _("Planned; %(rooms)s must still be approved.") % {
            "rooms": ", ".join(change.rooms_waiting)
        }
    return _("Planned.")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change an event, or a part of its series."""
    actor, now = actor_of(request), timezone.now()
    event = queries.event_page(actor, uuid=uuid, at=request.GET.get("le", ""))
    if not event.may_edit:
        raise Missing
    editor = editing.existing(request, actor, event)
    searching = look_up(request, actor, editor.pickers)
    if request.method == "POST" and not searching and editor.is_valid():
        reach, at = editor.reach()
        try:
            change = actions.edit(
                actor,
                event=uuid,
                draft=editor.form.draft(),
                invitees=editor.form.invitees(),
                reach=reach,
                at=at,
                version=editor.version(),
                now=now,
            )
        except (BadEvent, RoomTaken, Conflict) as error:
            editor.tell(error)
        else:
            say_done(request, _("Your changes are saved."), change.undo)
            return HttpResponseRedirect(rows.event_url(change.event))
    return page(request, "agenda/edit.html", {"editor": editor}, status=editor.status)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Other hours, from the grid: `id`, `start` and `end` with their offset, days for whole days.

    Answers JSON: the id that the event has now, and where a POST takes the move back.
    """
    actor, zone = actor_of(request), zone_of()
    try:
        given, at = rows.read_id(request.POST.get("id", ""))
        starts, ends = (_moment(request.POST.get(name, "")) for name in ("start", "end"))
    except ValueError as error:
        raise Http404 from error
    uuid, name = pages.standing_for(actor, uuid=given, at=at)
    event = queries.event_page(actor, uuid=uuid, at=name)
    walls = [_wall(moment, event.draft.zone or zone) for moment in (starts, ends)]
    change = actions.move(
        actor,
        event=uuid,
        starts=walls[0],
        ends=walls[1],
        reach=Reach.THIS if name else Reach.ALL,
        at=name,
        now=timezone.now(),
    )
    return JsonResponse({"event": str(change.event), "undo": undone_at(change.undo)})


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _wall(moment: datetime, zone: str) -> datetime:
    return moment if timezone.is_naive(moment) else utc_to_wall(moment, zone)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cancel an event; of a series, the page asks how much."""
    actor = actor_of(request)
    event = queries.event_page(actor, uuid=uuid, at=request.GET.get("le", ""))
    if not event.may_edit:
        raise Missing
    form = ReachForm(request.POST or None, initial={"reach": Reach.THIS.value, "at": event.at})
    if request.method == "POST" and form.is_valid():
        reach, at = form.chosen()
        change = actions.cancel(actor, event=uuid, reach=reach, at=at, now=timezone.now())
        text = _("“%(title)s” is cancelled.") % {"title": event.draft.title}
        say_done(request, text, change.undo)
        day = french.local(event.start, zone_of()).date()
        return HttpResponseRedirect(reverse("agenda:week", args=[day]))
    when = details.when(event.start, event.end, all_day=event.draft.all_day, zone=zone_of())
    context = {"form": form, "event": event, "when": when}
    context["url"] = rows.event_url(uuid, event.at)
    return page(request, "agenda/cancel.html", context)


@require_POST
def undo(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take the last change back, and show where it led; the grid asks for JSON."""
    actor = actor_of(request)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"event": str(actions.undo(actor, token=token, now=timezone.now()))})
    try:
        event = actions.undo(actor, token=token, now=timezone.now())
    except (TooLate, RoomTaken) as error:
        toasts.failed(request, f"{error.text} {error.mend_text}".strip())
        return back(request, reverse("agenda:home"))
    toasts.done(request, _("The change was undone."))
    try:
        queries.event_page(actor, uuid=event)
    except DomainError:
        return HttpResponseRedirect(reverse("agenda:home"))
    return back(request, rows.event_url(event))


@require_safe
def repetition(request: HttpRequest) -> HttpResponse:
    """The repetition being chosen, as a sentence; a fragment of the form."""
    sentence = editing.sentence(request.GET)
    return page(request, "agenda/edit.html", {"sentence": sentence}, part="sentence")
