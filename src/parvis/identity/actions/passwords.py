"""Choosing a password: one's own while signed in, or by a mail when it is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import formataddr

from allauth.account.internal import flows
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _

from parvis.identity import events
from parvis.identity.actions import sessions
from parvis.identity.core import addresses
from parvis.identity.models import Account
from parvis.identity.queries import limits, sources
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish


def change(request: HttpRequest, account: Account, *, password: str) -> None:
    """Give the signed-in person a new password; her other sessions end."""
    account.set_password(password)  # slow on purpose: before anybody waits for the transaction
    with transaction():
        account.save(update_fields=["password"])
        flows.password_change.finalize_password_change(request, account)
        sessions.forget_account(account.pk, but=request.session.session_key or "")


def reset(request: HttpRequest, account: Account, *, password: str) -> None:
    """Give a new password to whoever came by the link of the mail; all sessions end."""
    account.set_password(password)
    ratelimit.clear(request, action="login_failed", key=limits.account_key(account.email))
    with transaction():
        account.save(update_fields=["password"])
        sessions.forget_account(account.pk)
        flows.password_reset.finalize_password_reset(request, account, email=account.email)


def ask_reset(actor: Actor, *, address: str) -> None:
    """Have a link sent to the address if it has an account; the same work when it has none.

    The address leads to a source (see `queries.sources.realm`), or nothing happens.
    """
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


def send_link(account_id: int, *, now: datetime) -> None:
    """Send the mail with the link; nothing when the account is closed."""
    row = Account.objects.filter(pk=account_id, is_active=True).first()
    if row is None:
        return
    key = default_token_generator.make_token(row)
    path = reverse("identity:reset_link", args=[int_to_base36(row.pk), key])
    text = render_to_string(
        "identity/mail/reset.txt",
        {
            "email": row.email,
            "organisation": row.source.name,
            "link": settings.PARVIS.url.rstrip("/") + path,
            "until": now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        },
    )
    EmailMessage(
        subject=_("Choose a new password"),
        body=text,
        from_email=formataddr((row.source.name, settings.DEFAULT_FROM_EMAIL)),
        to=[row.email],
    ).send()
