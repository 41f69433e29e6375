"""What an administrator writes of a service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.portal.types import Audience, LinkRef, NewLink

ICONS = {
    "link": _("Link"),
    "mail": _("Mailbox"),
    "calendar-days": _("Calendar"),
    "messages-square": _("Discussion"),
    "video": _("Video"),
    "phone": _("Telephone"),
    "folder": _("Folder"),
    "file-text": _("Document"),
    "signature": _("Signature"),
    "clipboard-list": _("Requests"),
    "clock": _("Working time"),
    "euro": _("Money"),
    "receipt-euro": _("Expenses"),
    "calculator": _("Accounts"),
    "briefcase": _("Work"),
    "graduation-cap": _("Training"),
    "heart-pulse": _("Health"),
    "users": _("Teams"),
    "school": _("School"),
    "map": _("Map"),
    "car": _("Vehicle"),
    "building-2": _("Building"),
    "package": _("Supplies"),
    "gavel": _("Assembly"),
    "shield-check": _("Security"),
    "life-buoy": _("Support"),
    "book-open": _("Documentation"),
    "globe": _("Website"),
}
AUDIENCES = {
    Audience.EVERYONE: _("Everyone"),
    Audience.AGENTS: _("Agents"),
    Audience.ELECTED: _("Elected members"),
}


class LinkForm(forms.Form):
    """A service; `categories` are suggested, another can be written."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As your colleagues call it.")
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("The whole address, beginning with https://."),
    )
    category = forms.CharField(
        label=_("Category"),
        max_length=60,
        required=False,
        help_text=_("Services of one category are shown together."),
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
    )
    audience = forms.ChoiceField(
        label=_("Whom it is for"),
        choices=[(audience.value, label) for audience, label in AUDIENCES.items()],
        initial=Audience.EVERYONE.value,
        widget=forms.RadioSelect,
    )
    icon = forms.ChoiceField(
        label=_("Icon"), choices=list(ICONS.items()), initial="link", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, categories: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = tuple(categories)

    def link(self) -> NewLink:
        """What was written; the form must be valid."""
        said = self.cleaned_data
        return NewLink(
            name=said["name"],
            url=said["url"],
            icon=said["icon"],
            audience=Audience(said["audience"]),
            category=said["category"],
        )


def initial(link: LinkRef) -> dict[str, str]:
    """The form's answers for a service that exists."""
    return {
        "name": link.name,
        "url": link.url,
        "icon": link.icon,
        "audience": link.audience.value,
        "category": link.category,
    }
