"""Days in addresses."""

from __future__ import annotations

from datetime import date

FIRST, LAST = 1900, 2200


class DayConverter:
    """« 2026-01-12 »."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if not FIRST <= day.year <= LAST:
            raise ValueError(value)
        return day

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()
