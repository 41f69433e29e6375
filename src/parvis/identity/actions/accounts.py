"""Sources and accounts are opened for people, never by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from parvis.identity import events
from parvis.identity.core import addresses
from parvis.identity.models import Account, MailDomain, SignInSource
from parvis.identity.queries._refs import source_ref
from parvis.identity.types import SourceRef
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.errors import Conflict, Invalid, Missing
from parvis.platform.events import publish
from parvis.platform.rules import require

_BATCH = 1000
Row = tuple[str, int, str | None]


def open_source(
    actor: Actor, *, organisation_id: int, slug: str, name: str, domains: Iterable[str]
) -> SourceRef:
    """Let people with an address in these exact domains sign in.

    Raises:
        Refused: the actor is not the platform.
        Invalid: a domain cannot be one.
        Conflict: the slug or a domain is taken.
    """
    require(actor, "identity.open_source")
    kept = [_domain(text) for text in domains]
    try:
        with transaction():
            row = SignInSource.objects.create(organisation_id=organisation_id, slug=slug, name=name)
            MailDomain.objects.bulk_create(MailDomain(domain=d, source=row) for d in kept)
            event = events.SourceOpened(organisation=organisation_id, subject=f"source:{row.pk}")
            publish(actor, event, detail={"domains": kept})
    except IntegrityError as error:
        raise Conflict(_("This mail domain already belongs to an organisation.")) from error
    return source_ref(row)


def _domain(text: str) -> str:
    kept = addresses.domain(text)
    if kept is None:
        wrong = _("“%(domain)s” is not a mail domain.") % {"domain": text}
        raise Invalid(fields={"domains": wrong})
    return kept


def create_account(
    actor: Actor, *, source_id: int, email: str, person_id: int, password: str | None = None
) -> int:
    """Open an account; its id. Without password, she chooses one by « mot de passe oublié ».

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: the address is not in a domain of the source.
        Conflict: an account already has this address.
    """
    encoded = None if password is None else make_password(password)
    return create_accounts(actor, source_id=source_id, rows=[(email, person_id, encoded)])[0]


def create_accounts(actor: Actor, *, source_id: int, rows: Iterable[Row]) -> list[int]:
    """Open accounts, all or none; their ids in the order of (address, person, encoded password).

    Raises:
        Refused, Invalid, Conflict: as `create_account`.
    """
    source = SignInSource.objects.filter(pk=source_id).first()
    if source is None:
        raise Missing
    require(actor, "identity.open_account", source)
    domains = set(source.domains.values_list("domain", flat=True))
    wanted = [_account(source, domains, row) for row in rows]
    if not wanted:
        return []
    try:
        with transaction():
            made = Account.objects.bulk_create(wanted, _BATCH)
            one = len(made) == 1
            subject = f"account:{made[0].pk}" if one else f"source:{source.pk}"
            event = events.AccountsOpened(
                organisation=source.organisation_id, subject=subject, count=len(made)
            )
            publish(actor, event, detail={"count": len(made)})
    except IntegrityError as error:
        taken = _("An account already has this address.")
        raise Conflict(taken, fields={"email": taken}) from error
    return [row.pk for row in made]


def _account(source: SignInSource, domains: set[str], row: Row) -> Account:
    given, person_id, encoded = row
    email = addresses.address(given)
    if email is None or addresses.domain_of(email) not in domains:
        wrong = _("This address is not in a domain of %(source)s.") % {"source": source.name}
        raise Invalid(fields={"email": wrong})
    return Account(
        source=source, email=email, person_id=person_id, password=encoded or make_password(None)
    )
