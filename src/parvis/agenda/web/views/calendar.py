"""One's own calendar by day, week, month, or as a list."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from parvis.agenda import queries
from parvis.agenda.queries.declined import declined
from parvis.agenda.web import rows, spans
from parvis.agenda.web.context import actor_of, local_today, zone_of
from parvis.platform.ui.page import page


def _show(request: HttpRequest, view: str, day: date | None) -> HttpResponse:
    now, zone = timezone.now(), zone_of()
    span = spans.span(view, day or local_today(now), today=local_today(now))
    start, end = queries.local_day(span.first, zone)[0], queries.local_day(span.last, zone)[1]
    actor = actor_of(request)
    events = queries.my_events(actor, start=start, end=end)
    shown = [row for row in events if row.start < end and row.end > start]
    refused = request.GET.get("declines") == "1"
    if refused:
        shown = sorted([*shown, *declined(actor, start=start, end=end)], key=lambda row: row.start)
    days = rows.by_day(
        shown, first=span.first, last=span.last, zone=zone, now=now, empty=view == "week"
    )
    context = {
        "span": span,
        "days": days,
        "count": len(shown),
        "grid": rows.grid(shown, zone) if view != "list" else None,
        "zone": zone,
        "topic": f"person:{actor.person}",
        "refused": refused,
    }
    return page(request, "agenda/calendar.html", context, part="content")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """This week."""
    return _show(request, "week", None)


@require_safe
def day(request: HttpRequest, day: date) -> HttpResponse:
    return _show(request, "day", day)


@require_safe
def week(request: HttpRequest, day: date) -> HttpResponse:
    return _show(request, "week", day)


@require_safe
def month(request: HttpRequest, day: date) -> HttpResponse:
    return _show(request, "month", day)


@require_safe
def as_list(request: HttpRequest, day: date) -> HttpResponse:
    """Thirty days from a day, those with something in them."""
    return _show(request, "list", day)
