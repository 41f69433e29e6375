"""The portal's own cards: a page each, and a fragment for the home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from parvis.platform.rules import can
from parvis.platform.ui.page import page, wants_part
from parvis.portal.queries.links import my_links
from parvis.portal.queries.places import my_places
from parvis.portal.web.asking import asking


@require_safe
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Where she works or sits, and the button to act for another."""
    actor = asking(request)
    context = {"places": my_places(actor, on=timezone.localdate())}
    return page(request, "portal/card_organisations.html", context, part="card")


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of the organisation acted for."""
    actor = asking(request)
    context = {
        "groups": my_links(actor),
        "administers": can(actor, "portal.add_link", actor.organisation),
        "fragment": wants_part(request),
    }
    return page(request, "portal/card_links.html", context, part="card")
