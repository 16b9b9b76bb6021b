"""What is sent to each operation of the API that takes a body or needs another object than usual."""

from typing import Any

from jaring.engines.readers.tables import Column, mapping_of
from tests.access.asking import Ask, Form, Json, a_person, ahead, upload

TERMS = {"purpose": "people_smuggling_investigation", "legal_basis": "national_law"}


def _terms(ids: Any) -> Json:
    return Json({**TERMS, "to": ["PHL"], "ends_at": ahead()})


def _fact(ids: Any) -> Json:
    return Json({"prop": "name", "value": "Captain Lek Boonmee"})


def _facts(ids: Any) -> Json:
    return Json({"contribution_id": ids.report, "facts": [{"prop": "alias", "value": "Lek"}]})


def _link(ids: Any) -> Json:
    ends = [{"prop": "owner", "value": str(ids.person)}, {"prop": "asset", "value": str(ids.vessel)}]
    return Json({"schema": "Ownership", "facts": ends})


def _line(ids: Any) -> Form:
    return Form({"file": upload("crew.ftm.json", a_person()), "marking": "official"})


def _columns(ids: Any) -> Json:
    return Json({"mapping": mapping_of([Column(0, "Name", "person", "name")]).to_json()})


OPERATION_ASKS: dict[str, Ask] = {
    "POST /contributions": Ask(lambda ids: Json({"title": "A new report", "marking": "official"})),
    "PATCH /contributions/{contribution_id}": Ask(lambda ids: Json({"title": "Boat at Ranong pier"})),
    "DELETE /contributions/{contribution_id}": Ask(ids={"contribution_id": "draft"}),
    "POST /contributions/{contribution_id}/finalise": Ask(ids={"contribution_id": "draft"}),
    "POST /contributions/{contribution_id}/entities": Ask(_link),
    "POST /contributions/{contribution_id}/attachments": Ask(lambda ids: Form({"file": upload()})),
    "POST /contributions/{contribution_id}/releases": Ask(_terms),
    "POST /entities/{entity_id}/facts": Ask(_facts),
    "PUT /statements/{statement_id}": Ask(_fact),
    "POST /releases/{release_id}/refuse": Ask(lambda ids: Json({"reason": "The source asked us to wait."})),
    "POST /releases/{release_id}/withdraw": Ask(
        lambda ids: Json({"reason": "Too early."}), ids={"release_id": "active"}
    ),
    "POST /imports": Ask(_line),
    "POST /imports/{import_id}/mapping": Ask(_columns, ids={"import_id": "mapping"}),
    "GET /search": Ask(query=lambda ids: {"q": "captain"}),
    "GET /export": Ask(query=lambda ids: {"contribution": ids.report}),
    "GET /log": Ask(query=lambda ids: {"object_id": ids.report}),
    "GET /network": Ask(query=lambda ids: {"entity": ids.person}),
    "POST /network/expand": Ask(lambda ids: Json({"node": ids.person})),
    "POST /network/path": Ask(lambda ids: Json({"a": ids.person, "b": ids.vessel})),
    "GET /network.gexf": Ask(query=lambda ids: {"entity": ids.person}),
}
