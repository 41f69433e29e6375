"""Fill a house: the cast with passwords, and many accounts already signed in.

Run in the house by `House.python("tests.server.seed", …)`; the last line it prints is JSON.
"""

from __future__ import annotations

import json
import os
import sys

import django

PASSWORD = "quatre mots bien choisis"


def main(accounts: int, sessions: int) -> None:
    """`accounts` more agents of Atelier, each with so many open `sessions`; prints their keys."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.entry.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client
    from tests.cast import BUILDER, House, build_cast

    from parvis.directory import api as directory
    from parvis.directory.types import ResourceKind, ResourceSpec
    from parvis.identity import api as identity
    from parvis.identity.models import Account
    from parvis.organisations import api as organisations
    from parvis.organisations.types import Level
    from parvis.platform.db import everywhere

    with everywhere("filling a house of the tests"):
        cast = build_cast(trust=Level.PLACE)
        room = directory.add_resource(
            BUILDER,
            organisation_id=cast.atelier,
            spec=ResourceSpec(kind=ResourceKind.ROOM, name="Salle rouge", capacity=8),
        )
        Account.objects.update(password=identity.encode_password(PASSWORD))
        source = identity.source_for("bob@atelier.example")
        assert source is not None
        atelier = House(cast.atelier, "atelier", source.id)
        keys = []
        for number in range(accounts):
            ref = atelier.agent(f"Agent{number}", "Nombreux", "Agent")
            for _ in range(sessions):
                client = Client()
                client.force_login(Account.objects.get(pk=ref.id))
                keys.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
        chloe = organisations.person(BUILDER, cast.chloe.person or 0)
    print(json.dumps({"room": str(room), "chloe": str(chloe.uuid), "sessions": keys}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
