"""Short messages that say what was done and take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say what was done; `undo` is the address a POST to which takes it back."""
    messages.add_message(request, messages.SUCCESS, text, extra_tags=undo, fail_silently=True)


def failed(request: HttpRequest, text: str) -> None:
    """Say what could not be done; stays until it is closed."""
    messages.add_message(request, messages.ERROR, text, fail_silently=True)
