"""What the enums of this room are called on screen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.directory.types import ResourceKind

KINDS = {ResourceKind.ROOM: _("Room"), ResourceKind.VEHICLE: _("Vehicle")}
PLURALS = {ResourceKind.ROOM: _("Meeting rooms"), ResourceKind.VEHICLE: _("Vehicles")}
ICONS = {ResourceKind.ROOM: "door-open", ResourceKind.VEHICLE: "car"}
