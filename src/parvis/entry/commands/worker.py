"""`parvis worker`: the outbox, tasks and schedules, in a process of their own."""

from __future__ import annotations

import signal
from argparse import Namespace

import django

from parvis.entry.commands import database
from parvis.entry.commands.run import refuse_parts_alone
from parvis.platform.config import Config


def run(config: Config, options: Namespace) -> int:
    """Work until Ctrl-C or SIGTERM."""
    refuse_parts_alone(config, "jobs")
    endings = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, endings)  # before any thread, for `sigwait` below
    django.setup()
    database.prepare(config)
    from parvis.entry.wiring import install_hub  # noqa: PLC0415 -- Django must be set up first
    from parvis.platform.jobs import Runner  # noqa: PLC0415 -- the same

    hub, runner = install_hub(config), Runner()
    runner.start()
    print("Parvis travaille (Ctrl-C pour arrêter).", flush=True)
    signal.sigwait(endings)
    runner.stop()
    hub.stop()
    print("Parvis a fini l’étape en cours.", flush=True)
    return 0
