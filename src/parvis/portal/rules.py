"""Who may, who sees, in the portal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.organisations.types import ADMINISTRATOR, Role
from parvis.platform.actor import Actor
from parvis.platform.rules import rule, sees
from parvis.portal.models import Notification, Preference, ServiceLink
from parvis.portal.types import Audience

_ADMINISTRATORS = _("The administrators of the organisation, when they act for it.")
_HERSELF = _("The person herself.")


def _audiences(actor: Actor) -> set[str]:
    """Whose links she sees where she acts; an administrator sees what she administers."""
    if actor.holds(ADMINISTRATOR):
        return {audience.value for audience in Audience}
    held = {Audience.EVERYONE.value}
    if actor.holds(Role.AGENT.value):
        held.add(Audience.AGENTS.value)
    if actor.holds(Role.ELECTED.value):
        held.add(Audience.ELECTED.value)
    return held


def _within(actor: Actor, organisation_id: int) -> bool:
    return actor.organisation == organisation_id and organisation_id in actor.organisations


def _administers(actor: Actor, organisation_id: int) -> bool:
    return bool(actor.system) or (_within(actor, organisation_id) and actor.holds(ADMINISTRATOR))


@rule(
    "portal.see_link",
    says=_("The people of its organisation and its audience, when they act for it."),
)
def see_link(actor: Actor, row: ServiceLink) -> bool:
    there = _within(actor, row.organisation_id) and row.removed_at is None
    return there and row.audience in _audiences(actor)


@sees(ServiceLink)
def seen_links(actor: Actor, rows: Any) -> Any:
    if actor.organisation is None or actor.organisation not in actor.organisations:
        return rows.none()
    return rows.filter(
        organisation=actor.organisation, removed_at=None, audience__in=_audiences(actor)
    )


@rule("portal.add_link", says=_ADMINISTRATORS)
def add_link(actor: Actor, organisation_id: int | None) -> bool:
    return organisation_id is not None and _administers(actor, organisation_id)


@rule("portal.change_link", says=_ADMINISTRATORS)
def change_link(actor: Actor, row: ServiceLink) -> bool:
    return _administers(actor, row.organisation_id)


@rule("portal.clean", says=_("Only the platform's own schedule."))
def clean(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule("portal.notify", says=_("Only the rooms, when something happened in them."))
def notify(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule("portal.see_notification", says=_HERSELF)
def see_notification(actor: Actor, row: Notification) -> bool:
    return actor.person is not None and row.person_id == actor.person


@sees(Notification)
def seen_notifications(actor: Actor, rows: Any) -> Any:
    mine = Q(person=actor.person) if actor.person is not None else Q(pk__in=[])
    return rows.filter(mine)


@rule("portal.choose", says=_("Whoever is signed in, for herself."))
def choose(actor: Actor, row: None) -> bool:
    return actor.person is not None


@rule("portal.see_preference", says=_HERSELF)
def see_preference(actor: Actor, row: Preference) -> bool:
    return actor.person is not None and row.person_id == actor.person


@sees(Preference)
def seen_preferences(actor: Actor, rows: Any) -> Any:
    mine = Q(person=actor.person) if actor.person is not None else Q(pk__in=[])
    return rows.filter(mine)
