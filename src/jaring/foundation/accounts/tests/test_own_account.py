"""One's own tokens and sittings."""

import re

import pytest

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.models import PersonalToken
from jaring.foundation.accounts.signing_in import SESSION_KEY
from jaring.foundation.accounts.tests.browsers import Browser, forget_used_codes
from jaring.foundation.accounts.tokens import viewer_of_secret
from tests.cast import Cast

TOKEN = {"name": "Night import", "scopes": ["read", "contribute"], "purpose": "crime_prevention", "days": "30"}


@pytest.fixture(autouse=True)
def _no_used_codes() -> None:
    forget_used_codes()


def test_it_shows_the_secret_of_a_new_token_once(cast: Cast) -> None:
    client = cast.aditi.client()
    page = client.post("/tokens/new/", TOKEN).content.decode()
    found = re.search(r'id="secret" value="(jaring_[^"]+)"', page)
    assert found
    viewer = viewer_of_secret(found.group(1))
    assert viewer is not None
    assert (viewer.person_id, viewer.scopes) == (cast.aditi.person.id, frozenset({"read", "contribute"}))
    assert found.group(1) not in client.get("/tokens/").content.decode()


def test_it_revokes_a_token_at_once(cast: Cast) -> None:
    secret = cast.aditi.token("read")
    assert viewer_of_secret(secret) is not None
    token = PersonalToken.objects.get(person_id=cast.aditi.person.id)
    assert cast.aditi.client().post(f"/tokens/{token.id}/revoke/").status_code == 302
    assert viewer_of_secret(secret) is None


def test_it_hides_the_tokens_of_others_and_lets_nobody_revoke_them(cast: Cast) -> None:
    secret = cast.aditi.token("read")
    token = PersonalToken.objects.get(person_id=cast.aditi.person.id)
    client = cast.rahmat.client()
    assert "You have no token" in client.get("/tokens/").content.decode()
    assert client.post(f"/tokens/{token.id}/revoke/").status_code == 404
    assert viewer_of_secret(secret) is not None


@pytest.mark.parametrize("change", [{"scopes": []}, {"days": "0"}, {"days": "9999"}, {"name": ""}, {"purpose": "x"}])
def test_it_says_at_the_field_what_is_wrong_with_a_token(cast: Cast, change: dict[str, object]) -> None:
    assert cast.aditi.client().post("/tokens/new/", TOKEN | change).status_code == 422
    assert not PersonalToken.objects.filter(person_id=cast.aditi.person.id).exists()


def test_it_asks_again_who_is_there_before_a_token_is_made(cast: Cast) -> None:
    client = cast.aditi.client()
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert client.post("/tokens/new/", TOKEN)["Location"].startswith("/account/reauthenticate/?next=")
    assert not PersonalToken.objects.exists()


def test_it_lists_where_a_person_is_signed_in_and_signs_them_out_everywhere(cast: Cast) -> None:
    here, there = Browser(), Browser()
    here.sign_in(cast.aditi)
    forget_used_codes()
    there.sign_in(cast.aditi)
    page = here.client.get("/me/").content.decode()
    assert "this one" in page
    tokens = [browser.client.session[SESSION_KEY] for browser in (here, there)]
    here.client.post("/me/sign-out-everywhere/")
    assert [viewer_sessions.session_facts(token) for token in tokens] == [None, None]
    assert there.client.get("/me/")["Location"].startswith("/account/login/")


def test_it_shows_everybody_their_own_account(cast: Cast) -> None:
    for player in cast.everybody():
        page = player.client().get("/me/")
        assert page.status_code == 200, player.key
        assert player.email in page.content.decode()
