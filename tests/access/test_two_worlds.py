"""Two worlds that differ only in what is hidden from somebody look the same to them."""

import re

import pytest

from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity
from tests.access.asking import Ask, parameters_of, send
from tests.access.dossier import Absent, Dossier
from tests.access.expectations import OPERATION_ROWS, PAGE_ROWS, Row
from tests.access.rooms import Rooms, body_of
from tests.access.test_matrix import asks

# Their own log grows with everything they open; and nothing of these pages speaks of what others hold.
_OWN_TRAIL = re.compile(r"log|healthz|whoami|tokens|openapi|components|^account|^mfa|accounts:account")
_GUARD = re.compile(rb"[A-Za-z0-9]{64}")
_MOMENT = re.compile(rb"\d+(\xc2\xa0| )(second|minute)s?|\d\d:\d\d(:\d\d(\.\d+)?)?|network-\d+|-\d{8}-\d{4}")
LOOKING = ("captain", "jetty", "bintang", "ranong", "lek")
READABLE = [row for row in (*PAGE_ROWS, *OPERATION_ROWS) if row.endpoint.method == "GET"]


def pictures(rooms: Rooms, viewer: str) -> dict[str, tuple[int, bytes]]:
    """Everything this viewer can read without knowing an id, as they see it now."""
    found = {}
    for row in READABLE:
        if parameters_of(row.endpoint) or _OWN_TRAIL.search(row.endpoint.name):
            continue
        for ask in _questions(row):
            client = rooms.program(viewer) if row.endpoint.name.startswith("/") else rooms.browser(viewer)
            response = send(client, row.endpoint, ask, Absent())
            body = body_of(response)
            if b"PK\x03\x04" in body[:4]:
                body = b"a workbook"  # zipped with the time of day; what it holds is checked as a list
            name = f"{row} {ask.query(None) if ask.query else ''}"
            found[name] = response.status_code, _MOMENT.sub(b"", _GUARD.sub(b"", body))
    return found


def _questions(row: Row) -> list[Ask]:
    usual = asks().get(str(row.endpoint), Ask())
    if "search" in row.endpoint.name:
        return [_query(q=text) for text in LOOKING]
    if "find" in row.endpoint.name:
        return [_query(end="source", source_text=text) for text in LOOKING]
    return [Ask()] if usual.query is not None else [usual]


def _query(**given: str) -> Ask:
    return Ask(query=lambda ids: given)


def own_report(rooms: Rooms, viewer: str) -> None:
    """Something of their own, with words that Aditi's report uses too."""
    player = rooms.player(viewer)
    assert player is not None
    with player.acting() as acting:
        draft = ContributionDraft(
            title="Our own jetty", narrative="Lek was seen.", legal_basis="national_law", marking=1
        )
        report = create_contribution(draft, acting=acting)
        add_entity(report.id, EntityDraft("Person", (Fact("name", "Captain Lek"),)), acting=acting)


def what_changes(rooms: Rooms, viewer: str) -> set[str]:
    """The pages and operations that look different to this viewer after Aditi has filled her rooms."""
    before = pictures(rooms, viewer)
    dossier = Dossier(rooms.cast, "unreleased")
    for part in ("attachment", "draft", "import_", "mapping", "token", "colleague"):
        getattr(dossier, part)
    dossier.settle()
    after = pictures(rooms, viewer)
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("viewer", ["chanda", "bao-", "noor", "rosa"])
def test_it_shows_the_same_whether_others_hold_something_or_nothing(viewer: str, rooms: Rooms) -> None:
    if viewer in {"chanda", "bao-"}:
        own_report(rooms, viewer)
    assert what_changes(rooms, viewer) == set()


def test_it_would_notice_a_difference(rooms: Rooms) -> None:
    changed = {name.split(" ")[1] for name in what_changes(rooms, "aditi")}
    assert {"portal:home", "portal:search", "intelligence:reports", "/contributions", "/search", "/export"} <= changed
