"""Tables of the portal: services of organisations, notifications, choices of a person."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from parvis.platform.db import OwnedModel, current_scope
from parvis.portal.types import Audience, Theme


class ServiceLink(OwnedModel):
    """A service an organisation gives its people; kept a while after removal, for undo."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    url = models.URLField(max_length=500)
    icon = models.CharField(max_length=40)
    audience = models.CharField(max_length=8, choices=[(a.value, a.name) for a in Audience])
    category = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(removed_at=None),
                name="service_link_name_once",
            ),
            CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="service_link_on_the_web",
            ),
        )
        indexes = (Index(fields=["organisation", "position"], name="service_link_order"),)

    def __str__(self) -> str:
        return self.name


class PersonalManager(models.Manager[Any]):
    """Rows of the person in scope only; raises `ScopeMissing` without a scope."""

    def get_queryset(self) -> Any:
        scope = current_scope()
        rows = super().get_queryset()
        return rows if scope.everywhere else rows.filter(person=scope.person)


class Notification(models.Model):
    """Something told to one person, who alone sees it, whatever she acts for.

    `key` makes telling idempotent: an event delivered twice tells once.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = PersonalManager()
    unscoped: ClassVar[Any] = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        constraints = (
            UniqueConstraint(
                fields=["person", "key"], condition=~Q(key=""), name="notification_told_once"
            ),
        )
        indexes = (
            Index(fields=["person", "-created_at", "-id"], name="notification_latest"),
            Index(fields=["person"], condition=Q(read_at=None), name="notification_unread"),
        )

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """What a person chose for her pages, on whatever machine she signs in."""

    person = models.OneToOneField(
        "organisations.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    theme = models.CharField(
        max_length=6, choices=[(t.value, t.name) for t in Theme], default=Theme.SYSTEM.value
    )

    objects: ClassVar[Any] = PersonalManager()
    unscoped: ClassVar[Any] = models.Manager()

    class Meta:
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.theme}"
