"""What was told to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import visible
from parvis.portal.models import Notification
from parvis.portal.registry import notification_icon
from parvis.portal.types import NotificationRef

PAGE = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of notifications; `older` is the mark to ask the next page with, None at the end."""

    rows: tuple[NotificationRef, ...]
    older: UUID | None


def listing(actor: Actor, *, unread_only: bool = False, before: UUID | None = None) -> Listing:
    """Latest first; two queries whatever their number."""
    rows = visible(actor, Notification).order_by("-created_at", "-id")
    if unread_only:
        rows = rows.filter(read_at=None)
    if before is not None:
        rows = rows.filter(_older_than(actor, before))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    more = shown[-1].uuid if len(found) > PAGE else None
    return Listing(tuple(_refs(actor, shown)), more)


def _older_than(actor: Actor, before: UUID) -> Q:
    mark = visible(actor, Notification).filter(uuid=before)
    told, number = mark.values("created_at")[:1], mark.values("id")[:1]
    return Q(created_at__lt=told) | Q(created_at=told, id__lt=number)


def one(actor: Actor, *, uuid: UUID) -> NotificationRef:
    """One notification of hers.

    Raises:
        Missing: none of hers.
    """
    row = visible(actor, Notification).filter(uuid=uuid).first()
    if row is None:
        raise Missing
    return next(iter(_refs(actor, [row])))


def _refs(actor: Actor, rows: list[Notification]) -> Iterable[NotificationRef]:
    ids = {row.organisation_id for row in rows if row.organisation_id is not None}
    places: dict[int, OrganisationRef] = organisations.organisations(actor, ids) if ids else {}
    return [
        NotificationRef(
            row.uuid,
            row.kind,
            notification_icon(row.kind),
            row.text,
            row.url,
            row.created_at,
            row.read_at,
            places.get(row.organisation_id or 0),
        )
        for row in rows
    ]
