"""How many people one core can sign in per second, beside the password check nobody can spare.

`python -m tests.benchmarks.bench_sign_in` fills a small house on SQLite and signs many people in
through every middleware, each from an address of her own. Processor time counts, not the clock:
the machine may be busy with something else. Target: 15 per second and core.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from statistics import median

from tests.benchmarks.tables import p95, table

PEOPLE = 60
PASSWORD = "une phrase assez longue"
Times = list[float]


def prepare(people: int) -> list[str]:
    """Migrate an empty house and settle `people` with a password; their addresses."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.entry.settings")
    django.setup()
    from django.core.management import call_command
    from tests.cast import BUILDER, build_cast

    from parvis.identity import api as identity
    from parvis.platform.db import everywhere

    call_command("migrate", verbosity=0, interactive=False)
    with everywhere("filling the house where signing in is measured"):
        person = build_cast().bob.person
        source = identity.source_for("bob@atelier.example")
        assert source is not None
        assert person is not None
        encoded = identity.encode_password(PASSWORD)
        emails = [f"agent{number}@atelier.example" for number in range(people)]
        rows = [(email, person, encoded) for email in emails]
        identity.create_accounts(BUILDER, source_id=source.id, rows=rows)
    return emails


def floor(rounds: int) -> Times:
    """The password check alone, by the library and with the parameters of the house."""
    from argon2 import PasswordHasher

    from parvis.identity.hashers import Argon2id

    house = Argon2id()
    plain = PasswordHasher(house.time_cost, house.memory_cost, house.parallelism)
    kept = plain.hash(PASSWORD)
    return [spent(lambda: plain.verify(kept, PASSWORD)) for _ in range(rounds)]


def second_step(emails: list[str], password: str, status: int) -> Times:
    """The answer to the password form."""
    from django.test import Client

    found = []
    for number, email in enumerate(emails):
        client = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.0.{status % 250}.{number % 250}")
        data = {"login": email, "password": password}
        found.append(spent(_post(client, "/compte/connexion/mot-de-passe/", data, status)))
    return found


def both_steps(emails: list[str]) -> Times:
    """The address, the organisation's page, the password, the home page's address."""
    from django.test import Client

    def whole(client: Client, email: str) -> None:
        _post(client, "/compte/connexion/", {"login": email}, 302)()
        assert client.get("/compte/connexion/mot-de-passe/").status_code == 200
        data = {"login": email, "password": PASSWORD}
        _post(client, "/compte/connexion/mot-de-passe/", data, 302)()

    clients = [
        Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.1.0.{number % 250}")
        for number in range(len(emails))
    ]
    return [
        spent(lambda one=client, email=email: whole(one, email))
        for client, email in zip(clients, emails, strict=True)
    ]


def _post(client: object, path: str, data: dict[str, str], status: int) -> Callable[[], None]:
    def call() -> None:
        answer = client.post(path, data)  # type: ignore[attr-defined]
        assert answer.status_code == status, (path, answer.status_code)

    return call


def spent(call: Callable[[], object]) -> float:
    """Processor milliseconds, in every thread of the process."""
    before = time.process_time()
    call()
    return (time.process_time() - before) * 1000


def row(name: str, times: Times) -> tuple[str, str, str, str]:
    """A line of the table."""
    middle = median(times)
    return name, f"{middle:.1f}", f"{p95(times):.1f}", f"{1000 / middle:.1f}"


def main(people: int = PEOPLE) -> None:
    """Print the table."""
    folder = tempfile.mkdtemp(prefix="parvis-bench-")
    os.environ["PARVIS_DATA"] = folder
    os.environ.pop("PARVIS_DATABASE", None)
    try:
        emails = prepare(people)
        second_step(emails[:3], PASSWORD, 302)
        lines = [
            row("password check alone (Argon2id, 19 MiB)", floor(people)),
            row("password step, right", second_step(emails, PASSWORD, 302)),
            row("password step, wrong", second_step(emails, "faux", 422)),
            row("whole sign-in, both steps", both_steps(emails)),
        ]
        head = ("processor time", "median ms", "p95 ms", "per second and core")
        table(f"Signing in, {people} people, SQLite", head, lines)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    import logging

    logging.disable(logging.INFO)
    main()
