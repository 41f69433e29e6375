"""One's own hours, and what one lets others see."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from parvis.agenda.core.hours import WorkingHours
from parvis.agenda.events import SettingsChanged
from parvis.agenda.models import Preference
from parvis.agenda.types import BadEvent
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require

Week = tuple[tuple[tuple[int, int], ...], ...]


def set_preferences(
    actor: Actor,
    *,
    level: Level,
    week: Week,
    evenings: bool,
    notice: int,
    zone: str,
) -> None:
    """Keep the actor's limits: seven days of (start, end) local minutes, notice in minutes.

    Raises:
        Refused, BadEvent.
    """
    require(actor, "agenda.settings", actor.person)
    assert actor.person is not None
    _check(week, zone)
    with transaction():
        Preference.objects.update_or_create(
            person_id=actor.person,
            defaults={
                "level": int(level),
                "hours": {"week": week},
                "evenings": evenings,
                "notice": notice,
                "zone": zone,
            },
        )
        if actor.organisation is not None:
            publish(
                actor,
                SettingsChanged(
                    organisation=actor.organisation, subject=f"organisations.person:{actor.person}"
                ),
                detail={"level": int(level), "evenings": evenings, "notice": notice},
            )


def _check(week: Week, zone: str) -> None:
    try:
        WorkingHours(week)
    except ValueError as error:
        text = _("The hours of a day follow each other without overlapping.")
        raise BadEvent(fields={"week": text}) from error
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadEvent(fields={"zone": _("This time zone is unknown.")}) from error
