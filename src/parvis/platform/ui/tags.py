"""The template tags and filters every template has (a Django built-in library)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.forms import BoundField, CheckboxInput, Form
from django.template import Library
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.platform.ui import assets, french, marks
from parvis.platform.ui.blocks import register_block, slot_tag
from parvis.platform.ui.pictures import arc as arcs
from parvis.platform.ui.pictures import ribbon as ribbons
from parvis.platform.ui.pictures import strips as several

register = Library()

register.simple_tag(assets.tags, name="asset")
register.simple_tag(assets.url, name="asset_url")
register.simple_tag(assets.fonts, name="preload_fonts")
register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.avatar, name="avatar")
register.simple_tag(marks.person, name="person")
register.simple_tag(marks.mark, name="mark")
register.simple_tag(marks.badge, name="badge")
register.simple_tag(marks.count, name="count")
register.simple_tag(marks.meter, name="meter")
register.filter("org_class", marks.org_class)

register_block(
    register, "card", "ui/card.html", title="", org=None, icon="", url="", level=2, id=""
)
register_block(
    register,
    "lazy_card",
    "ui/lazy_card.html",
    title="",
    org=None,
    icon="",
    src="",
    topic="",
    level=2,
)
register_block(register, "dialog", "ui/dialog.html", id="", title="", size="", open=False)
register_block(register, "menu", "ui/menu.html", label="", icon="ellipsis", text=False, end=True)
register_block(register, "notice", "ui/notice.html", title="", tone="", icon="")
register_block(
    register,
    "calendar",
    "ui/calendar.html",
    events=(),
    view="week",
    date="",
    zone="Europe/Paris",
    create_url="",
    move_url="",
    day_url="",
    prev_url="",
    next_url="",
    now="",
)
register.tag("slot", slot_tag)


@register.simple_tag
def button(label: str, icon: str = "", **attributes: Any) -> SafeString:
    """`{% button "Enregistrer" icon="check" kind="primary" %}`; with href, a link."""
    return marks.button(label, icon_name=icon, **attributes)


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, quiet: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 -- template argument
    """Label, help, control and error of a form field; `quiet` leaves « facultatif » out."""
    widget = bound.field.widget
    return {
        "field": bound,
        "errors": bound.errors,
        "hidden": bound.is_hidden,
        "fieldset": widget.use_fieldset,
        "box": isinstance(widget, CheckboxInput),
        "optional": not bound.field.required and not quiet,
        "control": bound.as_widget(),
    }


@register.inclusion_tag("ui/form_errors.html")
def form_errors(*forms: Form) -> dict[str, Any]:
    """The summary of all that is wrong, each line leading to its field."""
    lines: list[tuple[str, object, object]] = []
    for form in forms:
        lines += [("", "", error) for error in form.non_field_errors()]
        for bound in form:
            target = bound.id_for_label or f"{bound.auto_id}_0"
            lines += [(target, bound.label, error) for error in bound.errors]
    return {"lines": lines}


@register.inclusion_tag("ui/empty.html")
def empty(
    title: str, text: str = "", icon: str = "inbox", url: str = "", action: str = ""
) -> dict[str, str]:
    """Nothing yet: what this place is for, and what to do first."""
    return {"title": title, "text": text, "icon": icon, "url": url, "action": action}


@register.inclusion_tag("ui/strips.html")
def strips(picture: several.Strips) -> dict[str, object]:
    """The day of several people."""
    return several.draw(picture)


@register.inclusion_tag("ui/ribbon.html")
def ribbon(picture: ribbons.Ribbon) -> dict[str, object]:
    """Shares of one whole."""
    return ribbons.draw(picture)


@register.inclusion_tag("ui/arc.html")
def arc(picture: arcs.Arc) -> dict[str, object]:
    """Seats of an assembly."""
    return arcs.draw(picture)


@register.simple_tag(takes_context=True)
def repeat(context: Context, name: str) -> SafeString:
    """The content of another block of the page, such as its title in the `<h1>`."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    if not isinstance(block, BlockNode):
        return SafeString("")
    with context.push():
        context["block"] = block
        return SafeString(block.nodelist.render(context))


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString:
    """` data-theme="dark"` when the person chose; nothing when the system decides."""
    shell = context.get("shell")
    request = context.get("request")
    cookie = request.COOKIES.get("parvis_theme", "") if request else ""
    theme = getattr(shell, "theme", "") or cookie
    if theme == "system":
        theme = cookie
    if theme not in ("light", "dark"):
        return SafeString("")
    return format_html(' data-theme="{}"', theme)


@register.filter(is_safe=True)
def typo(text: object) -> str:
    """French no-break spaces and apostrophes."""
    mended = french.typo(str(text))
    return SafeString(mended) if isinstance(text, SafeString) else mended


@register.filter
def number(value: Decimal | float | str | None, decimals: int | None = None) -> str:
    """544176 -> « 544 176 »; nothing for None."""
    return "" if value is None or value == "" else french.number(value, decimals)


@register.filter
def fr_date(value: date | datetime | None, zone: str | None = None) -> str:
    """« mardi 12 mars 2021 »; zone "short" -> « 12/03/2021 », "day" -> without the year."""
    if value is None:
        return ""
    if zone == "short":
        return french.short_date(value)
    if zone == "day":
        return french.long_date(value, year=False)
    return french.long_date(value, zone)


@register.filter
def fr_time(value: datetime | time | None, zone: str | None = None) -> str:
    """« 14 h 30 », « 9 h »."""
    return "" if value is None else french.hour(value, zone)


@register.filter
def fr_moment(value: datetime | None, zone: str | None = None) -> str:
    """« mardi 12 mars 2021 à 14 h 30 »."""
    return "" if value is None else french.moment(value, zone)


@register.filter(name="fr_range")
def fr_range_filter(start: datetime | time, end: datetime | time) -> str:
    """`{{ start|fr_range:end }}` in Django's current zone."""
    return french.hours(start, end)


@register.filter
def fr_span(start: datetime | time, end: datetime | time) -> str:
    """« 9 h – 10 h 30 » in Django's current zone."""
    return french.span(start, end)


@register.simple_tag
def fr_range(start: datetime | time, end: datetime | time, zone: str | None = None) -> str:
    """`{% fr_range start end "Europe/Paris" %}`: « de 9 h à 10 h 30 »."""
    return french.hours(start, end, zone)


@register.filter
def fr_duration(minutes: int) -> str:
    """90 -> « 1 h 30 »."""
    return french.duration(minutes)
