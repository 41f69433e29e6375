"""`make check`: independent steps, two at a time, each told as ✔ or ✘ with its seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ".venv/bin/"
PYTHON = ["src", "tests", "ops"]
PYTEST = [BIN + "pytest", "-q", "-p", "no:xdist"]
# The longest first, on two cores.
STEPS: dict[str, list[list[str]]] = {
    "pytest pure, rules": [[*PYTEST, "-m", "pure or rules", "tests"]],
    "pytest architecture": [[*PYTEST, "tests/architecture"]],
    "mypy --strict": [[BIN + "mypy", "--no-error-summary"]],
    "ruff": [
        [BIN + "ruff", "check", "--quiet", *PYTHON],
        [BIN + "ruff", "format", "--check", "--quiet", *PYTHON],
    ],
    "import-linter": [[BIN + "lint-imports", "--no-cache"]],
    "migrations": [[BIN + "parvis", "django", "makemigrations", "--check", "--dry-run"]],
    "templates": [
        [BIN + "djangofmt", "--check", "--quiet", "src"],
        [BIN + "djangofmt", "check", "src"],
    ],
    "catalogues": [[BIN + "python", "ops/dev/messages.py", "check"]],
    "biome": [["ops/dev/node.sh", "npm", "run", "--silent", "--prefix", "web", "lint"]],
    "islands": [["ops/dev/node.sh", "npm", "test", "--silent", "--prefix", "web"]],
}
NO_TESTS = 5
TAIL = 60


def main() -> int:
    """Run every step; 1 when one of them fails."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        env = os.environ | {"PARVIS_DATA": scratch + "/data"}
        results = list(pool.map(lambda item: _run(*item, env), STEPS.items()))
    failed = [name for name, good in zip(STEPS, results, strict=True) if not good]
    seconds = time.perf_counter() - start
    print(f"{'✘ ' + ', '.join(failed) if failed else '✔ tout est bon'} ({seconds:.0f} s)")
    return 1 if failed else 0


def _run(name: str, commands: list[list[str]], env: dict[str, str]) -> bool:
    start, said, good = time.perf_counter(), "", True
    for command in commands:
        done = subprocess.run(  # noqa: S603 -- our own list above
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, NO_TESTS if "pytest" in command[0] else 0):
            good = False
            said += "\n".join((done.stdout + done.stderr).splitlines()[-TAIL:]) + "\n"
    seconds = time.perf_counter() - start
    print(f"{'✔' if good else '✘'} {name} ({seconds:.1f} s)\n{said}", end="", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main())
