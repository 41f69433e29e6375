"""Which browser on which system, as far as a User-Agent header tells.

Browsers name the ones they descend from: the order matters. Nothing is decided from it, people only
recognise their own machines in the list of their sessions.
"""

from __future__ import annotations

from parvis.identity.types import Device

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_MOBILE = ("iPad", "iPhone", "Android", "Mobile")


def device(user_agent: str) -> Device:
    """The browser and the system named by the header."""
    return Device(
        browser=next((name for sign, name in _BROWSERS if sign in user_agent), ""),
        system=next((name for sign, name in _SYSTEMS if sign in user_agent), ""),
        mobile=any(sign in user_agent for sign in _MOBILE),
    )
