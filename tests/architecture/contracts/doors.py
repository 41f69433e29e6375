"""An import-linter contract: a room is entered by its doors only."""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomsContract(Contract):
    """From another room, only some of its modules may be imported.

    Attributes:
        root: package whose children are the rooms.
        doors: modules of each room that other rooms may import.
        open_rooms: rooms of which everything may be imported.
    """

    type_name = "rooms"

    root = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    open_rooms = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 -- theirs
        broken = [
            {"importer": importer, "imported": imported, "line": line}
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._breaks_in(importer, imported)
            for line in _lines(graph, importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for one in check.metadata["broken"]:
            output.print_error(
                f"- {one['importer']} reaches into {one['imported']} (l.{one['line']})", bold=False
            )

    def _breaks_in(self, importer: str, imported: str) -> bool:
        depth = str(self.root).count(".") + 1
        here, there = importer.split("."), imported.split(".")
        inside = f"{self.root}."
        if not (importer.startswith(inside) and imported.startswith(inside)):
            return False
        room, of_open = there[depth], there[depth] in (self.open_rooms or set())  # type: ignore[operator]
        if room == here[depth] or of_open:
            return False
        return len(there) == depth + 1 or there[depth + 1] not in self.doors  # type: ignore[operator]


def _lines(graph: ImportGraph, importer: str, imported: str) -> list[Any]:
    details = graph.get_import_details(importer=importer, imported=imported)
    return [detail["line_number"] for detail in details]
