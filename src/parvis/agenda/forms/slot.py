"""The question to the common slot, in the address so that it can be shared, and the booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from parvis.agenda.forms.fields import DayField, HourField, UuidsField, look_in
from parvis.agenda.types import Search
from parvis.platform.ui.widgets import Picker

DURATIONS = (
    (15, _("15 minutes")),
    (30, _("30 minutes")),
    (45, _("45 minutes")),
    (60, _("1 hour")),
    (90, _("1 hour 30")),
    (120, _("2 hours")),
    (180, _("3 hours")),
    (210, _("Half a day")),
)
ROOMS = (("", _("No room needed")), ("any", _("Any room")), ("these", _("One of these rooms")))
NOTICES = (
    (0, _("No notice")),
    (120, _("2 hours")),
    (1440, _("1 day")),
    (2880, _("2 days")),
    (7200, _("5 days")),
)
ROOM_GONE = _("This room has just been taken: choose another one, or another hour below.")
LONGEST = timedelta(days=92)
_POINTING = frozenset({"debut", "jour", "creneau", "a_jour", "a_heure"})
MOST = 60


class SlotForm(forms.Form):
    """People, length, window, rooms. Field names are those of the address, in French."""

    avec = UuidsField(label=_("With"), required=False)
    option = UuidsField(
        label=_("If possible with"),
        required=False,
        help_text=_("Hours at which they are free come first."),
    )
    duree = forms.TypedChoiceField(label=_("Duration"), choices=DURATIONS, coerce=int)
    du = DayField(label=_("Between the"))
    au = DayField(label=_("and the"))
    salle = forms.ChoiceField(label=_("Room"), choices=ROOMS, required=False)
    salles = UuidsField(label=_("One of these rooms"), required=False)
    places = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000, required=False)
    site = forms.TypedChoiceField(
        label=_("Site of the meeting"), coerce=int, empty_value=None, required=False
    )
    soir = forms.BooleanField(label=_("Evenings too, until 10 p.m."), required=False)
    samedi = forms.BooleanField(label=_("Saturday mornings too"), required=False)
    delai = forms.TypedChoiceField(
        label=_("Not before"), choices=NOTICES, coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        today: date,
        elected: bool,
        notice: int,
        zone: str,
        sites: Iterable[tuple[Any, Any]] = (),
        pickers: Mapping[str, Picker],
    ) -> None:
        """An address without a window is a first visit: it gets the usual answers."""
        super().__init__(data if "du" in data else _usual(data, today, notice, elected=elected))
        self.zone = zone
        self.fields["site"].choices = [("", _("No particular site")), *sites]  # type: ignore[attr-defined]
        look_in(self, pickers)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        data = self.cleaned_data if given is None else given
        first, last = data.get("du"), data.get("au")
        if first and last and last < first:
            self.add_error("au", _("The end of the window comes before its start."))
        elif first and last and last - first > LONGEST:
            self.add_error("au", _("The window is at most three months: choose a closer date."))
        if len(data.get("avec", ())) + len(data.get("option", ())) > MOST:
            self.add_error("avec", _("At most sixty people can be compared."))
        if data.get("salle") == "these" and not data.get("salles") and "salles" not in self.errors:
            self.add_error("salles", _("Choose at least one room, or “Any room”."))
        return data

    @property
    def more(self) -> bool:
        """Whether one of the folded conditions says something out of the ordinary."""
        names = ("soir", "samedi", "site", "delai")
        wrong = any(name in self.errors for name in names)
        return wrong or any(self.data.get(name) for name in names[:3])

    def question(self) -> QueryDict:
        """The question as an address carries it, without what only points at a day or an hour."""
        given = self.data
        assert isinstance(given, QueryDict)
        query = given.copy()
        for name in list(query):
            if name in _POINTING or name.endswith(("-q", "-search", "-remove")):
                del query[name]
        return query

    def search(self) -> Search:
        """The question; the form must be valid."""
        data = self.cleaned_data
        rooms = {"": None, "any": (), "these": data["salles"]}[data["salle"]]
        return Search(
            first=data["du"],
            last=data["au"],
            duration=data["duree"],
            required=data["avec"],
            optional=tuple(one for one in data["option"] if one not in data["avec"]),
            rooms=rooms,
            seats=data["places"] if rooms is not None else None,
            site_id=data["site"],
            zone=self.zone,
            evenings=data["soir"],
            saturdays=data["samedi"],
            notice=data["delai"] or 0,
        )


def _usual(data: QueryDict, today: date, notice: int, *, elected: bool) -> QueryDict:
    full = data.copy()
    full["du"], full["au"] = today.isoformat(), (today + timedelta(days=14)).isoformat()
    full.setdefault("duree", "60")
    known = [minutes for minutes, _label in NOTICES if minutes >= notice]
    full.setdefault("delai", str(known[0] if known else NOTICES[-1][0]))
    if elected:
        full.setdefault("soir", "on")
    return full


class HourForm(forms.Form):
    """« Pourquoi pas à telle heure ? », under the picture of a day."""

    jour = DayField(label=_("Day"))
    heure = HourField(label=_("Hour"))


class BookForm(forms.Form):
    """The short form between a slot and a meeting."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={
            "required": _("Give a title: it is what the people you invite will read."),
        },
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    room = forms.ChoiceField(
        label=_("Room"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": ROOM_GONE},
    )
    description = forms.CharField(
        label=_("Message to the people invited"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, rooms: list[tuple[str, str]] | None = None) -> None:
        """`rooms` are the free ones, None when no room is wanted."""
        super().__init__(data, initial={"room": rooms[0][0] if rooms else ""})
        if rooms is None:
            del self.fields["room"]
        else:
            self.fields["room"].choices = [*rooms, ("", _("No room"))]  # type: ignore[attr-defined]
