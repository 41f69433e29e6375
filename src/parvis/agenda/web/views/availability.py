"""Somebody else's week, as far as the agreements let it be seen."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.agenda import queries
from parvis.agenda.web import rows, spans
from parvis.agenda.web.context import actor_of, local_today, zone_of
from parvis.organisations.types import Level
from parvis.platform.ui.page import page


@require_safe
def of(request: HttpRequest, person: UUID, day: date | None = None) -> HttpResponse:
    """A week of a colleague's time, masked."""
    actor, now, zone = actor_of(request), timezone.now(), zone_of()
    today = local_today(now)
    span = spans.span("week", day or today, today=today)
    start, end = queries.local_day(span.first, zone)[0], queries.local_day(span.last, zone)[1]
    time = queries.time_of(actor, person=person, start=start, end=end, on=today)
    context = {
        "time": time,
        "span": spans.of_person(span, person, today),
        "days": rows.busy_days(time.rows, first=span.first, last=span.last, zone=zone, now=now),
        "grid": rows.busy_grid(time.rows, zone, time.person.organisation),
        "zone": zone,
        "uuid": str(person),
        "seen": _seen(time.level),
        "find_url": f"{reverse('agenda:find')}?avec={person}",
    }
    return page(request, "agenda/of.html", context)


def _seen(level: int) -> str:
    return {
        Level.BUSY: _("You see when this person is busy; not what for, nor where."),
        Level.PLACE: _("You see when this person is busy, and where; not what for."),
        Level.TITLE: _("You see the titles of this person’s meetings, except the private ones."),
    }.get(Level(level), "")
