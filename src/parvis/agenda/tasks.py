"""Schedules of the agenda."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.agenda.actions.upkeep import extend_series, purge_cancelled
from parvis.platform.actor import system
from parvis.platform.jobs import schedule

_US = system("upkeep of the agenda")


@schedule("agenda.extend_series", every=timedelta(days=1))
def extend(now: datetime) -> None:
    """Keep every series written two years ahead."""
    while extend_series(_US, now=now):
        pass


@schedule("agenda.purge_cancelled", every=timedelta(days=1))
def purge(now: datetime) -> None:
    """Forget what was cancelled long ago."""
    purge_cancelled(_US, now=now)
