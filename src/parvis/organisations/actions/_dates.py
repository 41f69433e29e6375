"""Dates that several actions check."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from parvis.platform.errors import Invalid


def check_dates(starts_on: date, ends_on: date | None) -> None:
    """Half-open dates.

    Raises:
        Invalid: the end does not follow the start.
    """
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(fields={"ends_on": _("The end comes after the start.")})
