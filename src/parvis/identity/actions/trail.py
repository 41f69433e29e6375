"""What the audit trail says of people coming and going: ids only, no address, no secret."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from parvis.identity.models import Account
from parvis.identity.queries import sources
from parvis.platform import audit
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import transaction


@contextmanager
def joined() -> Iterator[None]:
    """In the transaction that is open, or in one of its own: signals come from both."""
    if connection.in_atomic_block:
        yield
    else:
        with transaction():
            yield


def note(
    request: HttpRequest, verb: str, account: Account, *, detail: dict[str, Any] | None = None
) -> None:
    """Write that the account's person did `verb`."""
    organisation = account.source.organisation_id
    subject = f"account:{account.pk}"
    with joined():
        audit.record(
            _actor(request, account), verb, subject, organisation=organisation, detail=detail
        )


def note_failure(request: HttpRequest, email: str) -> None:
    """Write that signing in failed; the same queries whether the account exists or not."""
    realm = sources.realm(ANONYMOUS, address=email)
    known = Account.objects.filter(email=email).values_list("pk", flat=True).first()
    mail = salted_hmac("parvis.identity.mail", email, algorithm="sha256").hexdigest()[:16]
    with joined():
        audit.record(
            Actor(request_id=_request_id(request)),
            "identity.fail_sign_in",
            f"account:{known or 0}",
            organisation=realm.source.organisation_id if realm else None,
            detail={"mail": mail},
        )


def _actor(request: HttpRequest, account: Account) -> Actor:
    """The actor of the request when she is known already, else her account."""
    actor = getattr(request, "actor", ANONYMOUS)
    if isinstance(actor, Actor) and actor.account == account.pk:
        return actor
    return Actor(
        person=account.person_id,
        account=account.pk,
        organisation=account.source.organisation_id,
        request_id=_request_id(request),
    )


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
