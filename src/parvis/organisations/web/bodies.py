"""Organisations: the list, the page of one, its letters and colours, its places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.organisations.actions import bodies as actions
from parvis.organisations.forms import BrandForm, SiteForm, blame
from parvis.organisations.labels import KINDS, LEVEL_HELP, LEVELS, STATES, TONES
from parvis.organisations.queries import bodies as queries
from parvis.organisations.queries import pages
from parvis.organisations.types import ADMINISTRATOR, OrganisationRef
from parvis.organisations.web.actor import actor_of
from parvis.organisations.web.middleware import SESSION_KEY
from parvis.platform.errors import Conflict, Invalid, Refused
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page

BOTH = ["GET", "POST"]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every organisation of the platform."""
    lines = pages.lines(actor_of(request), on=timezone.localdate())
    rows = [(line, KINDS[line.organisation.kind], LEVELS[line.level]) for line in lines]
    return page(request, "organisations/index.html", {"rows": rows})


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation."""
    actor, today = actor_of(request), timezone.localdate()
    shown = pages.organisation_page(actor, slug=slug, on=today)
    context = {
        "shown": shown,
        "kind": KINDS[shown.organisation.kind],
        "level": LEVELS[shown.level],
        "level_help": LEVEL_HELP[shown.level],
        "trusts": [
            (trust, LEVELS[trust.level], STATES[trust.state], TONES[trust.state])
            for trust in shown.trusts
        ],
        "today": today,
    }
    return page(request, "organisations/show.html", context)


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations, then go on with the page she was on."""
    actor = actor_of(request)
    place = queries.by_slug(actor, slug=request.POST.get("organisation", ""))
    chosen = actions.choose_organisation(actor, organisation_id=place.id)
    request.session[SESSION_KEY] = chosen.id
    toasts.done(request, _("You now act for {name}.").format(name=chosen.name))
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(asked, here, require_https=request.is_secure())
    return asked if safe else reverse("portal:home")


@require_http_methods(BOTH)
def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """Letters and colours."""
    actor = actor_of(request)
    shown = pages.organisation_page(actor, slug=slug, on=timezone.localdate())
    if not shown.administers:
        raise Refused
    place = shown.organisation
    initial = {"mark": place.mark, "hue": shown.hue, **shown.exact_colours}
    form = BrandForm(request.POST or None, hue=shown.hue, initial=initial)
    if form.is_valid():
        try:
            actions.brand(actor, organisation_id=place.id, **form.cleaned_data)
        except Invalid as error:
            blame(form, error)
        else:
            toasts.done(request, _("Letters and colours saved."))
            return HttpResponseRedirect(reverse("organisations:show", args=[slug]))
    context = {"form": form, "place": place, "hue": shown.hue}
    return page(request, "organisations/brand.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def add_site(request: HttpRequest, slug: str) -> HttpResponse:
    """A place to add."""
    actor = actor_of(request)
    place = administered(request, slug)
    form = SiteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.create_site(actor, organisation_id=place.id, **form.cleaned_data)
        except Conflict as error:
            form.add_error("name", str(error.text))
        else:
            toasts.done(request, _("Place added."))
            return HttpResponseRedirect(reverse("organisations:show", args=[slug]))
    context = {"form": form, "place": place}
    return page(request, "organisations/site.html", context, status=422 if form.errors else 200)


def administered(request: HttpRequest, slug: str) -> OrganisationRef:
    """The organisation of that address.

    Raises:
        Missing: there is none.
        Refused: the actor does not act for it as an administrator.
    """
    actor = actor_of(request)
    place = queries.by_slug(actor, slug=slug)
    if actor.organisation != place.id or not actor.holds(ADMINISTRATOR):
        raise Refused
    return place
