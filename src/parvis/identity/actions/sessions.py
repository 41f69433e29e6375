"""Sessions that their owner or time ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from parvis.identity import events
from parvis.identity.actions._ending import forget
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.errors import Missing
from parvis.platform.events import publish
from parvis.platform.rules import require


def end_sessions(actor: Actor, *, ids: Collection[int], organisation: int) -> int:
    """End some of one's own sessions and their live pages; how many ended.

    `ids` are those of the list of open sessions; `organisation` is that of the sign-in source,
    for the audit trail.

    Raises:
        Missing: a session is not open any more.
        Refused: a session is another person's.
    """
    rows = list(UserSession.objects.filter(pk__in=ids))
    if len(rows) < len(set(ids)):
        raise Missing
    for row in rows:
        require(actor, "identity.end_session", row)
    if not rows:
        return 0
    with transaction():
        forget(row.session_key for row in rows)
        event = events.SessionsEnded(
            organisation=organisation, subject=f"account:{actor.account}", count=len(rows)
        )
        publish(actor, event, detail={"count": len(rows)})
    return len(rows)


def clear_expired(actor: Actor, *, now: datetime) -> int:
    """Delete sessions that time ended; how many.

    Raises:
        Refused: the actor is not the platform.
    """
    require(actor, "identity.clear_sessions")
    with transaction():
        count, _ = Session.objects.filter(expire_date__lte=now).delete()
        alive = Session.objects.values("session_key")
        UserSession.objects.exclude(session_key__in=alive).delete()
    return count
