"""Files made by the tests, and jobs worked off by a real worker."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from uuid import UUID

from jaring.apps.intelligence.actions.imports import BeginImport, begin_import, keep_import
from jaring.apps.intelligence.queries.imports import ImportStatus, import_status
from jaring.platform.jobs import run_worker
from tests.cast import Player

PERSON: dict[str, Any] = {
    "id": "p-1",
    "schema": "Person",
    "properties": {"name": ["မင်းထွန်းအောင်", "Min Htun Aung"], "nationality": ["mm"]},
}
VESSEL: dict[str, Any] = {
    "id": "v-1",
    "schema": "Vessel",
    "properties": {"name": ["KM Bintang Laut 7"], "imoNumber": ["IMO9074729"]},
}
OWNERSHIP: dict[str, Any] = {
    "id": "o-1",
    "schema": "Ownership",
    "properties": {"owner": ["p-1"], "asset": ["v-1"], "startDate": ["2024-03"]},
}


def lines(*entities: Mapping[str, Any]) -> bytes:
    """FollowTheMoney JSON lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities).encode()


def bring_in(
    player: Player, data: bytes, *, name: str = "net.ftm.json", keep: bool = True, **options: Any
) -> ImportStatus:
    """Import a file as a person would: begin, let the worker check, keep, let the worker keep."""
    with player.acting() as viewer:
        begun = begin_import(BeginImport(name, **options), {"file": BytesIO(data)}, acting=viewer)
    run_worker(wait=False)
    status = look(player, begun.id)
    if keep and status.state == "checked" and status.entities:
        with player.acting() as viewer:
            keep_import(begun.id, acting=viewer)
        run_worker(wait=False)
    return look(player, begun.id)


def look(player: Player, import_id: UUID) -> ImportStatus:
    """Where an import stands, as its owner sees it."""
    with player.acting() as viewer:
        return import_status(import_id, viewer=viewer)


def exported(data: Iterable[bytes]) -> dict[str, dict[str, Any]]:
    """An export by entity id."""
    return {one["id"]: one for line in b"".join(data).splitlines() if (one := json.loads(line))}
