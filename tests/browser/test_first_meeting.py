"""The story of the house: an agent of Vénissieux meets Lyon and the Métropole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Meet
from tests.browser.visitor import (
    CLAIRE,
    MARC,
    NADIA,
    PASSWORD,
    PHONE,
    WIDE,
    Visitor,
    said,
    today,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
GUESTS = {MARC: "Marc Perrin", CLAIRE: "Claire Fontaine"}
_HOUR = re.compile(r"(\d{1,2}) h(?: (\d{2}))?")
_ENOUGH = 8  # letters of a title that cannot be there by chance


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the confirmation says: the title, the day as in an address, the hours of the grid."""

    title: str
    day: str
    hours: str
    week: str


def confirmed(page: Page, title: str) -> Meeting:
    """Read the page that says the invitations are sent."""
    expect(page.get_by_role("heading", name="Les invitations sont envoyées")).to_be_visible()
    when = said(page.locator(".notice").inner_text())
    start, end = (f"{hour} h {minute}".strip() for hour, minute in _HOUR.findall(when)[:2])
    week = page.get_by_role("link", name="Voir dans mon agenda").get_attribute("href")
    assert week is not None
    return Meeting(title, week.rstrip("/").rpartition("/")[2], f"{start} – {end}", week)


def in_the_grid(who: Visitor, meeting: Meeting) -> Locator:
    """The week on screen shows the meeting on its day, at its hours."""
    block = who.page.locator(
        f'.cal-col[data-day="{meeting.day}"] .cal-event', has_text=meeting.title
    )
    who.in_sight(block)
    assert meeting.hours in said(block.locator(".cal-when").inner_text())
    return block


def titles(who: Visitor) -> set[str]:
    """What this person's next meetings are called, in her own list."""
    who.go(f"/agenda/liste/{today()}/")
    found = {said(one) for one in who.page.locator(".agenda-item .row-title").all_inner_texts()}
    assert found
    return {title for title in found if len(title) > _ENOUGH}


def unread(who: Visitor) -> int:
    """The figure on the bell."""
    figure = re.search(r"\d+", who.page.locator("#cloche").inner_text())
    return int(figure[0]) if figure else 0


def hears(who: Visitor, number: int) -> None:
    """The bell comes to this figure by itself."""
    expect(who.page.locator("#cloche")).to_contain_text(re.compile(rf"\b{number}\b"))
    assert who.page.evaluate("window.neverLeft") is True


def answered(organiser: Visitor) -> None:
    """The page of the meeting, open, says that both come."""
    page = organiser.page
    expect(page.get_by_text("2 acceptent")).to_be_visible()
    for name in GUESTS.values():
        expect(page.locator(".row", has_text=name).locator(".row-end")).to_have_text("accepte")


def ranked(page: Page) -> None:
    """The best slot comes first, and each says how its score is counted."""
    scores = [
        int(said(text).split(" / ")[0])
        for text in page.locator(".points tfoot td").all_text_contents()
    ]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    best = page.locator(".slot").first
    expect(best).to_contain_text("Tout le monde est libre")
    for row in best.locator(".points tbody tr").all():
        assert said(row.text_content() or "")
    figures = said(best.locator(".points tbody").text_content() or "")
    assert sum(int(n) for n in re.findall(r"(\d+) / \d+", figures)) == scores[0]


def pictured(page: Page) -> None:
    """A strip for each person, and the same in words."""
    for name in ("Nadia Benali", *GUESTS.values()):
        strip = page.locator(".strip-row", has_text=name).locator("svg[role=img]")
        assert name in (strip.get_attribute("aria-label") or "")
        line = page.locator("#journee .facts dt", has_text=name)
        expect(line).to_be_visible()
        words = said(line.locator("xpath=following-sibling::dd[1]").inner_text())
        bars = strip.locator(".strip-busy").count()
        assert (
            len(re.findall(r"de \d+ h", words)) == bars + strip.locator(".strip-tentative").count()
        )
    expect(page.locator("#journee").get_by_text("Tout le monde est libre").first).to_be_visible()
    assert page.locator(".strip-free").count() > 0


def refused(page: Page) -> None:
    """The best refused hours say who or what refuses them."""
    rows = page.locator(".refused > .row").all_text_contents()
    assert len(rows) > 2
    reasons = [said(text) for text in rows]
    unsaid = [one for one in reasons if not re.search(r"libre|trajet|salle|horaires|délai", one)]
    assert unsaid == []
    assert any("Marc Perrin" in reason or "Claire Fontaine" in reason for reason in reasons)


def pick(page: Page, name: str) -> None:
    """Choose somebody in the field « Avec », with the mouse."""
    field = page.get_by_role("combobox", name="Avec", exact=True)
    field.click()
    page.keyboard.type(name.lower())
    page.get_by_role("option", name=re.compile(name)).click()
    expect(page.locator(".chip", has_text=name)).to_be_visible()


def sign_in_by_mouse(who: Visitor, mail: str) -> None:
    """E-mail, then password, each sent with its button."""
    who.go("/compte/connexion/")
    who.page.get_by_role("textbox", name="Adresse").fill(mail)
    who.page.get_by_role("button", name="Continuer").click()
    expect(who.page.get_by_text(mail)).to_be_visible()
    who.page.get_by_label("Mot de passe").fill(PASSWORD)
    who.page.get_by_role("button", name="Se connecter").click()
    who.at_home()
    who.settle()


def ask(nadia: Visitor) -> None:
    """One hour with both in the next two weeks, in any room; and read the answer."""
    page = nadia.page
    page.get_by_role("link", name="Trouver un créneau").click()
    for name in GUESTS.values():
        pick(page, name)
    page.get_by_label("Durée").select_option(label="1 heure")
    window = [page.locator(f"input[name={name}]").input_value() for name in ("du", "au")]
    assert window == [str(today()), str(today() + timedelta(days=14))]
    page.get_by_label("Salle", exact=True).select_option(label="Une salle, n’importe laquelle")
    nadia.shoot("2-question")
    page.get_by_role("button", name="Chercher des créneaux").click()
    expect(page.get_by_role("heading", name=re.compile(r"\d+ créneaux"))).to_be_visible()
    page.locator(".slot").first.get_by_text("pourquoi").click()
    expect(page.locator(".slot").first.get_by_text("/ 100")).to_be_visible()
    page.get_by_text("Lire l’image en texte").click()
    nadia.shoot("3-creneaux")
    ranked(page)
    pictured(page)
    refused(page)


def book(nadia: Visitor, title: str) -> Meeting:
    """The best slot, in the room that comes first."""
    page = nadia.page
    page.locator(".slot").first.get_by_role("link", name="Réserver").click()
    page.get_by_label("Titre").fill(title)
    expect(page.get_by_role("radio", name=re.compile("Salle")).first).to_be_checked()
    nadia.shoot("4-reservation")
    page.get_by_role("button", name="Envoyer les invitations").click()
    meeting = confirmed(page, title)
    nadia.shoot("5-confirmation")
    page.evaluate("window.neverLeft = true")
    return meeting


def accept(guest: Visitor, meeting: Meeting) -> None:
    """From the card « À répondre » of the home page."""
    row = guest.page.locator("#a-repondre .row", has_text=meeting.title)
    expect(row).to_contain_text("Nadia Benali vous invite")
    row.get_by_role("button", name="Accepter").click()
    expect(row).to_have_count(0)
    expect(guest.page.locator(".toast")).to_contain_text("Vous avez accepté")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_with_the_mouse(meet: Meet, width: int) -> None:
    title = {WIDE: "Convention de mise à disposition", PHONE: "Point téléphone"}[width]
    others = set[str]().union(*(titles(meet(mail)) for mail in GUESTS))
    nadia = meet(None, width=width)
    sign_in_by_mouse(nadia, NADIA)
    nadia.shoot("1-accueil")
    ask(nadia)
    shown = said(nadia.page.locator("main").inner_text())
    assert [one for one in others if one in shown] == []
    meeting = book(nadia, title)
    before = unread(nadia)

    guests = [meet(None, width=width) for _one in GUESTS]
    for number, (guest, mail) in enumerate(zip(guests, GUESTS, strict=True), 1):
        sign_in_by_mouse(guest, mail)
        guest.shoot(f"6-a-repondre-{number}")
        accept(guest, meeting)
        hears(nadia, before + number)
    for number, who in enumerate((nadia, *guests)):
        who.go(meeting.week)
        in_the_grid(who, meeting)
        who.shoot(f"7-semaine-{number}", whole=False)
    in_the_grid(nadia, meeting).click()
    answered(nadia)
    nadia.shoot("8-reunion")


def sign_in_by_keys(who: Visitor, mail: str) -> None:
    who.go("/compte/connexion/")
    who.tab_to("input[name=login]")
    who.page.keyboard.type(mail)
    who.tab_to("button", "Continuer")
    who.page.keyboard.press("Enter")
    expect(who.page.get_by_text(mail)).to_be_visible()
    who.tab_to("input[name=password]")
    who.page.keyboard.type(PASSWORD)
    who.page.keyboard.press("Enter")
    who.at_home()
    who.settle()


def search_by_keys(nadia: Visitor) -> None:
    """The question, the reasons of the first slot, and the form that books it."""
    page, keys = nadia.page, nadia.page.keyboard
    nadia.tab_to("a.rail-link", "Trouver un créneau")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Trouver un créneau")).to_be_visible()
    keys.press("Tab")  # the link that skips to the content comes first
    nadia.sees_focus()
    keys.press("Enter")
    nadia.tab_to("#id_avec")
    for name in GUESTS.values():
        keys.type(name.lower())
        expect(page.locator(".option[aria-selected=true]")).to_contain_text(name)
        keys.press("Enter")
        expect(page.locator(".chip", has_text=name)).to_be_visible()
    nadia.tab_to("select[name=duree]")
    expect(page.get_by_label("Durée")).to_have_value("60")
    nadia.tab_to("select[name=salle]")
    keys.press("ArrowDown")
    expect(page.get_by_label("Salle", exact=True)).to_have_value("any")
    nadia.tab_to("button", "Chercher des créneaux")
    keys.press("Enter")
    expect(page.locator(".slot").first).to_be_visible()
    nadia.tab_to(".slot summary", "pourquoi")
    keys.press("Enter")
    expect(page.locator(".slot").first.get_by_text("/ 100")).to_be_visible()
    nadia.tab_to(".slot a", "Réserver")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Réserver ce créneau")).to_be_visible()


def open_by_keys(who: Visitor, meeting: Meeting) -> None:
    """From the week on screen to the page of the meeting."""
    in_the_grid(who, meeting)
    who.tab_to(".cal-event", meeting.title)
    who.page.keyboard.press("Enter")
    expect(who.page.get_by_role("heading", name=meeting.title)).to_be_visible()


def test_with_the_keyboard_only(meet: Meet) -> None:
    title = "Au clavier seul"
    nadia = meet(None)
    page, keys = nadia.page, nadia.page.keyboard
    sign_in_by_keys(nadia, NADIA)
    search_by_keys(nadia)
    nadia.tab_to("input[name=title]")
    keys.type(title)
    nadia.tab_to("input[name=room]")
    nadia.tab_to("button", "Envoyer les invitations")
    keys.press("Enter")
    meeting = confirmed(page, title)

    for mail in GUESTS:
        guest = meet(None)
        sign_in_by_keys(guest, mail)
        expect(guest.page.locator("#a-repondre .row", has_text=title)).to_be_visible()
        guest.tab_to("#a-repondre button", f"Accepter {title}")
        guest.page.keyboard.press("Enter")
        expect(guest.page.locator("#a-repondre .row", has_text=title)).to_have_count(0)
        guest.page.keyboard.press("g")
        guest.page.keyboard.press("c")
        turn_to(guest, meeting)
        open_by_keys(guest, meeting)

    nadia.tab_to("a", "Voir dans mon agenda")
    keys.press("Enter")
    open_by_keys(nadia, meeting)
    answered(nadia)
    nadia.shoot("9-au-clavier")


def turn_to(who: Visitor, meeting: Meeting) -> None:
    """Turn the weeks, from today's, until the day of the meeting is there."""
    column = who.page.locator(f'.cal-col[data-day="{meeting.day}"]')
    expect(who.page.locator(".cal-col").first).to_be_visible()
    for _week in range(3):
        if column.count():
            return
        before = who.page.url
        who.page.keyboard.press("j")
        who.page.wait_for_url(lambda url, before=before: url != before)
        expect(who.page.locator(".cal-col").first).to_be_visible()
    expect(column).to_be_visible()


def test_shortcuts(meet: Meet) -> None:
    """One key leads from a view of the calendar to the next."""
    page = meet(NADIA).page
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/agenda/**")
    for key, word in {
        "j": "semaine",
        "k": "semaine",
        "m": "mois",
        "d": "jour",
        "l": "liste",
        "w": "semaine",
        "c": "nouveau",
    }.items():
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        assert f"/agenda/{word}/" in page.url
