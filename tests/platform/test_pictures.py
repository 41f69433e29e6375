"""Geometry of the strips, the ribbon and the arc."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parvis.platform.ui.pictures import arc, ribbon, strips
from parvis.platform.ui.samples import BODIES, CLAIRE, METROPOLE, VILLE

pytestmark = pytest.mark.pure
SEVEN = datetime(2021, 3, 9, 6, 0, tzinfo=UTC)


def hours(count: float) -> datetime:
    return SEVEN + timedelta(hours=count)


def share(text: object) -> float:
    return float(str(text).removesuffix("%"))


def drawn(bars: list[strips.Bar]) -> strips.Row:
    picture = strips.Strips("", SEVEN, hours(10), [strips.Line(CLAIRE, bars)], zone="Europe/Paris")
    rows: Any = strips.draw(picture)["rows"]
    return rows[0]


def rectangles(row: strips.Row) -> list[tuple[str, ...]]:
    """(left edge, width, what it says) of each, as the page has them."""
    return re.findall(r'<rect x="([^"]+)" width="([^"]+)" [^>]*><title>([^<]+)</title>', row.drawn)


def test_a_bar_stands_where_its_hours_are() -> None:
    (piece,) = rectangles(drawn([strips.Bar(hours(2), hours(3.5))]))
    assert piece[:2] == ("20.000%", "15.000%")
    assert "de 9\u00a0h à 10\u00a0h\u00a030" in piece[2]


def test_what_lies_outside_is_cut_or_left_out() -> None:
    row = drawn([strips.Bar(hours(-2), hours(1)), strips.Bar(hours(10), hours(11))])
    assert [piece[:2] for piece in rectangles(row)] == [("0.000%", "10.000%")]


def test_a_line_is_said_in_words_with_the_hours_of_the_zone() -> None:
    said = drawn([strips.Bar(hours(2), hours(3)), strips.Bar(hours(0), hours(1), "off")]).said
    assert said.startswith("Claire Martin")
    assert "9\u00a0h" in said
    assert "10\u00a0h" in said
    assert "7\u00a0h" not in said


def test_shares_fill_the_ribbon_exactly() -> None:
    values = (544_176, 310_420, 88_001, 21_003)
    pieces: Any = ribbon.draw(
        ribbon.Ribbon(
            "", "", [ribbon.Share(*pair, "") for pair in zip(BODIES, values, strict=True)]
        )
    )["pieces"]
    assert sum(share(piece["width"]) for piece in pieces) == pytest.approx(100, abs=1e-3)
    ends = [share(piece["x"]) + share(piece["width"]) for piece in pieces]
    assert ends[:-1] == pytest.approx([share(piece["x"]) for piece in pieces[1:]], abs=1e-3)


def test_a_ribbon_of_a_larger_whole_shows_what_remains() -> None:
    told = ribbon.draw(ribbon.Ribbon("", "", [ribbon.Share(METROPOLE, 1, "1")], whole=4))
    assert told["rest"] == {"x": "25.0000%", "width": "75.0000%"}
    nothing = ribbon.draw(ribbon.Ribbon("", "", [ribbon.Share(METROPOLE, 0, "0")]))
    assert nothing["total_percent"] == "0,0"


@pytest.mark.parametrize("total", [1, 2, 7, 15, 23, 45, 69, 124, 166])
def test_seats_are_all_there_and_never_overlap(total: int) -> None:
    places, radius = arc.seats(total)
    assert len(places) == total
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            assert math.dist(one, other) >= 2 * radius - 0.01


def test_those_present_come_first_and_the_quorum_is_counted_on_them_alone() -> None:
    states = ["absent", "present", "proxy", "present"]
    seats = [arc.Seat(f"{state}", VILLE, state) for state in states]
    told: Any = arc.draw(arc.Arc("", seats, quorum=3))
    assert [seat["state"] for seat in told["seats"]] == ["present", "present", "proxy", "absent"]
    assert (told["present"], told["total"], told["reached"]) == (2, 4, False)
