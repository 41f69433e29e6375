"""`parvis config`, `parvis check` and what refuses to start, as an operator sees them."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from tests.server.process import House

pytestmark = pytest.mark.server


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_config_says_value_source_and_meaning(house: House) -> None:
    done = house.command("config", PARVIS_THREADS="3", PARVIS_METRICS_TOKEN="jeton-tres-secret")
    assert done.returncode == 0
    line = next(line for line in done.stdout.splitlines() if "PARVIS_THREADS" in line)
    assert line.split(maxsplit=4)[1:4] == ["3", "environnement", "PARVIS_THREADS"]
    assert "Fils qui servent les pages" in line
    assert "valeur par défaut" in done.stdout


def test_config_never_shows_a_secret(house: House) -> None:
    given = {
        "PARVIS_METRICS_TOKEN": "jeton-tres-secret",
        "PARVIS_DATABASE": "postgresql://parvis:sesame-ouvre-toi@db/parvis",
        "PARVIS_MAIL": "smtp://parvis:sesame-ouvre-toi@mail:25",
    }
    done = house.command("config", **given)
    key = (house.data / "secret_key").read_text("ascii")
    for secret in ("jeton-tres-secret", "sesame-ouvre-toi", key):
        assert secret not in done.stdout + done.stderr
    assert "postgresql://parvis:••••••@db/parvis" in done.stdout


def test_every_meaning_is_french(house: House) -> None:
    from parvis.entry.commands.config import _french
    from parvis.platform.config import settings_reference

    assert not [meaning for _, _, meaning, _ in settings_reference() if _french(meaning) == meaning]


@pytest.mark.parametrize("command", ["run", "worker", "check", "config", "django"])
def test_an_unknown_setting_refuses_to_start(house: House, command: str) -> None:
    done = house.command(command, PARVIS_TREADS="3")
    assert done.returncode == 2
    assert "Réglage inconnu : PARVIS_TREADS" in done.stderr
    assert "Traceback" not in done.stderr
    assert ("PARVIS_THREADS" in done.stdout) == (command == "config")


def test_a_value_of_the_wrong_kind_refuses_to_start(house: House) -> None:
    done = house.command("check", PARVIS_THREADS="beaucoup")
    assert done.returncode == 2
    assert "PARVIS_THREADS=beaucoup : un nombre entier est attendu." in done.stderr


@pytest.mark.parametrize("part", ["web", "live", "jobs"])
def test_a_part_alone_needs_postgresql(house: House, part: str) -> None:
    done = house.command("run", "--only", part)
    assert done.returncode == 2
    assert "PARVIS_DATABASE=postgresql://" in done.stderr


def test_a_database_that_does_not_answer_is_told(house: House) -> None:
    done = house.command("run", PARVIS_DATABASE="postgresql://parvis@127.0.0.1:1/parvis")
    assert done.returncode == 2
    assert "La base de données ne répond pas" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_written_is_for_its_own_account(house: House) -> None:
    house.migrate()
    assert mode(house.data / "secret_key") == 0o600
    assert mode(house.data / "parvis.sqlite3") == 0o600


def test_check_tells_each_fault_with_its_mend(house: House) -> None:
    house.command("config")  # makes the secret
    house.data.chmod(0o755)
    (house.data / "secret_key").chmod(0o644)
    done = house.command("check")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    mends = {line: lines[n + 1] for n, line in enumerate(lines) if line.startswith("✘")}
    told = {line.split(" :")[0]: mend.strip() for line, mend in mends.items()}
    assert told["✘ Dossier des données"] == f"→ chmod 700 {house.data}"
    assert told["✘ Secret"] == f"→ chmod 600 {house.data / 'secret_key'}"
    assert told["✘ Migrations"] == "→ parvis django migrate"


@pytest.mark.parametrize("which", ["small_house", "large_house"])
def test_check_is_content_with_a_good_house(which: str, request: pytest.FixtureRequest) -> None:
    good: House = request.getfixturevalue(which)
    done = good.command("check")
    assert done.returncode == 0, done.stdout
    assert "✘" not in done.stdout
    assert "✔ Cloisonnement" in done.stdout


def test_postgresql_that_waits_for_migrations_refuses_to_serve(
    house: House, request: pytest.FixtureRequest
) -> None:
    cluster = request.getfixturevalue("postgres")
    empty = House(house.data, cluster.create("empty"))
    done = empty.command("run")
    cluster.drop("empty")
    assert done.returncode == 2
    assert "parvis django migrate" in done.stderr


def test_a_port_already_taken_is_told(house: House) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = house.command("run", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "Choisissez un autre port avec --port." in done.stderr


def test_the_embedded_database_writes_ahead(small_house: House) -> None:
    with sqlite3.connect(small_house.data / "parvis.sqlite3") as rows:
        assert rows.execute("PRAGMA journal_mode").fetchone() == ("wal",)
