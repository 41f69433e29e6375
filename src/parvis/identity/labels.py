"""Words for what the code only counts or names."""

from __future__ import annotations

import math
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.identity.types import Device, Letter
from parvis.platform.ui.french import moment


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


def reset_mail(letter: Letter, *, address: str, until: datetime) -> tuple[str, str]:
    """Subject and text of the mail with the link; `until` is told in the platform's zone."""
    names = {"email": letter.email, "organisation": letter.organisation, "until": moment(until)}
    asked = _("A new password was asked for your account %(email)s of %(organisation)s.") % names
    where = _("To choose it, open this page before %(until)s:") % names
    paragraphs = [
        _("Hello,"),
        asked,
        f"{where}\n{address}",
        _("You did not ask for anything? Do nothing: your password stays the same."),
        _("Parvis, for %(organisation)s") % names,
    ]
    return _("Choose a new password"), "\n\n".join(paragraphs) + "\n"
