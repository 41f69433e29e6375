"""The arc: seats of an assembly, filled by presence, outlined by proxy, crossed by absence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.platform.ui.marks import org_class
from parvis.platform.ui.shell import Marked

OUTER, INNER = 186.0, 84.0
CENTRE_X, CENTRE_Y = 200.0, 200.0
_ORDER = {"present": 0, "proxy": 1, "absent": 2}


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: whose, and its state among present, proxy, absent."""

    name: str
    organisation: Marked
    state: str


@dataclass(frozen=True, slots=True)
class Arc:
    """Seats in the order of the organisations; quorum is a number of members present."""

    caption: str
    seats: Sequence[Seat]
    quorum: int


def draw(arc: Arc) -> dict[str, object]:
    """What `ui/arc.html` shows: those present first, so that the quorum is a line to reach."""
    total = len(arc.seats)
    present = sum(seat.state == "present" for seat in arc.seats)
    places, radius = seats(total)
    ordered = sorted(arc.seats, key=lambda seat: _ORDER[seat.state])
    names = {"present": _("present"), "proxy": _("represented by proxy"), "absent": _("absent")}
    drawn = [
        {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "org": org_class(seat.organisation),
            "state": seat.state,
            "title": f"{seat.name}, {seat.organisation.name}, {names[seat.state]}",
        }
        for seat, (x, y) in zip(ordered, places, strict=True)
    ]
    angle = math.pi * (1 - arc.quorum / total) if total else math.pi
    return {
        "caption": arc.caption,
        "seats": drawn,
        "radius": f"{radius:.1f}",
        "inner": f"{radius * 0.45:.1f}",
        "cross": f"{radius * 0.62:.1f}",
        "present": present,
        "total": total,
        "quorum": arc.quorum,
        "reached": present >= arc.quorum,
        "line": [_point(angle, INNER - 16), _point(angle, OUTER + 12)],
    }


def seats(total: int) -> tuple[list[tuple[float, float]], float]:
    """Centres of `total` seats from left to right, and their radius."""
    if not total:
        return [], 0.0
    rows = min(range(1, 13), key=lambda n: abs(_gap(total, n) - _step(n)))
    radii = [INNER + (OUTER - INNER) * (row + 1) / rows for row in range(rows)]
    shares = _spread(total, radii)
    placed = []
    for radius, inside in zip(radii, shares, strict=True):
        for index in range(inside):
            angle = math.pi * (1 - (index + 0.5) / inside)
            placed.append((angle, radius))
    placed.sort(key=lambda place: (-place[0], place[1]))
    size = min(_gap(total, rows), _step(rows), 30.0) * 0.4
    return [
        (CENTRE_X + radius * math.cos(angle), CENTRE_Y - radius * math.sin(angle))
        for angle, radius in placed
    ], size


def _step(rows: int) -> float:
    return (OUTER - INNER) / rows


def _gap(total: int, rows: int) -> float:
    radii = [INNER + (OUTER - INNER) * (row + 1) / rows for row in range(rows)]
    return math.pi * sum(radii) / total


def _spread(total: int, radii: Sequence[float]) -> list[int]:
    """Seats per row in proportion to its length, by largest remainder."""
    exact = [total * radius / sum(radii) for radius in radii]
    shares = [int(value) for value in exact]
    left = sorted(range(len(radii)), key=lambda row: shares[row] - exact[row])
    for row in left[: total - sum(shares)]:
        shares[row] += 1
    return shares


def _point(angle: float, radius: float) -> dict[str, str]:
    return {
        "x": f"{CENTRE_X + radius * math.cos(angle):.1f}",
        "y": f"{CENTRE_Y - radius * math.sin(angle):.1f}",
    }
