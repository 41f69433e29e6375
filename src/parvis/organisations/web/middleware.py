"""Who is asking: the actor of each request, and the scope the whole request runs in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from parvis.identity import api as identity
from parvis.organisations import api
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import everywhere, scoped
from parvis.platform.http.access import is_public
from parvis.platform.ui.page import page, wants_part

SESSION_KEY = "acting_for"


class ActorMiddleware:
    """Sets `request.actor`; sends people who have not signed in to where they can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        with scoped(actor):
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],  # noqa: ARG002 -- named by Django
        kwargs: dict[str, Any],  # noqa: ARG002 -- named by Django
    ) -> HttpResponse | None:
        """Let public views through; others need a person, and one who stands somewhere."""
        if is_public(view):
            return None
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.account is None:
            return _to_sign_in(request)
        match = request.resolver_match
        if actor.organisation is None and (match is None or match.namespace != "identity"):
            return page(request, "organisations/nowhere.html", _nowhere(), status=403)
        return None


def _actor(request: HttpRequest) -> Actor:
    with everywhere("finding who is signed in"):
        account = identity.signed_in(request)
        if account is None:
            return ANONYMOUS
        return api.actor_of(
            account,
            acting_for=request.session.get(SESSION_KEY),
            on=timezone.localdate(),
            request_id=getattr(request, "request_id", ""),
        )


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    safe = request.method in {"GET", "HEAD"} and not wants_part(request)
    back = f"?{urlencode({'next': request.get_full_path()})}" if safe else ""
    address = reverse(settings.LOGIN_URL) + back
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _nowhere() -> dict[str, Any]:
    return {"contact": settings.PARVIS.contact}
