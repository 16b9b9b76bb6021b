"""What opens the API, and what does not."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from jaring.foundation.accounts.models import PersonalToken
from jaring.foundation.accounts.tokens import revoke_token
from jaring.kernel.clock import now
from tests.access.asking import Ask, prepare, send
from tests.access.expectations import OPERATION_ROWS, Row
from tests.access.operation_asks import OPERATION_ASKS
from tests.access.rooms import EVERY_SCOPE, Rooms, body_of
from tests.cast import Player

ALLOWED = frozenset({"200", "201", "204"})


def status(row: Row, client: Client, rooms: Rooms, viewer: str = "aditi") -> int:
    """What this client is answered about the things of Aditi's."""
    ask, dossier = OPERATION_ASKS.get(str(row.endpoint), Ask()), rooms.dossier(viewer)
    prepare(row.endpoint, ask, dossier)
    dossier.settle()
    response = send(client, row.endpoint, ask, dossier)
    body_of(response)
    return int(response.status_code)


def bearer(secret: str) -> Client:
    """A client that carries this secret."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def newest(player: Player) -> PersonalToken:
    """The token made last."""
    found = PersonalToken.objects.filter(person_id=player.person.id).order_by("-created_at").first()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def strangers(rooms: Rooms) -> dict[str, Client]:
    """Clients that stand for nobody."""
    aditi = rooms.cast.aditi
    ended = aditi.token(*EVERY_SCOPE)
    PersonalToken.objects.filter(id=newest(aditi).id).update(ends_at=now() - timedelta(seconds=1))
    revoked = aditi.token(*EVERY_SCOPE)
    bearer(revoked).get("/api/v1/whoami")  # its session is open already when it is revoked
    revoke_token(newest(aditi).id, acting=aditi.viewer())
    return {
        "an ended token": bearer(ended),
        "a revoked token": bearer(revoked),
        "a made-up token": bearer("jaring_" + "x" * 43),
        "an empty token": bearer(""),
        "a browser's session": rooms.browser("aditi"),
        "a browser's session as token": bearer(rooms.browser("aditi").cookies[settings.SESSION_COOKIE_NAME].value),
    }


@pytest.mark.parametrize("row", OPERATION_ROWS, ids=str)
def test_it_opens_nothing_to_a_client_without_a_living_token(
    row: Row, rooms: Rooms, strangers: dict[str, Client]
) -> None:
    status(row, strangers["an empty token"], rooms)  # makes what is asked about
    before = rooms.fingerprint()
    assert {name: status(row, client, rooms) for name, client in strangers.items()} == dict.fromkeys(strangers, 401)
    assert rooms.fingerprint() == before


@pytest.mark.parametrize("row", OPERATION_ROWS, ids=str)
def test_it_asks_for_the_scope_of_an_operation_and_for_no_other(row: Row, rooms: Rooms) -> None:
    viewer = next((one for one, cell in row.cells.items() if cell in ALLOWED and one != "noor"), "")
    assert viewer, "somebody must be allowed this"
    rooms.used_up(viewer)  # the last question may have released the report that nobody else reads
    needed = [scope for scope in row.scope.split("+") if scope != "-"]
    for scope in needed:
        others = [one for one in EVERY_SCOPE if one != scope]
        assert status(row, rooms.program(viewer, *others), rooms, viewer) == 403, f"without {scope}"
    assert str(status(row, rooms.program(viewer, *(needed or ["export"])), rooms, viewer)) in ALLOWED
    rooms.used_up(viewer)
