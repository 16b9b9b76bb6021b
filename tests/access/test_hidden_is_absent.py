"""What somebody may not see answers exactly like what is not there."""

import re
from typing import Any

import pytest

from tests.access.asking import Ask, prepare, send
from tests.access.dossier import Absent
from tests.access.expectations import OPERATION_ROWS, PAGE_ROWS, Row
from tests.access.rooms import OUTSIDE, Rooms, body_of
from tests.access.test_matrix import asks

# What a question may name that is no secret of Aditi's.
_NO_OBJECTS = frozenset({"schema", "sheet", "key", "key_number", "member"})
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
# New with every answer: what guards a form, and when the sitting ends.
_GUARD = re.compile(rb"[A-Za-z0-9]{64}")
_CHANGING = frozenset({"Date", "Last-Modified", "Expires", "Set-Cookie"})


class Naming(Absent):
    """Ids that nothing has; remembers which were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getattr__(name)


def names_something(row: Row) -> bool:
    """Whether the question names something of Aditi's at all."""
    naming = Naming()
    prepare(row.endpoint, asks().get(str(row.endpoint), Ask()), naming)
    return bool(naming.names - _NO_OBJECTS)


def answer_of(client: Any, row: Row, ids: Any) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, without ids and what changes from one answer to the next."""
    response = send(client, row.endpoint, asks().get(str(row.endpoint), Ask()), ids)
    headers = {name: _ID.sub(b"ID", value.encode()).decode() for name, value in response.headers.items()}
    body = _GUARD.sub(b"GUARD", _ID.sub(b"ID", body_of(response)))
    return response.status_code, {name: value for name, value in headers.items() if name not in _CHANGING}, body


@pytest.mark.parametrize("row", [*PAGE_ROWS, *OPERATION_ROWS], ids=str)
def test_it_answers_for_what_is_hidden_as_for_what_is_absent(row: Row, rooms: Rooms) -> None:
    if not names_something(row):
        return
    for viewer in OUTSIDE:
        if viewer == "dewi" and ("person" in row.endpoint.name or "people" in row.endpoint.name):
            continue  # a colleague of hers is nothing hidden
        client = rooms.program(viewer) if row.endpoint.name.startswith("/") else rooms.browser(viewer)
        dossier = rooms.dossier(viewer)
        prepare(row.endpoint, asks().get(str(row.endpoint), Ask()), dossier)
        dossier.settle()
        assert answer_of(client, row, dossier) == answer_of(client, row, Absent()), viewer
