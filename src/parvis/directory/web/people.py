"""Finding people, and the card of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from parvis.directory import links
from parvis.directory.forms import PeopleFilter
from parvis.directory.queries import people as queries
from parvis.directory.web.paging import SIZE, offset, paging
from parvis.organisations.types import Role
from parvis.platform.actor import Actor
from parvis.platform.ui.page import page

ROLES = {Role.AGENT: _("Agent"), Role.ELECTED: _("Elected member")}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """People of the directories the actor may read."""
    actor, today = actor_of(request), timezone.localdate()
    places = queries.filters(actor, on=today)
    form = PeopleFilter(request.GET, places=places)
    form.is_valid()
    slug = form.cleaned_data.get("collectivite", "")
    chosen = next((place for place in places if place.slug == slug), None)
    found = queries.find_people(
        actor,
        text=form.cleaned_data.get("q", ""),
        on=today,
        limit=SIZE + 1,
        offset=offset(request),
        organisation_id=chosen.id if chosen else None,
    )
    context = {
        "form": form,
        "people": found[:SIZE],
        "paging": paging(request, more=len(found) > SIZE),
        "searched": bool(form.cleaned_data.get("q") or chosen),
    }
    return page(request, "directory/people.html", context, part="results")


@require_GET
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One person."""
    shown = queries.person_card(actor_of(request), uuid=uuid, on=timezone.localdate())
    context = {
        "shown": shown,
        "held": [(one, ROLES[one.affiliation.role]) for one in shown.held],
        "links": [] if shown.is_me else links.person_links(uuid),
    }
    return page(request, "directory/person.html", context)


def actor_of(request: HttpRequest) -> Actor:
    """The actor the middleware set."""
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor
