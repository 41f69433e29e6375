"""Fields that read what an agent types: « 14h30 », « 12/03/2021 », people chosen in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.platform.ui.widgets import DateInput, Picker

_HOUR = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
_NEVER = 99
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]


class HourField(forms.Field):
    """A local hour; gives a `time`."""

    widget = forms.TextInput
    default_error_messages = {
        "unread": _("This hour cannot be read. Examples: 14:30, 14 h 30, 9 h."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 -- Django's
        return {"autocomplete": "off", "list": "heures", "maxlength": "8", "data-width": "s"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        text = " ".join(str(value or "").split())
        if not text:
            return None
        found = _HOUR.fullmatch(text) or _COMPACT.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (_NEVER, 0)
        try:
            return time(hour, minute)
        except ValueError:
            raise forms.ValidationError(self.error_messages["unread"], code="unread") from None


class DayField(forms.DateField):
    """A day; the browser sends it as ISO, an old one as it was typed."""

    widget = DateInput

    def __init__(self, **given: Any) -> None:
        super().__init__(
            input_formats=_DAYS,
            error_messages={"invalid": _("This date cannot be read. Example: 12/03/2021.")},
            **given,
        )


class DaysField(forms.CharField):
    """Several days, separated by commas or spaces; gives a sorted tuple of days."""

    def to_python(self, value: Any) -> Any:
        words = re.split(r"[,;\s]+", str(value or "").strip())
        return tuple(sorted({_day(word) for word in words if word}))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ", ".join(f"{day:%d/%m/%Y}" for day in value)
        return value

    def validate(self, value: Any) -> None:
        """Nothing to check further; an empty answer is an empty tuple."""

    def run_validators(self, value: Any) -> None:
        """Those of text do not apply to days."""


def _day(text: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    raise forms.ValidationError(
        _("“%(text)s” is not a date. Example: 24/12/2021, 31/12/2021."), params={"text": text}
    )


class UuidsField(forms.Field):
    """People, rooms or vehicles chosen by typing; gives uuids. `look_in` gives it its list."""

    widget = forms.MultipleHiddenInput

    def look_in(self, picker: Picker) -> None:
        """Draw the field with this picker."""
        picker.is_required = self.required
        picker.attrs = picker.attrs | self.widget_attrs(picker)
        self.widget = picker  # type: ignore[assignment]  # Django puts instances there too

    def prepare_value(self, value: Any) -> Any:
        return [str(one) for one in value or ()]

    def to_python(self, value: Any) -> tuple[UUID, ...]:
        given = value if isinstance(value, list | tuple) else []
        try:
            return tuple(dict.fromkeys(UUID(str(one)) for one in given if one))
        except ValueError:
            raise forms.ValidationError(
                _("One of these choices is no longer available: choose it again."), code="unread"
            ) from None


def look_in(form: forms.Form, pickers: Mapping[str, Picker]) -> None:
    """Give each field of people or rooms the list it is chosen from."""
    for name, picker in pickers.items():
        field = form.fields[name]
        assert isinstance(field, UuidsField)
        field.look_in(picker)
