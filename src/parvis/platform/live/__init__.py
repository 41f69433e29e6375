"""Live pages: `tell(topic)` after a commit; the open pages of that topic ask again."""

from __future__ import annotations

from parvis.platform.live.hub import Hub, MemoryHub, PostgresHub, Subscription

__all__ = ["Hub", "MemoryHub", "PostgresHub", "Subscription", "hub", "install", "tell"]

_hub: Hub = MemoryHub()


def install(chosen: Hub) -> None:
    """Choose the hub of this process; called once at start."""
    global _hub  # noqa: PLW0603 -- one hub per process, chosen at start
    _hub = chosen


def hub() -> Hub:
    """The hub of this process."""
    return _hub


def tell(topic: str, message: str = "changed") -> None:
    """Say that something changed to whoever watches the topic, such as "person:42"."""
    _hub.publish(topic, message)
