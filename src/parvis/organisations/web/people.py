"""People of an organisation: arriving, taking a mandate, leaving."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.organisations.actions import arrivals
from parvis.organisations.actions import people as actions
from parvis.organisations.forms import ArrivalForm, EndForm, MandateForm, blame
from parvis.organisations.labels import ROLES
from parvis.organisations.queries import bodies as queries
from parvis.organisations.queries.held import person_held
from parvis.organisations.web.actor import actor_of
from parvis.organisations.web.bodies import BOTH, administered
from parvis.platform.errors import Conflict, Invalid
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page


@require_http_methods(BOTH)
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody arrives."""
    actor = actor_of(request)
    place = administered(request, slug)
    sites = queries.sites_of(actor, organisation_id=place.id)
    initial = {"starts_on": timezone.localdate()}
    form = ArrivalForm(request.POST or None, sites=sites, initial=initial)
    if form.is_valid():
        try:
            arrivals.welcome(actor, new=form.person(place.id), now=timezone.now())
        except Invalid as error:
            blame(form, error)
        except Conflict as error:
            form.add_error("mail", str(error.text))
        else:
            name = f"{form.cleaned_data['given_name']} {form.cleaned_data['family_name']}"
            toasts.done(request, _("{name} is in the directory.").format(name=name))
            return HttpResponseRedirect(reverse("organisations:show", args=[slug]))
    context = {"form": form, "place": place}
    return page(request, "organisations/welcome.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def standing(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What a person holds here; a mandate to give her."""
    actor, today = actor_of(request), timezone.localdate()
    place = administered(request, slug)
    who = person_held(actor, uuid=uuid, organisation_id=place.id, on=today)
    form = MandateForm(request.POST or None, initial={"starts_on": today})
    if form.is_valid():
        try:
            actions.give_mandate(actor, person_id=who.id, mandate=form.mandate(place.id))
        except Invalid as error:
            blame(form, error)
        except Conflict as error:
            form.add_error(None, str(error.text))
        else:
            toasts.done(request, _("Mandate recorded."))
            return _back(slug, uuid)
    held = [(one, ROLES[one.affiliation.role]) for one in who.held]
    context = {"form": form, "place": place, "who": who, "held": held, "today": today}
    return page(request, "organisations/standing.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """A post or a mandate ends on a day."""
    actor = actor_of(request)
    form = EndForm(request.POST)
    if not form.is_valid():
        toasts.failed(request, _("Write the day it ends, such as 31/12/2026."))
        return _back(slug, uuid)
    is_mandate, held = form.what()
    try:
        if is_mandate:
            actions.end_mandate(actor, mandate_id=held, ends_on=form.day())
        else:
            actions.end_affiliation(actor, affiliation_id=held, ends_on=form.day())
    except Invalid as error:
        toasts.failed(request, " ".join(str(text) for text in error.fields.values()))
    else:
        toasts.done(request, _("End recorded."))
    return _back(slug, uuid)


def _back(slug: str, uuid: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("organisations:standing", args=[slug, uuid]))
