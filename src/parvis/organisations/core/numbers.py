"""SIREN and SIRET: the numbers of French organisations and of their establishments.

Source: INSEE, "Système d'identification du répertoire des entreprises"; Luhn's formula
(ISO/IEC 7812-1 annex B). La Poste (SIREN 356000000) numbers its establishments so that the sum of
the fourteen digits is a multiple of five, except its head office, which keeps Luhn's formula.
"""

from __future__ import annotations

LA_POSTE = "356000000"
_SIREN, _SIRET = 9, 14


def luhn(digits: str) -> bool:
    """Whether the digits, the last being the control digit, satisfy Luhn's formula."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += sum(divmod(value, 10))
    return total % 10 == 0


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def is_siren(text: str) -> bool:
    """Whether the text, without spaces, is a possible SIREN."""
    return _digits(text, _SIREN) and luhn(text)


def is_siret(text: str) -> bool:
    """Whether the text, without spaces, is a possible SIRET."""
    if not _digits(text, _SIRET) or not luhn(text[:_SIREN]):
        return False
    if luhn(text):
        return True
    return text.startswith(LA_POSTE) and sum(map(int, text)) % 5 == 0


def compact(text: str) -> str:
    """The number without the spaces people write: "256 910 183" -> "256910183"."""
    return "".join(text.split())


def spaced(number: str) -> str:
    """As people read it, with narrow no-break spaces: "256 910 183", "256 910 183 00035"."""
    siren = [number[start : start + 3] for start in (0, 3, 6)]
    return "\u202f".join([*siren, number[_SIREN:]] if len(number) > _SIREN else siren)
