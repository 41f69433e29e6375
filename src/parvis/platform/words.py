"""Text as search compares it: no accents, no case, words apart."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})


def words(text: str) -> list[str]:
    """The words of a text: "Œuvre d'Élise Saint-Priest" -> oeuvre d elise saint priest."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return [word for word in _APART.split(bare) if word]


def indexed(*texts: str) -> str:
    """What is stored: each word preceded by a space, so that " mar" finds a beginning of word."""
    return "".join(f" {word}" for text in texts for word in words(text))
