"""The only way to read the agenda. One file a kind of page."""

from parvis.agenda.queries.calendar import local_day, my_events, time_of
from parvis.agenda.queries.events import event_page
from parvis.agenda.queries.files import event_file
from parvis.agenda.queries.slots import common_slots, gather
from parvis.agenda.queries.waiting import Waiting, to_answer

__all__ = [
    "Waiting",
    "common_slots",
    "event_file",
    "event_page",
    "gather",
    "local_day",
    "my_events",
    "time_of",
    "to_answer",
]
