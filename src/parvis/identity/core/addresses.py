"""Mail addresses as they are compared: exact, lower case, domains in ASCII."""

from __future__ import annotations

import re
import unicodedata

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST_DOMAIN = 253
_LONGEST = 254


def domain(text: str) -> str | None:
    """A domain as it is kept, or None when it cannot be one.

    Accents become their ASCII form (RFC 3492). Letters that only look like others, or that a
    mapping would turn into others (« ß », full width), make no domain: a near match is none.
    """
    folded = unicodedata.normalize("NFC", text).lower().removesuffix(".")
    labels = [_label(part) for part in folded.split(".")]
    if len(labels) == 1 or not all(labels):
        return None
    kept = ".".join(label for label in labels if label)
    return kept if len(kept) <= _LONGEST_DOMAIN else None


def _label(text: str) -> str | None:
    if not text.isascii():
        if unicodedata.normalize("NFKC", text).casefold() != text:
            return None
        if not all(letter.isalnum() or letter == "-" for letter in text):
            return None
        text = "xn--" + text.encode("punycode").decode("ascii")
    return text if _LABEL.fullmatch(text) else None


def address(text: str) -> str | None:
    """An address as it is kept, or None when it cannot be one; spaces around it do not count."""
    local, at, host = text.strip().rpartition("@")
    kept = domain(host)
    if not at or not kept or not local or "@" in local or any(c.isspace() for c in local):
        return None
    whole = f"{local.lower()}@{kept}"
    return whole if len(whole) <= _LONGEST else None


def domain_of(kept: str) -> str:
    """The domain of an address given by `address`."""
    return kept.rpartition("@")[2]
