"""Snapshots: what stood before a change, kept for as long as it can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from parvis.agenda.models import Attendance, Event, Undo
from parvis.platform.actor import Actor

KEPT = timedelta(hours=1)


def snapshot(event: Event) -> dict[str, Any]:
    """The event and its attendances as JSON values."""
    return {
        "event": _plain([event])[0],
        "attendances": _plain(event.attendances.order_by("pk")),
    }


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        json.dumps(serializers.serialize("python", rows), cls=DjangoJSONEncoder)
    )
    return found


def remember(
    actor: Actor,
    event: Event,
    *,
    before: list[dict[str, Any]],
    created: Iterable[Event] = (),
    now: datetime,
) -> str:
    """Keep what stood before; the token that undoes it. Call once everything is written."""
    touched = [snap["event"]["pk"] for snap in before] + [made.pk for made in created]
    sequences = dict(Event.objects.filter(pk__in=touched).values_list("pk", "sequence"))
    undo = Undo.objects.create(
        person_id=actor.me,
        event=event,
        before={"events": before, "created": [made.pk for made in created]},
        after={str(pk): sequence for pk, sequence in sequences.items()},
        made_at=now,
        expires_at=now + KEPT,
    )
    return str(undo.token)


def restore(snap: dict[str, Any], *, now: datetime) -> Event:
    """Write a snapshot back; the event with a new sequence, its attendances as they were."""
    (loaded,) = serializers.deserialize("python", [snap["event"]])
    event = loaded.object
    assert isinstance(event, Event)
    current = Event.objects.get(pk=event.pk)
    event.sequence, event.changed_at = current.sequence + 1, now
    event.save()
    keep = [row["pk"] for row in snap["attendances"]]
    Attendance.objects.filter(event=event).exclude(pk__in=keep).delete()
    for row in serializers.deserialize("python", snap["attendances"]):
        row.object.save()
    return event
