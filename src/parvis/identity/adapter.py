"""How allauth behaves here: no sign-up, our words, one count of tries per address."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parvis.identity import engines, labels
from parvis.identity.models import Account


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by their organisation, never by sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not go together."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- theirs
        return False

    def get_login_stages(self) -> list[str]:
        return []

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what was done in their own words."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account; a closed one is told like a wrong password."""
        found = super().authenticate(request, **credentials)
        return found if isinstance(found, Account) and found.is_active else None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try.

        Raises:
            ValidationError: too many; says how long to wait.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            seconds = engines.wait(request, action="login_failed", key=key)
            raise ValidationError(labels.too_many(seconds), code=error.code) from error

    def _get_login_attempts_cache_key(
        self,
        request: HttpRequest,  # noqa: ARG002 -- theirs
        **credentials: Any,
    ) -> str:
        return engines.tries_key(credentials.get("email", ""))
