"""The common slot: busy times and hours in, ranked slots and reasons out.

Pure functions over integer minutes; no title, name or place ever enters.
"""

from parvis.agenda.core.slots.search import explain, find, free_starts
from parvis.agenda.core.slots.shapes import (
    STEPS,
    Answer,
    BlockCode,
    Blocker,
    Busy,
    Party,
    Reason,
    ReasonCode,
    Refusal,
    Request,
    Room,
    Slot,
)

__all__ = [
    "STEPS",
    "Answer",
    "BlockCode",
    "Blocker",
    "Busy",
    "Party",
    "Reason",
    "ReasonCode",
    "Refusal",
    "Request",
    "Room",
    "Slot",
    "explain",
    "find",
    "free_starts",
]
