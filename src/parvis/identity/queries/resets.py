"""The link of a mail that lets somebody choose a new password."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.utils.http import base36_to_int, int_to_base36

from parvis.identity.models import Account
from parvis.identity.types import Letter, Link
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import can, require


def account_of_link(actor: Actor, *, link: Link) -> Account:
    """The account the link was sent to.

    Raises:
        Missing: the link was made up, has been used, or is too old.
    """
    try:
        number = base36_to_int(link.uidb36)
    except ValueError as error:
        raise Missing from error
    row = Account.objects.filter(pk=number, is_active=True).first()
    if row is None or not can(actor, "identity.reset_password", (row, link)):
        raise Missing
    return row


def letter(actor: Actor, *, account_id: int) -> Letter | None:
    """What is to be sent, with a link made now; None when the account is closed.

    Raises:
        Refused: the actor is not the platform.
    """
    require(actor, "identity.send_link")
    row = Account.objects.filter(pk=account_id, is_active=True).first()
    if row is None:
        return None
    link = Link(int_to_base36(row.pk), default_token_generator.make_token(row))
    return Letter(email=row.email, organisation=row.source.name, link=link)
