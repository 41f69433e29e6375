"""What other rooms may ask of the portal: places on its pages, and telling people something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from parvis.platform.actor import system
from parvis.portal.actions import notifications
from parvis.portal.actions.links import add_link
from parvis.portal.registry import (
    register_card,
    register_menu,
    register_notification,
    register_search,
)

__all__ = [
    "add_link",
    "notify",
    "register_card",
    "register_menu",
    "register_notification",
    "register_search",
]

_HOUSE = system("telling people on behalf of another room")


def notify(
    person_ids: Iterable[int],
    *,
    organisation_id: int | None,
    kind: str,
    text: str,
    url: str,
    key: str = "",
    now: datetime | None = None,
) -> None:
    """Tell each of these people, in the open transaction when there is one.

    Args:
        person_ids: whom.
        organisation_id: on whose behalf, None for the platform.
        kind: "room.what", gives the icon.
        text: one sentence, in the language of the interface.
        url: where it leads, a path of Parvis.
        key: of the delivery, so that an event delivered twice tells once; "" tells each time.
        now: defaults to the present.
    """
    notifications.notify(
        _HOUSE,
        person_ids=person_ids,
        organisation_id=organisation_id,
        kind=kind,
        text=text,
        url=url,
        key=key,
        now=now or timezone.now(),
    )
