"""What the portal does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.platform.actor import system
from parvis.platform.jobs import schedule
from parvis.portal.actions.links import forget_links
from parvis.portal.actions.notifications import forget

_US = system("daily cleaning of the portal")
READ_KEPT = timedelta(days=90)
TOLD_KEPT = timedelta(days=365)
REMOVED_KEPT = timedelta(days=30)


@schedule("portal.clean", every=timedelta(days=1))
def clean(now: datetime) -> None:
    """Delete what nobody will look for again."""
    forget(_US, read_before=now - READ_KEPT, told_before=now - TOLD_KEPT)
    forget_links(_US, removed_before=now - REMOVED_KEPT)
