"""The story of the house: an agent of Vénissieux meets Lyon and the Métropole."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Meet
from tests.browser.visitor import CLAIRE, MARC, NADIA, Visitor, today

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HOUR = re.compile(r"\d{1,2}\sh")


def choose(page: Page, name: str) -> None:
    """Pick a person in the field « Avec »: type, wait, Enter."""
    field = page.get_by_role("combobox", name="Avec", exact=True)
    field.focus()
    page.keyboard.type(name)
    expect(page.locator(".option[aria-selected=true]")).to_contain_text(name, ignore_case=True)
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text=name).first).to_be_visible()


def planned(page: Page) -> tuple[str, str]:
    """The week and the hours of the meeting on its confirmation page."""
    when = page.locator(".notice").inner_text()
    hours = re.findall(r"(\d{1,2})\sh(?:\s(\d{2}))?", when)[:2]
    start, end = (f"{h} h {m}".strip() for h, m in hours)
    week = page.get_by_role("link", name="Voir dans mon agenda").get_attribute("href")
    assert week is not None
    return week, f"{start} – {end}"


def said(text: str) -> str:
    """Without the kinds of spaces."""
    return re.sub(r"\s", " ", text.replace("\u202f", " "))


def in_the_grid(who: Visitor, week: str, title: str, hours: str) -> None:
    """The week's grid shows the meeting at these hours."""
    who.go(week)
    block = who.page.locator(".cal-event", has_text=title)
    expect(block).to_be_visible()
    assert hours in said(block.locator(".cal-when").inner_text())


def search(nadia: Visitor) -> None:
    """Ask one hour with Marc and Claire, and read the answer."""
    page = nadia.page
    page.get_by_role("link", name="Trouver un créneau").first.click()
    choose(page, "Marc Perrin")
    choose(page, "Claire Fontaine")
    nadia.shoot("2-question")
    page.get_by_role("button", name="Chercher des créneaux").click()
    expect(page.get_by_role("heading", name=re.compile(r"\d+ créneaux"))).to_be_visible()
    best = page.locator(".slot").first
    expect(best).to_contain_text("Tout le monde est libre")
    best.get_by_text("pourquoi").click()
    expect(best.get_by_text("/ 100")).to_be_visible()
    refused = page.locator(".refused .row").filter(has_text="Marc Perrin n’est pas libre")
    expect(refused.first).to_be_visible()
    expect(page.locator(".strip-row")).to_have_count(4)  # the hours, and three people
    expect(page.locator(".strip-free").first).to_be_visible()
    nadia.shoot("3-creneaux")


def book(nadia: Visitor, title: str) -> tuple[str, str]:
    """Book the best slot; the address of its week, and its hours."""
    page = nadia.page
    page.locator(".slot").first.get_by_role("link", name="Réserver").click()
    page.get_by_label("Titre").fill(title)
    nadia.shoot("4-reservation")
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_role("heading", name="Les invitations sont envoyées")).to_be_visible()
    nadia.shoot("5-confirmation")
    return planned(page)


def test_with_the_mouse(meet: Meet) -> None:
    nadia = meet(NADIA)
    nadia.shoot("1-accueil")
    search(nadia)
    week, hours = book(nadia, "Convention de mise à disposition")

    marc = meet(MARC)
    row = marc.page.locator("#a-repondre .row", has_text="Convention de mise à disposition")
    expect(row).to_contain_text("Nadia Benali vous invite")
    marc.shoot("6-a-repondre")
    row.get_by_role("button", name="Accepter").click()
    expect(row).to_have_count(0)
    expect(marc.page.locator(".toast")).to_contain_text("Vous avez accepté")

    claire = meet(CLAIRE)
    claire.page.get_by_role("link", name="Convention de mise à disposition").first.click()
    claire.page.get_by_role("button", name="Accepter").click()
    expect(claire.page.locator("main [aria-pressed=true]")).to_contain_text("Accepter")
    claire.shoot("7-invitation")

    for who in (nadia, marc, claire):
        in_the_grid(who, week, "Convention de mise à disposition", hours)
    nadia.shoot("8-semaine")
    nadia.page.locator(".cal-event", has_text="Convention").click()
    expect(nadia.page.get_by_text("2 acceptent")).to_be_visible()


def test_with_the_keyboard_only(meet: Meet) -> None:
    nadia = meet(NADIA)
    page, keys = nadia.page, nadia.page.keyboard
    keys.press("g")
    keys.press("t")
    expect(page.get_by_role("heading", name="Trouver un créneau")).to_be_visible()
    keys.press("Tab")  # the link that skips to the content comes first
    keys.press("Enter")
    nadia.tab_to("#id_avec")
    for name in ("Marc Perrin", "Claire Fontaine"):
        keys.type(name.lower())
        expect(page.locator(".option[aria-selected=true]")).to_contain_text(name)
        keys.press("Enter")
        expect(page.locator(".chip", has_text=name)).to_be_visible()
    nadia.tab_to(".question-form .form-actions button")
    keys.press("Enter")
    expect(page.locator(".slot").first).to_be_visible()
    nadia.tab_to(".why > summary")
    keys.press("Enter")
    expect(page.locator(".slot").first.get_by_text("/ 100")).to_be_visible()
    nadia.tab_to(".slot a.button")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Réserver ce créneau")).to_be_visible()
    nadia.tab_to("#id_title")
    keys.type("Au clavier seul")
    nadia.tab_to(".form-actions button")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Les invitations sont envoyées")).to_be_visible()
    week, hours = planned(page)

    for mail in (MARC, CLAIRE):
        guest = meet(mail)
        expect(guest.page.locator("#a-repondre .row", has_text="Au clavier seul")).to_be_visible()
        row = "#a-repondre .row:has-text('Au clavier seul')"
        guest.page.locator(f"{row} button").first.evaluate("one => one.id = 'celui-ci'")
        guest.tab_to("#celui-ci")
        guest.page.keyboard.press("Enter")
        expect(guest.page.locator(row)).to_have_count(0)
        in_the_grid(guest, week, "Au clavier seul", hours)

    in_the_grid(nadia, week, "Au clavier seul", hours)
    shortcuts(nadia)


def shortcuts(who: Visitor) -> None:
    """One key leads from a view of the calendar to the next."""
    page = who.page
    views = {"j": "semaine", "k": "semaine", "m": "mois", "d": "jour", "l": "liste", "c": "nouveau"}
    for key, word in views.items():
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        assert f"/agenda/{word}/" in page.url


def plan_by_form(who: Visitor, title: str, day: date, start: str, end: str) -> None:
    """Fill the form of a new event with marc and claire."""
    who.go("/agenda/nouveau/")
    page = who.page
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Date", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Début").fill(start)
    page.get_by_label("Fin", exact=True).fill(end)
    for name in ("Marc Perrin", "Claire Fontaine"):
        field = page.get_by_role("combobox", name=re.compile("Personnes attendues"))
        field.fill(name)
        expect(page.locator(".option[aria-selected=true]")).to_contain_text(name)
        field.press("Enter")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".toast")).to_contain_text("C’est planifié.")


def test_winter_and_summer_wherever_the_browser_is(meet: Meet) -> None:
    """14:00 in Lyon is 14:00 for everybody, in January and in July."""
    year = today().year + 1
    nadia = meet(NADIA, timezone_id="Europe/Paris")
    days = {date(year, 1, 15): "Hiver", date(year, 7, 15): "Été"}
    for day, title in days.items():
        plan_by_form(nadia, title, day, "14h", "15 h")
    others = (meet(MARC, timezone_id="America/New_York"), meet(CLAIRE, timezone_id="Asia/Tokyo"))
    for who in (nadia, *others):
        for day, title in days.items():
            in_the_grid(who, f"/agenda/semaine/{day}/", title, "14 h – 15 h")
    bare = meet(MARC, timezone_id="Asia/Tokyo", java_script_enabled=False)
    for day, title in days.items():
        bare.go(f"/agenda/jour/{day}/")
        line = bare.page.locator(".agenda-item", has_text=title)
        assert "14 h – 15 h" in said(line.inner_text())


def test_saturdays_and_evenings_show(meet: Meet) -> None:
    nadia = meet(NADIA)
    year = today().year + 1
    monday = date(year, 3, 1) + timedelta(days=-date(year, 3, 1).weekday() % 7)
    saturday = monday + timedelta(days=5)
    plan_by_form(nadia, "Marché du samedi", saturday, "9:00", "10:00")
    plan_by_form(nadia, "Conseil du soir", monday, "20h30", "22h")
    in_the_grid(nadia, f"/agenda/semaine/{monday}/", "Marché du samedi", "9 h – 10 h")
    in_the_grid(nadia, f"/agenda/semaine/{monday}/", "Conseil du soir", "20 h 30 – 22 h")
    nadia.page.locator(".cal-event", has_text="Conseil du soir").scroll_into_view_if_needed()
    nadia.shoot("9-soir-et-samedi")


def test_without_script(meet: Meet) -> None:
    """Search, book, answer: plain pages and forms."""
    nadia = meet(NADIA, java_script_enabled=False)
    page = nadia.page
    nadia.go("/agenda/creneau/")
    for name in ("Marc Perrin", "Claire Fontaine"):
        page.locator("#id_avec").fill(name)
        page.locator("button[name=avec-search]").click()
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_role("button", name="Chercher des créneaux").click()
    page.locator(".slot").first.get_by_role("link", name="Réserver").click()
    page.get_by_label("Titre").fill("Sans script")
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_role("heading", name="Les invitations sont envoyées")).to_be_visible()
    page.get_by_role("button", name="Annuler la réservation").click()
    expect(page.locator(".toast")).to_contain_text("annulée")
