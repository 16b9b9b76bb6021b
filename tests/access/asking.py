"""How each endpoint is asked: with which object, and for a write with a body that is right for those who may."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jaring.kernel.clock import now
from tests.access.endpoints import API_ROOT, Endpoint, page_routes

# Which object of a dossier an address speaks of, by the name of its parameter, unless the question says otherwise.
OBJECTS = {
    "contribution_id": "report",
    "report_id": "report",
    "entity_id": "person",
    "statement_id": "statement",
    "release_id": "proposed",
    "attachment_id": "attachment",
    "import_id": "import_",
    "person_id": "colleague",
    "member_id": "member",
    "token_id": "token",
    "fact_id": "statement",
    "schema": "schema",
    "name": "sheet",
    "pk": "key_number",
    "uidb36": "key",
    "key": "key",
}


@dataclass(frozen=True)
class Form:
    """Fields and files as a browser sends them."""

    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Json:
    """A body of the API."""

    content: Any


@dataclass(frozen=True)
class Ask:
    """What is sent. `ids` names other objects than OBJECTS does; `own` says that the asker's account changes."""

    body: Callable[[Any], Form | Json] | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    query: Callable[[Any], Mapping[str, Any]] | None = None
    own: bool = False


def address_of(endpoint: Endpoint, ask: Ask, ids: Any) -> str:
    """The address with its objects in it."""
    if endpoint.name.startswith("/"):
        names = re.findall(r"{(\w+)}", endpoint.name)
        return API_ROOT + endpoint.name.format(**_values(names, ask, ids))
    return reverse(endpoint.name, kwargs=_values(parameters_of(endpoint), ask, ids))


def parameters_of(endpoint: Endpoint) -> list[str]:
    """The names in an endpoint's address."""
    if endpoint.name.startswith("/"):
        return re.findall(r"{(\w+)}", endpoint.name)
    return next((list(route.converters) for route in page_routes() if route.name == endpoint.name), [])


def send(client: Client, endpoint: Endpoint, ask: Ask, ids: Any) -> Any:
    """Ask, and return Django's answer."""
    address, body = prepare(endpoint, ask, ids)
    client.raise_request_exception = False
    method = "GET" if endpoint.method == "ANY" else endpoint.method
    if isinstance(body, Json):
        return client.generic(method, address, _dumps(body.content), content_type="application/json")
    if method == "POST":
        return client.post(address, dict(body.fields) if body else {})
    return client.generic(method, address)


def prepare(endpoint: Endpoint, ask: Ask, ids: Any) -> tuple[str, Form | Json | None]:
    """Address and body. Everything they speak of is made by this."""
    address = address_of(endpoint, ask, ids)
    if ask.query is not None:
        address += "?" + urlencode(ask.query(ids), doseq=True)
    return address, ask.body(ids) if ask.body is not None else None


def _values(names: list[str], ask: Ask, ids: Any) -> dict[str, Any]:
    return {name: _text(getattr(ids, ask.ids.get(name, OBJECTS.get(name, name)))) for name in names}


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _dumps(content: Any) -> str:
    return json.dumps(content, default=str)


def upload(name: str = "jetty.txt", data: bytes = b"Seen at the jetty at dawn.") -> SimpleUploadedFile:
    """A small harmless file."""
    return SimpleUploadedFile(name, BytesIO(data).read())


def a_person() -> bytes:
    """A line of FollowTheMoney, different each time: the same file twice would be the same import."""
    person = {"id": uuid4().hex, "schema": "Person", "properties": {"name": ["Thida Win"]}}
    return json.dumps(person).encode() + b"\n"


def ahead(days: int = 7) -> str:
    """A moment in the future, as JSON carries it."""
    return (now() + timedelta(days=days)).isoformat()
