"""What a person chooses for her own pages."""

from __future__ import annotations

from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.rules import require
from parvis.portal.models import Preference
from parvis.portal.types import Theme


def choose_theme(actor: Actor, *, theme: Theme) -> None:
    """Keep her theme for every machine she uses; no audit entry, it concerns nobody else."""
    require(actor, "portal.choose")
    with transaction():
        Preference.objects.update_or_create(person_id=actor.person, defaults={"theme": theme.value})
