"""What identity does when allauth says that people came, went or changed their password."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.usersessions.signals import on_user_logged_in
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from parvis.identity.actions import entries, passwords, trail
from parvis.identity.events import ResetAsked
from parvis.platform.events import subscribe

# Theirs looks at each of the person's sessions in turn before adding one: `tasks` tidies instead.
signals.user_logged_in.disconnect(on_user_logged_in)


@receiver(signals.user_logged_in, dispatch_uid="identity.entered")
def _entered(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    entries.entered(request, user)


@receiver(user_logged_out, dispatch_uid="identity.left")
def _left(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    if user is not None:
        entries.left(request, user)


@receiver(user_login_failed, dispatch_uid="identity.failed")
def _failed(credentials: dict[str, Any], request: HttpRequest | None, **_kwargs: Any) -> None:
    if request is not None:
        trail.note_failure(request, str(credentials.get("email", "")))


@receiver(signals.password_changed, dispatch_uid="identity.password_changed")
def _changed(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    trail.note(request, "identity.change_password", user)


@receiver(signals.password_reset, dispatch_uid="identity.password_reset")
def _reset(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    trail.note(request, "identity.reset_password", user)


@subscribe(ResetAsked, "identity.send_link")
def _send_link(event: ResetAsked, key: str) -> None:
    if event.account:
        passwords.send_link(event.account, now=timezone.now())
