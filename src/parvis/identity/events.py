"""What happened to sources, accounts and sessions, as ids; never an address, never a secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parvis.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOpened(Event):
    """An organisation's people can sign in."""

    verb: ClassVar[str] = "identity.open_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsOpened(Event):
    """`count` accounts were opened in one source of `organisation`."""

    verb: ClassVar[str] = "identity.open_account"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    """Somebody came in."""

    verb: ClassVar[str] = "identity.sign_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(Event):
    """A password was wrong; the subject is `account:0` when the address has no account."""

    verb: ClassVar[str] = "identity.fail_sign_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    """Somebody ended the session she was in."""

    verb: ClassVar[str] = "identity.sign_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """A signed-in person chose a new password."""

    verb: ClassVar[str] = "identity.change_password"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordReset(Event):
    """A new password was chosen by the link of a mail."""

    verb: ClassVar[str] = "identity.reset_password"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    """A person ended `count` of her own sessions."""

    verb: ClassVar[str] = "identity.end_session"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAsked(Event):
    """Somebody asked for a new password; `account` is 0 when the address has none."""

    verb: ClassVar[str] = "identity.ask_reset"
    account: int
