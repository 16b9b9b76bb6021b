"""Every way in × every kind of viewer."""

import pytest

from tests.access.asking import Ask, prepare, send
from tests.access.endpoints import Endpoint, api_endpoints, page_endpoints, schema_endpoints
from tests.access.expectations import OPERATION_ROWS, PAGE_ROWS, Row
from tests.access.operation_asks import OPERATION_ASKS
from tests.access.page_asks import PAGE_ASKS
from tests.access.rooms import VIEWERS, Rooms, body_of, cell

REFUSED = frozenset({"401", "403", "404", "405", "409", "in", "again", "302!", "422", "500"})


def asks() -> dict[str, Ask]:
    """Every question that needs more than an address."""
    return {**PAGE_ASKS, **OPERATION_ASKS}


def test_it_expects_something_of_every_page_and_of_no_other(rooms: Rooms) -> None:
    assert {row.endpoint for row in PAGE_ROWS} == page_endpoints()


def test_it_expects_something_of_every_operation_and_of_no_other() -> None:
    assert {row.endpoint for row in OPERATION_ROWS} == api_endpoints()


def test_it_describes_every_operation_in_the_schema() -> None:
    assert api_endpoints() == schema_endpoints()


def test_it_keeps_no_question_for_an_endpoint_that_is_gone(rooms: Rooms) -> None:
    assert set(asks()) <= {str(endpoint) for endpoint in page_endpoints() | api_endpoints()}


def test_it_expects_each_thing_once() -> None:
    rows = [row.endpoint for row in (*PAGE_ROWS, *OPERATION_ROWS)]
    assert sorted(rows) == sorted(set(rows))


@pytest.mark.parametrize("row", PAGE_ROWS, ids=str)
def test_it_answers_each_viewer_of_a_page_as_expected(row: Row, rooms: Rooms) -> None:
    assert answers(row.endpoint, rooms) == row.cells


@pytest.mark.parametrize("row", OPERATION_ROWS, ids=str)
def test_it_answers_each_viewer_of_an_operation_as_expected(row: Row, rooms: Rooms) -> None:
    assert answers(row.endpoint, rooms) == row.cells


def answers(endpoint: Endpoint, rooms: Rooms) -> dict[str, str]:
    """What each viewer is answered. A refused write must leave everything of Aditi's member as it was."""
    ask = asks().get(str(endpoint), Ask())
    operation = endpoint.name.startswith("/")
    found = {}
    rooms.used_up("aditi")  # the last question may have released the report that nobody else reads
    for viewer in VIEWERS:
        client = rooms.program(viewer) if operation else rooms.browser(viewer)
        dossier = rooms.dossier(viewer)
        prepare(endpoint, ask, dossier)  # makes what it speaks of, before the clock of an ending release runs
        dossier.settle()
        before = rooms.fingerprint() if endpoint.method not in {"GET", "ANY"} else None
        response = send(client, endpoint, ask, dossier)
        body_of(response)
        found[viewer] = cell(response)
        if ask.own:
            rooms.renew(viewer)
        if before is None:
            continue
        if found[viewer] in REFUSED:
            assert rooms.fingerprint() == before, f"{endpoint} changed something although {viewer} got {found[viewer]}"
        else:
            rooms.used_up(viewer)
    return found
