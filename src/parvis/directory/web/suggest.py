"""Suggestions of `<pv-combobox>`: {"results": [{value, label, detail, org, mark}]}."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from parvis.directory.queries.people import find_people
from parvis.directory.queries.resources import find_resources
from parvis.directory.types import ResourceKind, ResourceRef
from parvis.directory.web.people import actor_of
from parvis.organisations.types import PersonRef
from parvis.platform.actor import Actor

_LIMIT = 8
_KINDS = {"rooms": ResourceKind.ROOM, "vehicles": ResourceKind.VEHICLE}


@require_GET
def suggestions(request: HttpRequest) -> JsonResponse:
    """People, or with `kind=rooms` or `vehicles` what can be booked, for the text `q`."""
    actor, text = actor_of(request), request.GET.get("q", "")[:100]
    kind = _KINDS.get(request.GET.get("kind", ""))
    results = _people(actor, text) if kind is None else _resources(actor, text, kind)
    return JsonResponse({"results": results})


def _people(actor: Actor, text: str) -> list[dict[str, str]]:
    found = find_people(actor, text=text, on=timezone.localdate(), limit=_LIMIT)
    return [person_choice(one) for one in found]


def person_choice(one: PersonRef) -> dict[str, str]:
    place = one.organisation
    return {
        "value": str(one.uuid),
        "label": one.name,
        "detail": ", ".join(filter(None, [one.post, place.name])),
        "org": place.slug,
        "mark": place.mark,
    }


def _resources(actor: Actor, text: str, kind: ResourceKind) -> list[dict[str, str]]:
    found = find_resources(actor, text=text, kind=kind, on=timezone.localdate())
    return [resource_choice(one) for one in found[:_LIMIT]]


def resource_choice(one: ResourceRef) -> dict[str, str]:
    return {
        "value": str(one.uuid),
        "label": one.name,
        "detail": ", ".join(filter(None, [one.site_name, one.organisation.name])),
        "org": one.organisation.slug,
        "mark": one.organisation.mark,
    }
