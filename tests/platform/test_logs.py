"""Logs: one JSON object per line, with the request it belongs to."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.platform.logs import JsonFormatter, logging_config, request_id

pytestmark = pytest.mark.pure


def line(message: str, *args: object, exc_info: Any = None, **extra: object) -> dict[str, Any]:
    record = logging.LogRecord("parvis.test", logging.INFO, "", 1, message, args, exc_info)
    record.__dict__.update(extra)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_what_a_line_says() -> None:
    found = line("served %s", "page", status=200, ms=1.5, person=None)
    assert found.pop("at").endswith("+00:00")
    assert found == {
        "level": "info",
        "logger": "parvis.test",
        "message": "served page",
        "status": 200,
        "ms": 1.5,
        "person": None,
    }


def test_the_request_it_belongs_to() -> None:
    token = request_id.set("abcdef12")
    try:
        assert line("hello")["request_id"] == "abcdef12"
    finally:
        request_id.reset(token)
    assert "request_id" not in line("hello")


def test_objects_are_not_dragged_in() -> None:
    """Only plain values: an object's repr may hold anything, a form's password included."""
    found = line("hello", form={"password": "hunter2"}, row=object())
    assert "hunter2" not in json.dumps(found)
    assert not {"form", "row"} & set(found)


def test_an_exception_is_told() -> None:
    try:
        raise ValueError("bad")  # noqa: TRY301 -- the point of the test
    except ValueError:
        found = line("failed", exc_info=sys.exc_info())
    assert "ValueError: bad" in found["exception"]


@given(st.text(), st.text())
def test_nobody_forges_a_line(message: str, value: str) -> None:
    found = line("%s", message, given=value)
    assert (found["message"], found["given"]) == (message, value)


def test_idle_jobs_say_nothing() -> None:
    loggers = logging_config()["loggers"]
    assert loggers["django_tasks_db"] == {"level": "WARNING"}
    assert loggers["uvicorn.access"] == {"level": "WARNING"}
