"""What Vite built: hashed addresses read from its manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BUILT = Path(__file__).resolve().parent.parent / "static" / "built"


class AssetsMissing(RuntimeError):  # noqa: N818 -- says what happened, as our other errors do
    """The pages' scripts and styles have not been built."""


@dataclass(frozen=True, slots=True)
class Built:
    """One entry: its own file, the styles it brings, the chunks it imports, its fonts."""

    file: str
    css: tuple[str, ...]
    imports: tuple[str, ...]
    assets: tuple[str, ...]


def manifest(folder: Path = BUILT) -> dict[str, Built]:
    """Entries by source name ("src/main.ts"), read again when the build changes.

    Raises:
        AssetsMissing: there is no build.
    """
    path = folder / "manifest.json"
    try:
        version = path.stat().st_mtime_ns
    except OSError as error:
        raise AssetsMissing(
            f"{path} is missing: build the pages' assets with `make build`"
        ) from error
    return _read(path, version)


@lru_cache(maxsize=4)
def _read(path: Path, _version: int) -> dict[str, Built]:
    entries = json.loads(path.read_text("utf-8"))
    return {
        key: Built(
            file=entry["file"],
            css=tuple(entry.get("css", ())),
            imports=tuple(entries[name]["file"] for name in entry.get("imports", ())),
            assets=tuple(entry.get("assets", ())),
        )
        for key, entry in entries.items()
    }


def find(name: str) -> Built:
    """The entry "main.ts", "calendar/index.ts" or "icons.svg".

    Raises:
        AssetsMissing: the build has no such entry.
    """
    known = manifest()
    entry = known.get(f"src/{name}") or known.get(name)
    if entry is None:
        raise AssetsMissing(f"{name} is not in the build; entries: {', '.join(sorted(known))}")
    return entry


def address(file: str) -> str:
    """Public address of a built file."""
    return static(f"built/{file}")


def url(name: str) -> str:
    """Public address of an entry."""
    return address(find(name).file)


def tags(name: str) -> SafeString:
    """The elements of `<head>` that bring an entry and what it needs."""
    entry = find(name)
    sheets = [*entry.css, entry.file] if name.endswith(".css") else list(entry.css)
    links = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((address(file),) for file in sheets)
    )
    if name.endswith(".css"):
        return links
    chunks = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((address(file),) for file in entry.imports)
    )
    script = '{}{}<script type="module" src="{}"></script>'
    return format_html(script, links, chunks, address(entry.file))


def fonts() -> SafeString:
    """Preloads of the two weights, so that text does not move once it is shown."""
    files = (file for file in find("main.css").assets if file.endswith(".woff2"))
    link = '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>'
    return format_html_join("", link, ((address(file),) for file in files))
