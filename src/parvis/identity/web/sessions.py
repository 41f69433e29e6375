"""The list of one's own sessions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from parvis.identity import labels
from parvis.identity.actions.sessions import end_sessions
from parvis.identity.queries import accounts, sessions
from parvis.identity.types import OpenSession
from parvis.identity.web.actor import actor_of
from parvis.platform.errors import Missing
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page


@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Where she is signed in."""
    shown = [(one, labels.device(one.device)) for one in _open(request)]
    return page(request, "identity/sessions.html", {"sessions": shown})


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End one session, or with `others` all but this one."""
    account = accounts.signed_in(request)
    assert account is not None  # the middleware lets nobody else in
    others = [one.id for one in _open(request) if not one.current]
    wanted = others if "others" in request.POST else [_number(request)]
    if not set(wanted) <= set(others):
        raise Missing(_("This session is closed already."))
    count = end_sessions(actor_of(request), ids=wanted, organisation=account.organisation_id)
    text = ngettext("%(count)d session closed.", "%(count)d sessions closed.", count)
    toasts.done(request, text % {"count": count})
    return HttpResponseRedirect(reverse("identity:sessions"))


def _open(request: HttpRequest) -> list[OpenSession]:
    current = request.session.session_key or ""
    return sessions.open_sessions(actor_of(request), current=current, now=timezone.now())


def _number(request: HttpRequest) -> int:
    given = request.POST.get("session", "")
    return int(given) if given.isascii() and given.isdigit() else 0
