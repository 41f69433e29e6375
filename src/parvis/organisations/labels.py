"""What the enums of this room are called on screen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.organisations.queries.pages import TrustState
from parvis.organisations.types import Level, OrganisationKind, Role

KINDS = {
    OrganisationKind.COMMUNE: _("Municipality"),
    OrganisationKind.METROPOLE: _("Metropolis"),
    OrganisationKind.SYNDICAT: _("Joint body"),
    OrganisationKind.ENTENTE: _("Agreement between municipalities"),
}
ROLES = {Role.AGENT: _("Agent"), Role.ELECTED: _("Elected member")}
LEVELS = {
    Level.NONE: _("Nothing of the calendars"),
    Level.BUSY: _("When people are busy"),
    Level.PLACE: _("When people are busy, and where"),
    Level.TITLE: _("When people are busy, where, and what for"),
}
LEVEL_HELP = {
    Level.NONE: _("Neither sees the other's calendars."),
    Level.BUSY: _("Enough to find a common slot: no place, no subject."),
    Level.PLACE: _("Helps to count the way between two meetings; the subject stays hidden."),
    Level.TITLE: _("The subject too, except for events marked private."),
}
STATES = {
    TrustState.WAITING: _("Waiting for signatures"),
    TrustState.COMING: _("Signed, not yet begun"),
    TrustState.IN_FORCE: _("In force"),
}
TONES = {TrustState.WAITING: "warning", TrustState.COMING: "", TrustState.IN_FORCE: "success"}
