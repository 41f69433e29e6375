"""What the platform does by itself: series written ahead, cancelled events forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.agenda.actions import _occurrences
from parvis.agenda.models import Event, Undo
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.rules import require

STEP = 200
REWRITE_BEFORE = timedelta(days=400)
KEPT = timedelta(days=90)


def extend_series(actor: Actor, *, now: datetime) -> int:
    """Write further occurrences of the series that come near their horizon; how many."""
    require(actor, "agenda.bring")
    near = Event.objects.filter(known_until__lt=now + REWRITE_BEFORE, deleted_at=None)
    with transaction():
        rows = list(near.exclude(rule="").order_by("known_until")[:STEP])
        for row in rows:
            row.known_until = now + _occurrences.AHEAD
            row.save(update_fields=["known_until"])
            _occurrences.rebuild(row, now=now)
    return len(rows)


def purge_cancelled(actor: Actor, *, now: datetime) -> int:
    """Delete what was cancelled more than 90 days ago, and undo steps that expired."""
    require(actor, "agenda.bring")
    with transaction():
        Undo.objects.filter(expires_at__lt=now).delete()
        gone = Event.objects.filter(deleted_at__lt=now - KEPT).delete()
    return int(gone[0])
