"""Organisations, their places, what they belong to."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from parvis.organisations import events
from parvis.organisations.actions._dates import check_dates
from parvis.organisations.core import colour, numbers
from parvis.organisations.models import Membership, Organisation, Siret, Site
from parvis.organisations.types import NewOrganisation, OrganisationKind, OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.db import transaction, transaction_required
from parvis.platform.errors import Conflict, Invalid, Missing, Text
from parvis.platform.events import publish
from parvis.platform.rules import require

_MARK, _DEGREES = range(2, 4), range(360)


def create_organisation(actor: Actor, *, new: NewOrganisation) -> OrganisationRef:
    """Open the platform to a public body; its colours follow from the hue.

    Raises:
        Invalid: a number, the mark or the hue cannot be.
        Conflict: the slug or the SIREN is taken.
    """
    require(actor, "organisations.create")
    _check_numbers(new)
    _check_look(new.mark, new.hue)
    try:
        with transaction():
            row = _created(new)
            Siret.objects.bulk_create(
                Siret(organisation=row, siret=number, starts_on=starts, ends_on=ends)
                for number, starts, ends in new.sirets
            )
            subject = f"organisation:{row.id}"
            publish(actor, events.OrganisationCreated(organisation=row.id, subject=subject))
    except IntegrityError as error:
        raise Conflict(_("This organisation is already on the platform.")) from error
    return row.ref()


def _created(new: NewOrganisation) -> Organisation:
    transaction_required()
    colours = colour.pair(new.hue)
    return Organisation.objects.create(
        slug=new.slug,
        name=new.name,
        legal_name=new.legal_name,
        kind=new.kind.value,
        siren=new.siren,
        mark=new.mark.upper(),
        hue=new.hue,
        colour_light=colours.light,
        colour_dark=colours.dark,
        insee=new.insee,
        population=new.population,
        population_year=new.population_year,
        agents=new.agents,
        managing_id=new.managing_id,
    )


def _check_numbers(new: NewOrganisation) -> None:
    wrong: dict[str, Text] = {}
    if (new.siren is None) != (new.kind is OrganisationKind.ENTENTE):
        wrong["siren"] = _("Every organisation has a SIREN, except an entente, which has none.")
    elif new.siren is not None and not numbers.is_siren(new.siren):
        wrong["siren"] = _("This SIREN does not exist: check its nine digits.")
    for siret, starts_on, ends_on in new.sirets:
        check_dates(starts_on, ends_on)
        if not numbers.is_siret(siret):
            wrong["sirets"] = _("This SIRET does not exist: check its fourteen digits.")
        elif not siret.startswith(new.siren or "-"):
            wrong["sirets"] = _("A SIRET starts with the SIREN of its organisation.")
    if wrong:
        raise Invalid(fields=wrong)


def _check_look(mark: str, hue: int) -> None:
    wrong: dict[str, Text] = {}
    if len(mark) not in _MARK or not mark.isalnum():
        wrong["mark"] = _("Two or three letters or digits.")
    if hue not in _DEGREES:
        wrong["hue"] = _("Between 0 and 359 degrees.")
    if wrong:
        raise Invalid(fields=wrong)


def brand(
    actor: Actor,
    *,
    organisation_id: int,
    mark: str,
    hue: int,
    colour_light: str = "",
    colour_dark: str = "",
) -> None:
    """Change the letters and the colours; a colour left empty follows from the hue.

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: the mark cannot be, or a colour would not read on its theme.
    """
    with transaction():
        row = _locked(organisation_id)
        require(actor, "organisations.brand", row)
        _check_look(mark, hue)
        made = colour.pair(hue)
        row.mark, row.hue = mark.upper(), hue
        row.colour_light, row.colour_dark = _colours(
            colour_light or made.light, colour_dark or made.dark
        )
        row.save(update_fields=["mark", "hue", "colour_light", "colour_dark"])
        subject = f"organisation:{row.id}"
        publish(actor, events.OrganisationBranded(organisation=row.id, subject=subject))


def _colours(light: str, dark: str) -> tuple[str, str]:
    wrong: dict[str, Text] = {}
    asked = {"colour_light": colour.parsed(light), "colour_dark": colour.parsed(dark)}
    for (name, value), theme in zip(asked.items(), colour.Theme, strict=True):
        if value is None:
            wrong[name] = _("A colour is written # and six figures or letters a to f.")
        elif not colour.reads(value, theme):
            wrong[name] = _(
                "This colour would be hard to read on this theme: take a darker one for the light "
                "theme, a lighter one for the dark theme."
            )
    if wrong:
        raise Invalid(fields=wrong)
    return str(asked["colour_light"]), str(asked["colour_dark"])


def _locked(organisation_id: int) -> Organisation:
    row = Organisation.objects.select_for_update().filter(id=organisation_id).first()
    if row is None:
        raise Missing
    return row


def join_body(
    actor: Actor,
    *,
    body_id: int,
    member_id: int,
    starts_on: date,
    ends_on: date | None = None,
) -> None:
    """Make an organisation a member of a syndicate or an entente, between half-open dates.

    Raises:
        Invalid: the body has no members by its kind, or the dates are reversed.
    """
    with transaction():
        body = _locked(body_id)
        require(actor, "organisations.join", body)
        if body.kind not in (OrganisationKind.SYNDICAT, OrganisationKind.ENTENTE):
            raise Invalid(_("Only a syndicate or an entente has members."))
        check_dates(starts_on, ends_on)
        Membership.objects.create(
            body=body, member_id=member_id, starts_on=starts_on, ends_on=ends_on
        )
        subject = f"organisation:{body_id}"
        publish(actor, events.BodyJoined(organisation=member_id, subject=subject, body=body_id))


def create_site(
    actor: Actor,
    *,
    organisation_id: int,
    name: str,
    address: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> int:
    """Add a place; its id. Degrees (WGS 84), both or none.

    Raises:
        Conflict: the organisation already has a place of that name.
    """
    try:
        with transaction():
            require(actor, "organisations.add_site", _locked(organisation_id))
            row = Site.objects.create(
                organisation_id=organisation_id,
                name=name,
                address=address,
                latitude=latitude,
                longitude=longitude,
            )
            subject = f"site:{row.id}"
            publish(actor, events.SiteAdded(organisation=organisation_id, subject=subject))
    except IntegrityError as error:
        raise Conflict(_("Your organisation already has a place of this name.")) from error
    return int(row.id)


def choose_organisation(actor: Actor, *, organisation_id: int) -> OrganisationRef:
    """Act for another of one's organisations; the session keeps the choice.

    Raises:
        Refused: she holds nothing in force there.
    """
    with transaction():
        row = Organisation.objects.filter(id=organisation_id).first()
        if row is None:
            raise Missing
        require(actor, "organisations.act_for", row)
        subject = f"organisation:{row.id}"
        publish(actor, events.ActingChosen(organisation=row.id, subject=subject))
    return row.ref()
