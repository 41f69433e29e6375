"""Who is behind a request or a session: asked before there is an actor."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from parvis.identity.models import Account
from parvis.identity.queries._refs import account_ref
from parvis.identity.types import AccountRef


def signed_in(request: HttpRequest) -> AccountRef | None:
    """Whose request it is; no query beyond the one that finds `request.user`."""
    user = request.user
    return account_ref(user) if isinstance(user, Account) and user.is_authenticated else None


def account_of_session(session_key: str, *, now: datetime) -> AccountRef | None:
    """Whose session it is while it lasts, found without a request; two queries."""
    live = Session.objects.filter(session_key=session_key, expire_date__gt=now).first()
    data = live.get_decoded() if live else {}
    try:
        number = int(data.get(SESSION_KEY, ""))
    except ValueError:
        return None
    row = Account.objects.filter(pk=number, is_active=True).first()
    proof = str(data.get(HASH_SESSION_KEY, ""))
    if row is None or not constant_time_compare(proof, row.get_session_auth_hash()):
        return None
    return account_ref(row)
