"""The API: the same rules as the pages, one shape for every problem, and no 5xx for whatever is sent."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

V1 = "/api/v1"
REPORT = {"title": "Boat at Ranong", "narrative": "A boat waited.", "legal_basis": "national_law"}


def post(client: Client, path: str, body: object) -> Any:
    """POST JSON."""
    return client.post(V1 + path, json.dumps(body), content_type="application/json")


def make_report(client: Client, **changes: object) -> str:
    """A final report with one person in it; its id."""
    made = post(client, "/contributions", REPORT | changes)
    assert made.status_code == 201, made.content
    report = str(made.json()["id"])
    facts = [{"prop": "name", "value": "Captain Lek"}, {"prop": "nationality", "value": "th"}]
    entity = post(client, f"/contributions/{report}/entities", {"schema": "Person", "facts": facts})
    assert entity.status_code == 201, entity.content
    assert post(client, f"/contributions/{report}/finalise", {}).status_code == 200
    return report


def release_to(cast: Cast, report: str, *codes: str) -> list[dict[str, Any]]:
    """Rahmat releases the report."""
    body = {
        "to": codes,
        "purpose": "people_smuggling_investigation",
        "legal_basis": "national_law",
        "ends_at": "2027-06-30T00:00:00Z",
    }
    answer = post(cast.rahmat.api(), f"/contributions/{report}/releases", body)
    assert answer.status_code == 201, answer.content
    found: list[dict[str, Any]] = answer.json()
    return found


def test_it_says_who_the_token_stands_for(cast: Cast) -> None:
    answer = cast.aditi.api("read").get(f"{V1}/whoami")
    assert answer.status_code == 200
    assert answer.json()["member"] == "IDN"
    assert answer.json()["clearance"] == "confidential"
    assert answer.json()["scopes"] == ["read"]


def test_it_answers_401_in_the_common_shape_without_a_token(cast: Cast) -> None:
    for client in (Client(), Client(headers={"Authorization": "Bearer jaring_nonsense"}), cast.aditi.client()):
        answer = client.get(f"{V1}/contributions")
        assert answer.status_code == 401
        assert set(answer.json()) == {"message", "field"}
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_it_records_a_report_and_gives_it_back(cast: Cast) -> None:
    aditi = cast.aditi.api()
    report = make_report(aditi)
    found = aditi.get(f"{V1}/contributions/{report}").json()
    assert (found["title"], found["state"], found["marking"], found["owner"]) == (
        "Boat at Ranong",
        "final",
        "restricted",
        "IDN",
    )
    entities = aditi.get(f"{V1}/contributions/{report}/entities").json()
    assert entities["count"] == 1
    values = {one["prop"]: one["value"] for one in entities["items"][0]["statements"]}
    assert values == {"name": "Captain Lek", "nationality": "th"}
    assert entities["items"][0]["schema"] == "Person"


def test_it_changes_only_what_was_given(cast: Cast) -> None:
    aditi = cast.aditi.api()
    report = make_report(aditi)
    changed = aditi.patch(f"{V1}/contributions/{report}", json.dumps({"title": "New"}), content_type="application/json")
    assert changed.status_code == 200, changed.content
    assert (changed.json()["title"], changed.json()["narrative"]) == ("New", "A boat waited.")


def test_it_corrects_and_retires_facts(cast: Cast) -> None:
    aditi = cast.aditi.api()
    report = make_report(aditi)
    entity = aditi.get(f"{V1}/contributions/{report}/entities").json()["items"][0]
    name = next(one for one in entity["statements"] if one["prop"] == "name")
    put = aditi.put(
        f"{V1}/statements/{name['id']}",
        json.dumps({"prop": "name", "value": "Kapten Lek"}),
        content_type="application/json",
    )
    assert put.status_code == 200, put.content
    assert aditi.delete(f"{V1}/statements/{put.json()['id']}").status_code == 204
    left = aditi.get(f"{V1}/entities/{entity['id']}").json()["statements"]
    assert [one["prop"] for one in left] == ["nationality"]


def test_it_shows_a_hidden_report_exactly_like_an_absent_one(cast: Cast) -> None:
    report = make_report(cast.aditi.api())
    chanda = cast.chanda.api()
    absent = "019a0000-0000-7000-8000-000000000000"
    report_paths = [f"/contributions/{{}}{part}" for part in ("", "/entities", "/releases", "/attachments")]
    for path in (*report_paths, "/entities/{}", "/export?contribution={}"):
        hidden, none = chanda.get(V1 + path.format(report)), chanda.get(V1 + path.format(absent))
        assert (hidden.status_code, hidden.content) == (none.status_code, none.content)
        assert hidden.status_code == 404
    assert chanda.get(f"{V1}/contributions").json() == {"items": [], "count": 0, "next": None}
    assert chanda.get(f"{V1}/search?q=captain").json()["count"] == 0


def test_it_releases_and_withdraws(cast: Cast) -> None:
    report = make_report(cast.aditi.api())
    (given, _other) = release_to(cast, report, "VNM", "LAO")
    bao = cast.bao.api()
    assert bao.get(f"{V1}/contributions/{report}").json()["until"].startswith("2027-06-30")
    assert bao.get(f"{V1}/contributions/{report}/releases").json()["count"] == 1
    assert bao.get(f"{V1}/releases?which=received").json()["items"][0]["contribution_id"] == report
    mine = given if given["to"] == "VNM" else _other
    taken = post(cast.rahmat.api(), f"/releases/{mine['id']}/withdraw", {"reason": "wrong names"})
    assert taken.status_code == 200, taken.content
    assert bao.get(f"{V1}/contributions/{report}").status_code == 404
    assert cast.chanda.api().get(f"{V1}/contributions/{report}").status_code == 200


def test_it_lets_a_proposal_wait_for_the_release_officer(cast: Cast) -> None:
    aditi = cast.aditi.api()
    report = make_report(aditi)
    body = {
        "to": ["VNM"],
        "purpose": "people_smuggling_investigation",
        "legal_basis": "national_law",
        "ends_at": "2027-01-01T00:00:00Z",
    }
    (proposed,) = post(aditi, f"/contributions/{report}/releases", body).json()
    assert proposed["state"] == "proposed"
    assert post(aditi, f"/releases/{proposed['id']}/authorise", {}).status_code == 403
    assert cast.rahmat.api().get(f"{V1}/releases?which=waiting").json()["count"] == 1
    agreed = post(cast.rahmat.api(), f"/releases/{proposed['id']}/authorise", {})
    assert agreed.json()["state"] == "active"


def test_it_asks_for_the_scope_of_each_operation(cast: Cast) -> None:
    report = make_report(cast.aditi.api())
    reader = cast.aditi.api("read")
    assert post(reader, "/contributions", REPORT).status_code == 403
    assert reader.get(f"{V1}/export").status_code == 403
    exporter = cast.aditi.api("export")
    assert exporter.get(f"{V1}/export").status_code == 200
    assert exporter.get(f"{V1}/contributions/{report}").status_code == 403
    assert exporter.get(f"{V1}/whoami").status_code == 200


def test_it_exports_what_the_viewer_may_see(cast: Cast) -> None:
    make_report(cast.aditi.api())
    answer = cast.aditi.api().get(f"{V1}/export")
    lines = b"".join(answer.streaming_content).splitlines()  # type: ignore[attr-defined]  # a streaming answer
    assert [json.loads(line)["properties"]["name"] for line in lines] == [["Captain Lek"]]
    nothing = cast.chanda.api().get(f"{V1}/export")
    assert b"".join(nothing.streaming_content) == b""  # type: ignore[attr-defined]
    book = cast.aditi.api().get(f"{V1}/export?format=xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_it_shows_people_and_log_to_those_who_keep_them(cast: Cast) -> None:
    make_report(cast.aditi.api())
    people = cast.sari.api("read", "administer").get(f"{V1}/people").json()
    assert {one["email"] for one in people["items"]} >= {cast.aditi.email, cast.sari.email}
    assert cast.bao.email not in {one["email"] for one in people["items"]}
    assert cast.aditi.api().get(f"{V1}/people").status_code == 403
    assert cast.yusuf.api("read").get(f"{V1}/log").json()["count"] > 0
    assert cast.dewi.api("read").get(f"{V1}/log").status_code == 403


def test_it_lists_and_revokes_the_token_it_was_asked_with(cast: Cast) -> None:
    aditi = cast.aditi.api("read")
    (token,) = aditi.get(f"{V1}/tokens").json()["items"]
    assert aditi.delete(f"{V1}/tokens/{token['id']}").status_code == 204
    assert aditi.get(f"{V1}/whoami").status_code == 401


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b'{"title": "a\\u0000b"}',
    b'{"title": "\\ud800"}',
    b'{"title": {"$gt": ""}}',
    b'{"title": "x", "reported_at": "9999-12-31"}',
    b'{"title": "x", "reported_at": 1e400}',
    b'{"title": "x", "narrative_language": "much too long to be a language"}',
    b'{"title": "x", "marking": 99999999999999999999}',
    b'{"title": "' + b"x" * 5000 + b'"}',
    b"[" * 100_000,
    b"1" * 5000,
    b"\xff\xfe",
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_it_answers_bad_bodies_with_422(cast: Cast, body: bytes) -> None:
    answer = cast.aditi.api().post(f"{V1}/contributions", body, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert set(answer.json()) == {"message", "field"}


BAD_PATHS = [
    "/contributions/nonsense",
    "/contributions?page=0",
    "/contributions?page=99999999999999999999",
    "/contributions?q=%00",
    "/contributions?owner=%ED%A0%80",
    "/contributions?sort=password",
    "/search",
    "/search?q=%00%27&kind=%00",
    "/log?since=0000-00-00",
    "/releases?which=theirs",
    "/export?format=exe",
    "/entities/%00",
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_it_answers_bad_addresses_without_failing(cast: Cast, path: str) -> None:
    answer = cast.rahmat.api().get(V1 + path)
    assert 400 <= answer.status_code < 500, answer.content
    assert set(answer.json()) == {"message", "field"}


def test_it_keeps_the_shape_for_unknown_addresses_and_methods(cast: Cast) -> None:
    missing = cast.aditi.api().get(f"{V1}/nothing")
    assert (missing.status_code, set(missing.json())) == (404, {"message", "field"})
    wrong = cast.aditi.api().put(f"{V1}/whoami")
    assert (wrong.status_code, set(wrong.json())) == (405, {"message", "field"})
    assert "GET" in wrong.headers["Allow"]


def test_it_names_the_field_that_is_wrong(cast: Cast) -> None:
    answer = post(cast.aditi.api(), "/contributions", {"title": "x", "marking": "secret"})
    assert answer.json()["field"] == "marking"
    answer = post(cast.aditi.api(), "/contributions", {"title": " "})
    assert (answer.status_code, answer.json()["field"]) == (422, "title")


def test_it_refuses_what_is_too_large(cast: Cast) -> None:
    large = cast.aditi.api().post(
        f"{V1}/contributions", b'{"title": "' + b"x" * 6_000_000 + b'"}', content_type="application/json"
    )
    assert large.status_code == 413


def test_it_describes_itself_without_a_token(cast: Cast) -> None:
    described = Client().get(f"{V1}/openapi.json").json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len(operations) > 30
    assert all(one["summary"] and one["operationId"] for one in operations)
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all("401" in {str(status) for status in one["responses"]} for one in operations)
