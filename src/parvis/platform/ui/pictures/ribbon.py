"""Ribbons: a whole divided in exact proportion, with its figures in a table under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvis.platform.ui import french
from parvis.platform.ui.marks import org_class
from parvis.platform.ui.shell import Marked

_ROOM_FOR_MARK = Fraction(6, 100)


@dataclass(frozen=True, slots=True)
class Share:
    """An organisation's part: the exact value, and how it is written (« 544 176 »)."""

    organisation: Marked
    value: int | Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Shares of one whole.

    Attributes:
        value_head: head of the figures' column, with the unit (« Contribution (€) »).
        total: the whole as written; "" when it has no sense.
        whole: what the shares are part of; their sum when None.
    """

    caption: str
    value_head: str
    shares: Sequence[Share]
    total: str = ""
    whole: int | Fraction | None = None


def draw(ribbon: Ribbon) -> dict[str, object]:
    """What `ui/ribbon.html` shows."""
    sum_of_shares = sum((Fraction(share.value) for share in ribbon.shares), Fraction(0))
    whole = Fraction(ribbon.whole) if ribbon.whole is not None else sum_of_shares
    pieces: list[dict[str, object]] = []
    before = Fraction(0)
    for share in ribbon.shares:
        part = Fraction(share.value) / whole if whole else Fraction(0)
        pieces.append(
            {
                "organisation": share.organisation,
                "org": org_class(share.organisation),
                "x": _percent(before),
                "middle": _percent(before + part / 2),
                "width": _percent(part),
                "named": part >= _ROOM_FOR_MARK,
                "text": share.text,
                "percent": french.number(float(part * 100), 1),
            }
        )
        before += part
    return {
        "caption": ribbon.caption,
        "value_head": ribbon.value_head,
        "total": ribbon.total,
        "pieces": pieces,
        "rest": {"x": _percent(before), "width": _percent(1 - before)} if before < 1 else None,
        "total_percent": french.number(float(before * 100), 1),
    }


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.4f}%"
