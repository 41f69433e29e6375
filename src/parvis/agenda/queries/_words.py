"""The engine's reasons, in the reader's words. Only names, counts and minutes can enter them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.agenda.core.slots import BlockCode, Blocker, ReasonCode
from parvis.agenda.core.slots import Reason as EngineReason
from parvis.agenda.types import Reason


def reason_of(reason: EngineReason, names: Mapping[str, str]) -> Reason:
    """Why a slot has these points."""
    return Reason(reason.code.value, _said(reason.code, dict(reason.params)), reason.points)


def _said(code: ReasonCode, values: dict[str, int | str]) -> str:
    plural = _PLURALS.get(code)
    if plural is not None:
        return plural(int(values["count"])) % values
    if code is ReasonCode.SOON:
        return _soon(int(values["days"]))
    if code in {ReasonCode.GOOD_HOUR, ReasonCode.FAIR_HOUR}:
        return _hour(code, str(values["part"]))
    return str(_PLAIN[code])


_PLAIN = {
    ReasonCode.EVERYONE: gettext_lazy("Everyone is free"),
    ReasonCode.FIRM: gettext_lazy("Nobody has an unconfirmed commitment"),
    ReasonCode.LUNCH: gettext_lazy("Over the midday break"),
    ReasonCode.OFF_PEAK: gettext_lazy("Early or in the evening"),
    ReasonCode.WEEKEND: gettext_lazy("At the weekend"),
    ReasonCode.BREATHING: gettext_lazy("A quarter of an hour free before and after"),
    ReasonCode.ON_SITE: gettext_lazy("Nobody has to travel"),
}


def _absent(count: int) -> str:
    return ngettext(
        "%(count)s optional person of %(of)s is missing",
        "%(count)s optional people of %(of)s are missing",
        count,
    )


def _tentative(count: int) -> str:
    return ngettext(
        "%(count)s person has an unconfirmed commitment",
        "%(count)s people have an unconfirmed commitment",
        count,
    )


def _tight(count: int) -> str:
    return ngettext(
        "%(count)s person goes from one meeting to the next",
        "%(count)s people go from one meeting to the next",
        count,
    )


def _travel(count: int) -> str:
    return ngettext(
        "%(count)s person travels, %(minutes)s minutes at most",
        "%(count)s people travel, %(minutes)s minutes at most",
        count,
    )


_OWN = {
    BlockCode.BUSY: gettext_lazy("you are busy"),
    BlockCode.OUTSIDE_HOURS: gettext_lazy("outside your hours"),
    BlockCode.TRAVEL: gettext_lazy("you would not have time to travel"),
}

_PLURALS = {
    ReasonCode.ABSENT: _absent,
    ReasonCode.TENTATIVE: _tentative,
    ReasonCode.BACK_TO_BACK: _tight,
    ReasonCode.TRAVEL: _travel,
}


def _soon(days: int) -> str:
    if not days:
        return _("On the first possible day")
    text = ngettext(
        "%(days)s day after the first possible day",
        "%(days)s days after the first possible day",
        days,
    )
    return text % {"days": days}


def _hour(code: ReasonCode, part: str) -> str:
    if code is ReasonCode.GOOD_HOUR:
        return _("In the middle of the morning") if part == "morning" else _("Mid-afternoon")
    return (
        _("At the edge of the morning") if part == "morning" else _("At the edge of the afternoon")
    )


def refusal_of(blocker: Blocker, names: Mapping[str, str], me: str = "") -> Reason:
    """Why an hour is refused, and by whom; `me` is the key of who reads."""
    if me and blocker.key == me and blocker.code in _OWN:
        return Reason(blocker.code.value, str(_OWN[blocker.code]))
    name = names.get(blocker.key, "")
    if blocker.code is BlockCode.NO_ROOM and not name:
        return Reason(blocker.code.value, _("no room is free"))
    return Reason(blocker.code.value, str(_REFUSED[blocker.code]) % {"name": name})


_REFUSED = {
    BlockCode.BUSY: gettext_lazy("%(name)s is busy"),
    BlockCode.OUTSIDE_HOURS: gettext_lazy("outside the hours of %(name)s"),
    BlockCode.TRAVEL: gettext_lazy("%(name)s would not have time to travel"),
    BlockCode.NOTICE: gettext_lazy("too soon for the notice you asked"),
    BlockCode.NO_ROOM: gettext_lazy("%(name)s is taken"),
}
