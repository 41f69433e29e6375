"""Sessions: noted while they are used, ended for good."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from parvis.identity import events
from parvis.identity.queries.accounts import session_topic
from parvis.platform import live
from parvis.platform.actor import Actor
from parvis.platform.db import after_commit, transaction, transaction_required
from parvis.platform.errors import Missing
from parvis.platform.events import publish
from parvis.platform.rules import require

_EVERY = timedelta(minutes=10)
_KEPT = 50_000


class _Seen:
    """When this process last saw each session, so that few requests write."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._at: dict[str, datetime] = {}

    def due(self, key: str, now: datetime) -> bool:
        """Whether ten minutes went by since it was noted; the first sight only starts the clock."""
        with self._guard:
            before = self._at.get(key)
            if before is not None and now - before < _EVERY:
                return False
            if len(self._at) >= _KEPT:
                self._at.clear()
            self._at[key] = now
        return before is not None


_seen = _Seen()


def saw(request: HttpRequest, *, now: datetime) -> None:
    """Note when and from where the session of the request was last used, every ten minutes."""
    key = request.session.session_key
    if key is None or not _seen.due(key, now):
        return
    with transaction():
        UserSession.objects.filter(session_key=key).update(
            last_seen_at=now, ip=get_adapter().get_client_ip(request)
        )


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


def clear_expired(*, now: datetime) -> int:
    """Delete sessions that ended by themselves; how many."""
    with transaction():
        count, _ = Session.objects.filter(expire_date__lte=now).delete()
        alive = Session.objects.values("session_key")
        UserSession.objects.exclude(session_key__in=alive).delete()
    return count
