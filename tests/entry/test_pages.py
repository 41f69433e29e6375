"""The bridge between the loop and Django's threads, on a real uvicorn with small limits."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

import httpx
import pytest
from tests.entry.serving import served

from parvis.entry.pages import Limits, Pages

pytestmark = pytest.mark.server
LEAK: ContextVar[str] = ContextVar("leak", default="clean")
THREADS = 2


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Echoes what the path asks for."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    answers = {
        "/length": lambda: str(len(body)).encode(),
        "/leak": lambda: LEAK.get().encode(),
        "/large": lambda: b"x" * (8 << 20),
        "/header": lambda: environ.get("HTTP_X_FORWARDED_FOR", "").encode(),
        "/query": lambda: environ["QUERY_STRING"].encode("latin-1"),
        "/path": lambda: environ["PATH_INFO"].encode("latin-1"),
        "/cookie": lambda: environ.get("HTTP_COOKIE", "").encode(),
        "/sleep": lambda: time.sleep(0.3) or b"slept",
        "/broken": lambda: 1 // 0,
    }
    content = answers.get(environ["PATH_INFO"], answers["/path"])()
    LEAK.set("dirty")
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(content)))])
    return [content]


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    limits = Limits(memory=1 << 16, body=1 << 20, silence=0.5, upload=3.0, reading=5.0, waiting=4)
    pages = Pages(application, threads=THREADS, limits=limits)
    with served(pages) as found:
        yield found
    pages.close()


@pytest.fixture
def client(address: tuple[str, int]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{address[0]}:{address[1]}", timeout=10) as found:
        yield found


def connect(address: tuple[str, int], text: bytes) -> socket.socket:
    opened = socket.create_connection(address, timeout=10)
    opened.sendall(text)
    return opened


def everything(opened: socket.socket) -> bytes:
    received = b""
    while piece := opened.recv(65536):
        received += piece
    return received


@pytest.mark.parametrize("size", [0, 10, (1 << 16) + 1, 1 << 20])
def test_a_body_arrives_whole(client: httpx.Client, size: int) -> None:
    assert client.post("/length", content=b"a" * size).text == str(size)


def test_a_body_without_declared_length_arrives_whole(client: httpx.Client) -> None:
    assert client.post("/length", content=iter([b"ab"] * 1000)).text == "2000"


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_too_large_is_refused_in_french(client: httpx.Client, *, declared: bool) -> None:
    content: Any = b"a" * (3 << 20)
    answer = client.post("/length", content=content if declared else iter([content]))
    assert answer.status_code == 413
    assert "La limite est de 1 Mo" in answer.text


def test_a_body_that_stops_arriving_is_refused(address: tuple[str, int]) -> None:
    with connect(
        address, b"POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nab"
    ) as one:
        answer = everything(one).decode()
    assert answer.startswith("HTTP/1.1 408 ")
    assert "Envoi interrompu" in answer


def test_a_body_that_drips_is_refused_in_the_end(address: tuple[str, int]) -> None:
    start = time.monotonic()
    with connect(address, b"POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n") as one:
        one.settimeout(0.2)
        received = b""
        while not received and time.monotonic() - start < 8:
            one.sendall(b"a")
            try:
                received = one.recv(65536)
            except TimeoutError:
                continue
    assert received.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - start < 6


def test_slow_senders_hold_no_thread(address: tuple[str, int], client: httpx.Client) -> None:
    head = b"POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n"
    slow = [connect(address, head) for _ in range(THREADS * 10)]
    start = time.monotonic()
    assert client.get("/path").text == "/path"
    assert time.monotonic() - start < 0.4
    for one in slow:
        one.close()


def test_slow_readers_hold_no_thread(address: tuple[str, int], client: httpx.Client) -> None:
    slow = [connect(address, b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n") for _ in range(5)]
    time.sleep(0.5)
    start = time.monotonic()
    assert client.get("/path").text == "/path"
    assert time.monotonic() - start < 0.4
    for one in slow:
        one.close()


def test_a_large_answer_arrives_whole(client: httpx.Client) -> None:
    assert len(client.get("/large").content) == 8 << 20


def test_nothing_passes_from_one_request_to_the_next(client: httpx.Client) -> None:
    assert {client.get("/leak").text for _ in range(THREADS * 4)} == {"clean"}


def test_a_header_with_an_underscore_does_not_pass_for_the_proxys(client: httpx.Client) -> None:
    answer = client.get("/header", headers={"X_Forwarded_For": "9.9.9.9"})
    assert answer.text == ""
    assert client.get("/header", headers={"X-Forwarded-For": "9.9.9.9"}).text == "9.9.9.9"


def test_accents_in_path_and_query(address: tuple[str, int], client: httpx.Client) -> None:
    assert client.get("/%C3%A9l%C3%A8ve").text == "/élève"
    assert client.get("/query?q=%C3%A9&r=%41+b").text == "q=%C3%A9&r=%41+b"
    with connect(address, b"GET /query?q=\xc3\xa9 HTTP/1.0\r\nhost: x\r\n\r\n") as one:
        assert everything(one).startswith(b"HTTP/1.1 400 ")


def test_an_application_that_breaks_is_told_in_french(client: httpx.Client) -> None:
    answer = client.get("/broken")
    assert (answer.status_code, answer.headers["content-type"][:9]) == (500, "text/html")
    assert "Une erreur est survenue de notre côté" in answer.text
    assert client.get("/path").text == "/path"


def test_split_cookies_are_joined(address: tuple[str, int]) -> None:
    head = b"GET /cookie HTTP/1.0\r\nhost: x\r\ncookie: a=1\r\ncookie: b=2\r\n\r\n"
    with connect(address, head) as one:
        assert everything(one).endswith(b"a=1; b=2")


def test_more_than_can_wait_is_told_to_come_back(address: tuple[str, int]) -> None:
    many = [connect(address, b"GET /sleep HTTP/1.0\r\nhost: x\r\n\r\n") for _ in range(20)]
    answers = [everything(one) for one in many]
    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    assert len(answers) - len(refused) == THREADS + 4
    assert all(b"retry-after: 5" in answer for answer in refused)
    for one in many:
        one.close()
