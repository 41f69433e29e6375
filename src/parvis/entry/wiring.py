"""What this process is made of: which hub carries live messages, who is behind a session."""

from __future__ import annotations

from django.db import close_old_connections
from django.utils import timezone

from parvis.entry.streams import Viewer
from parvis.identity import api as identity
from parvis.organisations import api as organisations
from parvis.platform import live
from parvis.platform.config import Config
from parvis.platform.db import everywhere


def install_hub(config: Config) -> live.Hub:
    """Install the hub that the database URL implies; the caller starts and stops it."""
    hub: live.Hub = live.PostgresHub(config.database) if config.postgresql else live.MemoryHub()
    live.install(hub)
    return hub


def recognise(session_key: str, wished: tuple[str, ...]) -> Viewer | None:
    """Who is behind a session, with the topics she may watch; None when it has ended.

    Beside her own topic she may watch `organisation:<id>` where she works or sits.
    """
    with everywhere("a live page says who is watching"):
        account = identity.account_of_session(session_key)
        if account is None:
            return None
        topics = set() if account.person_id is None else {f"person:{account.person_id}"}
        if wished:
            actor = organisations.actor_of(
                account, acting_for=None, on=timezone.localdate(), request_id=""
            )
            topics |= {f"organisation:{number}" for number in actor.organisations} & {*wished}
    return Viewer(account.id, identity.session_topic(session_key), frozenset(topics))


def recognise_in_thread(session_key: str, wished: tuple[str, ...]) -> Viewer | None:
    """`recognise` in a thread that keeps no connection: no request ends there to close it."""
    try:
        return recognise(session_key, wished)
    finally:
        close_old_connections()
