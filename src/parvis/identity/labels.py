"""Words for what the code only counts or names."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.identity.types import Device


def too_many(seconds: int) -> str:
    """Too many tries, and how long to wait."""
    minutes = max(1, math.ceil(seconds / 60))
    text = ngettext(
        "Too many tries. Try again in %(minutes)d minute.",
        "Too many tries. Try again in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


def device(device: Device) -> str:
    """« Firefox sur Windows »."""
    if device.browser and device.system:
        names = {"browser": device.browser, "system": device.system}
        return _("%(browser)s on %(system)s") % names
    return device.browser or device.system or _("Unknown device")
