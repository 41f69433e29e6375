"""Errors: one table, told alike to people, to programs and to the log."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from parvis.platform import errors
from parvis.platform.errors import (
    TABLE,
    Conflict,
    DomainError,
    Invalid,
    Missing,
    Refused,
    Unavailable,
    telling,
)
from parvis.platform.http.middleware import ErrorMiddleware

STATUS = {Refused: 403, Missing: 404, Invalid: 422, Conflict: 409, Unavailable: 503}


class RoomTaken(Conflict):
    code = "agenda.taken"
    message = "This room is taken."
    mend = "Choose another hour."


@pytest.fixture
def answer(rf: RequestFactory) -> Callable[..., HttpResponse | None]:
    def told(error: Exception, accept: str = "text/html") -> HttpResponse | None:
        request = rf.get("/somewhere", headers={"Accept": accept})
        return ErrorMiddleware(lambda _: HttpResponse()).process_exception(request, error)

    return told


def test_the_table_is_complete() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, DomainError)
    ]
    assert set(kinds) == set(TABLE)
    assert {kind: int(telling(kind()).status) for kind in STATUS} == STATUS
    assert int(telling(DomainError()).status) == 400


def test_a_rooms_error_is_told_as_its_base() -> None:
    assert telling(RoomTaken()) is TABLE[Conflict]
    error = RoomTaken()
    assert (str(error), error.text, error.mend_text) == (
        "This room is taken.",
        "This room is taken.",
        "Choose another hour.",
    )
    assert str(RoomTaken("Taken until noon.")) == "Taken until noon."


@pytest.mark.parametrize("kind", STATUS, ids=lambda kind: kind.__name__)
def test_to_people(answer: Callable[..., HttpResponse], kind: type[DomainError]) -> None:
    told = answer(kind("Because <b>.", mend="Try again."))
    assert told.status_code == STATUS[kind]
    assert told["Content-Type"] == "text/html; charset=utf-8"
    text = told.content.decode()
    assert "Because &lt;b&gt;." in text
    assert "Try again." in text


@pytest.mark.parametrize("kind", STATUS, ids=lambda kind: kind.__name__)
def test_to_programs(answer: Callable[..., HttpResponse], kind: type[DomainError]) -> None:
    told = answer(kind("Because."), "application/json")
    assert told.status_code == STATUS[kind]
    assert told["Content-Type"] == "application/problem+json"
    body = json.loads(told.content)
    assert (body["type"], body["status"]) == (f"urn:parvis:error:{kind.code}", STATUS[kind])
    assert (body["detail"], body["errors"]) == ("Because.", [])


def test_fields_are_named(answer: Callable[..., HttpResponse]) -> None:
    told = answer(Invalid(fields={"ends": "Later than the start."}), "application/problem+json")
    assert json.loads(told.content)["errors"] == [
        {"field": "ends", "detail": "Later than the start."}
    ]


def test_to_the_log(answer: Callable[..., HttpResponse], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "parvis.request"):
        answer(RoomTaken())
        answer(Unavailable())
    assert [(entry.levelname, entry.message) for entry in caplog.records] == [
        ("INFO", "agenda.taken"),
        ("WARNING", "platform.unavailable"),
    ]


def test_a_bug_is_not_a_domain_error(answer: Callable[..., HttpResponse | None]) -> None:
    assert answer(ValueError("a bug")) is None
