"""A person's own open sessions."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from parvis.identity.core.devices import device
from parvis.identity.types import OpenSession
from parvis.platform.actor import Actor


def open_sessions(actor: Actor, *, current: str, now: datetime) -> list[OpenSession]:
    """Her open sessions, the one with the key `current` first, then the latest seen; one query."""
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = UserSession.objects.filter(user_id=actor.account, session_key__in=live)
    found = [
        OpenSession(
            id=row.pk,
            device=device(row.user_agent),
            ip=row.ip,
            opened_at=row.created_at,
            seen_at=row.last_seen_at,
            current=row.session_key == current,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.current, one.seen_at), reverse=True)
