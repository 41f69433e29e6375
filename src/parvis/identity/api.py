"""What other rooms may ask of identity."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone

from parvis.identity.actions._seen import saw
from parvis.identity.actions.accounts import create_account, create_accounts, open_source
from parvis.identity.core.topics import session_topic
from parvis.identity.queries import accounts, sources
from parvis.identity.types import AccountRef, SourceRef
from parvis.platform.actor import ANONYMOUS

__all__ = [
    "account_of_session",
    "create_account",
    "create_accounts",
    "domains_of",
    "encode_password",
    "open_source",
    "session_topic",
    "signed_in",
    "source_for",
]


def source_for(email: str) -> SourceRef | None:
    """The source an address leads to, by its exact domain; whether an account exists or not."""
    found = sources.realm(ANONYMOUS, address=email)
    return found.source if found else None


def domains_of(organisation_id: int) -> tuple[str, ...]:
    """The mail domains of the organisation, in alphabetical order."""
    return sources.domains_of(ANONYMOUS, organisation_id=organisation_id)


def signed_in(request: HttpRequest) -> AccountRef | None:
    """Whose request it is, None for nobody; also notes from time to time that she was seen."""
    account = accounts.signed_in(request)
    if account is not None:
        saw(request, now=timezone.now())
    return account


def account_of_session(session_key: str) -> AccountRef | None:
    """Whose session it is while it lasts, found without a request; two queries."""
    return accounts.account_of_session(session_key, now=timezone.now())


def encode_password(raw: str) -> str:
    """The password as accounts keep it; slow on purpose."""
    return make_password(raw)
