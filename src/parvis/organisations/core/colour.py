"""Colours of organisations: readable on both themes, or refused.

Sources: contrast, WCAG 2.2 (relative luminance and success criterion 1.4.3); OKLCH, CSS Color 4.
The grounds are the least favourable backgrounds of the two themes in the style sheet's tokens: an
organisation's colour that reads there reads everywhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

_HEX = re.compile(r"#[0-9a-f]{6}")
LIGHT_GROUND = "#f0ece5"  # --hover of the light theme, oklch(0.945 0.01 85)
DARK_GROUND = "#1f3446"  # --accent-soft of the dark theme, oklch(0.315 0.042 246)
LIGHT_INK, DARK_INK = "#ffffff", "#0d1015"
ENOUGH = 4.5
_CODED_KNEE, _LINEAR_KNEE = 0.04045, 0.0031308  # sRGB, IEC 61966-2-1
_HALF = 0.5001  # of the gamut, with room for rounding


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same colour for the two themes, as "#rrggbb"."""

    light: str
    dark: str


def parsed(text: str) -> str | None:
    """The colour as "#rrggbb" in lower case, or None."""
    cleaned = text.strip().lower()
    return cleaned if _HEX.fullmatch(cleaned) else None


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1."""

    def linear(start: int) -> float:
        value = int(colour[start : start + 2], 16) / 255
        return value / 12.92 if value <= _CODED_KNEE else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def reads(colour: str, theme: Theme) -> bool:
    """Whether the colour reads as text on the theme, and the theme's ink on the colour."""
    ground, ink = (LIGHT_GROUND, LIGHT_INK) if theme is Theme.LIGHT else (DARK_GROUND, DARK_INK)
    return min(contrast(colour, ground), contrast(colour, ink)) >= ENOUGH


def pair(hue: int) -> Pair:
    """A readable pair of that hue, in degrees: as vivid and as middling as contrast allows."""
    return Pair(
        light=_first(hue, [step / 100 for step in range(50, 20, -1)], 0.13, Theme.LIGHT),
        dark=_first(hue, [step / 100 for step in range(74, 97)], 0.11, Theme.DARK),
    )


def _first(hue: int, lightnesses: list[float], chroma: float, theme: Theme) -> str:
    colours = (oklch(lightness, chroma, hue) for lightness in lightnesses)
    return next(colour for colour in colours if reads(colour, theme))


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """CSS `oklch()` as "#rrggbb"; chroma falls until the colour exists in sRGB."""
    while True:
        channels = _linear(lightness, chroma, math.radians(hue))
        if all(abs(value - 0.5) <= _HALF for value in channels) or chroma <= 0:
            return "#" + "".join(f"{_encoded(value):02x}" for value in channels)
        chroma = max(0.0, chroma - 0.005)


def _linear(lightness: float, chroma: float, angle: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(value: float) -> int:
    bounded = min(1.0, max(0.0, value))
    if bounded <= _LINEAR_KNEE:
        return round(12.92 * bounded * 255)
    coded: float = 1.055 * bounded ** (1 / 2.4) - 0.055
    return round(coded * 255)
