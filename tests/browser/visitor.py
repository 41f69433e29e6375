"""A person in front of a browser of her own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "territoire-ouvert"
NADIA = "nadia.benali@venissieux.example"
MARC = "marc.perrin@lyon.example"
CLAIRE = "claire.fontaine@grandlyon.example"
ADMINISTRATOR = "admin@sitiv.example"
WIDE, PHONE, NARROW = 1280, 390, 320
TABS = 80
_OPEN = "for (const one of document.querySelectorAll('main details')) one.open = true"
_RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
    found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 300))]))"""


def today() -> date:
    """The day it is in the house, which keeps the time of Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody's browser; addresses are paths of the house. Complaints of its console are kept."""

    page: Page
    url: str
    complaints: list[str]

    def go(self, path: str) -> None:
        """Open a page of the house."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def sign_in(self, mail: str) -> None:
        """Sign in as a person does, with the keyboard: e-mail, then password."""
        self.page.goto(self.url + "/compte/connexion/")
        self.page.get_by_label("Adresse").or_(self.page.locator("#id_login")).first.focus()
        self.page.keyboard.type(mail)
        self.page.keyboard.press("Enter")
        field = self.page.locator("input[name=password]")
        expect(field).to_be_visible()
        field.focus()
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name=re.compile("Bonjour"))).to_be_visible()

    def shoot(self, name: str) -> None:
        """Keep what is on screen at the two widths."""
        ARTEFACTS.mkdir(exist_ok=True)
        for width in (WIDE, PHONE):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.wait_for_timeout(150)
            self.page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def tab_to(self, what: str) -> None:
        """Press Tab until the focus is on the first element of a selector that is shown."""
        for _press in range(TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"Tab never reaches {what} on {self.page.url}")

    def violations(self) -> list[Any]:
        """What axe-core finds wrong on the page as it stands, its folded parts opened."""
        self.page.evaluate(_OPEN)
        self.page.evaluate(AXE.read_text("utf-8"))
        found: list[Any] = self.page.evaluate(_RUN)
        return found

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wide


def visit(browser: Browser, url: str, *, width: int = WIDE, **given: Any) -> Visitor:
    """A new browser profile at that width."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale="fr-FR",
        **{"reduced_motion": "reduce"} | given,
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    return Visitor(page, url, complaints)
