"""The page of an event, and its file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from parvis.agenda import queries
from parvis.agenda.queries import pages
from parvis.agenda.web import details
from parvis.agenda.web.context import actor_of, site_choices
from parvis.agenda.web.rows import event_url
from parvis.platform.errors import Missing
from parvis.platform.ui.page import page


@require_safe
def show(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An event; `le` is the date looked at when it repeats."""
    actor, at = actor_of(request), request.GET.get("le", "")
    own, name = pages.standing_for(actor, uuid=uuid, at=at)
    if own != uuid:
        return HttpResponseRedirect(event_url(own, name))
    try:
        event = queries.event_page(actor, uuid=uuid, at=at)
    except Missing:
        # Somebody who answers for a room may not see the meeting, but is told of it.
        room = pages.room_request(actor, event=uuid)
        return HttpResponseRedirect(reverse("agenda:room", args=[uuid, room.attendance]))
    context = details.event_context(actor, event, now=timezone.now())
    context["site"] = dict(site_choices(actor)).get(event.draft.site_id or 0, "")
    return page(request, "agenda/event.html", context)


@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The event as an iCalendar file."""
    content = queries.event_file(actor_of(request), uuid=uuid, on=timezone.localdate())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rendez-vous-{uuid}.ics"'
    return response
