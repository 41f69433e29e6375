"""Small components drawn in Python: they stand in every row of every list."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.platform.ui import assets
from parvis.platform.ui.shell import Belonging, Marked

_ICON = (
    '<svg class="icon" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round"{}{}><use href="{}#{}"></use></svg>'
)
NOTHING = SafeString("")


def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of web/icons.json; hidden from screen readers unless it carries the label alone."""
    return _icon(name, str(label), size, assets.url("icons.svg"))


@lru_cache(maxsize=1024)
def _icon(name: str, label: str, size: str, sprite: str) -> SafeString:
    """Written once: a page shows a hundred of the same dozen."""
    said = (
        format_html(' role="img" aria-label="{}"', label)
        if label
        else SafeString(' aria-hidden="true"')
    )
    wide = format_html(' data-size="{}"', size) if size else NOTHING
    return format_html(_ICON, wide, said, sprite, name)


def org_class(organisation: Marked | str | None) -> str:
    """The class that sets the organisation's two colours, "" for none."""
    slug = organisation if isinstance(organisation, str) else getattr(organisation, "slug", "")
    return f"org-{slug}" if slug else ""


def initials(name: str) -> str:
    """« Marie-Claire Petit » -> « MP »."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    first_and_last = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in first_and_last).upper()


def avatar(person: Belonging, size: str = "", *, alone: bool = False) -> SafeString:
    """Initials in the organisation's ring with its letters; `alone` when no name stands beside."""
    organisation = getattr(person, "organisation", None)
    mark = getattr(organisation, "mark", "") or getattr(person, "mark", "")
    place = getattr(organisation, "name", "")
    said: SafeString = SafeString(' aria-hidden="true"')
    if alone:
        label = f"{person.name}, {place}" if place else person.name
        said = format_html(' role="img" aria-label="{}"', label)
    return format_html(
        '<span class="avatar {}"{}{}{}><span class="avatar-face">{}</span>{}</span>',
        org_class(organisation),
        format_html(' data-size="{}"', size) if size else NOTHING,
        SafeString(" data-mark") if mark else NOTHING,
        said,
        initials(person.name),
        format_html('<span class="avatar-mark">{}</span>', mark) if mark else NOTHING,
    )


def person(who: Belonging, detail: str = "", url: str = "", size: str = "") -> SafeString:
    """Avatar, name, and what she does or where."""
    organisation = getattr(who, "organisation", None)
    under = detail or getattr(who, "post", "") or getattr(organisation, "name", "")
    name = format_html('<a href="{}">{}</a>', url, who.name) if url else who.name
    return format_html(
        '<span class="person">{}<span class="person-text"><span>{}</span>{}</span></span>',
        avatar(who, size),
        name,
        format_html('<span class="person-detail">{}</span>', under) if under else NOTHING,
    )


def mark(organisation: Marked, *, named: bool = False) -> SafeString:
    """The organisation's letters in its colours, with its name when `named`."""
    letters = format_html(
        '<span class="mark {}"{}>{}</span>',
        org_class(organisation),
        NOTHING if named else format_html(' title="{}"', organisation.name),
        organisation.mark,
    )
    if not named:
        return letters
    return format_html(
        '<span class="org-name">{}<span>{}</span></span>', letters, organisation.name
    )


def badge(label: str, tone: str = "", icon_name: str = "") -> SafeString:
    """A state in a few words; tone is "", accent, success, warning or danger."""
    return format_html(
        '<span class="badge"{}>{}{}</span>',
        format_html(' data-tone="{}"', tone) if tone else NOTHING,
        icon(icon_name) if icon_name else NOTHING,
        label,
    )


def count(value: int, label: str = "", tone: str = "") -> SafeString:
    """A small number; 0 shows nothing. The label says to screen readers what is counted."""
    if not value:
        return NOTHING
    shown = "99+" if value > 99 else str(value)  # noqa: PLR2004 -- two figures fit
    return format_html(
        '<span class="count"{}>{}<span class="visually-hidden"> {}</span></span>',
        format_html(' data-tone="{}"', tone) if tone else NOTHING,
        shown,
        label or _("waiting"),
    )


def button(
    label: str, *, icon_name: str = "", href: str = "", kind: str = "", **more: Any
) -> SafeString:
    """A button, or a link that looks like one; `data_x` becomes `data-x`, True a bare attribute."""
    attributes = {
        name.replace("_", "-"): value for name, value in more.items() if value is not None
    }
    if kind:
        attributes["data-kind"] = kind
    if href:
        attributes["href"] = href
    else:
        attributes.setdefault("type", "submit")
    tag = "a" if href else "button"
    drawn = icon(icon_name) if icon_name else NOTHING
    opening = format_html('<{} class="button"{}>', SafeString(tag), flatatt(attributes))
    return format_html("{}{}{}</{}>", opening, drawn, label, SafeString(tag))


@lru_cache(maxsize=8)
def meter(level: int, most: int = 4) -> SafeString:
    """A level on a few steps, as bars; the word beside it says the same."""
    bars = format_html_join(
        "",
        '<rect x="{}" y="0.5" width="5" height="13" rx="1"{}/>',
        (
            (0.5 + 7 * step, SafeString(" data-on") if step < level else NOTHING)
            for step in range(most)
        ),
    )
    return format_html('<svg viewBox="0 0 {} 14" aria-hidden="true">{}</svg>', 7 * most, bars)
