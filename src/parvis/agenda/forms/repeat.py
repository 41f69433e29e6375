"""The repetition builder: from choices to an RRULE and back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.agenda.core import recurrence
from parvis.agenda.core.recurrence import Frequency, Rule
from parvis.agenda.forms.fields import DayField, DaysField

WEEK = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
KINDS = (
    ("", _("Does not repeat")),
    ("daily", _("Every day")),
    ("working", _("Monday to Friday")),
    ("weekly", _("Some days of the week")),
    ("monthly_day", _("Every month, on the same date")),
    ("monthly_nth", _("Every month, on the same weekday (the 2nd Tuesday…)")),
    ("monthly_last", _("Every month, on the last of this weekday")),
    ("yearly", _("Every year")),
)
KEPT = ("kept", _("Keep the repetition as it is"))
ENDS = (("never", _("Never")), ("until", _("On a date")), ("count", _("After a number of times")))
_WORKING = (0, 1, 2, 3, 4)
_PER = {
    "daily": Frequency.DAILY,
    "weekly": Frequency.WEEKLY,
    "monthly_day": Frequency.MONTHLY,
    "monthly_nth": Frequency.MONTHLY,
    "monthly_last": Frequency.MONTHLY,
    "yearly": Frequency.YEARLY,
}


class RepeatForm(forms.Form):
    """How an event repeats. `rule(start)` is the RRULE, "" when it does not."""

    repeats = forms.ChoiceField(label=_("Repetition"), choices=KINDS, required=False)
    every = forms.IntegerField(
        label=_("Every"), min_value=1, max_value=99, required=False, initial=1
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On"),
        choices=WEEK,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ends = forms.ChoiceField(
        label=_("Until"),
        choices=ENDS,
        required=False,
        initial="never",
        widget=forms.RadioSelect,
    )
    until = DayField(label=_("Last date"), required=False)
    count = forms.IntegerField(
        label=_("Number of times"), min_value=1, max_value=999, required=False
    )
    except_on = DaysField(
        label=_("Except on"),
        required=False,
        help_text=_("Dates separated by commas: 24/12/2021, 31/12/2021."),
    )

    def __init__(self, *args: Any, kept: str = "", **given: Any) -> None:
        super().__init__(*args, **given)
        self.kept = kept
        if kept:
            self.fields["repeats"].choices = (KEPT, *KINDS)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("repeats") or data["repeats"] == "kept":
            return data
        if data.get("ends") == "until" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Give the last date, or choose “Never”."))
        if data.get("ends") == "count" and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("Give the number of times, or choose “Never”."))
        return data

    def rule(self, start: date) -> str:
        """The RRULE that the choices make from a first day; the form must be valid."""
        data = self.cleaned_data
        kind = data.get("repeats") or ""
        if not kind or kind == "kept":
            return self.kept if kind else ""
        ends = data.get("ends") or "never"
        built = recurrence.build(
            _PER.get(kind, Frequency.WEEKLY),
            1 if kind == "working" else data.get("every") or 1,
            until=data.get("until") if ends == "until" else None,
            count=data.get("count") if ends == "count" else None,
            **_which(kind, start, data.get("days") or ()),
        )
        return _same(self.kept, built.text)


def _which(kind: str, start: date, days: Any) -> dict[str, Any]:
    if kind == "working":
        return {"weekdays": _WORKING}
    if kind == "weekly":
        return {"weekdays": days or (start.weekday(),)}
    if kind == "monthly_day":
        last = start.day == monthrange(start.year, start.month)[1] and start.day > 28  # noqa: PLR2004 -- February
        return {"month_day": -1 if last else start.day}
    if kind in ("monthly_nth", "monthly_last"):
        nth = (start.day - 1) // 7 + 1
        late = kind == "monthly_last" or nth > 4  # noqa: PLR2004 -- a fifth means the last
        return {"weekdays": (start.weekday(),), "position": -1 if late else nth}
    return {}


def _same(kept: str, built: str) -> str:
    """The rule as it was written when the choices say the same."""
    return kept if kept and recurrence.parse(kept).text == built else built


def choices_of(rule: str, start: date, excluded: tuple[datetime, ...] = ()) -> dict[str, Any]:
    """Initial values of the form for a rule; "kept" when no choice says it exactly."""
    if not rule:
        return {"repeats": "", "every": 1, "ends": "never"}
    parsed = recurrence.parse(rule)
    ends = "until" if parsed.until else "count" if parsed.count else "never"
    until = parsed.until.date() if isinstance(parsed.until, datetime) else parsed.until
    values: dict[str, Any] = {
        "every": parsed.interval,
        "ends": ends,
        "until": until,
        "count": parsed.count,
        "days": sorted(day for _position, day in parsed.by_day) or [start.weekday()],
        "except_on": tuple(at.date() for at in excluded),
    }
    return values | {"repeats": _kind_of(parsed, start)}


def _kind_of(parsed: Rule, start: date) -> str:
    """The choice that would build this very rule."""
    days = tuple(day for _position, day in parsed.by_day)
    for kind in ("working", "daily", "weekly", "monthly_day", "monthly_nth", "monthly_last"):
        built = _try(kind, parsed, start, days)
        if built == parsed.text:
            return kind
    return "yearly" if _try("yearly", parsed, start, days) == parsed.text else "kept"


def _try(kind: str, parsed: Rule, start: date, days: tuple[int, ...]) -> str:
    until = parsed.until.date() if isinstance(parsed.until, datetime) else parsed.until
    return recurrence.build(
        _PER.get(kind, Frequency.WEEKLY),
        parsed.interval,
        until=until,
        count=parsed.count,
        **_which(kind, start, days if kind == "weekly" else ()),
    ).text
