"""The only way to write in the agenda. One file a family of verbs."""

from parvis.agenda.actions.answers import answer, approve, propose, take_proposal
from parvis.agenda.actions.bring import bring
from parvis.agenda.actions.change import cancel, edit, move
from parvis.agenda.actions.plan import plan
from parvis.agenda.actions.settings import set_preferences
from parvis.agenda.actions.undo import undo

__all__ = [
    "answer",
    "approve",
    "bring",
    "cancel",
    "edit",
    "move",
    "plan",
    "propose",
    "set_preferences",
    "take_proposal",
    "undo",
]
