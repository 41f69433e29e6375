"""Coming in and going out; allauth does both, in one transaction of ours."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.internal import flows
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from parvis.identity.actions import sessions, trail
from parvis.identity.models import Account
from parvis.platform.db import transaction


def sign_in(login: Callable[[], HttpResponse]) -> HttpResponse:
    """Run allauth's login: new session key, row of the session, audit entry, all or none."""
    with transaction():
        return login()


def sign_out(request: HttpRequest) -> None:
    """End the session of the request and its live pages; nothing when nobody is signed in."""
    with transaction():
        flows.logout.logout(request, show_message=False)


def entered(request: HttpRequest, account: Account) -> None:
    """She has just signed in."""
    with trail.joined():
        UserSession.objects.create_from_request(request)
        trail.note(request, "identity.sign_in", account)


def left(request: HttpRequest, account: Account) -> None:
    """She is about to be signed out: the session of the request still has its key."""
    key = request.session.session_key
    with trail.joined():
        if key is not None:
            sessions.forget([key])
        trail.note(request, "identity.sign_out", account)
