"""Choosing a password: one's own while signed in, or by a mail when it is forgotten."""

from __future__ import annotations

from dataclasses import replace

from allauth.account.internal import flows
from allauth.core import ratelimit
from django.http import HttpRequest

from parvis.identity import engines, events
from parvis.identity.actions._ending import forget_account
from parvis.identity.core import addresses
from parvis.identity.models import Account
from parvis.identity.queries import resets, sources
from parvis.identity.types import Link
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require


def change(actor: Actor, *, request: HttpRequest, password: str) -> None:
    """Give the signed-in person a new password; her other sessions end.

    Raises:
        Refused: the request is not hers.
    """
    account = request.user
    assert isinstance(account, Account)
    require(actor, "identity.change_password", account)
    account.set_password(password)  # slow on purpose: before anybody waits for the transaction
    with transaction():
        account.save(update_fields=["password"])
        flows.password_change.finalize_password_change(request, account)
        forget_account(account.pk, but=request.session.session_key or "")
        event = events.PasswordChanged(
            organisation=account.source.organisation_id, subject=f"account:{account.pk}"
        )
        publish(actor, event)


def reset(actor: Actor, *, request: HttpRequest, link: Link, password: str) -> None:
    """Give a new password to whoever came by the link of the mail; all sessions end.

    Raises:
        Missing: the link is no longer good.
    """
    account = resets.account_of_link(actor, link=link)
    require(actor, "identity.reset_password", (account, link))
    account.set_password(password)
    ratelimit.clear(request, action="login_failed", key=engines.tries_key(account.email))
    with transaction():
        account.save(update_fields=["password"])
        forget_account(account.pk)
        flows.password_reset.finalize_password_reset(request, account, email=account.email)
        organisation = account.source.organisation_id
        event = events.PasswordReset(organisation=organisation, subject=f"account:{account.pk}")
        publish(replace(actor, person=account.person_id, account=account.pk), event)


def ask_reset(actor: Actor, *, address: str) -> None:
    """Have a link sent to the address if it has an account; the same work when it has none.

    The address leads to a source (see `queries.sources.realm`), or nothing happens.
    """
    require(actor, "identity.ask_reset")
    realm = sources.realm(actor, address=address)
    if realm is None:
        return
    email = addresses.address(address)
    number = Account.objects.filter(email=email, is_active=True).values_list("pk", flat=True)
    account = number.first() or 0
    with transaction():
        event = events.ResetAsked(
            organisation=realm.source.organisation_id,
            subject=f"account:{account}",
            account=account,
        )
        publish(actor, event)
