"""What every page shows of the portal's own."""

from __future__ import annotations

from parvis.platform.actor import Actor
from parvis.platform.rules import visible
from parvis.portal.models import Notification, Preference
from parvis.portal.types import Theme


def unread_count(actor: Actor) -> int:
    """How many notifications she has not read; one query."""
    if actor.person is None:
        return 0
    return int(visible(actor, Notification).filter(read_at=None).count())


def theme(actor: Actor) -> Theme:
    """The theme she chose; one query."""
    if actor.person is None:
        return Theme.SYSTEM
    chosen = visible(actor, Preference).values_list("theme", flat=True).first()
    return Theme(chosen) if chosen else Theme.SYSTEM
