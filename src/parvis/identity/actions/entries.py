"""Coming in and going out. allauth does both; one transaction of ours holds all they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allauth.account.internal import flows
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from parvis.identity import events
from parvis.identity.actions._ending import forget
from parvis.identity.models import Account
from parvis.identity.queries import sources
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require


def sign_in(
    actor: Actor, *, request: HttpRequest, login: Callable[[], HttpResponse]
) -> HttpResponse:
    """Run allauth's `login`, which opens a session with a new key, and list the session."""
    require(actor, "identity.sign_in")
    with transaction():
        response = login()
        account = request.user
        if isinstance(account, Account):  # otherwise allauth leads her to another step
            UserSession.objects.create_from_request(request)
            organisation = account.source.organisation_id
            entered = replace(
                actor, person=account.person_id, account=account.pk, organisation=organisation
            )
            publish(entered, events.SignedIn(organisation=organisation, subject=_subject(account)))
    return response


def sign_out(actor: Actor, *, request: HttpRequest) -> None:
    """End the session of the request and its live pages.

    Raises:
        Refused: nobody is signed in.
    """
    require(actor, "identity.sign_out")
    account, key = request.user, request.session.session_key
    assert isinstance(account, Account)
    with transaction():
        flows.logout.logout(request, show_message=False)
        forget([key] if key else [])
        organisation = account.source.organisation_id
        publish(actor, events.SignedOut(organisation=organisation, subject=_subject(account)))


def fail(actor: Actor, *, email: str) -> None:
    """Tell the audit trail of a wrong password: the same work whether the account exists or not."""
    require(actor, "identity.sign_in")
    realm = sources.realm(actor, address=email)
    known = Account.objects.filter(email=email).values_list("pk", flat=True).first()
    if realm is None:
        return
    mail = salted_hmac("parvis.identity.mail", email, algorithm="sha256").hexdigest()[:16]
    with transaction():
        event = events.SignInFailed(
            organisation=realm.source.organisation_id, subject=f"account:{known or 0}"
        )
        publish(actor, event, detail={"mail": mail})


def _subject(account: Account) -> str:
    return f"account:{account.pk}"
