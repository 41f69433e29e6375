"""Every hue gives a readable pair; a hand-made colour is judged as WCAG says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parvis
from parvis.organisations.core import colour
from parvis.organisations.core.colour import Theme

pytestmark = pytest.mark.pure
HEX = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@given(st.integers(0, 359))
def test_every_hue_reads_on_both_themes(hue: int) -> None:
    made = colour.pair(hue)
    assert colour.contrast(made.light, colour.LIGHT_GROUND) >= 4.5
    assert colour.contrast(made.dark, colour.DARK_GROUND) >= 4.5


@given(HEX, st.sampled_from(Theme))
def test_ink_reads_on_what_is_accepted(one: str, theme: Theme) -> None:
    ink = colour.LIGHT_INK if theme is Theme.LIGHT else colour.DARK_INK
    assert not colour.reads(one, theme) or colour.contrast(ink, one) >= 4.5


@given(HEX, HEX)
def test_contrast_is_a_symmetric_ratio(one: str, other: str) -> None:
    assert colour.contrast(one, other) == colour.contrast(other, one)
    assert 1 <= colour.contrast(one, other) <= 21.0001
    assert colour.contrast(one, one) == 1


def test_published_contrasts() -> None:
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colour.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert colour.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_published_oklch() -> None:
    assert colour.oklch(0.627955, 0.257683, 29.234) == "#ff0000"
    assert colour.oklch(1, 0, 0) == "#ffffff"


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_oklch_always_exists(lightness: float, chroma: float, hue: float) -> None:
    assert colour.parsed(colour.oklch(lightness, chroma, hue)) is not None


def test_pale_yellow_is_refused_on_light_and_navy_on_dark() -> None:
    assert not colour.reads("#ffee88", Theme.LIGHT)
    assert colour.reads("#ffee88", Theme.DARK)
    assert not colour.reads("#102050", Theme.DARK)
    assert colour.reads("#102050", Theme.LIGHT)


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "#12345g", "url(x)", ""])
def test_what_is_not_a_colour(text: str) -> None:
    assert colour.parsed(text) is None


def test_grounds_are_the_least_favourable_of_the_tokens() -> None:
    tokens = Path(parvis.__file__).parents[2] / "web/src/styles/tokens.css"
    grounds = re.findall(
        r"--(?:ground|surface|raised|sunken|hover|accent-soft): "
        r"light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)",
        tokens.read_text(encoding="utf-8"),
    )
    assert len(grounds) == 6
    light, dark = (
        [colour.oklch(*map(float, pair[side].split())) for pair in grounds] for side in (0, 1)
    )
    assert min(map(colour.luminance, light)) >= colour.luminance(colour.LIGHT_GROUND) - 0.002
    assert max(map(colour.luminance, dark)) <= colour.luminance(colour.DARK_GROUND) + 0.002
