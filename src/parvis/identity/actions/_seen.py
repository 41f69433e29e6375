"""When and from where sessions were last used: noted rarely, since every request passes here."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from parvis.platform.db import transaction

_EVERY = timedelta(minutes=10)
_KEPT = 50_000


class _Seen:
    """When this process last noted each session."""

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
    """Note that the session of the request is in use."""
    key = request.session.session_key
    if key is None or not _seen.due(key, now):
        return
    with transaction():
        UserSession.objects.filter(session_key=key).update(
            last_seen_at=now, ip=get_adapter().get_client_ip(request)
        )
