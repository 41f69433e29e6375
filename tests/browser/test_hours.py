"""The right hour for everybody: in winter, in summer, far away, in the evening, without script."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Meet
from tests.browser.visitor import CLAIRE, MARC, NADIA, Visitor, said, today

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
GUESTS = ("Marc Perrin", "Claire Fontaine")
FAR = ("America/New_York", "Pacific/Auckland")
TUESDAY, SATURDAY = 1, 5


def plan(who: Visitor, title: str, day: date, start: str, end: str, *guests: str) -> None:
    """Fill the form of a new event."""
    page = who.page
    who.go("/agenda/nouveau/")
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Date", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Début").fill(start)
    page.get_by_label("Fin", exact=True).fill(end)
    for name in guests:
        field = page.get_by_role("combobox", name=re.compile("Personnes attendues"))
        field.fill(name)
        expect(page.locator(".option[aria-selected=true]")).to_contain_text(name)
        field.press("Enter")


def save(who: Visitor) -> None:
    who.page.get_by_role("button", name="Enregistrer").click()
    expect(who.page.locator(".toast")).to_contain_text("C’est planifié.")


def shows(who: Visitor, title: str, day: date, hours: str) -> None:
    """The week's grid, the day's list and the meeting's own page all say these hours."""
    who.go(f"/agenda/semaine/{day}/")
    block = who.page.locator(f'.cal-col[data-day="{day}"] .cal-event', has_text=title)
    who.in_sight(block)
    assert said(block.locator(".cal-when").inner_text()) == hours
    block.click()
    expect(who.page.get_by_role("heading", name=title)).to_be_visible()
    start, end = hours.split(" – ")
    assert said(who.page.locator(".event-when").inner_text()).endswith(f", de {start} à {end}")
    listed(who, title, day, hours)


def listed(who: Visitor, title: str, day: date, hours: str) -> None:
    """The list that starts that day has the line first."""
    who.go(f"/agenda/liste/{day}/")
    line = who.page.locator(".agenda-day").first.locator(".agenda-item", has_text=title)
    expect(line).to_be_visible()
    assert said(line.locator(".agenda-time").inner_text()) == hours


def test_winter_and_summer_wherever_the_browser_is(meet: Meet) -> None:
    """14:00 in Vénissieux is 14:00 for everybody, in January and in July."""
    year = today().year + 1
    days = {"Hiver": date(year, 1, 15), "Été": date(year, 7, 15)}
    nadia = meet(NADIA, timezone_id=FAR[0])
    for title, day in days.items():
        plan(nadia, title, day, "14h", "15 h", *GUESTS)
        save(nadia)
    others = (meet(MARC), meet(MARC, timezone_id=FAR[0]), meet(CLAIRE, timezone_id=FAR[1]))
    for who in (nadia, *others):
        for title, day in days.items():
            shows(who, title, day, "14 h – 15 h")
    bare = meet(MARC, timezone_id=FAR[1], java_script_enabled=False)
    for title, day in days.items():
        listed(bare, title, day, "14 h – 15 h")


def second_tuesday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7 + 7)


def test_a_series_crosses_both_changes_of_the_clocks(meet: Meet) -> None:
    """The second Tuesday from October until June, except in February."""
    year = today().year + (today().month >= 10)
    months = [(year, month) for month in (10, 11, 12)] + [(year + 1, m) for m in range(1, 7)]
    days = [second_tuesday(*month) for month in months]
    nadia = meet(NADIA, timezone_id=FAR[1])
    page = nadia.page
    plan(nadia, "Comité du mardi", days[0], "18:30", "20:00", GUESTS[1])
    page.get_by_label("Répétition", exact=True).select_option("monthly_nth")
    page.get_by_label("À une date").check()
    page.get_by_label("Dernière date").fill(f"{date(year + 1, 6, 30):%d/%m/%Y}")
    left_out = days[4]
    page.get_by_label("Sauf le").fill(f"{left_out:%d/%m/%Y}")
    page.get_by_label("Sauf le").blur()
    expect(page.locator("#phrase")).to_contain_text(re.compile(r"deuxième mardi|2e mardi"))
    nadia.shoot("10-serie")
    save(nadia)

    claire = meet(CLAIRE, timezone_id=FAR[0])
    for who in (nadia, claire):
        for day in days:
            found = in_the_month(who, "Comité du mardi", day)
            assert found == ([] if day == left_out else [(str(day), "18 h 30")])
        assert in_the_month(who, "Comité du mardi", second_tuesday(year + 1, 7)) == []
        for day in (days[0], days[1], days[5], days[6]):  # October, November, March, April
            listed(who, "Comité du mardi", day, "18 h 30 – 20 h")
    claire.go(f"/agenda/mois/{days[6]}/")
    claire.shoot("11-avril")


def in_the_month(who: Visitor, title: str, day: date) -> list[tuple[str, str]]:
    """(day, hour) of each such line of the month's grid, for the days of that month."""
    who.go(f"/agenda/mois/{day}/")
    expect(who.page.locator("[role=gridcell][data-day]").first).to_be_visible()
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    lines = who.page.locator("[data-day]:not([role=gridcell]), [role=gridcell][data-day]")
    found = []
    for cell in lines.filter(has=who.page.locator(".cal-event", has_text=title)).all():
        on = cell.get_attribute("data-day") or ""
        event = cell.locator(".cal-event", has_text=title)
        if str(first) <= on <= str(last):
            found.append((on, said(event.locator(".cal-when").inner_text())))
    return found


def test_saturdays_and_evenings_show(meet: Meet) -> None:
    nadia = meet(NADIA)
    saturday = date(today().year + 1, 3, 1)
    saturday += timedelta(days=(SATURDAY - saturday.weekday()) % 7)
    thursday = saturday - timedelta(days=2)
    plan(nadia, "Marché du samedi", saturday, "9:00", "10:00")
    save(nadia)
    plan(nadia, "Conseil du soir", thursday, "20h30", "22h")
    save(nadia)
    shows(nadia, "Marché du samedi", saturday, "9 h – 10 h")
    shows(nadia, "Conseil du soir", thursday, "20 h 30 – 22 h")
    nadia.go(f"/agenda/semaine/{thursday}/")
    for title in ("Marché du samedi", "Conseil du soir"):  # both at once, nothing scrolled
        expect(nadia.page.locator(".cal-event", has_text=title)).to_be_in_viewport(ratio=0.9)
    nadia.shoot("12-soir-et-samedi", whole=False)


def test_sign_in_and_plan_without_script(meet: Meet) -> None:
    nadia = meet(NADIA, fresh=True, java_script_enabled=False)
    page = nadia.page
    day = today() + timedelta(days=40)
    nadia.go("/agenda/nouveau/")
    page.get_by_label("Titre").fill("Sans script du tout")
    page.get_by_label("Date", exact=True).fill(str(day))
    page.get_by_label("Début").fill("8 h 45")
    page.get_by_label("Fin", exact=True).fill("9h15")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".toast")).to_contain_text("C’est planifié.")
    listed(nadia, "Sans script du tout", day, "8 h 45 – 9 h 15")
    for view in ("jour", "semaine", "mois"):
        nadia.go(f"/agenda/{view}/{day}/")
        expect(page.locator(".agenda-item", has_text="Sans script du tout")).to_be_visible()


def test_search_and_book_without_script(meet: Meet) -> None:
    """Search, book, take back: plain pages and forms."""
    nadia = meet(NADIA, java_script_enabled=False)
    page = nadia.page
    nadia.go("/agenda/creneau/")
    for name in GUESTS:
        page.locator("#id_avec").fill(name)
        page.locator("button[name=avec-search]").click()
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_role("button", name="Chercher des créneaux").click()
    expect(page.locator(".strip-row", has_text="Marc Perrin")).to_be_visible()
    nadia.shoot("13-sans-script")
    page.locator(".slot").first.get_by_role("link", name="Réserver").click()
    page.get_by_label("Titre").fill("Sans script")
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_role("heading", name="Les invitations sont envoyées")).to_be_visible()
    marc = meet(MARC, java_script_enabled=False)
    marc.go("/agenda/a-repondre/")
    row = marc.page.locator(".row", has_text="Sans script")
    row.get_by_role("button", name="Accepter").click()
    expect(marc.page.locator(".toast")).to_contain_text("Vous avez accepté")
    page.get_by_role("button", name="Annuler la réservation").click()
    expect(page.locator(".toast")).to_contain_text("annulée")
