"""Ending sessions for good, within an action's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from parvis.identity.core.topics import session_topic
from parvis.platform import live
from parvis.platform.db import after_commit, transaction_required


def forget(keys: Iterable[str]) -> None:
    """Delete sessions and, once that is on disk, tell their live pages."""
    transaction_required()
    ended = list(keys)
    Session.objects.filter(session_key__in=ended).delete()
    UserSession.objects.filter(session_key__in=ended).delete()

    def tell() -> None:
        for key in ended:
            live.tell(session_topic(key), "gone")

    after_commit(tell)


def forget_account(account_id: int, *, but: str = "") -> None:
    """End every session of the account, except the one whose key is `but`."""
    rows = UserSession.objects.filter(user_id=account_id).exclude(session_key=but)
    forget(list(rows.values_list("session_key", flat=True)))
