"""The grid under the hand: draw, drag, nudge, take back; live when somebody else changes it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.conftest import Meet
from tests.browser.visitor import MARC, NADIA, Visitor, said, today

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def plan(who: Visitor, title: str, weeks: int, guest: str = "") -> str:
    """An event on a Wednesday some weeks ahead, 10:00 to 11:00; the address of its week."""
    day = today() + timedelta(weeks=weeks)
    day += timedelta(days=2 - day.weekday())
    who.go(f"/agenda/nouveau/?start={day}T10:00:00&end={day}T11:00:00")
    who.page.get_by_label("Titre").fill(title)
    if guest:
        field = who.page.get_by_role("combobox", name=re.compile("Personnes attendues"))
        field.fill(guest)
        expect(who.page.locator(".option[aria-selected=true]")).to_contain_text(guest)
        field.press("Enter")
    who.page.get_by_role("button", name="Enregistrer").click()
    expect(who.page.locator(".toast")).to_contain_text("C’est planifié.")
    return f"/agenda/semaine/{day}/"


def hours(block: Locator) -> str:
    """« 10 h – 11 h »."""
    return said(block.locator(".cal-when").inner_text())


def drag(who: Visitor, block: Locator, rows: float) -> None:
    """Drag a block down by that many hours."""
    expect(block).to_be_visible()
    box = block.bounding_box()
    for _try in range(20):  # the grid scrolls to the morning once it is drawn
        who.page.wait_for_timeout(100)
        before, box = box, block.bounding_box()
        if box == before:
            break
    row = who.page.locator(".cal-row").first.bounding_box()
    assert box is not None
    assert row is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    who.page.mouse.move(x, y)
    who.page.mouse.down()
    who.page.mouse.move(x, y + 12)
    who.page.mouse.move(x, y + row["height"] * rows, steps=4)
    who.page.mouse.up()


def test_drag_then_undo(meet: Meet) -> None:
    nadia = meet(NADIA)
    week = plan(nadia, "À déplacer", 30)
    nadia.go(week)
    block = nadia.page.locator(".cal-event", has_text="À déplacer")
    drag(nadia, block, 2)
    expect(nadia.page.locator(".toast")).to_contain_text("déplacé")
    assert hours(block) == "12 h – 13 h"
    nadia.go(week)
    assert hours(block) == "12 h – 13 h"
    drag(nadia, block, -1)
    expect(nadia.page.locator(".toast")).to_contain_text("déplacé")
    nadia.page.locator(".toast").get_by_role("button", name="Annuler").click()
    expect(nadia.page.locator("#annonces")).to_contain_text("remis à son heure")
    nadia.go(week)
    assert hours(block) == "12 h – 13 h"


def test_nudge_with_the_keyboard(meet: Meet) -> None:
    nadia = meet(NADIA)
    week = plan(nadia, "Au quart d’heure", 31)
    nadia.go(week)
    block = nadia.page.locator(".cal-event", has_text="Au quart d’heure")
    block.focus()
    nadia.page.keyboard.press("Alt+ArrowDown")
    nadia.page.keyboard.press("Alt+Shift+ArrowDown")
    expect(nadia.page.locator(".toast")).to_contain_text("déplacé")
    nadia.go(week)
    assert hours(block) == "10 h 15 – 11 h 30"


def test_draw_an_event(meet: Meet) -> None:
    nadia = meet(NADIA)
    day = today() + timedelta(weeks=32)
    nadia.go(f"/agenda/jour/{day}/")
    nadia.page.locator('.cal-cell[data-minutes="840"]').click()
    expect(nadia.page.get_by_label("Début")).to_have_value("14:00")
    expect(nadia.page.get_by_label("Fin", exact=True)).to_have_value("15:00")
    expect(nadia.page.locator("input[name=starts_on]")).to_have_value(str(day))


def test_invitation_comes_by_itself(meet: Meet) -> None:
    """Two people's browsers are open: what one plans appears in the other's."""
    nadia, marc = meet(NADIA), meet(MARC)
    expect(marc.page.locator("#a-repondre")).to_be_visible()
    search = marc.page.get_by_role("searchbox")
    search.focus()
    week = plan(nadia, "En direct", 1, guest="Marc Perrin")
    row = marc.page.locator("#a-repondre .row", has_text="En direct")
    expect(row).to_be_visible(timeout=15_000)
    expect(search).to_be_focused()  # what comes by itself does not take the focus
    marc.go(week)
    expect(marc.page.locator(".cal-event", has_text="En direct")).to_be_visible()
    nadia.page.get_by_role("button", name="Annuler").click()
    expect(marc.page.locator(".cal-event", has_text="En direct")).to_have_count(0, timeout=15_000)


def test_days_of_the_slots_change_in_place(meet: Meet) -> None:
    """Another day is shown without leaving the page; the address follows, so that it is shared."""
    nadia = meet(NADIA)
    nadia.go("/annuaire/?q=marc+perrin")
    nadia.page.get_by_role("link", name="Marc Perrin").first.click()
    nadia.page.get_by_role("link", name="Proposer un créneau").click()
    days = nadia.page.locator(".finder-days a")
    expect(days.first).to_be_visible()
    nadia.page.evaluate("window.kept = 'same page'")
    last = days.last
    day = said(last.inner_text()).splitlines()[0]
    last.click()
    title = nadia.page.locator("#journee-titre")
    expect(title).to_be_focused()
    assert said(title.inner_text()).lower().startswith(day.split(" 1")[0].lower())
    assert "jour=" in nadia.page.url
    assert nadia.page.evaluate("window.kept") == "same page"
    assert nadia.violations() == []
