"""The secretariat keeps the list of members, and nothing inside them."""

from collections.abc import Iterator

import pytest

from jaring.foundation.accounts.members import forget_members, known_member_ids, member_by_code
from jaring.foundation.accounts.models import Member
from tests.cast import Cast

NEW = {"code": "XFC", "name": "Exercise Federation", "kind": "state"}


@pytest.fixture(autouse=True)
def _only_the_reference_members(cast: Cast) -> Iterator[None]:
    """A member is never deleted; the tests' own one leaves again."""
    yield
    Member.objects.filter(code__startswith="XF").update(active=False)
    forget_members()


@pytest.mark.parametrize("name", ["aditi", "rahmat", "sari", "yusuf", "noor"])
def test_it_lets_nobody_but_the_secretariat_manage_members(cast: Cast, name: str) -> None:
    client = getattr(cast, name).client()
    member_id = cast.bao.person.member_id
    assert client.get("/members/").status_code == 403
    assert client.get(f"/members/{member_id}/").status_code == 403
    assert client.post("/members/new/", NEW).status_code == 403
    assert client.post(f"/members/{member_id}/active/", {"active": "no"}).status_code == 403
    assert member_id in known_member_ids()


def test_it_adds_changes_and_deactivates_a_member(cast: Cast) -> None:
    client = cast.rosa.client()
    assert client.post("/members/new/", NEW).status_code == 302
    added = Member.objects.get(code="XFC")
    client.post(f"/members/{added.id}/", NEW | {"name": "Exercise Republic"})
    client.post(f"/members/{added.id}/active/", {"active": "no"})
    added.refresh_from_db()
    assert (added.name, added.active) == ("Exercise Republic", False)
    assert member_by_code("XFC") is None


def test_it_lists_members_filtered_and_says_when_none_fits(cast: Cast) -> None:
    client = cast.rosa.client()
    assert "Viet Nam" in client.get("/members/", {"q": "vnm"}).content.decode()
    assert "No member fits" in client.get("/members/", {"q": "atlantis"}).content.decode()
    assert client.get("/members/", {"sort": "-code", "kind": "organisation"}).status_code == 200


def test_it_refuses_a_code_that_another_member_has(cast: Cast) -> None:
    answer = cast.rosa.client().post("/members/new/", NEW | {"code": "vnm"})
    assert answer.status_code == 422
    assert "Another member has this code" in answer.content.decode()


def test_it_says_that_an_unknown_member_is_not_there(cast: Cast) -> None:
    assert cast.rosa.client().get("/members/9999/").status_code == 404
