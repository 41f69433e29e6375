"""Form widgets: native controls first, enhanced by the custom element around them."""

# ruff: noqa: ARG002 -- the signatures are Django's

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString


class DateInput(forms.DateInput):
    """A day: typed the French way, picked by keyboard, or the phone's own picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return format_html("<pv-date>{}</pv-date>", super().render(name, value, attrs, renderer))


class TimeInput(forms.TimeInput):
    """An hour, in steps of five minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"data-width": "s", "step": 300, **(attrs or {})}, format="%H:%M")


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion, in the words of `/…/suggestions?q=`: {"results": [{value, label, …}]}."""

    value: str
    label: str
    detail: str = ""
    org: str = ""
    mark: str = ""


Labels = Callable[[Sequence[str]], Iterable[Choice]]


class Picker(forms.Widget):
    """People, rooms or anything found by typing.

    Without script the field `<name>-q` and its button submit the form; the view then shows the
    `found` choices as checkboxes named like the field, so that they are kept on the next submit.

    Args:
        url: where suggestions come from.
        labels: the chosen values as choices, in one query.
        multiple: several values, or one.
    """

    def __init__(
        self,
        url: str,
        labels: Labels,
        *,
        multiple: bool = True,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.url, self.labels, self.multiple = url, labels, multiple
        self.found: Sequence[Choice] = ()
        self.query = ""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        self.query = data.get(f"{name}-q", "")
        if not self.multiple:
            return data.get(name)
        many = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        dropped = data.get(f"{name}-remove")
        return [value for value in many if value != dropped]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        # Nothing chosen sends nothing: an empty field is not an absent one.
        return False

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        values = [
            str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one
        ]
        context = {
            "name": name,
            "url": self.url,
            "multiple": self.multiple,
            "chosen": list(self.labels(values)) if values else [],
            "found": self.found,
            "query": self.query,
            "attrs": self.build_attrs(self.attrs, attrs or {}),
        }
        return SafeString(render_to_string("ui/picker.html", context))
