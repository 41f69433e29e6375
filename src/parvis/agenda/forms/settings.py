"""One's own hours, and what others may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from parvis.agenda.forms.fields import HourField
from parvis.agenda.forms.repeat import WEEK
from parvis.agenda.forms.slot import NOTICES

Week = tuple[tuple[tuple[int, int], ...], ...]
LEVELS = (
    (3, _("What the agreements allow, at most the title")),
    (2, _("At most that I am busy, and where")),
    (1, _("At most that I am busy")),
)
_PARTS = ("from", "until", "again", "end")


class SettingsForm(forms.Form):
    """Level, evenings, notice, and two ranges of hours for each day of the week."""

    level = forms.TypedChoiceField(
        label=_("What others may see of my calendar"),
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    evenings = forms.BooleanField(
        label=_("Offer my evenings too, from Monday to Friday until 10 p.m."), required=False
    )
    notice = forms.TypedChoiceField(
        label=_("Do not offer my time before"), choices=NOTICES, coerce=int
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        names = (_("from"), _("to"), _("and from"), _("to"))
        for day, _label in WEEK:
            for part, label in zip(_PARTS, names, strict=True):
                self.fields[f"{part}_{day}"] = HourField(label=label, required=False)

    def days(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """Each day's name and its four hours, for the template."""
        for day, label in WEEK:
            yield label, [self[f"{part}_{day}"] for part in _PARTS]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        data = self.cleaned_data if given is None else given
        for day, _label in WEEK:
            self._check(data, day)
        return data

    def _check(self, data: dict[str, Any], day: int) -> None:
        hours = [data.get(f"{part}_{day}") for part in _PARTS]
        if any(f"{part}_{day}" in self.errors for part in _PARTS):
            return
        for first, last, field in ((0, 1, "until"), (2, 3, "end")):
            if (hours[first] is None) != (hours[last] is None):
                self.add_error(f"{field}_{day}", _("Give both hours, or neither."))
                return
        given = [hour for hour in hours if hour is not None]
        if given != sorted(set(given)):
            self.add_error(f"end_{day}" if hours[3] else f"until_{day}", _ORDER)

    def week(self) -> Week:
        """Seven days of (start, end) local minutes; the form must be valid."""
        return tuple(self._ranges(day) for day, _label in WEEK)

    def _ranges(self, day: int) -> tuple[tuple[int, int], ...]:
        hours = [self.cleaned_data[f"{part}_{day}"] for part in _PARTS]
        return tuple(
            (_minutes(start), _minutes(end))
            for start, end in (hours[:2], hours[2:])
            if start is not None and end is not None
        )


_ORDER = _("The hours of a day follow each other without overlapping.")


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def values_of_week(week: Week) -> dict[str, time]:
    """Initial values of the hours of each day; only its first two ranges fit."""
    values: dict[str, time] = {}
    for day, ranges in enumerate(week):
        minutes = [minute for pair in ranges[:2] for minute in pair]
        for part, minute in zip(_PARTS, minutes, strict=False):
            values[f"{part}_{day}"] = time(min(minute, 1439) // 60, min(minute, 1439) % 60)
    return values
