"""The link of a mail that lets somebody choose a new password."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.utils.http import base36_to_int

from parvis.identity.models import Account


def account_of_link(uidb36: str, key: str) -> Account | None:
    """The account a link was sent to, while the link is good: an hour, and once."""
    try:
        number = base36_to_int(uidb36)
    except ValueError:
        return None
    row = Account.objects.filter(pk=number, is_active=True).first()
    return row if row is not None and default_token_generator.check_token(row, key) else None
