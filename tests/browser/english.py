"""English words that were left on a page."""

from __future__ import annotations

import gettext
import re
from functools import cache

from tests.browser.visitor import ROOT, Visitor, said

# Words that are no French ones, and that no French sentence of an agent has.
_WORDS = re.compile(
    r"\b(the|and|with|your|you|this|that|from|for|not|new|is|are|was|have|has|will|be|been|of|to"
    r"|by|it|at|search|save|cancel|delete|edit|back|next|previous|today|tomorrow|yesterday|week(?!-)"
    r"|month|day|days|year|hour|hours|minutes ago|close|sign in|sign out|sign|home|people|room"
    r"|rooms|none|yes|please|enter|required|must|only|when|where|who|what|why|all|more|less"
    r"|meeting|calendar|settings|loading|error|warning|undo|add|remove|choose|select|name|title"
    r"|time|password|slot|slots|free|busy|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|january|february|march|april|may|june|july|august|october)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|\S+://\S+|\b\S+\.(?:example|fr|org)\S*")
_SAID = """() => {
    const left = 'script, style, kbd, code, [lang]:not(html), .avatar-face';
    const found = [];
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (!node.parentElement.closest(left)) found.push(node.textContent);
    }
    const names = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
    for (const one of document.querySelectorAll('*')) {
        for (const name of names) if (one.hasAttribute(name)) found.push(one.getAttribute(name));
    }
    return found;
}"""


@cache
def untranslated() -> frozenset[str]:
    """What the code says in English and the catalogues otherwise in French."""
    found: set[str] = set()
    for path in ROOT.glob("src/parvis/*/locale/fr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            catalogue: dict[object, str] = gettext.GNUTranslations(file)._catalog
        for key, text in catalogue.items():
            source = key[0] if isinstance(key, tuple) else str(key)
            source = source.rpartition("\x04")[2]
            if source and said(source) != said(text) and not re.search(r"[%{]", source):
                found.add(said(source))
    assert found
    return frozenset(found) - {said(text) for text in _also_french()}


def _also_french() -> set[str]:
    """Texts that are the French of another message."""
    found: set[str] = set()
    for path in ROOT.glob("src/parvis/*/locale/fr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            found |= set(gettext.GNUTranslations(file)._catalog.values())
    return found


def english(visitor: Visitor) -> list[str]:
    """Texts of the page, names of its parts included, that are not French."""
    texts = {said(text) for text in visitor.page.evaluate(_SAID)} - {""}
    return sorted(
        text for text in texts if text in untranslated() or _WORDS.search(_ADDRESS.sub("", text))
    )
