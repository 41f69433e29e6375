"""Who may, in identity."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.utils.translation import gettext_lazy as _

from parvis.identity.models import Account, SignInSource
from parvis.identity.types import Link
from parvis.platform.actor import Actor
from parvis.platform.rules import rule

_PLATFORM = _("Only the platform itself (installation, import).")
_EVERYBODY = _("Everybody: it is the way in.")


@rule("identity.open_source", says=_PLATFORM)
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


@rule("identity.sign_in", says=_EVERYBODY)
def sign_in(actor: Actor, row: None) -> bool:
    return True


@rule("identity.sign_out", says=_("Whoever is signed in."))
def sign_out(actor: Actor, row: None) -> bool:
    return actor.account is not None


@rule("identity.change_password", says=_("The person whose account it is."))
def change_password(actor: Actor, row: Account) -> bool:
    return actor.account is not None and row.pk == actor.account


@rule("identity.ask_reset", says=_EVERYBODY)
def ask_reset(actor: Actor, row: None) -> bool:
    return True


@rule("identity.send_link", says=_PLATFORM)
def send_link(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule("identity.reset_password", says=_("Whoever holds the link of a mail, once, for an hour."))
def reset_password(actor: Actor, row: tuple[Account, Link]) -> bool:
    account, link = row
    return account.is_active and default_token_generator.check_token(account, link.key)


@rule("identity.clear_sessions", says=_PLATFORM)
def clear_sessions(actor: Actor, row: None) -> bool:
    return bool(actor.system)
