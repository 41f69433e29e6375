"""Every page, and how a person comes to it; a page that is answered with another is a step more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from http import HTTPStatus

from playwright.sync_api import expect
from tests.browser.visitor import NADIA, Visitor, today

Step = Callable[[Visitor], None]
Place = tuple[str, Step]
_UUID = "[0-9a-f-]{36}"


def at(path: str) -> Place:
    """A page with an address of its own."""
    return path, lambda visitor: visitor.go(path)


def after(path: str, name: str, step: Step) -> Place:
    """What a page becomes when one does something there."""

    def come(visitor: Visitor) -> None:
        visitor.go(path)
        visitor.settle()
        step(visitor)

    return f"{path} ({name})", come


def missing(path: str) -> Place:
    """A page that is not there says so, and to the browser as well."""

    def come(visitor: Visitor) -> None:
        visitor.go(path, status=HTTPStatus.NOT_FOUND)
        forgive(visitor, HTTPStatus.NOT_FOUND)

    return f"{path} (404)", come


def forgive(visitor: Visitor, status: HTTPStatus) -> None:
    """The browser notes each refusal; one was expected."""
    expect(visitor.page.locator("h1")).to_be_visible()
    noted = f"Failed to load resource: the server responded with a status of {int(status)}"
    if found := next((one for one in visitor.complaints if one.startswith(noted)), None):
        visitor.complaints.remove(found)


def press(button: str, status: HTTPStatus | None = None) -> Step:
    """Send a form with its button; `status` when it is refused."""

    def step(visitor: Visitor) -> None:
        visitor.page.locator("main").get_by_role("button", name=button).first.click()
        if status is not None:
            expect(visitor.page.locator(".field-error").first).to_be_visible()
            forgive(visitor, status)

    return step


def of_nobody() -> Iterator[Place]:
    """Pages before signing in."""
    yield at("/compte/connexion/")
    yield after("/compte/connexion/", "domaine inconnu", _unknown)
    yield after("/compte/connexion/", "sans adresse", press("Continuer", WRONG))
    yield after("/compte/connexion/", "mot de passe", _named)
    yield after("/compte/connexion/", "mot de passe faux", _wrong_password)
    yield at("/compte/mot-de-passe/oublie/")
    yield at("/compte/mot-de-passe/oublie/envoye/")
    yield at("/compte/deconnexion/faite/")
    yield missing("/compte/nulle-part/")


WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def _unknown(visitor: Visitor) -> None:
    visitor.page.locator("input[name=login]").fill("quelqu.un@ailleurs.example")
    press("Continuer")(visitor)
    expect(visitor.page.get_by_text("@ailleurs.example")).to_be_visible()
    forgive(visitor, WRONG)


def _named(visitor: Visitor) -> None:
    visitor.page.locator("input[name=login]").fill(NADIA)
    press("Continuer")(visitor)
    expect(visitor.page.locator("input[name=password]")).to_be_visible()


def _wrong_password(visitor: Visitor) -> None:
    _named(visitor)
    visitor.page.locator("input[name=password]").fill("pas-celui-ci")
    press("Se connecter", WRONG)(visitor)


def of_nadia(visitor: Visitor) -> Iterator[Place]:
    """Pages of an agent; her own browser looks for what their addresses need."""
    day = today()
    yield from (at(path) for path in AGENT)
    yield from (at(f"/agenda/{view}/{day}/") for view in ("jour", "semaine", "mois", "liste"))
    yield missing("/annuaire/personnes/00000000-0000-0000-0000-000000000000/")
    yield from _opened()

    person = linked(visitor, "/annuaire/?q=marc+perrin", rf"^/annuaire/personnes/{_UUID}")
    find = linked(visitor, person, r"/agenda/creneau/\?avec=")
    find += f"&du={day}&au={day + timedelta(days=14)}&duree=60"
    yield from (at(path) for path in (person, linked(visitor, person, "/agenda/de/")))
    yield at(find)
    yield at(find + "&salle=any&soir=on&samedi=on")
    yield at(find + f"&a_jour={day + timedelta(days=1)}&a_heure=12h30")
    yield at(find.replace("duree=60", "duree=210").replace(str(day + timedelta(days=14)), str(day)))
    book = linked(visitor, find, "/agenda/creneau/reserver/")
    yield at(book)
    yield after(book, "sans titre", press("Envoyer les invitations", WRONG))
    room = linked(visitor, "/annuaire/salles-et-vehicules/", rf"salles-et-vehicules/{_UUID}/$")
    yield at(room)

    invited = linked(visitor, "/agenda/a-repondre/", "/agenda/evenement/")
    yield from (at(invited), at(f"{invited.split('?')[0]}proposer/"))
    mine, reserved = _planned(visitor), _reserved(visitor, book)
    yield from (at(path) for path in (mine, reserved))
    path, _, query = mine.partition("?")
    yield from (at(f"{path}{part}/?{query}") for part in ("modifier", "annuler"))


AGENT = (
    "/",
    "/agenda/nouveau/",
    "/agenda/creneau/",
    "/agenda/reglages/",
    "/agenda/ma-journee/",
    "/agenda/a-repondre/",
    "/annuaire/",
    "/annuaire/?q=zzzz",
    "/annuaire/salles-et-vehicules/",
    "/organisations/",
    "/organisations/venissieux/",
    "/organisations/lyon/",
    "/notifications/",
    "/notifications/?voir=non-lues",
    "/aide/",
    "/accessibilite/",
    "/compte/sessions/",
    "/compte/mot-de-passe/",
    "/compte/deconnexion/",
    "/recherche/?q=perrin",
    "/recherche/?q=zzzz",
)


def _opened() -> Iterator[Place]:
    """What opens over a page."""
    yield after("/", "compte", lambda one: one.page.locator(".topbar-end summary").click())
    yield after("/", "raccourcis", _keys)
    yield after("/agenda/nouveau/", "vide", press("Enregistrer", WRONG))
    yield after("/agenda/nouveau/", "personnes", _suggested)
    yield after("/agenda/nouveau/", "dates", _dates)
    yield after("/agenda/nouveau/", "répétition", _weekly)


def _keys(visitor: Visitor) -> None:
    visitor.page.keyboard.press("?")
    expect(visitor.page.get_by_role("heading", name="Raccourcis clavier")).to_be_visible()


def _suggested(visitor: Visitor) -> None:
    visitor.page.get_by_label(re.compile("Personnes attendues")).first.fill("marc")
    expect(visitor.page.locator(".option").first).to_be_visible()


def _dates(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Choisir une date").first.click()
    expect(visitor.page.get_by_role("grid")).to_be_visible()


def _weekly(visitor: Visitor) -> None:
    visitor.page.get_by_label("Répétition", exact=True).select_option("weekly")
    expect(visitor.page.locator("#phrase")).to_contain_text("Tous les")
    visitor.page.get_by_label("À une date").check()


def _planned(visitor: Visitor) -> str:
    """A series of her own, at its first date."""
    page = visitor.page
    visitor.go("/agenda/nouveau/")
    page.get_by_label("Titre").fill("Point d’équipe")
    page.get_by_label("Répétition", exact=True).select_option("weekly")
    _suggested(visitor)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".toast")).to_contain_text("C’est planifié.")
    return linked(visitor, f"/agenda/liste/{today()}/", "/agenda/evenement/.*le=", "Point d’équipe")


def _reserved(visitor: Visitor, book: str) -> str:
    """The page that confirms a booking."""
    visitor.go(book)
    visitor.page.get_by_label("Titre").fill("Réservé partout")
    press("Envoyer les invitations")(visitor)
    expect(visitor.page.get_by_role("heading", name="Les invitations")).to_be_visible()
    return visitor.page.url.removeprefix(visitor.url)


def of_elected() -> Iterator[Place]:
    """Somebody of several organisations."""
    yield at("/")
    yield after("/", "collectivités", lambda one: one.page.locator("summary.acting").click())
    yield at("/agenda/creneau/")
    yield at("/organisations/metropole-lyon/")


def of_administrator(visitor: Visitor) -> Iterator[Place]:
    """Pages of who looks after an organisation."""
    yield from (at(path) for path in ADMINISTRATOR)
    rooms = "/annuaire/salles-et-vehicules/"
    yield at(linked(visitor, "/services/", rf"^/services/{_UUID}/$"))
    yield at(linked(visitor, linked(visitor, rooms, rf"{_UUID}/$", "SITIV"), "/modifier/$"))
    person = linked(visitor, "/annuaire/?collectivite=sitiv", rf"^/annuaire/personnes/{_UUID}")
    yield from (at(path) for path in (person, linked(visitor, person, "^/organisations/sitiv/p")))
    yield after("/services/ajouter/", "vide", press("Ajouter le service", WRONG))
    yield after(
        "/organisations/sitiv/personnes/accueillir/", "vide", press("Accueillir la personne", WRONG)
    )


ADMINISTRATOR = (
    "/services/",
    "/services/ajouter/",
    "/annuaire/salles-et-vehicules/ajouter/",
    "/organisations/sitiv/",
    "/organisations/sitiv/marque/",
    "/organisations/sitiv/lieux/ajouter/",
    "/organisations/sitiv/accords/proposer/",
    "/organisations/sitiv/personnes/accueillir/",
)


def linked(visitor: Visitor, start: str, pattern: str, text: str = "") -> str:
    """The first address of a page that matches, on a line with this text."""
    visitor.go(start)
    visitor.settle()
    links: list[list[str]] = visitor.page.eval_on_selector_all(
        "main a[href]",
        "all => all.map(a => [a.getAttribute('href'),"
        " (a.closest('li') ?? a).textContent.replace(/\\s+/g, ' ')])",
    )
    found = next((href for href, line in links if re.search(pattern, href) and text in line), None)
    assert found is not None, f"{start}: no link like {pattern} in {links}"
    return found
