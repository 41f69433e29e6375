"""One server from start to end: quick, small, quiet, clean."""

from __future__ import annotations

import signal
import threading
import time

import httpx
import pytest
from tests.server.process import House, sign_in
from tests.server.seed import PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.timeout(120)]
ALICE = "alice@atelier.example"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("which", ["small_house", "large_house"])
def test_it_ends_cleanly(which: str, how: signal.Signals, request: pytest.FixtureRequest) -> None:
    house: House = request.getfixturevalue(which)
    with house.serving() as server:
        assert server.stop(how) == 0
        assert server.said[-1] == "Parvis est arrêté, tout est enregistré.\n"
        assert not [line for line in server.log() if line["level"] in {"error", "critical"}]
    assert not (house.data / "parvis.sqlite3-wal").exists()


def test_a_request_under_way_is_answered_before_the_end(small_house: House) -> None:
    with small_house.serving() as server:
        answers: list[int] = []

        def slow() -> None:
            body = iter(b"a" if time.sleep(0.3) is None else b"" for _ in range(6))
            answers.append(httpx.post(server.url + "/compte/connexion/", content=body).status_code)

        thread = threading.Thread(target=slow)
        thread.start()
        time.sleep(0.5)
        assert server.stop() == 0
        thread.join(10)
        assert answers == [403]


@pytest.mark.parametrize("which", ["small_house", "large_house"])
def test_the_worker_ends_cleanly(which: str, request: pytest.FixtureRequest) -> None:
    import subprocess

    from tests.server.process import PARVIS

    house: House = request.getfixturevalue(which)
    with subprocess.Popen(
        [PARVIS, "worker"],
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout is not None
        if which == "small_house":
            assert worker.wait(30) == 2  # SQLite has no worker apart
            return
        assert "Parvis travaille" in worker.stdout.readline()
        worker.terminate()
        assert worker.wait(20) == 0
        assert "l’étape en cours" in worker.stdout.read()


def test_logs_are_json_and_carry_the_request(small_house: House) -> None:
    with small_house.serving() as server:
        answer = httpx.get(server.url + "/compte/connexion/", headers={"X-Request-ID": "abcd-1234"})
        unsafe = httpx.get(server.url + "/compte/connexion/", headers={"X-Request-ID": "a b\tc"})
        server.stop()
        lines = {line.get("request_id"): line for line in server.log()}
    assert answer.headers["x-request-id"] == "abcd-1234"
    assert unsafe.headers["x-request-id"] != "a b\tc"
    for one in (answer, unsafe):
        line = lines[one.headers["x-request-id"]]
        assert (line["path"], line["status"]) == ("/compte/connexion/", 200)
        assert line["at"].endswith("+00:00")


def test_no_secret_is_ever_logged(small_house: House) -> None:
    small_house.python("tests.server.seed", "0", "0")
    with small_house.serving() as server:
        browser = sign_in(server.url, ALICE, PASSWORD)
        session = browser.cookies["parvis_session"]
        browser.get("/")
        server.stop()
        said = server.errors.read_text("utf-8") + "".join(server.said)
    key = (small_house.data / "secret_key").read_text("ascii")
    for secret in (PASSWORD, session, key):
        assert secret not in said


def test_metrics_are_for_the_loopback_or_the_token(small_house: House) -> None:
    with small_house.serving(PARVIS_METRICS_TOKEN="jeton") as server:
        metrics = server.url + "/metrics"
        assert "parvis_requests_total" in httpx.get(metrics).text
        afar = {"X-Forwarded-For": "192.0.2.1"}
        assert httpx.get(metrics, headers=afar).status_code == 404
        bearer = afar | {"Authorization": "Bearer jeton"}
        assert httpx.get(metrics, headers=bearer).status_code == 200
        bearer["Authorization"] = "Bearer autre"
        assert httpx.get(metrics, headers=bearer).status_code == 404


def test_it_starts_quickly_and_stays_small(small_house: House) -> None:
    """The targets (3 s, 250 MB) with room for a busy machine in the first."""
    with small_house.serving() as server:
        seconds = time.monotonic() - server.started
        assert httpx.get(server.url + "/healthz").text == "ok"
        assert httpx.get(server.url + "/readyz").json() == {"ready": True}
        assert httpx.get(server.url + "/compte/connexion/").status_code == 200
        memory = server.memory()
    print(f"started in {seconds:.1f} s, {memory:.0f} MB")
    assert seconds < 6
    assert memory < 250
