"""Comparing what was found with what is excused, told one name per line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def only(found: Iterable[str], excused: Mapping[str, str]) -> None:
    """Fail on anything found that has no excuse, and on any excuse that excuses nothing."""
    names = set(found)
    told = [f"not allowed: {name}" for name in sorted(names - set(excused))]
    told += [f"no longer needed: {name}" for name in sorted(set(excused) - names)]
    told += [f"no reason given: {name}" for name, reason in excused.items() if len(reason) < 10]
    assert not told, "\n" + "\n".join(told)
