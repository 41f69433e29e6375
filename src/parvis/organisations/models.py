"""Public bodies, people, what ties them, and what bodies let each other see.

Organisations, people, memberships and trusts are common ground: a person belongs to nobody and a
trust to several. Sites, affiliations and mandates are owned. Dates are local dates, half-open.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from parvis.organisations.types import Level, OrganisationKind, OrganisationRef, Role
from parvis.platform.db import OwnedModel


def in_force(on: date, prefix: str = "") -> Q:
    """The rows whose dates contain the day; `prefix` such as "trust__"."""
    begun = Q(**{f"{prefix}starts_on__lte": on})
    return begun & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": on}))


def bound(on: date) -> Q:
    """The parties of a trust that have signed and not left."""
    return Q(signed_on__lte=on) & (Q(left_on=None) | Q(left_on__gt=on))


def dated(name: str) -> CheckConstraint:
    """A row ends after it starts."""
    return CheckConstraint(
        condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name=f"{name}_ends_after_start"
    )


def _searched(name: str) -> Index:
    """Covers the search of people: reading the rows themselves took three times longer."""
    fields = ["organisation", "search_text", "person", "starts_on", "ends_on"]
    return Index(fields=fields, name=f"{name}_searched")


class Organisation(models.Model):
    """A public body. An entente has no legal personality, hence no SIREN."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=[(k.value, k.name) for k in OrganisationKind])
    siren = models.CharField(max_length=9, unique=True, null=True)  # noqa: DJ001 -- unique among those who have one
    insee = models.CharField(max_length=5, blank=True)
    mark = models.CharField(max_length=3)
    hue = models.PositiveSmallIntegerField(default=240)
    colour_light = models.CharField(max_length=7)
    colour_dark = models.CharField(max_length=7)
    population = models.PositiveIntegerField(null=True)
    population_year = models.PositiveSmallIntegerField(null=True)
    agents = models.PositiveIntegerField(default=0)
    managing = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints = (
            CheckConstraint(
                condition=Q(kind=OrganisationKind.ENTENTE.value, siren=None)
                | (~Q(kind=OrganisationKind.ENTENTE.value) & Q(siren__isnull=False)),
                name="organisation_siren_unless_entente",
            ),
            CheckConstraint(condition=Q(hue__lt=360), name="organisation_hue_in_circle"),
        )

    def __str__(self) -> str:
        return self.name

    def ref(self) -> OrganisationRef:
        """As other rooms see it."""
        return OrganisationRef(
            self.id, self.slug, self.name, self.mark, OrganisationKind(self.kind)
        )


class Siret(models.Model):
    """An establishment number the organisation uses or used as its own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sirets")
    siret = models.CharField(max_length=14)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ("starts_on", "siret")
        constraints = (
            UniqueConstraint(fields=["organisation", "siret"], name="siret_once"),
            dated("siret"),
        )

    def __str__(self) -> str:
        return self.siret


class Membership(models.Model):
    """An organisation is a member of a syndicate or an entente."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bodies")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = (
            UniqueConstraint(fields=["body", "member", "starts_on"], name="membership_once"),
            CheckConstraint(condition=~Q(body=F("member")), name="membership_of_another"),
            dated("membership"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.body_id}"


class Person(models.Model):
    """One human being, whoever employs or elected them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    search_text = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Site(OwnedModel):
    """A place where an organisation works."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta(OwnedModel.Meta):
        ordering = ("name", "id")
        constraints = (
            UniqueConstraint(fields=["organisation", "name"], name="site_name_once"),
            CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_on_the_globe",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Affiliation(OwnedModel):
    """A person works for the organisation, or is one of its elected members."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="affiliations")
    kind = models.CharField(max_length=8, choices=[(r.value, r.name) for r in Role])
    service = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=120, blank=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    mail = models.EmailField(blank=True)
    administrator = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    search_text = models.CharField(max_length=500)

    class Meta(OwnedModel.Meta):
        constraints = (
            UniqueConstraint(
                fields=["organisation", "person", "kind", "post", "starts_on"],
                name="affiliation_once",
            ),
            dated("affiliation"),
        )
        indexes = (
            Index(fields=["person", "organisation"], name="affiliation_of_person"),
            Index(
                fields=["organisation", "person"],
                condition=Q(administrator=True),
                name="affiliation_administrators",
            ),
            _searched("affiliation"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id}"


class Mandate(OwnedModel):
    """A function the person was elected to, for a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    function = models.CharField(max_length=120)
    delegation = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    mail = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    search_text = models.CharField(max_length=500)

    class Meta(OwnedModel.Meta):
        constraints = (
            UniqueConstraint(
                fields=["organisation", "person", "function", "starts_on"], name="mandate_once"
            ),
            dated("mandate"),
        )
        indexes = (
            Index(fields=["person", "organisation"], name="mandate_of_person"),
            _searched("mandate"),
        )

    def __str__(self) -> str:
        return f"{self.function} {self.person_id}"


class Trust(models.Model):
    """What the members let each other see; nothing until two of them have signed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)
    level = models.PositiveSmallIntegerField(choices=[(v.value, v.name) for v in Level if v])
    directory = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            CheckConstraint(
                condition=Q(level__range=(Level.BUSY.value, Level.TITLE.value)),
                name="trust_level_known",
            ),
            dated("trust"),
        )

    def __str__(self) -> str:
        return self.name


class TrustMember(models.Model):
    """An organisation is party to a trust, from the day it signs until the day it leaves."""

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        constraints = (
            UniqueConstraint(fields=["organisation", "trust"], name="trust_member_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.trust_id}"
