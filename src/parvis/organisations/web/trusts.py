"""Agreements: proposed, signed, ended."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.organisations.actions import trusts as actions
from parvis.organisations.forms import TrustForm, blame
from parvis.organisations.queries import bodies as queries
from parvis.organisations.web.actor import actor_of
from parvis.organisations.web.bodies import BOTH, administered
from parvis.platform.errors import Invalid, Missing
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page


@require_http_methods(BOTH)
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """A trust to propose to other organisations."""
    actor, today = actor_of(request), timezone.localdate()
    place = administered(request, slug)
    others = [one for one in queries.organisations(actor).values() if one.id != place.id]
    form = TrustForm(request.POST or None, others=others, initial={"starts_on": today})
    if form.is_valid():
        try:
            actions.propose_trust(
                actor,
                organisation_id=place.id,
                terms=form.terms(),
                member_ids=form.cleaned_data["members"],
                on=today,
            )
        except Invalid as error:
            blame(form, error)
        else:
            toasts.done(request, _("Agreement proposed; the others can now sign it."))
            return HttpResponseRedirect(reverse("organisations:show", args=[slug]))
    context = {"form": form, "place": place}
    return page(request, "organisations/trust.html", context, status=422 if form.errors else 200)


@require_POST
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sign for the organisation acted for."""
    actions.sign_trust(actor_of(request), trust=uuid, on=timezone.localdate())
    toasts.done(request, _("Agreement signed."))
    return _home(request)


@require_POST
def leave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Leave it from today on; signing again today takes it back."""
    actions.leave_trust(actor_of(request), trust=uuid, on=timezone.localdate())
    undo = reverse("organisations:trust_sign", args=[uuid])
    text = _("You left the agreement: from today, neither sees anything of the other by it.")
    toasts.done(request, text, undo=undo)
    return _home(request)


def _home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    place = queries.organisations(actor, ids=[actor.organisation or 0]).get(actor.organisation or 0)
    if place is None:
        raise Missing
    return HttpResponseRedirect(reverse("organisations:show", args=[place.slug]))
