"""What identity does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.identity.actions import sessions
from parvis.platform.actor import system
from parvis.platform.jobs import schedule


@schedule("identity.clear_sessions", every=timedelta(hours=6))
def clear_sessions(now: datetime) -> None:
    """Delete sessions that time ended."""
    sessions.clear_expired(system("clearing ended sessions"), now=now)
