"""Rooms and vehicles. People stay in `organisations`; the directory only finds them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from parvis.directory.types import ResourceKind
from parvis.platform.db import OwnedModel


class Resource(OwnedModel):
    """A room or a vehicle an organisation lends to its people and, if it wants, to partners."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=[(k.value, k.name) for k in ResourceKind])
    name = models.CharField(max_length=120)
    site = models.ForeignKey(
        "organisations.Site", on_delete=models.PROTECT, null=True, related_name="+"
    )
    capacity = models.PositiveSmallIntegerField(null=True)
    equipment = models.CharField(max_length=300, blank=True)
    approval = models.BooleanField(default=False)
    approver = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_open_to_partners = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            UniqueConstraint(fields=["organisation", "kind", "name"], name="resource_name_once"),
            CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0), name="resource_holds_someone"
            ),
        )
        indexes = (Index(fields=["organisation", "kind", "active"], name="resource_by_owner"),)

    def __str__(self) -> str:
        return self.name
