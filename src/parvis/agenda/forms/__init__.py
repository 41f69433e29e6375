"""What people fill in. Forms read and check; actions decide."""

from parvis.agenda.forms.answer import REACHES, AnswerForm, ProposeForm, ReachForm
from parvis.agenda.forms.event import EventForm, values_of
from parvis.agenda.forms.repeat import RepeatForm, choices_of
from parvis.agenda.forms.settings import SettingsForm, values_of_week
from parvis.agenda.forms.slot import ROOM_GONE, BookForm, HourForm, SlotForm

__all__ = [
    "REACHES",
    "ROOM_GONE",
    "AnswerForm",
    "BookForm",
    "EventForm",
    "HourForm",
    "ProposeForm",
    "ReachForm",
    "RepeatForm",
    "SettingsForm",
    "SlotForm",
    "choices_of",
    "values_of",
    "values_of_week",
]
