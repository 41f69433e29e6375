"""Signing out ends what is open elsewhere in the same browser; other browsers keep their own."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Meet
from tests.browser.visitor import ADMINISTRATOR, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
AT_MOST = 5


def sign_out(who: Visitor) -> None:
    who.page.locator(".topbar-end summary").click()
    who.page.get_by_role("button", name="Se déconnecter").click()
    expect(who.page.get_by_role("heading", name="Votre session est fermée")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/agenda/", "/agenda/nouveau/"])
def test_signing_out_in_one_tab_closes_the_other(meet: Meet, path: str) -> None:
    first = meet(ADMINISTRATOR, fresh=True)
    elsewhere = meet(ADMINISTRATOR, fresh=True)
    second = first.another()
    second.go(path)
    second.settle()
    sign_out(first)
    since = time.monotonic()
    expect(second.page).to_have_url(re.compile("/compte/connexion/"), timeout=AT_MOST * 1000)
    expect(second.page.locator("input[name=login]")).to_be_visible()
    assert time.monotonic() - since < AT_MOST
    assert "next=" in second.page.url
    elsewhere.page.reload()
    elsewhere.at_home()


def listed(who: Visitor) -> set[str]:
    """The other sessions that her list can close."""
    who.go("/compte/sessions/")
    found: list[str] = who.page.eval_on_selector_all(
        "main input[name=session]", "all => all.map(one => one.value)"
    )
    return set(found)


def test_closing_a_session_from_the_list_closes_its_pages(meet: Meet) -> None:
    one = meet(ADMINISTRATOR, fresh=True)
    before = listed(one)
    other = meet(ADMINISTRATOR, fresh=True)
    other.settle()
    (opened,) = listed(one) - before
    row = one.page.locator("main li", has=one.page.locator(f"input[value='{opened}']"))
    row.get_by_role("button", name=re.compile("Fermer")).click()
    expect(other.page).to_have_url(re.compile("/compte/connexion/"), timeout=AT_MOST * 1000)
    assert opened not in listed(one)
