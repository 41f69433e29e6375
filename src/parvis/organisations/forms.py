"""Forms of organisations; the actions judge, the forms only read what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.organisations.labels import LEVELS, ROLES
from parvis.organisations.types import (
    Level,
    NewMandate,
    NewPerson,
    NewPost,
    OrganisationRef,
    Role,
    SiteRef,
    Terms,
)
from parvis.platform.errors import Invalid
from parvis.platform.ui.widgets import DateInput

HUES = tuple(range(0, 360, 15))


def blame(form: forms.Form, error: Invalid) -> None:
    """Put what an action refused beside the fields it named."""
    if not error.fields:
        form.add_error(None, str(error.text))
    for name, text in error.fields.items():
        form.add_error(name if name in form.fields else None, str(text))


class BrandForm(forms.Form):
    """Letters and colours."""

    mark = forms.CharField(
        label=_("Letters"),
        max_length=3,
        help_text=_("Two or three, shown on the ring of each person and in lists."),
        widget=forms.TextInput(attrs={"data-width": "s", "autocapitalize": "characters"}),
    )
    hue = forms.TypedChoiceField(
        label=_("Colour"),
        coerce=int,
        help_text=_("Each one reads on the light and on the dark theme."),
        widget=forms.RadioSelect,
    )
    colour_light = forms.CharField(
        label=_("Exact colour on the light theme"),
        required=False,
        max_length=7,
        help_text=_("From your graphic charter, such as #0e6a9b; leave empty to follow the hue."),
    )
    colour_dark = forms.CharField(
        label=_("Exact colour on the dark theme"), required=False, max_length=7
    )

    def __init__(self, *args: Any, hue: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        degrees = _("{hue} degrees")
        field = self.fields["hue"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(value, str(degrees).format(hue=value)) for value in sorted({*HUES, hue})]


class SiteForm(forms.Form):
    """A place."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        help_text=_("With the longitude, it lets Parvis count the way between two meetings."),
        widget=forms.NumberInput(attrs={"step": "any", "data-width": "s"}),
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        widget=forms.NumberInput(attrs={"step": "any", "data-width": "s"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", _("Give both the latitude and the longitude, or neither."))
        return given


class TrustForm(forms.Form):
    """A trust to propose."""

    name = forms.CharField(
        label=_("Name of the agreement"),
        max_length=160,
        help_text=_("As the decision of your assembly calls it."),
    )
    members = forms.TypedMultipleChoiceField(
        label=_("With whom"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    level = forms.TypedChoiceField(
        label=_("What each one sees of the others' calendars"),
        coerce=lambda value: Level(int(value)),
        choices=[(level.value, name) for level, name in LEVELS.items() if level],
        initial=Level.BUSY.value,
        widget=forms.RadioSelect,
    )
    directory = forms.BooleanField(
        label=_("Each one may look up the people of the others"), required=False, initial=True
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Until the day before"),
        required=False,
        help_text=_("Leave empty when no end is planned."),
        widget=DateInput,
    )

    def __init__(self, *args: Any, others: Iterable[OrganisationRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(place.id, place.name) for place in others]

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(
            name=given["name"],
            level=given["level"],
            directory=given["directory"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )


class PostForm(forms.Form):
    """A post: shared by those who arrive and those already known."""

    role = forms.TypedChoiceField(
        label=_("Arrives as"),
        coerce=Role,
        choices=[(role.value, name) for role, name in ROLES.items()],
        initial=Role.AGENT.value,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Post or function"), max_length=120)
    detail = forms.CharField(label=_("Service or delegation"), max_length=120, required=False)
    mail = forms.EmailField(
        label=_("Professional e-mail"), required=False, help_text=_("She signs in with it.")
    )
    site = forms.TypedChoiceField(
        label=_("Usual place"), coerce=int, required=False, empty_value=None
    )
    administrator = forms.BooleanField(
        label=_("Administers the organisation in Parvis"), required=False
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Until the day before"),
        required=False,
        help_text=_("Leave empty when no end is planned."),
        widget=DateInput,
    )

    def __init__(self, *args: Any, sites: Iterable[SiteRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "—"), *((site.id, site.name) for site in sites)]

    def post(self, organisation_id: int) -> NewPost:
        given = self.cleaned_data
        return NewPost(
            organisation_id=organisation_id,
            role=given["role"],
            title=given["title"],
            detail=given["detail"],
            mail=given["mail"],
            site_id=given["site"],
            administrator=given["administrator"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )


class ArrivalForm(PostForm):
    """Somebody the platform does not know yet."""

    field_order = ("given_name", "family_name")
    given_name = forms.CharField(label=_("First name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)

    def person(self, organisation_id: int) -> NewPerson:
        return NewPerson(
            given_name=self.cleaned_data["given_name"],
            family_name=self.cleaned_data["family_name"],
            post=self.post(organisation_id),
        )


class MandateForm(forms.Form):
    """A function to give to an elected person."""

    function = forms.CharField(label=_("Function"), max_length=120)
    delegation = forms.CharField(label=_("Delegation"), max_length=200, required=False)
    rank = forms.IntegerField(label=_("Rank"), min_value=0, max_value=99, initial=0, required=False)
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("Until the day before"), required=False, widget=DateInput)

    def mandate(self, organisation_id: int) -> NewMandate:
        given = self.cleaned_data
        return NewMandate(
            organisation_id=organisation_id,
            function=given["function"],
            delegation=given["delegation"],
            rank=given["rank"] or 0,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )


class EndForm(forms.Form):
    """When a post or a mandate ends."""

    held = forms.RegexField(r"^[am]\d+$", widget=forms.HiddenInput)
    ends_on = forms.DateField(label=_("First day it no longer counts"), widget=DateInput)

    def what(self) -> tuple[bool, int]:
        """Whether it is a mandate, and its id."""
        held = str(self.cleaned_data["held"])
        return held[0] == "m", int(held[1:])

    def day(self) -> date:
        day = self.cleaned_data["ends_on"]
        assert isinstance(day, date)
        return day
