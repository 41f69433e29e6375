"""Counts of tries start anew with each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from tests.cast import Cast
from tests.identity.tools import with_password

from parvis.identity.models import Account


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    if not settings.PARVIS.postgresql:  # there they are rows, gone with the test's own
        cache.clear()
    return


@pytest.fixture
def alice(cast: Cast) -> Account:
    """Alice of Atelier, who has chosen her password."""
    return with_password("alice@atelier.example")
