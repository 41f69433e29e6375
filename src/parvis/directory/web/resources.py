"""Rooms and vehicles: the list, the card of one, and what its administrators do."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.directory import links
from parvis.directory.actions import resources as actions
from parvis.directory.forms import ResourceFilter, ResourceForm
from parvis.directory.labels import ICONS, KINDS
from parvis.directory.queries import resources as queries
from parvis.directory.types import ResourceCard
from parvis.directory.web.paging import SIZE, offset, paging
from parvis.directory.web.people import actor_of
from parvis.platform.errors import Conflict, Invalid, Refused
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page

_BOTH = ["GET", "POST"]


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Rooms and vehicles the actor may book; with `?retires=1`, those her organisation retired."""
    actor, today = actor_of(request), timezone.localdate()
    form = ResourceFilter(request.GET, places=queries.owners(actor, on=today))
    form.is_valid()
    given = form.cleaned_data
    administers = queries.may_add(actor)
    retired = administers and "retires" in request.GET
    found = queries.find_resources(
        actor,
        on=today,
        text=given.get("q", ""),
        kind=given.get("type"),
        capacity=given.get("places"),
        organisation=given.get("collectivite", ""),
        active=not retired,
    )
    start = offset(request)
    context = {
        "form": form,
        "rows": [(one, KINDS[one.kind], ICONS[one.kind]) for one in found[start : start + SIZE]],
        "paging": paging(request, more=len(found) > start + SIZE),
        "searched": any(given.values()),
        "administers": administers,
        "retired": retired,
    }
    return page(request, "directory/resources.html", context, part="results")


@require_GET
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One room or vehicle."""
    shown = queries.resource_card(actor_of(request), uuid=uuid, on=timezone.localdate())
    context = {
        "shown": shown,
        "kind": KINDS[shown.resource.kind],
        "icon": ICONS[shown.resource.kind],
        "links": links.resource_links(uuid) if shown.spec.active else [],
    }
    return page(request, "directory/resource.html", context)


@require_http_methods(_BOTH)
def add(request: HttpRequest) -> HttpResponse:
    """A room or a vehicle to add."""
    actor = actor_of(request)
    if not queries.may_add(actor) or actor.organisation is None:
        raise Refused
    form = _form(request, None)
    if form.is_valid():
        try:
            uuid = actions.add_resource(actor, organisation_id=actor.organisation, spec=form.spec())
        except (Invalid, Conflict) as error:
            _blame(form, error)
        else:
            toasts.done(request, _("{name} can be booked.").format(name=form.spec().name))
            return HttpResponseRedirect(reverse("directory:resource", args=[uuid]))
    context = {"form": form}
    status = 422 if form.errors else 200
    return page(request, "directory/resource_form.html", context, status=status)


@require_http_methods(_BOTH)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is said of a room or a vehicle."""
    actor = actor_of(request)
    shown = _changeable(request, uuid)
    form = _form(request, shown)
    if form.is_valid():
        try:
            actions.change_resource(actor, uuid=uuid, spec=form.spec(active=shown.spec.active))
        except (Invalid, Conflict) as error:
            _blame(form, error)
        else:
            toasts.done(request, _("Changes saved."))
            return HttpResponseRedirect(reverse("directory:resource", args=[uuid]))
    context = {"form": form, "shown": shown}
    status = 422 if form.errors else 200
    return page(request, "directory/resource_form.html", context, status=status)


@require_POST
def retire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """It can no longer be booked; what was booked stays."""
    shown = _changeable(request, uuid)
    actions.change_resource(actor_of(request), uuid=uuid, spec=replace(shown.spec, active=False))
    undo = reverse("directory:resource_restore", args=[uuid])
    text = _("{name} can no longer be booked.").format(name=shown.resource.name)
    toasts.done(request, text, undo=undo)
    return HttpResponseRedirect(reverse("directory:resources"))


@require_POST
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """It can be booked again."""
    shown = _changeable(request, uuid)
    actions.change_resource(actor_of(request), uuid=uuid, spec=replace(shown.spec, active=True))
    toasts.done(request, _("{name} can be booked.").format(name=shown.resource.name))
    return HttpResponseRedirect(reverse("directory:resource", args=[uuid]))


def _changeable(request: HttpRequest, uuid: UUID) -> ResourceCard:
    shown = queries.resource_card(actor_of(request), uuid=uuid, on=timezone.localdate())
    if not shown.can_change:
        raise Refused
    return shown


def _form(request: HttpRequest, shown: ResourceCard | None) -> ResourceForm:
    actor, today = actor_of(request), timezone.localdate()
    sites, approvers = queries.offered(actor, on=today, also=shown)
    initial = asdict(shown.spec) if shown else None
    return ResourceForm(request.POST or None, sites=sites, approvers=approvers, initial=initial)


def _blame(form: ResourceForm, error: Invalid | Conflict) -> None:
    if isinstance(error, Conflict):
        form.add_error("name", str(error.text))
    for name, text in error.fields.items():
        form.add_error(name, str(text))
