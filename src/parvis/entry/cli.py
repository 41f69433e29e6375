"""The `parvis` command. Each command imports what it needs when it runs: the start stays short."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from parvis.platform.config import BadConfiguration, load

REFUSED, INTERRUPTED = 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 2 means that the configuration or the command is wrong."""
    os.umask(0o077)  # what Parvis writes is for its own account
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.entry.settings")
    options = parser().parse_args(argv)
    try:
        done = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return done


def _run(options: argparse.Namespace) -> int:
    module = importlib.import_module(f"parvis.entry.commands.{options.command}")
    try:
        done: int = module.run(load(), options)
    except BadConfiguration as error:
        print(f"✘ {error}", file=sys.stderr)
        if options.command == "config":
            module.list_settings()
        return REFUSED
    return done


def parser() -> argparse.ArgumentParser:
    """The whole command line, in French."""
    root = _Parser(
        prog="parvis",
        description="Parvis, l’espace de travail que plusieurs collectivités partagent.",
    )
    commands = root.add_subparsers(
        dest="command", required=True, metavar="commande", title="commandes", parser_class=_Parser
    )
    run = commands.add_parser("run", help="démarre Parvis")
    run.add_argument(
        "--only", choices=["web", "live", "jobs"], help="une seule partie (avec PostgreSQL)"
    )
    run.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1)")
    run.add_argument("--port", type=int, default=8000, help="port d’écoute (8000)")
    commands.add_parser("worker", help="livre les événements et fait les tâches de fond")
    commands.add_parser("check", help="vérifie l’installation, avec le remède de chaque défaut")
    commands.add_parser("config", help="montre chaque réglage, sa valeur et d’où elle vient")
    demo = commands.add_parser("demo", help="charge le territoire de démonstration")
    demo.add_argument("verb", choices=["load"], metavar="load", help="charger")
    demo.add_argument("--people", type=int, default=400, help="nombre de personnes (400)")
    demo.add_argument("--seed", type=int, default=1, help="graine du hasard (1)")
    django = commands.add_parser("django", help="commande de Django", prefix_chars="\0")
    django.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="commande et options")
    return root


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """What argparse itself says, in French."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, **given)
        self._positionals.title, self._optionals.title = "arguments", "options"
        if "-" in self.prefix_chars:
            self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 -- in English
        self.print_usage(sys.stderr)
        self.exit(
            REFUSED, f"✘ Commande incomprise : « {self.prog} --help » montre ce qui existe.\n"
        )


if __name__ == "__main__":
    sys.exit(main())
