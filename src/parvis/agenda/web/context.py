"""What every page of the agenda needs: who asks, where, and the lists of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from parvis.directory import api as directory
from parvis.directory.types import ResourceRef
from parvis.organisations import api as organisations
from parvis.organisations.types import PersonRef
from parvis.platform.actor import Actor
from parvis.platform.ui import toasts
from parvis.platform.ui.widgets import Choice, Picker


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware of `organisations` knows."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def zone_of() -> str:
    """The IANA zone of every hour on the page."""
    return timezone.get_current_timezone_name()


def local_today(now: datetime) -> date:
    """The day it is where the page is read."""
    return timezone.localdate(now)


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Go where the form came from, when it is ours, else to `otherwise`."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(asked if safe else otherwise)


def undone_at(token: str) -> str:
    """The address a POST to which takes a change back."""
    return reverse("agenda:undo", args=[token])


def say_done(request: HttpRequest, text: str, token: str = "") -> None:
    """A toast, with its undo when there is one."""
    toasts.done(request, text, undo=undone_at(token) if token else "")


def uuids(values: Iterable[str]) -> list[UUID]:
    """Those of the values that are uuids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def person_choice(person: PersonRef) -> Choice:
    """A person as pickers show her."""
    place = person.organisation
    return Choice(
        str(person.uuid), person.name, person.post or place.name, org=place.slug, mark=place.mark
    )


def room_choice(room: ResourceRef) -> Choice:
    """A room or vehicle as pickers show it."""
    place = room.organisation
    return Choice(
        str(room.uuid), room.name, room.site_name or place.name, org=place.slug, mark=place.mark
    )


def people_picker(actor: Actor, known: Mapping[UUID, PersonRef], **given: Any) -> Picker:
    """A list of people; `known` are looked up already, such as those whom no directory shows.

    It is read when the field is drawn: a page that looks people up for another reason adds them.
    """

    def labels(values: Sequence[str]) -> Iterable[Choice]:
        wanted = uuids(values)
        missing = [uuid for uuid in wanted if uuid not in known]
        looked_up = directory.people(actor, missing) if missing else []
        found = {**known, **{person.uuid: person for person in looked_up}}
        return [person_choice(found[uuid]) for uuid in wanted if uuid in found]

    return Picker(reverse("directory:suggest") + "?kind=people", labels, **given)


def room_picker(actor: Actor, known: Mapping[UUID, ResourceRef], **given: Any) -> Picker:
    """A list of rooms and vehicles; `known` as for people."""

    def labels(values: Sequence[str]) -> Iterable[Choice]:
        wanted = uuids(values)
        missing = [uuid for uuid in wanted if uuid not in known]
        looked_up = directory.resources(actor) if missing else []
        found = {**known, **{room.uuid: room for room in looked_up}}
        return [room_choice(found[uuid]) for uuid in wanted if uuid in found]

    return Picker(reverse("directory:suggest") + "?kind=rooms", labels, **given)


def look_up(request: HttpRequest, actor: Actor, pickers: dict[str, Picker]) -> bool:
    """Without script: answer the « Find » and « Remove » buttons of pickers; whether one was used.

    What was found is drawn under the field as boxes to tick.
    """
    data = request.POST if request.method == "POST" else request.GET
    used = False
    for name, picker in pickers.items():
        used = used or f"{name}-remove" in data
        text = data.get(f"{name}-q", "").strip()
        if f"{name}-search" not in data or not text:
            continue
        used = True
        if "kind=rooms" in picker.url:
            words = text.casefold().split()
            rooms = directory.resources(actor)
            named = [r for r in rooms if all(word in r.name.casefold() for word in words)]
            picker.found = [room_choice(room) for room in named[:20]]
        else:
            people = directory.find_people(actor, text=text, limit=20)
            picker.found = [person_choice(person) for person in people]
    return used


def site_choices(actor: Actor) -> list[tuple[int, str]]:
    """Sites of the actor's organisations, by name."""
    known = organisations.sites(actor)
    return sorted(((site.id, site.name) for site in known.values()), key=lambda pair: pair[1])


def organisation_choices(actor: Actor) -> list[tuple[int, str]]:
    """The organisations whose calendar she may write in, the one she acts for first."""
    mine = [(place.id, place.name) for place in organisations.mine(actor)]
    return sorted(mine, key=lambda pair: pair[0] != actor.organisation)
