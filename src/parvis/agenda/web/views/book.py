"""From a slot to a meeting: a short form, then what was done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis.agenda import actions, queries
from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.forms import ROOM_GONE, BookForm, SlotForm
from parvis.agenda.queries import find as reads
from parvis.agenda.queries.slots import Asked
from parvis.agenda.types import BadEvent, Draft, Invitees, RoomTaken, SlotRow
from parvis.agenda.web import details, finding
from parvis.agenda.web.context import actor_of, say_done, undone_at, uuids, zone_of
from parvis.agenda.web.views.find import question_of
from parvis.platform.ui.page import page

NEXT = 4
ROOMS = 12


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Title, place, room and message for the slot of the address."""
    actor, now = actor_of(request), timezone.now()
    question = question_of(request, actor, now).form
    start = _start(request)
    if not question.is_valid():
        return HttpResponseRedirect(finding.address(question))
    found, asked = reads.search_slots(actor, search=question.search(), now=now)
    slot = reads.slot_at(asked, start=start)
    form = BookForm(request.POST or None, rooms=_rooms(asked, start))
    context = _context(request, question, asked, form, start, slot)
    if request.method == "POST" and form.is_valid():
        try:
            change = actions.plan(
                actor,
                draft=_draft(form, start, asked),
                invitees=_invitees(form, asked),
                now=now,
            )
        except (RoomTaken, BadEvent) as error:
            _tell(form, error)
        else:
            say_done(request, _("The invitations are sent."), change.undo)
            url = reverse("agenda:booked", args=[change.event])
            return HttpResponseRedirect(f"{url}?retablir={change.undo}")
    taken = "room" in form.errors
    if taken:
        context["next"] = finding.slot_cards(found, form=question, shown=None)[:NEXT]
    status = 409 if taken else 422 if form.errors else 200
    return page(request, "agenda/book.html", context, status=status)


def _start(request: HttpRequest) -> datetime:
    try:
        start = datetime.fromisoformat(request.GET.get("debut", "").replace(" ", "+"))
    except ValueError as error:
        raise Http404 from error
    if start.tzinfo is None:
        raise Http404
    return start


def _rooms(asked: Asked, start: datetime) -> list[tuple[str, str]] | None:
    if asked.search.rooms is None:
        return None
    free = reads.free_rooms(asked, start=start)[:ROOMS]
    return [(str(room.uuid), _room_label(room)) for room in free]


def _room_label(room: Any) -> str:
    seats = _("%(n)s seats") % {"n": room.capacity} if room.capacity else ""
    approval = _("after approval") if room.approval else ""
    parts = [room.site_name, seats, approval]
    more = ", ".join(part for part in parts if part)
    return f"{room.name} ({more})" if more else str(room.name)


def _context(
    request: HttpRequest,
    question: SlotForm,
    asked: Asked,
    form: BookForm,
    start: datetime,
    slot: SlotRow | None,
) -> dict[str, Any]:
    end = start + timedelta(minutes=asked.search.duration)
    reasons = () if slot else reads.why_not(asked, start=start)
    return {
        "form": form,
        "when": details.when(start, end, all_day=False, zone=question.zone),
        "parties": asked.parties,
        "reasons": [finding.sentence(reason.text) for reason in reasons],
        "absent": finding.french_list(slot.absent) if slot else "",
        "back_url": finding.address(question),
    }


def _draft(form: BookForm, start: datetime, asked: Asked) -> Draft:
    zone, data = zone_of(), form.cleaned_data
    room = next((r for r in asked.rooms if str(r.uuid) == data.get("room")), None)
    begins = utc_to_wall(start, zone)
    return Draft(
        title=data["title"],
        starts=begins,
        ends=begins + timedelta(minutes=asked.search.duration),
        zone=zone,
        place=data["place"] or (room.name if room else ""),
        site_id=room.site_id if room else asked.search.site_id,
        description=data["description"],
    )


def _invitees(form: BookForm, asked: Asked) -> Invitees:
    return Invitees(
        required=asked.search.required,
        optional=asked.search.optional,
        rooms=tuple(uuids([form.cleaned_data.get("room") or ""])),
    )


def _tell(form: BookForm, error: RoomTaken | BadEvent) -> None:
    if isinstance(error, RoomTaken):
        form.add_error("room", ROOM_GONE)
        return
    for name, said in error.fields.items():
        form.add_error(name if name in form.fields else None, str(said))


@require_safe
def booked(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was planned, who was asked, and the way back."""
    actor = actor_of(request)
    event = queries.event_page(actor, uuid=uuid)
    context = details.event_context(actor, event, now=timezone.now())
    token = uuids([request.GET.get("retablir", "")])
    context["undo_url"] = undone_at(str(token[0])) if token else ""
    return page(request, "agenda/booked.html", context)
