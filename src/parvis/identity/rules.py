"""Who may, in identity."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from parvis.identity.models import SignInSource
from parvis.platform.actor import Actor
from parvis.platform.rules import rule


@rule("identity.open_source", says=_("Only the platform itself (installation, import)."))
def open_source(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule(
    "identity.open_account",
    says=_("The administrators of the organisation, when they act for it."),
)
def open_account(actor: Actor, row: SignInSource) -> bool:
    acting = actor.organisation == row.organisation_id and actor.holds("administrator")
    return bool(actor.system) or acting


@rule("identity.end_session", says=_("The person whose session it is."))
def end_session(actor: Actor, row: UserSession) -> bool:
    return actor.account is not None and row.user_id == actor.account
