"""Accounts that sign in, and each organisation's sign-in source.

None of it belongs to the scope: who is asking is not known yet when these rows are read.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class SignInSource(models.Model):
    """How an organisation's people sign in; today always with a password kept here."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="local")

    def __str__(self) -> str:
        return self.name


class MailDomain(models.Model):
    """A mail domain, exact, in the form of `core.addresses`: it leads to one source."""

    domain = models.CharField(max_length=253, primary_key=True)
    source = models.ForeignKey(SignInSource, on_delete=models.CASCADE, related_name="domains")

    def __str__(self) -> str:
        return self.domain


class AccountManager(BaseUserManager["Account"]):
    """Accounts come with their source: every request of a signed-in person needs both."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("source")


class Account(AbstractBaseUser):
    """A way to sign in, owned by one source and linked to one person."""

    email = models.EmailField(max_length=254, unique=True)
    source = models.ForeignKey(SignInSource, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return f"account {self.pk}"
