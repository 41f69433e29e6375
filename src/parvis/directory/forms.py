"""Forms of the directory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.directory.labels import KINDS, PLURALS
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.organisations.types import OrganisationRef, PersonRef, SiteRef


class PeopleFilter(forms.Form):
    """What to look for; wrong values are left out rather than complained about."""

    q = forms.CharField(
        label=_("Name, post, service"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    collectivite = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, places: Iterable[OrganisationRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["collectivite"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *((place.slug, place.name) for place in places)]


class ResourceFilter(PeopleFilter):
    """What to look for among rooms and vehicles."""

    field_order = ("q", "type", "places", "collectivite")
    q = forms.CharField(
        label=_("Name, place, equipment"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = forms.TypedChoiceField(
        label=_("Kind"),
        required=False,
        coerce=ResourceKind,
        empty_value=None,
        choices=[
            ("", _("Rooms and vehicles")),
            *((kind.value, name) for kind, name in PLURALS.items()),
        ],
    )
    places = forms.IntegerField(
        label=_("Seats, at least"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"data-width": "s"}),
    )


class ResourceForm(forms.Form):
    """A room or a vehicle, as its administrator describes it."""

    kind = forms.TypedChoiceField(
        label=_("Kind"),
        coerce=ResourceKind,
        choices=[(kind.value, name) for kind, name in KINDS.items()],
        initial=ResourceKind.ROOM.value,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    site_id = forms.TypedChoiceField(label=_("Place"), coerce=int, required=False, empty_value=None)
    capacity = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"data-width": "s"}),
    )
    equipment = forms.CharField(
        label=_("Equipment"),
        required=False,
        max_length=300,
        help_text=_("Separated by commas: video conference, 65-inch screen."),
    )
    is_open_to_partners = forms.BooleanField(
        label=_("Organisations in an agreement with ours may book it"), required=False
    )
    approval = forms.BooleanField(label=_("Each booking waits for an answer"), required=False)
    approver_id = forms.TypedChoiceField(
        label=_("Who answers"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Without a name, any administrator of the organisation."),
    )

    def __init__(
        self,
        *args: Any,
        sites: Iterable[SiteRef],
        approvers: Iterable[PersonRef],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "site_id": [(site.id, site.name) for site in sites],
            "approver_id": [(who.id, who.name) for who in approvers],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", "—"), *choices]

    def spec(self, *, active: bool = True) -> ResourceSpec:
        return ResourceSpec(**self.cleaned_data, active=active)
