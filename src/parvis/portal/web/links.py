"""Administration of the services of the organisation acted for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.platform.actor import Actor
from parvis.platform.errors import Invalid
from parvis.platform.rules import require
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page
from parvis.portal.actions import links as actions
from parvis.portal.forms import AUDIENCES, LinkForm, initial
from parvis.portal.queries import links as queries
from parvis.portal.types import LinkRef
from parvis.portal.web.asking import asking, back


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every service, by category, with what can be done to each."""
    return _page(request, asking(request))


def _page(
    request: HttpRequest, actor: Actor, *, moved: UUID | None = None, up: bool = False
) -> HttpResponse:
    groups = queries.administered_links(actor)
    context = {
        "groups": groups,
        "audiences": {audience.value: label for audience, label in AUDIENCES.items()},
        "moved": moved,
        "up": up,
    }
    return page(request, "portal/links.html", context, part="list")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new service."""
    actor = asking(request)
    require(actor, "portal.add_link", actor.organisation)
    form = LinkForm(request.POST or None, categories=queries.categories(actor))
    if form.is_valid() and _added(actor, form):
        toasts.done(request, _("“%(name)s” was added.") % {"name": form.link().name.strip()})
        return redirect("portal:links")
    return _form(request, form, None)


def _added(actor: Actor, form: LinkForm) -> bool:
    try:
        actions.add_link(actor, organisation_id=actor.organisation or 0, link=form.link())
    except Invalid as error:
        return _say(form, error)
    return True


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a service."""
    actor = asking(request)
    link = queries.link(actor, uuid=uuid)
    form = LinkForm(
        request.POST or None, initial=initial(link), categories=queries.categories(actor)
    )
    if form.is_valid() and _changed(actor, link, form):
        toasts.done(request, _("“%(name)s” was saved.") % {"name": form.link().name.strip()})
        return redirect("portal:links")
    return _form(request, form, link)


def _changed(actor: Actor, link: LinkRef, form: LinkForm) -> bool:
    try:
        actions.change_link(actor, uuid=link.uuid, link=form.link())
    except Invalid as error:
        return _say(form, error)
    return True


def _say(form: LinkForm, error: Invalid) -> bool:
    for name, text in error.fields.items():
        form.add_error(name, str(text))
    return False


def _form(request: HttpRequest, form: LinkForm, link: LinkRef | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "portal/link_form.html", {"form": form, "link": link}, status=status)


@require_POST
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Up or down in its category (`sens`: haut, bas)."""
    actor = asking(request)
    up = request.POST.get("sens") == "haut"
    actions.move_link(actor, uuid=uuid, up=up)
    if request.headers.get("HX-Request") == "true":
        return _page(request, actor, moved=uuid, up=up)
    return redirect(f"{reverse('portal:links')}#service-{uuid}")


@require_POST
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a service no more; the message takes it back."""
    actor = asking(request)
    name = actions.remove_link(actor, uuid=uuid, now=timezone.now())
    undo = reverse("portal:link_restore", args=[uuid])
    toasts.done(request, _("“%(name)s” was removed.") % {"name": name}, undo=undo)
    return redirect("portal:links")


@require_POST
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back a removal."""
    name = actions.restore_link(asking(request), uuid=uuid)
    toasts.done(request, _("“%(name)s” is back.") % {"name": name})
    return back(request, "portal:links")
