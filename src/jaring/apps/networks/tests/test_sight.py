"""A picture holds what its viewer sees, and nothing in it tells of anything else."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jaring.foundation.audit.api import own_log
from tests.cast import Cast
from tests.small_world import World, add_hidden, make_shared, state_again


@pytest.fixture
def world(cast: Cast) -> World:
    """Shared and hidden things."""
    world = make_shared(cast)
    add_hidden(cast, world)
    return world


def picture(client: Client, **query: str) -> dict[str, Any]:
    answer = client.get("/network/data/", query)
    assert answer.status_code == 200, answer.content
    read: dict[str, Any] = answer.json()
    return read


def post(client: Client, path: str, body: object) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def shown(*ids: str) -> list[dict[str, object]]:
    return [{"id": one, "x": 10 * place, "y": 0} for place, one in enumerate(ids)]


def test_it_shows_everything_but_protected_persons_to_the_owner(cast: Cast, world: World) -> None:
    data = picture(cast.aditi.client())
    assert {node["id"] for node in data["nodes"]} == {world[n] for n in ("lek", "aung", "boat", "phone", "banker")}
    assert len(data["links"]) == data["cut"]["links_total"] == 6
    assert data["protected"] == 1


def test_it_shows_exactly_the_released_part_to_the_recipient(cast: Cast, world: World) -> None:
    data = picture(cast.bao.client())
    assert {node["id"] for node in data["nodes"]} == {world["lek"], world["aung"], world["boat"], world["phone"]}
    assert len(data["links"]) == data["cut"]["links_total"] == 3
    totals = {node["id"]: node["total"] for node in data["nodes"]}
    assert totals == {world["lek"]: 2, world["aung"]: 1, world["boat"]: 1, world["phone"]: 2}
    assert data["protected"] == 1


def test_it_shows_an_outsider_what_an_empty_system_shows(cast: Cast) -> None:
    before = cast.chanda.client().get("/network/data/").content
    page_before = cast.chanda.client().get("/network/").content
    add_hidden(cast, make_shared(cast))
    assert cast.chanda.client().get("/network/data/").content == before
    page = cast.chanda.client().get("/network/")
    assert b"nothing to draw" in page.content
    assert len(page.content) == len(page_before)


def test_it_answers_the_recipient_alike_whatever_is_hidden(cast: Cast) -> None:
    world = make_shared(cast)
    bao = cast.bao.client()
    asks = (
        ("/network/expand/", {"node": world["lek"], "shown": shown(world["lek"])}),
        ("/network/path/", {"a": world["aung"], "b": world["boat"], "shown": []}),
        ("/network/gexf/", {"shown": shown(world["lek"], world["aung"], world["phone"])}),
    )
    queries: tuple[dict[str, str], ...] = ({}, {"entity": world["lek"]}, {"contribution": str(world.released)})

    def all_answers() -> list[bytes]:
        read = [bao.get("/network/data/", query).content for query in queries]
        return read + [post(bao, path, body).content for path, body in asks]

    before = all_answers()
    add_hidden(cast, world)
    assert all_answers() == before


def test_it_keeps_hidden_and_absent_entities_alike(cast: Cast, world: World) -> None:
    bao = cast.bao.client()
    for there in (world["banker"], world["v-1"]):
        hidden, missing = (post(bao, "/network/expand/", {"node": one, "shown": []}) for one in (there, str(uuid4())))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
    hidden, missing = (bao.get(f"/network/panel/{one}/") for one in (world["banker"], uuid4()))
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, missing.content)
    for name in ("entity", "contribution"):
        one = world["banker"] if name == "entity" else str(world.kept)
        hidden, missing = (bao.get("/network/data/", {name: value}) for value in (one, str(uuid4())))
        assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_it_finds_no_path_over_a_hidden_link(cast: Cast, world: World) -> None:
    ask = {"a": world["aung"], "b": world["lek"], "shown": []}
    assert len(post(cast.aditi.client(), "/network/path/", ask).json()["links"]) == 1
    answer = post(cast.bao.client(), "/network/path/", ask).json()
    assert answer["found"]
    chain = {frozenset((link["source"], link["target"])) for link in answer["links"]}
    assert chain == {frozenset((world[person], world["phone"])) for person in ("lek", "aung")}


def test_it_finds_no_path_where_only_a_hidden_one_leads(cast: Cast, world: World) -> None:
    ask = {"a": world["lek"], "b": world["banker"], "shown": []}
    assert post(cast.aditi.client(), "/network/path/", ask).json()["found"]
    assert post(cast.bao.client(), "/network/path/", ask).status_code == 404


def test_it_ignores_hidden_entities_a_browser_says_it_shows(cast: Cast, world: World) -> None:
    bao = cast.bao.client()
    body = {"node": world["lek"], "shown": shown(world["lek"], world["banker"], world["v-1"])}
    answer = post(bao, "/network/expand/", body).json()
    assert world["banker"] not in json.dumps(answer)
    assert answer["cut"]["links_total"] == 3
    file = post(bao, "/network/gexf/", {"shown": shown(world["lek"], world["banker"], world["v-1"])}).content
    assert world["banker"].encode() not in file
    assert world["v-1"].encode() not in file


def test_it_never_draws_or_exports_a_protected_person(cast: Cast, world: World) -> None:
    aditi = cast.aditi.client()
    query = {"entity": world["aung"]}
    for path in ("/network/data/", "/network/gexf/", "/network/table/"):
        content = aditi.get(path, query).content
        assert world["v-1"].encode() not in content
        assert b"Nobody May Read" not in content
    assert world["v-1"] not in json.dumps(picture(aditi, contribution=str(world.released)))
    started = aditi.get("/network/data/", {"entity": world["v-1"]}).json()
    assert (started["nodes"], started["protected"]) == ([], 1)
    assert picture(aditi, entity=world["aung"])["protected"] == 1


def test_it_counts_a_link_stated_in_two_reports_once(cast: Cast, world: World) -> None:
    state_again(cast, world)
    data = picture(cast.aditi.client(), entity=world["boat"], steps="1")
    assert len(data["links"]) == 1
    assert next(node["total"] for node in data["nodes"] if node["id"] == world["boat"]) == 1
    assert data["links"][0]["grade"] == "A1"


@pytest.mark.parametrize("name", ["rosa", "noor", "sari", "yusuf"])
def test_it_shows_nothing_to_people_who_read_nothing_nominal(cast: Cast, world: World, name: str) -> None:
    client = getattr(cast, name).client()
    assert picture(client)["nodes"] == []
    assert client.get("/network/gexf/").status_code == 403


def test_it_sends_strangers_to_sign_in(cast: Cast) -> None:
    for path in ("/network/", "/network/data/", "/network/table/", "/network/gexf/", "/network/xlsx/"):
        assert Client().get(path).status_code == 302
    for path in ("/network/expand/", "/network/path/"):
        assert post(Client(), path, {}).status_code == 302


def test_it_logs_each_owner_its_own_number_only(cast: Cast, world: World) -> None:
    cast.bao.client().get("/network/data/", {"entity": world["lek"]})
    with cast.yusuf.acting():
        last = own_log(member_id=cast.yusuf.person.member_id).filter(verb="read_network").first()
    assert last is not None
    assert (last.object_id, last.note) == (world["lek"], "4 entities, picture")
