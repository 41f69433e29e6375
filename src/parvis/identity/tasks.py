"""What identity does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.identity.actions import sessions
from parvis.platform.jobs import schedule


@schedule("identity.clear_sessions", every=timedelta(hours=6))
def clear_sessions(now: datetime) -> None:
    """Delete sessions that ended by themselves."""
    sessions.clear_expired(now=now)
