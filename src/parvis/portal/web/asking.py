"""Who asks, and where a form leads back to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from parvis.platform.actor import Actor


def asking(request: HttpRequest) -> Actor:
    """The actor the middleware recognised."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page named by `next` when it is one of ours, else to the URL name or path given."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(asked if asked and safe else otherwise)
