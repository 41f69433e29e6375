"""The form of an event: one page, errors beside their field, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.agenda.forms.fields import DayField, HourField, UuidsField, look_in
from parvis.agenda.forms.repeat import RepeatForm
from parvis.agenda.types import Draft, Invitees
from parvis.platform.ui.widgets import Picker

Choices = Iterable[tuple[Any, Any]]
TITLE = 200


class EventForm(forms.Form):
    """What an event is, when, where and with whom. Hours are local to `zone`."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE,
        error_messages={
            "required": _("Give a title: it is what the people you invite will read."),
        },
    )
    starts_on = DayField(label=_("Date"))
    starts_at = HourField(label=_("Start"), required=False)
    ends_at = HourField(label=_("End"), required=False)
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Only when it lasts several days."),
    )
    all_day = forms.BooleanField(label=_("All day"), required=False)
    place = forms.CharField(label=_("Place"), max_length=TITLE, required=False)
    site = forms.TypedChoiceField(
        label=_("Site"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Counts the travel time of the people who come."),
    )
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    private = forms.BooleanField(
        label=_("Private"),
        required=False,
        help_text=_("Other people only see that you are busy."),
    )
    shows = forms.ChoiceField(
        label=_("Others see you"),
        choices=(("busy", _("busy")), ("free", _("free"))),
        initial="busy",
        required=False,
    )
    organisation = forms.TypedChoiceField(
        label=_("Calendar"), coerce=int, empty_value=None, required=False
    )
    required_people = UuidsField(label=_("People who must come"), required=False)
    optional_people = UuidsField(label=_("People who may come"), required=False)
    rooms = UuidsField(label=_("Rooms and vehicles"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        initial: Mapping[str, Any] | None = None,
        sites: Choices = (),
        organisations: Choices = (),
        pickers: Mapping[str, Picker],
        zone: str,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.zone = zone
        look_in(self, pickers)
        self.fields["site"].choices = [("", _("No particular site")), *sites]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]
        self.repeat: RepeatForm | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        data = self.cleaned_data if given is None else given
        if not data.get("all_day"):
            self._hours(data)
        if "starts_on" in data:
            self._order(data)
        return data

    def _hours(self, data: dict[str, Any]) -> None:
        if data.get("starts_at") is None and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Give the hour it starts, or tick “All day”."))
        if data.get("ends_at") is None and "ends_at" not in self.errors:
            self.add_error("ends_at", _("Give the hour it ends, or tick “All day”."))

    def _order(self, data: dict[str, Any]) -> None:
        last = data.get("ends_on")
        if last is not None and last < data["starts_on"]:
            self.add_error("ends_on", _("The last day comes before the first: choose a later one."))
            return
        hours = data.get("starts_at"), data.get("ends_at")
        if data.get("all_day") or hours[0] is None or hours[1] is None:
            return
        if hours[1] <= hours[0] and (last or data["starts_on"]) == data["starts_on"]:
            self.add_error("ends_at", _("The end comes before the start: choose a later hour."))

    def draft(self) -> Draft:
        """What was written; the form and its repetition must be valid."""
        data = self.cleaned_data
        whole = bool(data["all_day"])
        first: date = data["starts_on"]
        last: date = data["ends_on"] or first
        rule = self.repeat.rule(first) if self.repeat is not None else ""
        begins = time() if whole else data["starts_at"]
        ends = (
            datetime.combine(last + timedelta(days=1), time())
            if whole
            else datetime.combine(last, data["ends_at"])
        )
        return Draft(
            title=data["title"],
            starts=datetime.combine(first, begins),
            ends=ends,
            zone=self.zone,
            all_day=whole,
            place=data["place"],
            site_id=data["site"],
            description=data["description"],
            rule=rule,
            excluded=self._excluded(begins) if rule else (),
            private=data["private"],
            busy=data["shows"] != "free",
        )

    def _excluded(self, begins: time) -> tuple[datetime, ...]:
        days = self.repeat.cleaned_data.get("except_on", ()) if self.repeat is not None else ()
        return tuple(datetime.combine(day, begins) for day in days)

    def invitees(self) -> Invitees:
        """Whom the event asks."""
        data = self.cleaned_data
        return Invitees(
            required=data["required_people"],
            optional=data["optional_people"],
            rooms=data["rooms"],
        )

    def tell(self, errors: Mapping[str, Any]) -> None:
        """Put what an action refused beside its field."""
        names = {"starts": "starts_on", "ends": "ends_at", "rule": "repeats"}
        for name, text in errors.items():
            field = names.get(name, name)
            if field in self.fields:
                self.add_error(field, text)
            elif self.repeat is not None and field in self.repeat.fields:
                self.repeat.add_error(field, text)
            else:
                self.add_error(None, text)


def values_of(draft: Draft) -> dict[str, Any]:
    """Initial values of the form for an event that exists."""
    last = draft.ends.date()
    if draft.all_day:
        last -= timedelta(days=1)
    first = draft.starts.date()
    return {
        "title": draft.title,
        "starts_on": first,
        "starts_at": None if draft.all_day else draft.starts.time(),
        "ends_at": None if draft.all_day else draft.ends.time(),
        "ends_on": last if last != first else None,
        "all_day": draft.all_day,
        "place": draft.place,
        "site": draft.site_id,
        "description": draft.description,
        "private": draft.private,
        "shows": "busy" if draft.busy else "free",
    }
