"""Answering an invitation, proposing another time, cancelling."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.agenda.forms.fields import DayField, HourField
from parvis.agenda.types import Answer, Reach

REACHES = (
    (Reach.THIS.value, _("This date only")),
    (Reach.FOLLOWING.value, _("This date and all that follow")),
    (Reach.ALL.value, _("The whole series")),
)


class AnswerForm(forms.Form):
    """One's answer; `at` limits it to one date of a series when `reach` says so."""

    status = forms.ChoiceField(choices=[(answer.value, answer.value) for answer in Answer])
    comment = forms.CharField(label=_("Message"), max_length=500, required=False)
    at = forms.CharField(required=False, max_length=19, widget=forms.HiddenInput)
    reach = forms.ChoiceField(
        choices=[(Reach.THIS.value, ""), (Reach.ALL.value, "")], required=False
    )

    def occurrence(self) -> str:
        """The date concerned, "" for all of them."""
        alone = self.cleaned_data["reach"] == Reach.THIS.value
        return str(self.cleaned_data["at"]) if alone else ""


class ProposeForm(forms.Form):
    """Another time for a meeting one is invited to."""

    day = DayField(label=_("Date"))
    starts_at = HourField(label=_("Start"))
    ends_at = HourField(label=_("End"))
    comment = forms.CharField(label=_("Message to the organiser"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        data = self.cleaned_data if given is None else given
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends_at", _("The end comes before the start: choose a later hour."))
        return data

    def hours(self) -> tuple[datetime, datetime]:
        """Naive local start and end."""
        data = self.cleaned_data
        return (
            datetime.combine(data["day"], data["starts_at"]),
            datetime.combine(data["day"], data["ends_at"]),
        )


class ReachForm(forms.Form):
    """How much of a series is concerned."""

    at = forms.CharField(required=False, max_length=19, widget=forms.HiddenInput)
    reach = forms.ChoiceField(
        label=_("What is concerned"), choices=REACHES, required=False, widget=forms.RadioSelect
    )

    def chosen(self) -> tuple[Reach, str]:
        """The reach and the date it starts from; a single event has one reach."""
        at = str(self.cleaned_data["at"])
        reach = self.cleaned_data["reach"] or Reach.ALL.value
        return (Reach(reach) if at else Reach.ALL), at
