"""`parvis run`: prepare, serve, end cleanly."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
from argparse import Namespace
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

import django
import uvicorn

from parvis.entry.commands import database
from parvis.platform.config import BadConfiguration, Config

if TYPE_CHECKING:
    from parvis.entry.asgi import Shell

BACKLOG = 2048
GRACE = 15  # seconds given to the requests under way
FILES = 65_536


def run(config: Config, options: Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; 0 when everything ended well."""
    refuse_parts_alone(config, options.only)
    django.setup()
    database.prepare(config)
    try:
        listener = _listen(options.host, options.port)
    except OSError as error:
        where, why = f"{options.host}:{options.port}", os.strerror(error.errno or 0)
        print(f"✘ {where} ne peut pas être ouvert ({why}).", file=sys.stderr)
        print("  Choisissez un autre port avec --port.", file=sys.stderr)
        return 1
    _allow_many_files()
    from parvis.entry.asgi import Shell  # noqa: PLC0415 -- Django must be set up first

    shell = Shell(config, only=options.only)
    server = _Server(_configuration(shell), shell)
    print(_welcome(config, listener), flush=True)
    _rest()
    server.run(sockets=[listener])
    database.settle(config)
    print("Parvis est arrêté, tout est enregistré.", flush=True)
    return 0


def refuse_parts_alone(config: Config, only: str | None) -> None:
    """Parts in processes of their own need a database that carries their messages.

    Raises:
        BadConfiguration: one part is asked for on SQLite.
    """
    if only and not config.postgresql:
        raise BadConfiguration(
            "Séparer les parties demande PostgreSQL : PARVIS_DATABASE=postgresql://…"
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _rest() -> None:
    """Collect rarely: what the start made stays until the end, and pages are freed by counting.

    Measured on the common slot of twenty people, the default thresholds doubled the 95th
    percentile: each page makes enough objects to have the whole process walked through.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _allow_many_files() -> None:
    """Each open page is a file: raise the soft limit as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wished = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft < wished:
        with suppress(OSError, ValueError):  # a sandbox may refuse
            resource.setrlimit(resource.RLIMIT_NOFILE, (wished, hard))


def _configuration(shell: Shell) -> uvicorn.Config:
    return uvicorn.Config(
        shell,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,  # Django's logging is in place already
        access_log=False,  # one line per page is written with its request id
        proxy_headers=False,  # PARVIS_PROXIES says whom to trust
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
    )


def _welcome(config: Config, listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    lines = [f"Parvis écoute sur http://{shown}:{port} (Ctrl-C pour arrêter)."]
    accounts = config.data / "demonstration"
    if accounts.exists():
        lines.append(accounts.read_text("utf-8").rstrip())
    return "\n".join(lines)


class _Server(uvicorn.Server):
    """Uvicorn, ending with the live streams first and without raising the signal again."""

    def __init__(self, config: uvicorn.Config, shell: Shell) -> None:
        super().__init__(config)
        self._shell = shell

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- uvicorn's
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._shell.streams.end_all()
        await super().shutdown(sockets)
