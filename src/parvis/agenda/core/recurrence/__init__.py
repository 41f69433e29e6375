"""Series of events: RRULE in, occurrences and sentences out."""

from parvis.agenda.core.recurrence.edit import end_before, moved, remaining
from parvis.agenda.core.recurrence.expand import (
    Occurrence,
    Start,
    first_date,
    occurrences,
    utc_until,
)
from parvis.agenda.core.recurrence.rule import BadRule, Frequency, Rule, build, parse
from parvis.agenda.core.recurrence.words import Pieces, describe, in_french, long_date

__all__ = [
    "BadRule",
    "Frequency",
    "Occurrence",
    "Pieces",
    "Rule",
    "Start",
    "build",
    "describe",
    "end_before",
    "first_date",
    "in_french",
    "long_date",
    "moved",
    "occurrences",
    "parse",
    "remaining",
    "utc_until",
]
