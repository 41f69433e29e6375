"""`parvis django …`: Django's own commands, with Parvis's settings."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command, execute_from_command_line

from parvis.platform.config import Config


def run(config: Config, options: Namespace) -> int:
    """Run the command; Django exits by itself when it fails."""
    execute_from_command_line(["parvis django", *options.rest])
    if config.postgresql and options.rest[:1] == ["migrate"]:
        call_command("createcachetable", verbosity=0)  # where processes count sign-ins together
    return 0
