"""The page, its filters, what it says was cut, and the files."""

import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jaring.apps.networks import domain
from jaring.apps.networks.labels import KIND_LABELS, SCRIPT_TEXTS
from jaring.apps.networks.views import pictures
from jaring.ui.icons import ENTITY_ICONS
from tests.cast import Cast
from tests.small_world import World, add_hidden, make_leg, make_shared

TEXTS = Path(__file__).parents[5] / "frontend" / "src" / "network" / "texts.ts"


@pytest.fixture
def world(cast: Cast) -> World:
    """Shared and hidden things."""
    world = make_shared(cast)
    add_hidden(cast, world)
    return world


def test_it_lists_every_drawn_entity_without_a_script(cast: Cast, world: World) -> None:
    page = cast.aditi.client().get("/network/").content.decode()
    assert set(re.findall(r'data-node-id="([^"]+)"', page)) == {
        world[name] for name in ("lek", "aung", "boat", "phone", "banker")
    }
    assert "Showing 6 of 6 links you may see." in page
    assert "1 protected person is not drawn." in page
    assert "<script>" not in page
    assert " style=" not in page


def test_it_says_truthfully_what_was_cut(cast: Cast, world: World) -> None:
    client = cast.aditi.client()
    page = client.get("/network/", {"limit": 2}).content.decode()
    data = client.get("/network/data/", {"limit": 2}).json()
    assert (len(data["nodes"]), len(data["links"])) == (2, data["cut"]["links_shown"])
    assert f"Showing {len(data['links'])} of 6 links you may see." in page
    assert "3 entities further away or with fewer links are left out." in page
    assert "grade B2 or better" not in page  # every link is that good: the offer would take nothing away
    assert "load all 5 entities" in page


def test_it_counts_around_an_entity_every_link_of_what_is_drawn(cast: Cast, world: World) -> None:
    cut = cast.aditi.client().get("/network/data/", {"entity": world["boat"], "steps": "1"}).json()["cut"]
    assert cut == {"nodes_shown": 2, "nodes_total": 2, "links_shown": 1, "links_total": 4}


def test_it_narrows_by_type_owner_grade_time_and_subject(cast: Cast, world: World) -> None:
    client = cast.aditi.client()

    def links(**query: str | list[str]) -> int:
        return len(client.get("/network/data/", query).json()["links"])

    assert links(kind=["person", "vessel"]) == 4
    assert links(owner="IDN") == 6
    assert links(owner="VNM") == 0
    assert links(grade="A1") == 3
    assert links(starts="2026-01") == 5
    assert links(ends="2025-12") == 5
    assert links(about="money") == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 400),
        ("limit=501", 400),
        ("kind=ghost", 400),
        ("starts=May", 400),
        ("steps=9", 400),
        ("entity=x", 404),
    ],
)
def test_it_refuses_questions_it_cannot_read(cast: Cast, query: str, status: int) -> None:
    assert cast.aditi.client().get(f"/network/?{query}").status_code == status


@pytest.mark.parametrize("body", ["", "[]", "{", '{"node": 3}', '{"node": "x", "shown": "y"}', '{"node": null}'])
def test_it_refuses_bodies_it_cannot_read(cast: Cast, body: str) -> None:
    answer = cast.aditi.client().post("/network/expand/", body, content_type="application/json")
    assert answer.status_code == 400


def test_it_drops_places_that_are_none(cast: Cast, world: World) -> None:
    shown = [{"id": world["lek"], "x": 1e308, "y": 0}, {"id": world["boat"], "x": True, "y": 0}, 7, {"id": 1}]
    body = json.dumps({"node": world["lek"], "shown": shown}).replace("1e+308", "1e999")
    answer = cast.aditi.client().post("/network/expand/", body, content_type="application/json")
    assert answer.status_code == 200
    assert {node["id"] for node in answer.json()["nodes"]} == {
        world[n] for n in ("lek", "boat", "phone", "aung", "banker")
    }


def test_it_keeps_the_places_on_the_screen_when_it_grows(cast: Cast, world: World) -> None:
    shown = [{"id": world["lek"], "x": 40.5, "y": -7.25}]
    body = json.dumps({"node": world["lek"], "shown": shown})
    nodes = cast.aditi.client().post("/network/expand/", body, content_type="application/json").json()["nodes"]
    lek = next(node for node in nodes if node["id"] == world["lek"])
    assert (lek["x"], lek["y"], lek["total"]) == (40.5, -7.25, 4)


def test_it_draws_the_same_picture_twice(cast: Cast, world: World) -> None:
    client = cast.aditi.client()
    assert client.get("/network/data/").content == client.get("/network/data/").content


def test_it_writes_the_handling_into_every_file(cast: Cast, world: World) -> None:
    client = cast.bao.client()
    gexf = client.get("/network/gexf/").content.decode()
    assert "RESTRICTED · Owners IDN · composed for VNM" in gexf
    assert gexf.count("<node ") == 4
    book = load_workbook(io.BytesIO(client.get("/network/xlsx/").content))
    assert "RESTRICTED · Owners IDN" in book.worksheets[0]["B1"].value
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [5, 4]


def test_it_lists_all_as_a_table_by_pages(cast: Cast, world: World) -> None:
    client = cast.aditi.client()
    entities = client.get("/network/table/", {"sort": "name"}).content.decode()
    links = client.get("/network/table/", {"show": "links", "sort": "-date"}).content.decode()
    assert "1 to 5 of 5" in entities
    assert "1 to 6 of 6" in links
    assert client.get("/network/table/", {"sort": "secret"}).status_code == 400
    assert client.get("/network/table/", {"owner": "VNM"}).status_code == 200


def test_it_asks_where_to_start_when_everything_is_too_much(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jaring.apps.intelligence.queries.network.WHOLE_LIMIT", 2)
    client = cast.aditi.client()
    assert b"Where should the picture start?" in client.get("/network/").content
    assert client.get("/network/data/").json()["nodes"] == []
    assert client.get("/network/table/").status_code == 302
    assert client.get("/network/gexf/").status_code == 400
    found = client.get("/network/", {"q": "Captain Lek"})
    assert (found.status_code, found["Location"]) == (302, f"/network/?entity={world['lek']}")
    assert client.get(found["Location"]).status_code == 200


def test_it_shows_the_selected_entity_with_its_links(cast: Cast, world: World) -> None:
    panel = cast.bao.client().get(f"/network/panel/{world['lek']}/").content.decode()
    assert "Captain Lek" in panel
    assert "KM Bintang Laut 7" in panel
    assert "Banker" not in panel
    assert "<html" not in panel


def test_it_hangs_what_a_link_names_on_its_ends(cast: Cast) -> None:
    world = make_leg(cast)
    data = cast.aditi.client().get("/network/data/", {"entity": world["boat"], "steps": "1"}).json()
    assert {node["id"] for node in data["nodes"]} == {world["a"], world["b"], world["boat"]}
    assert len(data["links"]) == len({link["id"] for link in data["links"]}) == 3


def test_it_speaks_every_sentence_of_the_script() -> None:
    known = dict(re.findall(r'^  (\w+):\s+"([^"]+)",', TEXTS.read_text(encoding="utf-8"), re.MULTILINE))
    assert known.keys() == SCRIPT_TEXTS.keys()
    for key, text in SCRIPT_TEXTS.items():
        assert set(re.findall(r"{\w+}", str(text))) == set(re.findall(r"{\w+}", known[key])), key


def test_it_has_a_word_for_every_kind_that_is_drawn() -> None:
    assert set(KIND_LABELS) == set(ENTITY_ICONS) - {"protected", "link"}
    assert domain.START_LIMIT <= domain.PICTURE_LIMIT
    assert pictures.STARTS_OFFERED
