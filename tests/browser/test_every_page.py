"""Every page: no axe violation at either width, light and dark, and no sideways scroll at 320."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Meet
from tests.browser.visitor import ADMINISTRATOR, NADIA, NARROW, PHONE, WIDE, Visitor, today

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
SIGNED_OUT = ["/compte/connexion/", "/compte/mot-de-passe/oublie/"]
PLAIN = [
    "/",
    "/agenda/",
    "/agenda/nouveau/",
    "/agenda/creneau/",
    "/agenda/reglages/",
    "/agenda/ma-journee/",
    "/agenda/a-repondre/",
    "/annuaire/",
    "/annuaire/salles-et-vehicules/",
    "/organisations/",
    "/organisations/venissieux/",
    "/notifications/",
    "/aide/",
    "/accessibilite/",
    "/compte/sessions/",
    "/compte/mot-de-passe/",
    "/compte/deconnexion/",
    "/recherche/?q=perrin",
]
OF_ADMINISTRATORS = [
    "/services/",
    "/services/ajouter/",
    "/annuaire/salles-et-vehicules/ajouter/",
    "/organisations/sitiv/",
    "/organisations/sitiv/marque/",
    "/organisations/sitiv/lieux/ajouter/",
    "/organisations/sitiv/accords/proposer/",
    "/organisations/sitiv/personnes/accueillir/",
]


def linked(visitor: Visitor, start: str, pattern: str) -> str:
    """The first address of a page that matches."""
    visitor.go(start)
    hrefs: list[str] = visitor.page.eval_on_selector_all(
        "main a[href], .rail a[href], .topbar a[href]",
        "all => all.map(a => a.getAttribute('href'))",
    )
    found = next((href for href in hrefs if re.search(pattern, href)), None)
    assert found is not None, f"{start}: no link like {pattern} in {hrefs}"
    return found


def addresses(visitor: Visitor) -> list[str]:
    """Every kind of page of a signed-in person."""
    day = today()
    views = [f"/agenda/{view}/{day}/" for view in ("jour", "semaine", "mois", "liste")]
    person = linked(visitor, "/annuaire/?q=marc+perrin", r"^/annuaire/[^?]*[0-9a-f-]{36}")
    find = linked(visitor, person, r"/agenda/creneau/\?avec=")
    free = linked(visitor, person, r"/agenda/de/")
    book = linked(visitor, find, r"/agenda/creneau/reserver/")
    event = linked(visitor, f"/agenda/liste/{day}/", r"/agenda/evenement/")
    mine = _planned(visitor)
    nothing = find + f"&duree=210&du={day}&au={day}"
    return [
        *PLAIN,
        *views,
        person,
        find,
        find + "&salle=any",
        nothing,
        find + "&a_jour=" + str(day + timedelta(days=1)) + "&a_heure=12h30",
        book,
        event,
        mine,
        mine.replace("?", "modifier/?"),
        mine.replace("?", "annuler/?"),
        free,
    ]


def _planned(visitor: Visitor) -> str:
    """A series of her own, at its first date."""
    page = visitor.page
    visitor.go("/agenda/nouveau/")
    page.get_by_label("Titre").fill("Point d’équipe")
    page.get_by_label("Répétition", exact=True).select_option("weekly")
    page.get_by_label(re.compile("Personnes attendues")).first.fill("Marc Perrin")
    expect(page.locator(".option[aria-selected=true]")).to_contain_text("Marc Perrin")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".toast")).to_contain_text("C’est planifié.")
    day = page.url.removeprefix(visitor.url)
    date_of = page.locator(".page-lead").first
    expect(date_of).to_be_visible()
    return day + "?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation(meet: Meet, scheme: str) -> None:
    nobody = meet(None, color_scheme=scheme)
    nadia = meet(NADIA, color_scheme=scheme)
    admin = meet(ADMINISTRATOR, color_scheme=scheme)
    paths = addresses(nadia)
    wrong: list[str] = []
    for width in (WIDE, PHONE):
        for visitor, pages in ((nobody, SIGNED_OUT), (nadia, paths), (admin, OF_ADMINISTRATORS)):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            for path in pages:
                visitor.go(path)
                expect(visitor.page.locator("[aria-busy=true]")).to_have_count(0)
                wrong += [f"{path} at {width}: {one}" for one in visitor.violations()]
    assert wrong == []


def test_nothing_scrolls_sideways(meet: Meet) -> None:
    nobody, nadia, admin = meet(None), meet(NADIA), meet(ADMINISTRATOR)
    paths = addresses(nadia)
    wrong: list[str] = []
    for width in (NARROW, PHONE, WIDE):
        for visitor, pages in ((nobody, SIGNED_OUT), (nadia, paths), (admin, OF_ADMINISTRATORS)):
            visitor.page.set_viewport_size({"width": width, "height": 800})
            for path in pages:
                visitor.go(path)
                if visitor.overflow() > 0:
                    wrong.append(f"{path} at {width}: {visitor.overflow()} px too wide")
    assert wrong == []
