"""Who may do what, everywhere: pages.txt and operations.txt, read."""

from dataclasses import dataclass
from pathlib import Path

from tests.access.endpoints import Endpoint
from tests.access.rooms import VIEWERS


@dataclass(frozen=True)
class Row:
    """What each viewer is answered at one endpoint."""

    endpoint: Endpoint
    cells: dict[str, str]
    scope: str = ""

    def __str__(self) -> str:
        return str(self.endpoint)


def rows_of(name: str, *, scoped: bool) -> list[Row]:
    """The lines of a table. Raises ValueError when one has a cell too many or too few."""
    rows = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        scope = parts.pop(0) if scoped else ""
        method, name, *cells = parts
        rows.append(Row(Endpoint(method, name), dict(zip(VIEWERS, cells, strict=True)), scope))
    return rows


PAGE_ROWS = rows_of("pages.txt", scoped=False)
OPERATION_ROWS = rows_of("operations.txt", scoped=True)
