"""One typed configuration; each value knows where it came from.

Sources, first match wins: the environment (`PARVIS_X`), a file named by the environment
(`PARVIS_X_FILE`, for secrets), the default. An unknown `PARVIS_*` refuses to start, because a
misspelt setting that is silently ignored is found only in production.
"""
# ruff: noqa: RUF009 -- `_setting` is `field` with a meaning

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "PARVIS_"
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadConfiguration(Exception):  # noqa: N818 -- says what happened
    """A setting cannot be used; the message names it, its value and the mend."""


class Secret(str):
    """A string that never prints itself: `str.__str__` on it still gives the value to libraries."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


def _setting(default: object, meaning: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"meaning": meaning, "secret": secret})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of Parvis. `sources` says where each value came from."""

    data: Path = _setting(Path("data"), "Folder where everything is kept.")
    database: str = _setting("", "sqlite:///path or postgresql://user@host/name.")
    secret_key: Secret = _setting(Secret(""), "Signs sessions; created on first run.", secret=True)
    url: str = _setting("http://127.0.0.1:8000", "Public address people type.")
    development: bool = _setting(default=False, meaning="Developer pages and Server-Timing.")
    threads: int = _setting(8, "Threads that serve pages in one process.")
    time_zone: str = _setting("Europe/Paris", "IANA zone used when a person has none.")
    mail: str = _setting("folder", "folder (data/mail) or smtp://user:password@host:port.")
    mail_from: str = _setting("ne-pas-repondre@parvis.example", "Sender of mails.")
    contact: str = _setting("votre service informatique", "Whom people ask for help.")
    proxies: int = _setting(0, "How many trusted reverse proxies stand in front.")
    metrics_token: Secret = _setting(Secret(""), "Opens /metrics from afar.", secret=True)
    login_attempts: int = _setting(5, "Failed sign-ins allowed per account in five minutes.")
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def postgresql(self) -> bool:
        return self.database.startswith(("postgresql://", "postgres://"))

    @property
    def sqlite_path(self) -> Path:
        return Path(self.database.removeprefix("sqlite:///"))


def settings_reference() -> list[tuple[str, object, str, bool]]:
    """(variable, default, meaning, is secret) for each setting, in declared order."""
    return [
        (PREFIX + f.name.upper(), f.default, f.metadata["meaning"], f.metadata["secret"])
        for f in fields(Config)
        if f.name != "sources"
    ]


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration.

    Raises:
        BadConfiguration: an unknown variable, or a value of the wrong type.
    """
    env = os.environ if environ is None else environ
    known = {f.name: f for f in fields(Config) if f.name != "sources"}
    _refuse_unknown(env, known)
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for name, spec in known.items():
        text, source = _read(env, PREFIX + name.upper())
        sources[name] = source
        if text is not None:
            values[name] = _convert(PREFIX + name.upper(), text, type(spec.default))
    data = Path(values.get("data", Path("data"))).absolute()
    values["data"] = data
    if not values.get("database"):
        values["database"] = f"sqlite:///{data / 'parvis.sqlite3'}"
    if not values.get("secret_key"):
        values["secret_key"], sources["secret_key"] = _secret(data / "secret_key")
    return Config(**values, sources=sources)


def _refuse_unknown(env: Mapping[str, str], known: Mapping[str, object]) -> None:
    allowed = {PREFIX + n.upper() for n in known} | {PREFIX + n.upper() + "_FILE" for n in known}
    unknown = sorted(k for k in env if k.startswith(PREFIX) and k not in allowed)
    if unknown:
        raise BadConfiguration(
            f"Réglage inconnu : {', '.join(unknown)}. « parvis config » liste les réglages permis."
        )


def _read(env: Mapping[str, str], variable: str) -> tuple[str | None, str]:
    if variable in env:
        return env[variable], f"environnement {variable}"
    if path := env.get(variable + "_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip(), f"fichier {path}"
        except OSError as error:
            raise BadConfiguration(f"{variable}_FILE : {path} illisible ({error}).") from error
    return None, "valeur par défaut"


def _convert(variable: str, text: str, kind: type) -> object:
    if kind is bool:
        if text.lower() in _TRUE | _FALSE:
            return text.lower() in _TRUE
        raise BadConfiguration(f"{variable}={text} : écrivez « true » ou « false ».")
    if issubclass(kind, Path) and not text:
        raise BadConfiguration(f"{variable} est vide : donnez un dossier, ou ôtez-la.")
    try:
        return kind(text)
    except ValueError as error:
        raise BadConfiguration(f"{variable}={text} : un nombre entier est attendu.") from error


def _secret(path: Path) -> tuple[Secret, str]:
    """Read the secret, or create it: mode 600 from the start, whole as soon as it is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):  # another process was first
                os.link(name, path)
        finally:
            Path(name).unlink()
    return Secret(path.read_text(encoding="utf-8").strip()), f"fichier {path}"
