"""What identity does when allauth or its own events say that something happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.usersessions.signals import on_user_logged_in
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.mail import EmailMessage
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from parvis.identity import labels
from parvis.identity.actions import entries
from parvis.identity.events import ResetAsked
from parvis.identity.queries import resets
from parvis.identity.types import Letter
from parvis.platform.actor import Actor, system
from parvis.platform.events import subscribe

# Theirs looks at each of the person's sessions in turn before adding one: `actions.entries` adds
# it, and `tasks` tidies.
user_logged_in.disconnect(on_user_logged_in)


@receiver(user_login_failed, dispatch_uid="identity.failed")
def _failed(credentials: dict[str, Any], request: HttpRequest | None, **_kwargs: Any) -> None:
    if request is not None:
        actor = Actor(request_id=getattr(request, "request_id", ""))
        entries.fail(actor, email=str(credentials.get("email", "")))


@subscribe(ResetAsked, "identity.send_link")
def _send_link(event: ResetAsked, key: str) -> None:
    actor = system("sending a link for a new password")
    letter = resets.letter(actor, account_id=event.account) if event.account else None
    if letter is not None:
        _mail(letter, now=timezone.now()).send()


def _mail(letter: Letter, *, now: datetime) -> EmailMessage:
    path = reverse("identity:reset_link", args=[letter.link.uidb36, letter.link.key])
    until = now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    subject, body = labels.reset_mail(
        letter, address=settings.PARVIS.url.rstrip("/") + path, until=until
    )
    sender = formataddr((letter.organisation, settings.DEFAULT_FROM_EMAIL))
    return EmailMessage(subject=subject, body=body, from_email=sender, to=[letter.email])
