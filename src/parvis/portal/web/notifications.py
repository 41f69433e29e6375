"""The notification centre and the bell's count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parvis.platform.actor import Actor
from parvis.platform.ui import toasts
from parvis.platform.ui.french import long_date
from parvis.platform.ui.page import page, wants_part
from parvis.portal.actions import notifications as actions
from parvis.portal.queries import notifications as queries
from parvis.portal.queries.shell import unread_count
from parvis.portal.types import NotificationRef
from parvis.portal.web.asking import asking, back

UNREAD = "non-lues"


@dataclass(frozen=True, slots=True)
class Day:
    """The notifications of one day."""

    label: str
    rows: tuple[NotificationRef, ...]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Latest first, by day; `?voir=non-lues` only those, `?avant=<uuid>` the older ones."""
    actor = asking(request)
    only = request.GET.get("voir") == UNREAD
    return _page(request, actor, unread_only=only, before=_uuid(request.GET.get("avant", "")))


def _page(
    request: HttpRequest, actor: Actor, *, unread_only: bool, before: UUID | None = None
) -> HttpResponse:
    found = queries.listing(actor, unread_only=unread_only, before=before)
    here = {"voir": UNREAD} if unread_only else {}
    older = urlencode({**here, "avant": str(found.older)}) if found.older else ""
    context = {
        "days": _days(found.rows, timezone.localdate()),
        "unread_only": unread_only,
        "unread": unread_count(actor),
        "older": f"{reverse('portal:notifications')}?{older}" if older else "",
        "first": before is None,
        "topic": f"person:{actor.person}",
        "fragment": wants_part(request),
        "marked": request.method == "POST",
    }
    return page(request, "portal/notifications.html", context, part="list")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _days(rows: tuple[NotificationRef, ...], today: date) -> list[Day]:
    by_day = groupby(rows, key=lambda row: timezone.localdate(row.created_at))
    return [Day(_day(day, today), tuple(told)) for day, told in by_day]


def _day(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return long_date(day, year=day.year != today.year).capitalize()


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The count alone, asked again when something changes."""
    context = {"unread": unread_count(asking(request))}
    return page(request, "portal/bell.html", context)


@require_safe
def follow(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go where the notification leads; opening it is reading it, whichever link opened it."""
    actor = asking(request)
    told = queries.one(actor, uuid=uuid)
    actions.read(actor, uuids=[uuid], now=timezone.now())
    ours = told.url.startswith("/") and not told.url.startswith("//")
    return redirect(told.url if ours else "portal:notifications")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one (`notification`) or, without it, all as read; all can be undone."""
    actor = asking(request)
    one = _uuid(request.POST.get("notification", ""))
    now = timezone.now()
    changed = actions.read(actor, uuids=[one] if one else None, now=now)
    if not one and changed:
        text = ngettext(
            "%(count)d notification marked as read.",
            "%(count)d notifications marked as read.",
            len(changed),
        )
        toasts.done(request, text % {"count": len(changed)}, undo=_undo(now))
    return _again(request)


@require_POST
def unread(request: HttpRequest) -> HttpResponse:
    """Keep one (`notification`) for later, or undo a marking (`?lues=<moment>`)."""
    actor = asking(request)
    one = _uuid(request.POST.get("notification", ""))
    if one:
        actions.mark_unread(actor, uuid=one)
    elif since := _moment(request.GET.get("lues", "")):
        actions.unread(actor, since=since)
    return _again(request)


def _undo(moment: datetime) -> str:
    return f"{reverse('portal:unread')}?{urlencode({'lues': moment.isoformat()})}"


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _again(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        only = request.POST.get("voir") == UNREAD
        return _page(request, asking(request), unread_only=only)
    return back(request, "portal:notifications")
