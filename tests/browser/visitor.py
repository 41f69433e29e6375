"""A person in front of a browser of her own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "territoire-ouvert"
NADIA = "nadia.benali@venissieux.example"
MARC = "marc.perrin@lyon.example"
CLAIRE = "claire.fontaine@grandlyon.example"
ELECTED = "helene.garnier@venissieux.example"
ADMINISTRATOR = "admin@sitiv.example"
WIDE, PHONE, NARROW = 1280, 390, 320
HEIGHT = 900
TABS = 150
_TALLEST = 6000
_OPEN = "for (const one of document.querySelectorAll('main details')) one.open = true"
_RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
    found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 300))]))"""
_HELD = """([what, text]) => {
    const one = document.activeElement;
    return one.matches(what) && one.textContent.replace(/\\s+/g, ' ').includes(text);
}"""
# What has the focus, or the line it stands for, has an outline.
_MARKED = """
    const lined = (element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const around = (one) => one.closest('.row, .agenda-item, .segments > label') ?? one;
    const marked = (one) => one.matches(':focus-visible') && (lined(one) || lined(around(one)));
"""
_FOCUS = f"""() => {{ {_MARKED}
    const one = document.activeElement;
    const told = one.outerHTML.slice(0, 160);
    if (!marked(one)) return 'nothing shows the focus of ' + told;
    const box = one.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 24), box.top + Math.min(box.height / 2, 24)];
    const top = document.elementFromPoint(x, y);
    const clear = top && (one.contains(top) || top.contains(one) || around(one).contains(top));
    return clear ? '' : 'out of sight: ' + told;
}}"""
_UNMARKED = f"""async () => {{ {_MARKED}
    const able = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const held = document.activeElement;
    const all = [...document.querySelectorAll(able)].filter((one) =>
        one.checkVisibility({{visibilityProperty: true}}) && one.tabIndex >= 0 && !one.disabled);
    const found = [];
    for (const one of all) {{
        one.focus({{preventScroll: true}});
        if (document.activeElement !== one || marked(one)) continue;
        await new Promise(requestAnimationFrame);
        await Promise.allSettled(one.getAnimations().map((change) => change.finished));
        if (!marked(one)) found.push(one);
    }}
    held.focus({{preventScroll: true}});
    return found.map((one) => one.outerHTML.slice(0, 160));
}}"""


def today() -> date:
    """The day it is in the house, which keeps the time of Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def said(text: str) -> str:
    """Without the kinds of spaces."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody's browser; addresses are paths of the house. Complaints of its console are kept."""

    page: Page
    url: str
    complaints: list[str]

    def go(self, path: str, *, status: int = 200) -> None:
        """Open a page of the house."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"

    def sign_in(self, mail: str) -> None:
        """Sign in as a person does, with the keyboard: e-mail, then password."""
        self.go("/compte/connexion/")
        for name, text in (("login", mail), ("password", PASSWORD)):
            field = self.page.locator(f"input[name={name}]:visible")
            expect(field).to_be_visible()
            field.focus()
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
        self.at_home()

    def at_home(self) -> None:
        """The home page, whole."""
        expect(self.page.get_by_role("heading", name=re.compile("Bonjour"))).to_be_visible()

    def another(self) -> Visitor:
        """A second tab of the same browser."""
        return on_page(self.page.context.new_page(), self.url, self.complaints)

    def settle(self) -> None:
        """Wait until what loads by itself is there."""
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def shoot(self, name: str, *, whole: bool = True) -> None:
        """Keep what is on screen, in a window as high as the page when `whole`."""
        ARTEFACTS.mkdir(exist_ok=True)
        size = self.page.viewport_size
        assert size is not None
        if whole:
            high = self.page.evaluate("document.documentElement.scrollHeight")
            self.resize(size["width"], min(max(high, HEIGHT), _TALLEST))
            self.page.wait_for_timeout(100)
        self.page.screenshot(path=ARTEFACTS / f"{name}-{size['width']}.png")
        self.resize(size["width"], size["height"])

    def resize(self, width: int, height: int = HEIGHT) -> None:
        """Give the window another size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def tab_to(self, what: str, text: str = "") -> None:
        """Press Tab to the first such element that has this text; the focus shows all the way."""
        for _press in range(TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # the end of the page: the browser's own bar comes next
            self.sees_focus()
            if self.page.evaluate(_HELD, [what, text]):
                return
        raise AssertionError(f"Tab never reaches {what} {text} on {self.page.url}")

    def sees_focus(self) -> None:
        """What has the focus says so, in sight."""
        wrong = self.page.evaluate(_FOCUS)
        for _try in range(20):
            if not wrong:
                break
            self.page.wait_for_timeout(100)  # what comes into sight with the focus
            wrong = self.page.evaluate(_FOCUS)
        assert wrong == "", f"{wrong} on {self.page.url}"

    def in_sight(self, what: Locator) -> None:
        """It can be scrolled to, and is then on screen."""
        what.scroll_into_view_if_needed()
        expect(what).to_be_in_viewport(ratio=0.5)

    def violations(self) -> list[Any]:
        """What axe-core finds wrong on the page as it stands, its folded parts opened."""
        self.page.evaluate(_OPEN)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        found: list[Any] = self.page.evaluate(_RUN)
        return found

    def unmarked(self) -> list[str]:
        """What the keyboard comes to on this page without being seen there."""
        self.page.keyboard.press("Shift")  # who uses the keyboard
        found: list[str] = self.page.evaluate(_UNMARKED)
        return found

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wide


def on_page(page: Page, url: str, complaints: list[str]) -> Visitor:
    """Whatever the page's console says against it is kept."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    return Visitor(page, url, complaints)


def visit(browser: Browser, url: str, *, width: int = WIDE, **given: Any) -> Visitor:
    """A new browser profile at that width."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        locale="fr-FR",
        **{"reduced_motion": "reduce"} | given,
    )
    context.set_default_timeout(20_000)
    return on_page(context.new_page(), url, [])
