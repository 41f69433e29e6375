"""Which functions a function ends up calling, within its room, by names alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.architecture.sources import Function, Module, dotted


class CallGraph:
    """Calls among the modules given; anything else is kept as the name it was called by."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._calls: dict[str, set[str]] = {}
        for module in modules:
            names = _imported(module)
            local = {node.name for node in module.functions()}
            names |= {name: f"{module.name}.{name}" for name in local}
            for node in module.functions():
                self._calls[f"{module.name}.{node.name}"] = set(_called(node, names))

    def reached(self, function: str) -> set[str]:
        """Last parts of the names of everything called, however deep."""
        seen: set[str] = set()
        waiting = [function]
        while waiting:
            for name in self._calls.get(waiting.pop(), set()) - seen:
                seen.add(name)
                waiting.append(name)
        return {name.rpartition(".")[2] for name in seen}


def _imported(module: Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {(one.asname or one.name): f"{node.module}.{one.name}" for one in node.names}
    return names


def _called(function: Function, names: dict[str, str]) -> Iterable[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            first, _, rest = name.partition(".")
            known = names.get(first, first)
            yield f"{known}.{rest}" if rest else known
