"""The client: clear sentences for every failure, a second try only where it cannot do anything twice."""

import io
from collections.abc import Callable

import httpx
import pytest

from jaring.client import Connection, JaringClient
from jaring.client.problems import (
    BusyError,
    RefusedTokenError,
    ServerFailedError,
    UnreachableError,
)
from jaring.kernel.errors import BadInputError, ConflictError, JaringError, NotAllowedError, NotFoundError

ME = {
    "id": "x",
    "name": "Aditi",
    "member": "IDN",
    "member_name": "Indonesia",
    "roles": ["analyst"],
    "clearance": "confidential",
    "purpose": "crime_prevention",
    "scopes": ["read"],
    "something_newer": 1,
}
Answer = Callable[[httpx.Request], httpx.Response]


def client(answer: Answer, waits: list[float] | None = None) -> JaringClient:
    """A client whose server is a function; it never really waits."""
    pauses: list[float] = [] if waits is None else waits
    connection = Connection(
        "https://jaring.example/", "jaring_t", transport=httpx.MockTransport(answer), sleep=pauses.append
    )
    return JaringClient(connection, sleep=pauses.append)


def test_it_sends_the_token_and_reads_the_answer() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer jaring_t"
        assert str(request.url) == "https://jaring.example/api/v1/whoami"
        return httpx.Response(200, json=ME)

    assert client(answer).whoami().name == "Aditi"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, RefusedTokenError),
        (403, NotAllowedError),
        (404, NotFoundError),
        (409, ConflictError),
        (413, BadInputError),
        (422, BadInputError),
        (429, BusyError),
        (500, ServerFailedError),
        (503, BusyError),
        (302, UnreachableError),
    ],
)
def test_it_turns_each_refusal_into_a_sentence(status: int, kind: type[JaringError]) -> None:
    with pytest.raises(kind) as silent:
        client(lambda request: httpx.Response(status, text="<html>")).whoami()
    assert silent.value.message.endswith((".", "?"))
    with pytest.raises(kind) as told:
        client(lambda request: httpx.Response(status, json={"message": "Said so.", "field": "x"})).whoami()
    if status != 302:
        assert (told.value.message, told.value.field) == ("Said so.", "x")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectError("refused"), "No server answers"),
        (httpx.ConnectTimeout("late"), "does not answer"),
        (httpx.ReadTimeout("late"), "took too long"),
        (httpx.RemoteProtocolError("cut"), "broke"),
    ],
)
def test_it_explains_a_connection_that_fails(error: httpx.TransportError, words: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(UnreachableError, match=words):
        client(answer).whoami()


def test_it_refuses_an_address_that_is_none() -> None:
    with Connection("jaring.example", "t") as connection, pytest.raises(UnreachableError, match="no address"):
        connection.call("GET", "/whoami")


def test_it_tries_a_reading_call_again_with_growing_pauses() -> None:
    waits: list[float] = []
    answers = iter([httpx.Response(503), httpx.Response(429), httpx.Response(200, json=ME)])
    assert client(lambda request: next(answers), waits).whoami().member == "IDN"
    assert waits == [0.5, 1.0]


def test_it_never_sends_a_release_twice() -> None:
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request.method)
        raise httpx.ReadTimeout("late")

    with pytest.raises(UnreachableError):
        client(answer).release("x", {"to": ["VNM"]})
    assert calls == ["POST"]


def test_it_walks_through_the_pages_of_a_list() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params["page"])
        row = {
            "line": page,
            "cell": "",
            "column": "",
            "value": "",
            "code": "x",
            "message": "m",
            "mend": "",
            "severity": "error",
        }
        return httpx.Response(200, json={"items": [row], "count": 3, "next": page + 1 if page < 3 else None})

    assert [one.place for one in client(answer).import_problems("x")] == ["line 1", "line 2", "line 3"]


def test_it_uploads_a_file_and_waits_until_the_server_is_done() -> None:
    states = iter(["checking", "checking", "checked"])

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            assert b'name="file"; filename="a.ftm.json"' in request.read()
            return httpx.Response(201, json=status("checking"))
        return httpx.Response(200, json=status(next(states)))

    here = client(answer)
    begun = here.begin_import({"format": "auto"}, {"file": ("a.ftm.json", io.BytesIO(b"{}"))})
    heard: list[str] = []
    done = here.wait_for_import(begun.id, lambda one: heard.append(one.state))
    assert (done.state, heard) == ("checked", ["checking", "checking", "checked"])


def test_it_says_so_when_the_answer_is_not_jarings() -> None:
    for body in ("[]", '{"name": "x"}', '"text"'):
        strange = httpx.Response(200, text=body)
        with pytest.raises(UnreachableError):
            client(lambda _request, strange=strange: strange).whoami()  # type: ignore[misc]  # bound at once


def test_it_takes_only_the_name_from_the_servers_file_name() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"x", headers={"Content-Disposition": 'attachment; filename="../../.rc"'})

    with client(answer).export("ftm") as (name, pieces):
        assert (name, b"".join(pieces)) == ("rc", b"x")


def status(state: str) -> dict[str, object]:
    """An import as the server tells it."""
    return {
        "id": "i",
        "file_name": "a.ftm.json",
        "format": "ftm",
        "state": state,
        "message": "",
        "records": 1,
        "entities": 1,
        "statements": 1,
        "errors": 0,
        "warnings": 0,
        "cursor": 0,
        "progress": 0.0,
        "working": state in {"checking", "keeping"},
        "contribution_id": None,
        "mapping": "",
        "guess": "",
    }
