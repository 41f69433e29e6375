"""What can go wrong, once: domain errors and how each is told to people, programs and the log.

Rooms derive their errors from the five bases below and give them a `code` and a `message`. The
table at the end is the only place where an error becomes a status.
"""
# ruff: noqa: N818 -- named for what happened, as they are raised

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class DomainError(Exception):
    """Something a rule of the house forbids or cannot give. Never a bug."""

    code: str = "platform.error"
    message: Text = _("This could not be done.")
    mend: Text = ""

    def __init__(
        self, message: Text = "", *, fields: Mapping[str, Text] | None = None, mend: Text = ""
    ) -> None:
        super().__init__(message or self.message)
        self.text: Text = message or self.message
        self.mend_text: Text = mend or self.mend
        self.fields: dict[str, Text] = dict(fields or {})

    def __str__(self) -> str:
        return str(self.text)


class Refused(DomainError):
    """The actor may not do this."""

    code = "platform.refused"
    message = _("You may not do this.")


class Missing(DomainError):
    """It does not exist, or the actor may not know that it does."""

    code = "platform.missing"
    message = _("This page does not exist, or is not shared with you.")


class Invalid(DomainError):
    """Some fields cannot be accepted; `fields` names each with its mend."""

    code = "platform.invalid"
    message = _("Some answers need to be corrected.")


class Conflict(DomainError):
    """Somebody else changed it first, or it is already taken."""

    code = "platform.conflict"
    message = _("Somebody changed this in the meantime.")


class Unavailable(DomainError):
    """A part of the platform does not answer; nothing was lost."""

    code = "platform.unavailable"
    message = _("This part of the platform does not answer at the moment.")


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind of error is told."""

    status: HTTPStatus
    title: Text
    level: int


TABLE: dict[type[DomainError], Telling] = {
    Refused: Telling(HTTPStatus.FORBIDDEN, _("You do not have access"), logging.INFO),
    Missing: Telling(HTTPStatus.NOT_FOUND, _("Page not found"), logging.INFO),
    Invalid: Telling(HTTPStatus.UNPROCESSABLE_ENTITY, _("To be corrected"), logging.INFO),
    Conflict: Telling(HTTPStatus.CONFLICT, _("Already changed"), logging.INFO),
    Unavailable: Telling(
        HTTPStatus.SERVICE_UNAVAILABLE, _("Momentarily unavailable"), logging.WARNING
    ),
    DomainError: Telling(HTTPStatus.BAD_REQUEST, _("Not possible"), logging.WARNING),
}


def telling(error: DomainError) -> Telling:
    """The line of the table for this error: that of its nearest base."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
