"""Strips: one line per person over the same hours; the time all have free lit across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.platform.ui import french
from parvis.platform.ui.marks import org_class
from parvis.platform.ui.shell import Belonging

_ids = count(1)
_HOUR = timedelta(hours=1)
_KINDS = {
    "busy": gettext_lazy("busy"),
    "tentative": gettext_lazy("to be confirmed"),
    "away": gettext_lazy("away"),
    "off": gettext_lazy("outside working hours"),
    "free": gettext_lazy("free for everybody"),
    "chosen": gettext_lazy("slot shown"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Half-open time of a line; kind is busy, tentative, away (on leave) or off (out of hours)."""

    start: datetime
    end: datetime
    kind: str = "busy"


@dataclass(frozen=True, slots=True)
class Line:
    """A person's time."""

    who: Belonging
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Strips:
    """A day of several people, from `start` to `end`, shown in `zone` (IANA).

    `chosen` is a time outlined across all lines, such as the slot being looked at.
    """

    caption: str
    start: datetime
    end: datetime
    lines: Sequence[Line]
    free: Sequence[tuple[datetime, datetime]] = ()
    zone: str | None = None
    chosen: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn rectangle: percentages of the width."""

    kind: str
    x: str
    width: str
    end: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A drawn line; `drawn` are its rectangles, already written."""

    who: Belonging
    org: str
    said: str
    drawn: SafeString
    hatch: str
    off: str


def draw(strips: Strips) -> dict[str, object]:
    """What `ui/strips.html` shows."""
    whole = strips.end - strips.start
    ticks: list[dict[str, object]] = []
    mark = french.local(strips.start, strips.zone)
    while mark <= strips.end:
        place = _percent((mark - strips.start) / whole)
        odd = (mark - strips.start) // _HOUR % 2 == 1
        anchor = {strips.start: "start", strips.end: "end"}.get(mark, "middle")
        ticks.append({"x": place, "text": french.hour(mark), "odd": odd, "anchor": anchor})
        mark += _HOUR
    free = [_piece(strips, Bar(start, end, "free")) for start, end in strips.free]
    chosen = _piece(strips, Bar(*strips.chosen, "chosen")) if strips.chosen else None
    return {
        "caption": strips.caption,
        "ticks": ticks,
        "free": free,
        "chosen": chosen,
        "ground": _ground(free, [str(tick["x"]) for tick in ticks]),
        "outline": _edges("strip-chosen", chosen) if chosen else "",
        "rows": [_row(strips, line) for line in strips.lines],
    }


def _ground(free: Sequence[Piece], ticks: Sequence[str]) -> SafeString:
    """What lies under every line, written once: it was most of the page's rendering."""
    areas = format_html_join(
        "",
        '<rect class="strip-free" x="{}" width="{}" height="100%"/>{}',
        ((piece.x, piece.width, _edges("strip-free-edge", piece)) for piece in free),
    )
    lines = format_html_join(
        "",
        '<line class="strip-tick" x1="{}" x2="{}" y2="100%"/>',
        ((x, x) for x in ticks),
    )
    return areas + lines


def _edges(kind: str, piece: Piece) -> SafeString:
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y2="100%"/>',
        ((kind, x, x) for x in (piece.x, piece.end)),
    )


def _row(strips: Strips, line: Line) -> Row:
    number = next(_ids)
    shown = [bar for bar in line.bars if bar.start < strips.end and bar.end > strips.start]
    order = ["off", "busy", "away", "tentative"]
    shown.sort(key=lambda bar: (order.index(bar.kind), bar.start))
    return Row(
        who=line.who,
        org=org_class(line.who.organisation),
        said=_said(strips, line.who.name, shown),
        drawn=_rectangles(
            [_piece(strips, bar) for bar in shown], hatch=f"hachures-{number}", off=f"hors-{number}"
        ),
        hatch=f"hachures-{number}",
        off=f"hors-{number}",
    )


def _rectangles(pieces: Sequence[Piece], *, hatch: str, off: str) -> SafeString:
    """Written here rather than in the template: there are hundreds on a page."""
    return format_html_join(
        "",
        '<rect x="{}" width="{}" {}><title>{}</title></rect>',
        ((p.x, p.width, _look(p.kind, hatch=hatch, off=off), p.title) for p in pieces),
    )


def _look(kind: str, *, hatch: str, off: str) -> SafeString:
    if kind == "off":
        return format_html('height="100%" fill="url(#{})"', off)
    fill = format_html(' fill="url(#{})"', hatch) if kind == "tentative" else ""
    return format_html('class="strip-{}" y="18%" height="64%" rx="4"{}', kind, fill)


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.3f}%"


def _piece(strips: Strips, bar: Bar) -> Piece:
    whole = strips.end - strips.start
    first = max((bar.start - strips.start) / whole, 0.0)
    last = min((bar.end - strips.start) / whole, 1.0)
    title = f"{_KINDS[bar.kind]}, {french.hours(bar.start, bar.end, strips.zone)}"
    return Piece(bar.kind, _percent(first), _percent(last - first), _percent(last), title)


def _said(strips: Strips, name: str, bars: Sequence[Bar]) -> str:
    spoken = [
        f"{_KINDS[bar.kind]} {french.hours(bar.start, bar.end, strips.zone)}"
        for bar in bars
        if bar.kind != "off"
    ]
    return f"{name}{french.NBSP}: {', '.join(spoken) or _('free all the time shown')}"
