"""Telling people, and what they do with what they were told.

Reading leaves no audit entry: when a person reads is nobody's business, and nothing follows from
it but her own count.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from parvis.platform import live
from parvis.platform.actor import Actor
from parvis.platform.db import after_commit, everywhere, transaction
from parvis.platform.rules import require, visible
from parvis.portal.models import Notification

TOPIC_MESSAGE = "notifications"


def notify(
    actor: Actor,
    *,
    person_ids: Iterable[int],
    organisation_id: int | None,
    kind: str,
    text: str,
    url: str,
    key: str,
    now: datetime,
) -> None:
    """Tell each of these people, once per key; their open pages count again after the commit."""
    require(actor, "portal.notify")
    people = sorted(set(person_ids))
    rows = [
        Notification(
            person_id=person,
            organisation_id=organisation_id,
            kind=kind,
            text=text[:500],
            url=url,
            key=key[:160],
            created_at=now,
        )
        for person in people
    ]
    with everywhere("telling people something"):
        if connection.in_atomic_block:
            Notification.objects.bulk_create(rows, ignore_conflicts=True)
        else:
            with transaction():
                Notification.objects.bulk_create(rows, ignore_conflicts=True)
    for person in people:
        _tell(person)


def read(actor: Actor, *, uuids: Iterable[UUID] | None, now: datetime) -> list[UUID]:
    """Mark these as read, or all of hers; those that were unread until now, for undo."""
    require(actor, "portal.choose")
    with transaction():
        rows = visible(actor, Notification).filter(read_at=None)
        if uuids is not None:
            rows = rows.filter(uuid__in=list(uuids))
        changed = list(rows.values_list("uuid", flat=True))
        rows.update(read_at=now)
    _tell(actor.person)
    return changed


def unread(actor: Actor, *, since: datetime) -> int:
    """Take back what was marked as read at that moment; how many."""
    require(actor, "portal.choose")
    with transaction():
        count: int = visible(actor, Notification).filter(read_at=since).update(read_at=None)
    _tell(actor.person)
    return count


def mark_unread(actor: Actor, *, uuid: UUID) -> None:
    """Keep one for later."""
    require(actor, "portal.choose")
    with transaction():
        visible(actor, Notification).filter(uuid=uuid).update(read_at=None)
    _tell(actor.person)


def forget(actor: Actor, *, read_before: datetime, told_before: datetime) -> int:
    """Delete old notifications, read or not; how many. For the platform's schedule only."""
    require(actor, "portal.clean")
    with everywhere("old notifications are deleted"), transaction():
        old = Notification.objects.filter(read_at__lt=read_before)
        older = Notification.objects.filter(created_at__lt=told_before)
        return int(old.delete()[0]) + int(older.delete()[0])


def _tell(person: int | None) -> None:
    if person is not None:
        after_commit(lambda: live.tell(f"person:{person}", TOPIC_MESSAGE))
