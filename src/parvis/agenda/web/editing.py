"""The form of an event with everything around it: pickers, repetition, what is kept on error."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.agenda import queries
from parvis.agenda.core import recurrence
from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.forms import EventForm, ReachForm, RepeatForm, choices_of, values_of
from parvis.agenda.types import EventPage, Reach, RoomTaken
from parvis.agenda.web.context import (
    local_today,
    organisation_choices,
    people_picker,
    room_picker,
    site_choices,
    uuids,
    zone_of,
)
from parvis.agenda.web.rows import event_url
from parvis.directory import api as directory
from parvis.directory.types import ResourceRef
from parvis.organisations import api as organisations
from parvis.organisations.types import PersonRef
from parvis.platform.actor import Actor
from parvis.platform.errors import DomainError, Missing
from parvis.platform.ui.widgets import Picker

HOURS = [f"{hour:02d}:{minute:02d}" for hour in range(7, 22) for minute in (0, 30)]


@dataclass(slots=True)
class Editor:
    """What `agenda/edit.html` shows."""

    form: EventForm
    repeat: RepeatForm
    reaches: ReachForm | None
    pickers: dict[str, Picker]
    title: str
    back_url: str
    event: EventPage | None = None
    posted: QueryDict | None = None
    message: str = ""
    sentence: str = ""
    hours: list[str] = field(default_factory=lambda: HOURS)

    def is_valid(self) -> bool:
        """Both forms, so that every error shows at once."""
        forms = [self.form, self.repeat, *([self.reaches] if self.reaches else [])]
        return all([one.is_valid() for one in forms])  # noqa: C419 -- each must run

    @property
    def status(self) -> int:
        wrong = self.form.is_bound and (self.form.errors or self.repeat.errors)
        return 422 if wrong or self.message else 200

    def reach(self) -> tuple[Reach, str]:
        """What of the series is changed."""
        return self.reaches.chosen() if self.reaches is not None else (Reach.ALL, "")

    def version(self) -> int | None:
        """The version the person read before she changed it."""
        text = self.posted.get("version", "") if self.posted else ""
        return int(text) if text.isdigit() else None

    def tell(self, error: DomainError) -> None:
        """Show what an action refused; what was written stays."""
        fields = dict(error.fields)
        if isinstance(error, RoomTaken):
            room = fields.get("rooms", "")
            text = _("%(room)s is already taken at that hour: choose another room or hour.")
            fields = {"rooms": text % {"room": room}}
        if fields:
            self.form.tell(fields)
        else:
            self.message = f"{error.text} {error.mend_text}".strip()
            self.message += " " + _("What you wrote is still below.")


def new(request: HttpRequest, actor: Actor, *, now: datetime) -> Editor:
    """The form of an event to come; the address may bring hours, guests or a model."""
    data = request.POST if request.method == "POST" else None
    model, people, rooms = _model(actor, request.GET.get("comme", ""))
    initial = _usual_hours(request.GET, now) | model
    initial.setdefault("required_people", uuids(request.GET.getlist("avec")))
    initial.setdefault("rooms", uuids(request.GET.getlist("salle")))
    editor = _editor(actor, data, initial, people, rooms)
    editor.title = _("New event")
    editor.back_url = reverse("agenda:week", args=[initial["starts_on"]])
    return editor


def existing(request: HttpRequest, actor: Actor, event: EventPage) -> Editor:
    """The form of an event that exists, at the date looked at."""
    data = request.POST if request.method == "POST" else None
    people, rooms = _guests(actor, event)
    initial = values_of(event.draft) | _invited(event, people, rooms)
    editor = _editor(actor, data, initial, people.values(), rooms.values(), event.draft.rule)
    del editor.form.fields["organisation"]
    editor.event, editor.title = event, _("Change the event")
    editor.back_url = event_url(event.uuid, event.at)
    if event.at:
        chosen = {"reach": Reach.THIS.value, "at": event.at}
        editor.reaches = ReachForm(data, initial=chosen)
    if event.draft.rule:
        editor.sentence = event.repetition
        del editor.repeat.fields["except_on"]
    if event.in_series is not None:
        editor.repeat.fields["repeats"].disabled = True
    return editor


def _editor(
    actor: Actor,
    data: QueryDict | None,
    initial: dict[str, Any],
    people: Any = (),
    rooms: Any = (),
    rule: str = "",
) -> Editor:
    known = {person.uuid: person for person in people}
    pickers = {
        "required_people": people_picker(actor, known),
        "optional_people": people_picker(actor, known),
        "rooms": room_picker(actor, {room.uuid: room for room in rooms}),
    }
    form = EventForm(
        data,
        initial=initial,
        sites=site_choices(actor),
        organisations=organisation_choices(actor),
        pickers=pickers,
        zone=zone_of(),
    )
    first: date = initial["starts_on"]
    form.repeat = RepeatForm(data, initial=choices_of(rule, first), kept=rule)
    return Editor(form, form.repeat, None, pickers, "", "", posted=data)


def _usual_hours(given: QueryDict, now: datetime) -> dict[str, Any]:
    """The hours of the address, else the next whole hour of this day."""
    zone = zone_of()
    try:
        start, end = (datetime.fromisoformat(str(given[name])) for name in ("start", "end"))
    except (KeyError, ValueError):
        start = utc_to_wall(now, zone).replace(minute=0, second=0, microsecond=0)
        start += timedelta(hours=1)
        end = start + timedelta(hours=1)
    start, end = (utc_to_wall(one, zone) if one.tzinfo else one for one in (start, end))
    if end <= start:
        end = start + timedelta(hours=1)
    later = end.date() > start.date() and end.time() != time()
    return {
        "starts_on": start.date(),
        "starts_at": start.time(),
        "ends_at": end.time() if end.date() == start.date() or later else time(23, 59),
        "ends_on": end.date() if later else None,
    }


def _model(actor: Actor, text: str) -> tuple[dict[str, Any], list[PersonRef], list[ResourceRef]]:
    """What a new event takes from another: everything but its date."""
    found = uuids([text])
    if not found:
        return {}, [], []
    try:
        event = queries.event_page(actor, uuid=found[0])
    except Missing:
        return {}, [], []
    people, rooms = _guests(actor, event)
    values = values_of(event.draft) | _invited(event, people, rooms)
    for name in ("starts_on", "ends_on"):
        values.pop(name)
    if event.draft.all_day:
        values.pop("starts_at"), values.pop("ends_at")
    return values, list(people.values()), list(rooms.values())


def _guests(actor: Actor, event: EventPage) -> tuple[dict[int, PersonRef], dict[int, ResourceRef]]:
    persons = [g.person_id for g in event.guests if g.person_id is not None and not g.organiser]
    asked = [g.resource_id for g in event.guests if g.resource_id is not None]
    people = organisations.people(actor, persons) if persons else {}
    rooms = {r.id: r for r in directory.resources(actor, ids=asked)} if asked else {}
    return people, rooms


def _invited(
    event: EventPage, people: dict[int, PersonRef], rooms: dict[int, ResourceRef]
) -> dict[str, list[UUID]]:
    def of(*, required: bool) -> list[UUID]:
        return [
            people[guest.person_id].uuid
            for guest in event.guests
            if guest.person_id in people and guest.required is required
        ]

    return {
        "required_people": of(required=True),
        "optional_people": of(required=False),
        "rooms": [room.uuid for room in rooms.values()],
    }


def sentence(given: QueryDict) -> str:
    """« le 2e mardi de chaque mois jusqu’au 9 juin 2026 », "" when it does not repeat."""
    form = RepeatForm(given)
    try:
        first = date.fromisoformat(str(given.get("starts_on", "")))
    except ValueError:
        return ""
    if not form.is_valid():
        return ""
    rule = form.rule(first)
    if not rule:
        return ""
    parsed = recurrence.parse(rule)
    start = recurrence.first_date(parsed, first)
    if start is None:
        return _("No date: choose a later end.")
    return recurrence.in_french(parsed, start, form.cleaned_data.get("except_on", ()))


__all__ = ["Editor", "existing", "local_today", "new", "sentence"]
