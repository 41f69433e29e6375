"""Parvis as it is really started: processes of its own, a data folder of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

PARVIS = str(Path(sys.executable).with_name("parvis"))
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
START = 30
BROWSERS: list[httpx.Client] = []  # closed after each test


@dataclass(frozen=True, slots=True)
class House:
    """A data folder and a database, where commands run and servers start."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the test's own settings but what this house says."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PARVIS_")}
        chosen = {"PARVIS_DATABASE": self.database} if self.database else {}
        return kept | {"PARVIS_DATA": str(self.data), "PYTHONUNBUFFERED": "1"} | chosen

    def command(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run `parvis …` to its end; `extra` adds variables."""
        return subprocess.run(
            [PARVIS, *arguments],
            env=self.environment | extra,
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )

    def migrate(self) -> None:
        """Bring the database up to date."""
        done = self.command("django", "migrate", "--noinput", "-v", "0")
        assert done.returncode == 0, done.stderr

    def python(self, module: str, *arguments: str) -> Any:
        """Run a module in this house; the JSON value it prints last."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def serving(self, *options: str, port: int = 0, **extra: str) -> Iterator[Server]:
        """`parvis run …` for the time of the block."""
        server = Server(self, options, port, extra)
        try:
            server.wait()
            yield server
        finally:
            server.kill()


class Server:
    """One `parvis run`; its standard error is a file of JSON lines."""

    def __init__(
        self, house: House, options: tuple[str, ...], port: int, extra: dict[str, str]
    ) -> None:
        self.started = time.monotonic()
        self.errors = house.data / f"log-{time.monotonic_ns()}"
        with self.errors.open("wb") as log:
            self.process = subprocess.Popen(
                [PARVIS, "run", "--port", str(port), *options],
                env=house.environment | extra,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.said: list[str] = []
        self.port = 0

    def wait(self) -> None:
        """Until it says where it listens and answers there."""
        assert self.process.stdout is not None
        while not self.port:
            line = self.process.stdout.readline()
            assert line, "".join(self.said) + self.errors.read_text("utf-8")
            self.said.append(line)
            if found := _ADDRESS.search(line):
                self.port = int(found[1])
        while time.monotonic() < self.started + START:
            try:
                httpx.get(self.url + "/healthz", timeout=5).raise_for_status()
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(self.errors.read_text("utf-8"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.said += self.process.stdout.readlines()
        return code

    def kill(self) -> None:
        """End it without asking."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def log(self) -> list[dict[str, Any]]:
        """Its log, parsed; fails when a line is not JSON."""
        return [json.loads(line) for line in self.errors.read_text("utf-8").splitlines()]

    def failures(self) -> list[str]:
        """The ends of the exceptions it logged, for the message of a test that failed."""
        return [line["exception"][-1500:] for line in self.log() if "exception" in line]

    def memory(self) -> float:
        """Resident memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        resident = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert resident is not None
        return int(resident[1]) / 1024


def sign_in(url: str, email: str, password: str) -> httpx.Client:
    """A browser that signed in as a person does: e-mail first, then password."""
    client = httpx.Client(base_url=url, follow_redirects=True, timeout=20)
    BROWSERS.append(client)
    page = _send(client, client.get("/compte/connexion/"), login=email)
    page = _send(client, page, login=email, password=password)
    assert page.status_code == HTTPStatus.OK, page.text
    assert "/connexion/" not in page.url.path, page.text
    return client


def _send(client: httpx.Client, page: httpx.Response, **fields: str) -> httpx.Response:
    """Fill in the form of a page and send it."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None, page.text
    return client.post(page.url, data={"csrfmiddlewaretoken": token[1]} | fields)
