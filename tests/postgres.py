"""A private PostgreSQL for tests and benchmarks: made in a temporary folder, thrown away after.

`python -m tests.postgres run -- pytest …` runs a command with PARVIS_DATABASE set to it. The role
is a plain one: row-level security applies to it, as it must in production.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROLE = "parvis"
# Nothing is kept, so nothing needs to reach the disk.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster, reached by the socket in its folder."""

    folder: Path
    programs: Path

    def url(self, name: str) -> str:
        """Address of a database, for the plain role."""
        return f"postgresql://{ROLE}@/{name}?host={self.folder}"

    def create(self, name: str, *, template: str = "template1") -> str:
        """A copy of the template owned by the plain role; its address."""
        self.administer(f'CREATE DATABASE "{name}" OWNER {ROLE} TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database and whoever is connected to it."""
        self.administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def administer(self, sql: str) -> None:
        """Run SQL as the cluster's superuser."""
        address = ["-h", str(self.folder), "-U", "postgres", "-d", "postgres"]
        run([str(self.programs / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", *address, "-c", sql])


def programs() -> Path:
    """Folder of the newest PostgreSQL that Debian installed.

    Raises:
        FileNotFoundError: none is installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    if not found:
        raise FileNotFoundError("Installez PostgreSQL : « apt-get install postgresql ».")
    return found[-1]


def run(command: Sequence[str]) -> None:
    """Run as an unprivileged user, which PostgreSQL insists on; show what it said if it fails."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command], capture_output=True, text=True, check=False, cwd="/", timeout=60
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix="parvis-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    made = Cluster(folder, programs())
    rows, control = str(folder / "rows"), str(made.programs / "pg_ctl")
    try:
        initdb = [str(made.programs / "initdb"), "-D", rows, "-U", "postgres", "-A", "trust"]
        run([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        settings = " ".join(f"-c {setting}" for setting in FAST)
        options = f"-k {folder} -c listen_addresses='' {settings}"
        run([control, "-D", rows, "-w", "-l", str(folder / "log"), "-o", options, "start"])
        try:
            made.administer(f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
            made.create(ROLE)
            yield made
        finally:
            run([control, "-D", rows, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """`run -- command…`: its exit code."""
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        print("usage: python -m tests.postgres run -- command…", file=sys.stderr)
        return 2
    with cluster() as made:
        environment = os.environ | {"PARVIS_DATABASE": made.url(ROLE)}
        return subprocess.run(arguments[2:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
