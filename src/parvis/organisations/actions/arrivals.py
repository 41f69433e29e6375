"""Somebody comes: known to the directory, and able to sign in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from parvis.identity import api as identity
from parvis.identity.types import SourceRef
from parvis.organisations.actions.people import add_person
from parvis.organisations.models import Affiliation, Person
from parvis.organisations.types import NewPerson
from parvis.platform.actor import Actor
from parvis.platform.audit import record
from parvis.platform.db import transaction
from parvis.platform.errors import DomainError, Invalid


def welcome(actor: Actor, *, new: NewPerson, now: datetime) -> int:
    """Add the person and open her account when a mail is given; the person's id.

    The account has no password: she chooses one from « mot de passe oublié ».

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: the mail is not of the organisation's exact domains.
        Conflict: an account already has this mail.
    """
    source = _source(new) if new.post.mail else None
    person = add_person(actor, new=new, now=now)
    if source is not None:
        try:
            identity.create_account(
                actor, source_id=source.id, email=new.post.mail, person_id=person
            )
        except DomainError:
            _forget(actor, person, new.post.organisation_id)
            raise
    return person


def _forget(actor: Actor, person_id: int, organisation_id: int) -> None:
    """Take back an arrival whose account was refused: identity commits on its own."""
    with transaction():
        Affiliation.objects.filter(person=person_id, organisation=organisation_id).delete()
        Person.objects.filter(id=person_id).delete()
        subject = f"person:{person_id}"
        record(actor, "organisations.forget_person", subject, organisation=organisation_id)


def _source(new: NewPerson) -> SourceRef:
    source = identity.source_for(new.post.mail)
    if source is None or source.organisation_id != new.post.organisation_id:
        domains = ", ".join(identity.domains_of(new.post.organisation_id))
        text = _("This e-mail is not one of your organisation's: it ends with @%(domains)s.")
        raise Invalid(fields={"mail": text % {"domains": domains}})
    return source
