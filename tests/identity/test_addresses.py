"""Addresses and devices, as they are compared and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.identity.core.addresses import address, domain, domain_of
from parvis.identity.core.devices import device

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nom@lyon.example", "nom@lyon.example"),
        ("  Prenom.Nom@LYON.Example \n", "prenom.nom@lyon.example"),
        ("nom@lyon.example.", "nom@lyon.example"),
        ("nom@mairie-bézier.example", "nom@xn--mairie-bzier-ieb.example"),
        ("nom@MAIRIE-BÉZIER.example", "nom@xn--mairie-bzier-ieb.example"),
        ("nom@mairie-be\u0301zier.example", "nom@xn--mairie-bzier-ieb.example"),
        ("l'élue@lyon.example", "l'élue@lyon.example"),
        ("nom", None),
        ("", None),
        ("@lyon.example", None),
        ("nom@", None),
        ("nom@lyon", None),
        ("nom@lyon..example", None),
        ("nom@lyon.example..", None),
        ("nom@-lyon.example", None),
        ("nom@ lyon.example", None),
        ("nom nom@lyon.example", None),
        ("a@evil.example@lyon.example", None),
        ("nom@ｌｙｏｎ.example", None),
        ("nom@lyon。example", None),
        ("nom@straße.example", None),
        ("nom@lyon.example\0", None),
        ("nom@" + "a" * 64 + ".example", None),
        ("n" * 250 + "@lyon.example", None),
    ],
)
def test_address(text: str, kept: str | None) -> None:
    assert address(text) == kept


@given(st.text(max_size=80))
def test_what_is_kept_is_ascii_lower_and_stable(text: str) -> None:
    kept = domain(text)
    if kept is not None:
        assert kept.isascii()
        assert kept == kept.lower()
        assert domain(kept) == kept


@given(st.emails())
def test_real_addresses_are_kept(text: str) -> None:
    kept = address(text)
    assert kept is not None
    assert domain_of(kept) == text.rpartition("@")[2].lower()


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox Linux"),
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                " Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
            ),
            "Edge Windows",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko)"
                " SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"
            ),
            "Samsung Internet Android mobile",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
            ),
            "Safari iPhone mobile",
        ),
        (
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36"
                " (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
            ),
            "Chrome macOS",
        ),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_device(agent: str, told: str) -> None:
    found = device(agent)
    words = [found.browser, found.system, "mobile" if found.mobile else ""]
    assert " ".join(word for word in words if word) == told
