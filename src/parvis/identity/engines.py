"""What the engine behind signing in, allauth, counts for us."""

from __future__ import annotations

import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

_APP = "allauth.account"


def wait(request: HttpRequest, *, action: str, key: str | None = None) -> int:
    """Seconds until `action` is allowed again; 0 when it is."""
    now = time.time()  # the clock allauth writes tries with
    longest = 0.0
    for rate in ratelimit.get_rates(app=_APP, action=action):
        place = ratelimit.get_cache_key(request, app=_APP, action=action, rate=rate, key=key)
        tries = cache.get(place, [])  # times of the tries, the latest first
        if len(tries) >= rate.amount:
            longest = max(longest, tries[rate.amount - 1] + rate.duration - now)
    return max(0, round(longest))


def tries_key(email: str) -> str:
    """What failed tries are counted under: the address alone, whatever name the server goes by."""
    return email.lower()
