"""The pictures of the README and the guide, taken from the application: `python -m …pictures`.

.venv/bin/python -m tests.browser.pictures
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.browser.visitor import NADIA, ROOT, WIDE, Visitor, visit
from tests.server.process import House

IMAGES = ROOT / "docs" / "guide" / "images"
HEIGHT = 800


def slot(nadia: Visitor) -> None:
    """Common slots with Lyon and the Métropole, the picture of the day beside them."""
    page = nadia.page
    nadia.go("/agenda/creneau/")
    for name in ("Marc Perrin", "Claire Fontaine"):
        page.get_by_role("combobox", name="Avec", exact=True).fill(name)
        page.get_by_role("option", name=re.compile(name)).click()
    page.get_by_role("button", name="Chercher des créneaux").click()
    page.locator(".slot").first.wait_for()


def home(nadia: Visitor) -> None:
    """Her day, what waits for her, her organisation and its services."""
    nadia.go("/")


def take(name: str, nadia: Visitor) -> None:
    """Write what is on screen."""
    nadia.settle()
    nadia.page.mouse.move(WIDE - 1, 1)
    nadia.page.evaluate("document.activeElement.blur()")
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = IMAGES / f"{name}.png"
    nadia.page.screenshot(path=path)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def main() -> None:
    """Load a demonstration in a folder of its own, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        loaded = house.command("demo", "load", "--people", "60", "--seed", "1")
        assert loaded.returncode == 0, loaded.stderr
        with house.serving() as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
            nadia = visit(browser, server.url)
            nadia.resize(WIDE, HEIGHT)
            nadia.sign_in(NADIA)
            for name, open_page in (("accueil", home), ("creneau", slot)):
                open_page(nadia)
                take(name, nadia)
            browser.close()


if __name__ == "__main__":
    main()
