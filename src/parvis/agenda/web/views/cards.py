"""What the home page shows of the agenda: my day, and what waits for an answer."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from parvis.agenda import queries
from parvis.agenda.web import rows
from parvis.agenda.web.asked import asked_rows
from parvis.agenda.web.context import actor_of, local_today, zone_of
from parvis.platform.ui.page import page

SHOWN = 6
AHEAD = timedelta(days=7)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What is left of today; once it is over, the next day with something in it."""
    now, zone = timezone.now(), zone_of()
    first = local_today(now)
    end = queries.local_day(first + AHEAD, zone)[1]
    ahead = [
        row for row in queries.my_events(actor_of(request), start=now, end=end) if row.end > now
    ]
    days = rows.by_day(ahead, first=first, last=first + AHEAD, zone=zone, now=now, empty=False)
    shown = days[0] if days else None
    context = {
        "shown": shown,
        "items": shown.items[:SHOWN] if shown else (),
        "rest": max(0, len(shown.items) - SHOWN) if shown else 0,
        "over": shown is not None and not shown.today,
    }
    return page(request, "agenda/today.html", context, part="card")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Invitations, proposals and rooms that wait for an answer."""
    return still_waiting(request, part="card")


def still_waiting(request: HttpRequest, *, part: str = "rows") -> HttpResponse:
    """The same once one of them was answered: its lines alone."""
    found = asked_rows(queries.to_answer(actor_of(request), now=timezone.now()), zone=zone_of())
    context: dict[str, object] = {
        "rows": found,
        "shown": found[:SHOWN],
        "rest": max(0, len(found) - SHOWN),
    }
    context["total"] = len(found)
    return page(request, "agenda/waiting.html", context, part=part)
