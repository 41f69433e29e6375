"""Names of live topics."""

from __future__ import annotations

import hashlib


def session_topic(session_key: str) -> str:
    """The live topic that says « gone » when the session ends; the key cannot be read from it."""
    return "session:" + hashlib.sha256(session_key.encode()).hexdigest()[:32]
