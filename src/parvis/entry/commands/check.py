"""`parvis check`: what must be true for Parvis to run well, each with its mend."""

from __future__ import annotations

import shutil
import stat
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django

from parvis.platform.config import Config

ROOM = 1 << 30  # a gigabyte free, below which backups and write-ahead logs are at risk
BACKLOG = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, what to do when it is not good."""

    good: bool
    label: str
    found: str
    mend: str = ""


Look = Callable[[Config], Finding]


def run(config: Config, options: Namespace) -> int:
    """Print a line per check; 1 when one of them fails."""
    django.setup()
    findings = [_look(look, config) for look in LOOKS]
    for finding in findings:
        print(f"{'✔' if finding.good else '✘'} {finding.label} : {finding.found}")
        if not finding.good:
            print(f"  → {finding.mend}")
    return 0 if all(finding.good for finding in findings) else 1


def _look(look: Look, config: Config) -> Finding:
    try:
        return look(config)
    except Exception as error:  # noqa: BLE001 -- a check that breaks is a finding
        label = (look.__doc__ or look.__name__).strip(".")
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return Finding(False, label, reason, "Corrigez d’abord les lignes précédentes.")


def _configuration(config: Config) -> Finding:
    """Configuration."""
    chosen = sum(source.startswith("environnement") for source in config.sources.values())
    return Finding(True, "Configuration", f"{chosen} réglages choisis, aucun inconnu")


def _folder(config: Config) -> Finding:
    """Dossier des données."""
    mode = stat.S_IMODE(config.data.stat().st_mode)
    return Finding(
        not mode & 0o077,
        "Dossier des données",
        f"{config.data}, droits {mode:o}",
        f"chmod 700 {config.data}",
    )


def _secret(config: Config) -> Finding:
    """Secret."""
    if not config.sources["secret_key"].startswith("fichier "):
        return Finding(True, "Secret", "donné par l’environnement")
    path = Path(config.sources["secret_key"].removeprefix("fichier "))
    mode = stat.S_IMODE(path.stat().st_mode)
    return Finding(not mode & 0o077, "Secret", f"{path}, droits {mode:o}", f"chmod 600 {path}")


def _disk(config: Config) -> Finding:
    """Disque."""
    free = shutil.disk_usage(config.data).free
    return Finding(
        free > ROOM,
        "Disque",
        f"{free / (1 << 30):.1f} Go libres",
        "Libérez de la place ou déplacez le dossier (PARVIS_DATA).",
    )


def _database(config: Config) -> Finding:
    """Base de données."""
    from django.db import connection  # noqa: PLC0415 -- Django must be set up first

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if config.postgresql else "SELECT sqlite_version()")
        version = cursor.fetchone()[0]
    name = "PostgreSQL" if config.postgresql else f"SQLite, {config.sqlite_path}"
    return Finding(True, "Base de données", f"{name}, version {version}")


def _migrations(config: Config) -> Finding:
    """Migrations."""
    from parvis.entry.commands.database import waiting_migrations  # noqa: PLC0415 -- the same

    waiting = waiting_migrations()
    return Finding(
        not waiting,
        "Migrations",
        f"{len(waiting)} en attente" if waiting else "toutes appliquées",
        "parvis django migrate",
    )


def _row_security(config: Config) -> Finding:
    """Cloisonnement."""
    from django.db import connection  # noqa: PLC0415 -- the same

    if not config.postgresql:
        return Finding(True, "Cloisonnement", "par l’application (SQLite)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        above = cursor.fetchone()[0]
    return Finding(
        not above,
        "Cloisonnement",
        "le compte de la base passe au-dessus" if above else "par l’application et la base",
        "ALTER ROLE … NOSUPERUSER NOBYPASSRLS",
    )


def _assets(config: Config) -> Finding:
    """Pages."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415 -- the same

    found = finders.find("built/manifest.json")
    said = "styles et scripts construits" if found else "styles et scripts absents"
    return Finding(bool(found), "Pages", said, "make build")


def _catalogues(config: Config) -> Finding:
    """Français."""
    package = Path(__file__).resolve().parents[2]
    sources = list(package.glob("*/locale/fr/LC_MESSAGES/django.po"))
    stale = [
        path.parts[-5]
        for path in sources
        if not path.with_suffix(".mo").exists()
        or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    return Finding(
        bool(sources) and not stale,
        "Français",
        f"à construire : {', '.join(stale)}" if stale else f"{len(sources)} catalogues",
        "make build",
    )


def _outbox(config: Config) -> Finding:
    """Événements."""
    from parvis.platform import events  # noqa: PLC0415 -- the same

    waiting = events.pending()
    return Finding(
        waiting < BACKLOG,
        "Événements",
        f"{waiting} à livrer",
        "Vérifiez que « parvis run » ou « parvis worker » tourne, puis son journal.",
    )


LOOKS: tuple[Look, ...] = (
    _configuration,
    _folder,
    _secret,
    _disk,
    _database,
    _migrations,
    _row_security,
    _assets,
    _catalogues,
    _outbox,
)
