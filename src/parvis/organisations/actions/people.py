"""People, their posts and their mandates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from parvis.organisations import events
from parvis.organisations.actions._dates import check_dates
from parvis.organisations.models import Affiliation, Mandate, Organisation, Person, Site
from parvis.organisations.types import NewMandate, NewPerson, NewPost
from parvis.platform.actor import Actor
from parvis.platform.db import transaction, transaction_required
from parvis.platform.errors import Conflict, Invalid, Missing
from parvis.platform.events import publish
from parvis.platform.rules import require
from parvis.platform.words import indexed

_BATCH = 1000


def add_person(actor: Actor, *, new: NewPerson, now: datetime) -> int:
    """A new person and her first post; the person's id."""
    return add_people(actor, rows=[new], now=now)[0]


def add_people(actor: Actor, *, rows: Sequence[NewPerson], now: datetime) -> list[int]:
    """New people and their first posts, all or none; their ids in the same order.

    Raises:
        Refused: the actor may not for one of the organisations.
        Invalid: a name is empty or dates are reversed.
    """
    places = _organisations({row.post.organisation_id for row in rows})
    for place in places.values():
        require(actor, "organisations.add_person", place)
    for row in rows:
        if not (row.given_name.strip() or row.family_name.strip()):
            raise Invalid(fields={"family_name": _("Write the person's name.")})
        check_dates(row.post.starts_on, row.post.ends_on)
    _check_sites([row.post for row in rows])
    with transaction():
        people = Person.objects.bulk_create([_person(row, now) for row in rows], _BATCH)
        posts = [_post(row.post, person) for row, person in zip(rows, people, strict=True)]
        Affiliation.objects.bulk_create(posts, _BATCH)
        _tell(actor, places, rows, people)
    return [person.id for person in people]


def _tell(
    actor: Actor, places: dict[int, Organisation], rows: Sequence[NewPerson], people: list[Person]
) -> None:
    transaction_required()
    for place_id in places:
        ids = [
            p.id
            for row, p in zip(rows, people, strict=True)
            if row.post.organisation_id == place_id
        ]
        subject = f"person:{ids[0]}" if len(ids) == 1 else f"organisation:{place_id}"
        event = events.PeopleAdded(organisation=place_id, subject=subject, count=len(ids))
        publish(actor, event, detail={"count": len(ids)})


def _organisations(ids: set[int]) -> dict[int, Organisation]:
    found = Organisation.objects.in_bulk(sorted(ids))
    if len(found) < len(ids):
        raise Missing
    return found


def _person(new: NewPerson, now: datetime) -> Person:
    given, family = new.given_name.strip(), new.family_name.strip()
    return Person(
        given_name=given,
        family_name=family,
        search_text=indexed(family, given)[:200],
        created_at=now,
    )


def _post(new: NewPost, person: Person) -> Affiliation:
    return Affiliation(
        organisation_id=new.organisation_id,
        person=person,
        kind=new.role.value,
        post=new.title,
        service=new.detail,
        mail=new.mail,
        site_id=new.site_id,
        administrator=new.administrator,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        search_text=(person.search_text + indexed(new.title, new.detail))[:500],
    )


def affiliate(actor: Actor, *, person_id: int, post: NewPost) -> int:
    """Give a known person a post; the affiliation's id.

    Raises:
        Conflict: she already has this post from that day.
        Missing: no such person, or the site is not the organisation's.
    """
    place = _organisations({post.organisation_id})[post.organisation_id]
    require(actor, "organisations.affiliate", place)
    check_dates(post.starts_on, post.ends_on)
    _check_sites([post])
    try:
        with transaction():
            row = _post(post, _known(person_id))
            row.save()
            event = events.AffiliationStarted(
                organisation=place.id, subject=f"affiliation:{row.id}", person=person_id
            )
            publish(actor, event)
    except IntegrityError as error:
        raise Conflict(_("This person already has this post from that day.")) from error
    return int(row.id)


def _known(person_id: int) -> Person:
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise Missing
    return person


def _check_sites(posts: Sequence[NewPost]) -> None:
    asked = {(post.site_id, post.organisation_id) for post in posts if post.site_id is not None}
    rows = Site.objects.filter(id__in={site for site, _place in asked})
    if asked - set(rows.values_list("id", "organisation")):
        raise Missing


def give_mandate(actor: Actor, *, person_id: int, mandate: NewMandate) -> int:
    """Give a known person a function she was elected to; the mandate's id.

    Raises:
        Conflict: she already has this function from that day.
    """
    place = _organisations({mandate.organisation_id})[mandate.organisation_id]
    require(actor, "organisations.give_mandate", place)
    check_dates(mandate.starts_on, mandate.ends_on)
    try:
        with transaction():
            row = _mandate(mandate, _known(person_id))
            row.save()
            event = events.MandateStarted(
                organisation=place.id, subject=f"mandate:{row.id}", person=person_id
            )
            publish(actor, event)
    except IntegrityError as error:
        raise Conflict(_("This person already has this function from that day.")) from error
    return int(row.id)


def _mandate(new: NewMandate, person: Person) -> Mandate:
    return Mandate(
        organisation_id=new.organisation_id,
        person=person,
        function=new.function,
        delegation=new.delegation,
        rank=new.rank,
        mail=new.mail,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        search_text=(person.search_text + indexed(new.function, new.delegation))[:500],
    )


def end_affiliation(actor: Actor, *, affiliation_id: int, ends_on: date) -> None:
    """Give a post an end: the first day it no longer counts.

    Raises:
        Missing: no such post in the actor's organisations.
        Invalid: it would end before it starts.
    """
    with transaction():
        row = Affiliation.objects.select_for_update().filter(id=affiliation_id).first()
        if row is None:
            raise Missing
        require(actor, "organisations.end_affiliation", row)
        check_dates(row.starts_on, ends_on)
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        event = events.AffiliationEnded(
            organisation=row.organisation_id,
            subject=f"affiliation:{row.id}",
            person=row.person_id,
            ends_on=ends_on.isoformat(),
        )
        publish(actor, event)


def end_mandate(actor: Actor, *, mandate_id: int, ends_on: date) -> None:
    """Give a mandate an end: the first day it no longer counts.

    Raises:
        Missing: no such mandate in the actor's organisations.
        Invalid: it would end before it starts.
    """
    with transaction():
        row = Mandate.objects.select_for_update().filter(id=mandate_id).first()
        if row is None:
            raise Missing
        require(actor, "organisations.end_mandate", row)
        check_dates(row.starts_on, ends_on)
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        event = events.MandateEnded(
            organisation=row.organisation_id,
            subject=f"mandate:{row.id}",
            person=row.person_id,
            ends_on=ends_on.isoformat(),
        )
        publish(actor, event)
