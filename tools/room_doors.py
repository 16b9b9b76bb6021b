"""An import-linter contract: every room of a package has one door, and other rooms come in only by it.

The kinds of contract that import-linter brings can say who stands above whom, but not *where* a room may
be entered. Here a room is each direct child of ``container``; its door is the module of that name directly
inside it. A room may import anything of its own; of another room only the door, nothing behind it and not
the room itself.
"""

from collections.abc import Iterator
from typing import ClassVar

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomDoors(Contract):
    type_name: ClassVar[str] = "room_doors"

    container = fields.ModuleField()
    door = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        container: str = self.container.name  # type: ignore[attr-defined]  # a field becomes its value when parsed
        door = str(self.door)
        intrusions = [
            f"{importer} imports {imported}"
            for room in sorted(graph.find_children(container))
            for importer, imported in _imports_leaving(graph, room, container)
            if imported != f"{_room_of(imported, container)}.{door}"
        ]
        return ContractCheck(kept=not intrusions, metadata={"intrusions": intrusions})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for intrusion in check.metadata["intrusions"]:
            output.print_error(f"{intrusion}: enter by that room's {self.door} module instead", bold=False)


def _room_of(module: str, container: str) -> str:
    """``jaring.apps.portal.views`` lies in the room ``jaring.apps.portal``."""
    return ".".join(module.split(".")[: container.count(".") + 2])


def _imports_leaving(graph: ImportGraph, room: str, container: str) -> Iterator[tuple[str, str]]:
    """Every (importer, imported) from inside ``room`` to another room of the same container."""
    for importer in sorted({room} | graph.find_descendants(room)):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if imported.startswith(f"{container}.") and _room_of(imported, container) != room:
                yield importer, imported
