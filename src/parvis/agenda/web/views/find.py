"""The common slot: question and answer on one page, in one address that can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.agenda.core.clock import wall_to_utc
from parvis.agenda.forms import HourForm, SlotForm
from parvis.agenda.queries import find as reads
from parvis.agenda.queries import pages
from parvis.agenda.queries.slots import Asked
from parvis.agenda.types import Found, SlotRow
from parvis.agenda.web import finding
from parvis.agenda.web.context import (
    actor_of,
    local_today,
    look_up,
    people_picker,
    room_picker,
    site_choices,
    zone_of,
)
from parvis.directory.types import ResourceRef
from parvis.organisations.types import PersonRef, Role
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.ui import french
from parvis.platform.ui.page import page

ROOMS_DRAWN = 4


@dataclass(slots=True)
class Question:
    """The question of the address.

    `searching` says that somebody is still looking for a name, without script. People and rooms
    found while answering go in `people` and `rooms`, so that the fields do not look them up again.
    """

    form: SlotForm
    searching: bool
    people: dict[UUID, PersonRef]
    rooms: dict[UUID, ResourceRef]

    def learn(self, asked: Asked) -> None:
        """Keep what a search looked up."""
        self.people |= {row.person.uuid: row.person for row in asked.parties}
        self.rooms |= {room.uuid: room for room in asked.rooms}


def question_of(request: HttpRequest, actor: Actor, now: datetime) -> Question:
    """Read the question of the address."""
    people: dict[UUID, PersonRef] = {}
    rooms: dict[UUID, ResourceRef] = {}
    pickers = {
        "avec": people_picker(actor, people),
        "option": people_picker(actor, people),
        "salles": room_picker(actor, rooms),
    }
    form = SlotForm(
        request.GET,
        today=local_today(now),
        elected=actor.holds(Role.ELECTED),
        notice=pages.my_settings(actor).notice,
        zone=zone_of(),
        sites=site_choices(actor),
        pickers=pickers,
    )
    return Question(form, look_up(request, actor, pickers), people, rooms)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The form; once somebody is named, the answer under it."""
    actor, now = actor_of(request), timezone.now()
    question = question_of(request, actor, now)
    form = question.form
    context: dict[str, Any] = {"form": form, "found": None, "zone": zone_of()}
    asks = bool(request.GET.getlist("avec") or request.GET.getlist("option"))
    if (asks or "du" in request.GET) and not question.searching and form.is_valid():
        try:
            found, asked = reads.search_slots(actor, search=form.search(), now=now)
        except Missing:
            text = _("One of these people is no longer in a directory shared with you.")
            form.add_error("avec", text)
        else:
            question.learn(asked)
            context |= _answer(request, actor, form, found, asked, now)
    elif not asks and "du" not in request.GET:
        context["fresh"] = True
    status = 422 if form.errors and "du" in request.GET else 200
    return page(request, "agenda/find.html", context, part="answer", status=status)


def _answer(
    request: HttpRequest, actor: Actor, form: SlotForm, found: Found, asked: Asked, now: datetime
) -> dict[str, Any]:
    given = request.GET
    slot = _chosen(found, given.get("creneau", ""))
    day = _day(given.get("jour", ""), slot, asked, form.zone)
    if slot is not None and french.local(slot.start, form.zone).date() != day:
        slot = None
    drawn = slot.rooms[:ROOMS_DRAWN] if slot else asked.rooms[:ROOMS_DRAWN]
    picture = reads.day_picture(asked, day=day, rooms=drawn)
    url = finding.address(form)
    shown = slot.start if slot else None
    return {
        "found": found,
        "recap": finding.recap(asked),
        "cards": finding.slot_cards(found, form=form, shown=shown),
        "day": day,
        "days": finding.day_links(found, day, form=form),
        "strips": finding.strips_of(picture, slot, zone=form.zone),
        "said": finding.said_rows(picture, zone=form.zone),
        "free": finding.said_free(picture, zone=form.zone),
        "refused": finding.refused_cards(found.refused, url, now=now),
        "hidden": [row.person for row in found.parties if not row.shared],
        "ways_out": [] if found.slots else _ways_out(actor, asked, form, request, now),
        "hour": _one_hour(request, asked, form, day),
        "kept": _kept(form),
    }


def _chosen(found: Found, text: str) -> SlotRow | None:
    """The slot shown: the one of the address, else the best."""
    by_start = {slot.start.isoformat(): slot for slot in found.slots}
    if text in by_start:
        return by_start[text]
    return found.slots[0] if found.slots else None


def _day(text: str, slot: SlotRow | None, asked: Asked, zone: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = french.local(slot.start, zone).date() if slot else asked.search.first
    return min(max(day, asked.search.first), asked.search.last)


def _ways_out(
    actor: Actor, asked: Asked, form: SlotForm, request: HttpRequest, now: datetime
) -> list[finding.WayOut]:
    relaxed = reads.relaxations(actor, asked=asked, now=now)
    return finding.ways_out(relaxed, form=form)


def _one_hour(request: HttpRequest, asked: Asked, form: SlotForm, day: date) -> dict[str, Any]:
    """« Pourquoi pas à telle heure ? »: the little form, and its answer."""
    given = {name: request.GET.get(f"a_{name}", "") for name in ("jour", "heure")}
    shown = {"day": given["jour"] or day.isoformat(), "hour": given["heure"]}
    if not any(given.values()):
        return shown
    little = HourForm(given)
    if not little.is_valid():
        return shown | {"errors": [text for texts in little.errors.values() for text in texts]}
    wall = datetime.combine(little.cleaned_data["jour"], little.cleaned_data["heure"])
    start = wall_to_utc(wall, form.zone)
    reasons = [finding.sentence(reason.text) for reason in reads.why_not(asked, start=start)]
    url = finding.book_address(finding.address(form), start)
    return shown | {"asked": True, "start": start, "reasons": reasons, "book_url": url}


def _kept(form: SlotForm) -> list[tuple[str, str]]:
    """The question as hidden fields, for the little form."""
    query = QueryDict(finding.address(form).partition("?")[2])
    return [(name, value) for name, values in query.lists() for value in values]
