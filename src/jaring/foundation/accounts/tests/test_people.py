"""An administrator manages the people of one member: nobody else does, and nobody of another member is there."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connections

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.credentials import new_password
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.tests.browsers import Browser, forget_used_codes
from jaring.foundation.audit.api import Event
from tests.cast import Cast

FORM = {"name": "Putri", "email": "putri@idn.example", "agency": "Polri", "roles": ["analyst"], "clearance": "2"}


@pytest.fixture(autouse=True)
def _only_the_cast(cast: Cast) -> Iterator[None]:
    """People stay for the whole run; those added here go, and the cast stays what it was."""
    forget_used_codes()
    yield
    players = {player.person.id: player for player in cast.everybody()}
    EmailAddress.objects.exclude(user_id__in=players).delete()
    Person.objects.exclude(id__in=players).delete()
    for player in players.values():
        player.person.save()


def password_on(page: str) -> str:
    """The password a page shows once."""
    found = re.search(r'id="password" value="([^"]+)"', page)
    assert found
    return found.group(1)


def add_putri(cast: Cast) -> tuple[Person, str]:
    """Sari adds Putri; the person and the first password."""
    answer = cast.sari.client().post("/people/new/", FORM)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return Person.objects.get(email="putri@idn.example"), password_on(answer.content.decode())


def last_event(cast: Cast, verb: str) -> Event:
    """The newest line of this act in the administrator's log."""
    with cast.sari.acting():
        return Event.objects.filter(verb=verb).latest("at")


def test_it_lists_the_people_of_the_own_member_only(cast: Cast) -> None:
    page = cast.sari.client().get("/people/").content.decode()
    assert cast.aditi.email in page
    assert cast.bao.email not in page


def test_it_narrows_and_orders_the_list(cast: Cast) -> None:
    client = cast.sari.client()
    found = client.get("/people/", {"role": "release_officer"}).content.decode()
    assert cast.rahmat.email in found
    assert cast.aditi.email not in found
    assert "Nobody fits" in client.get("/people/", {"q": "bao"}).content.decode()
    page = client.get("/people/", {"sort": "-name"}).content.decode()
    assert page.index(cast.yusuf.email) < page.index(cast.aditi.email)


@pytest.mark.parametrize("name", ["aditi", "rahmat", "yusuf", "rosa", "noor", "bao", "tomas"])
def test_it_lets_nobody_but_an_administrator_manage_people(cast: Cast, name: str) -> None:
    client = getattr(cast, name).client()
    person_id = cast.dewi.person.id
    assert client.get("/people/").status_code == 403
    assert client.get(f"/people/{person_id}/").status_code == 403
    assert client.post("/people/new/", FORM).status_code == 403
    for act in ("active", "second-factor", "password"):
        assert client.post(f"/people/{person_id}/{act}/").status_code == 403, act
    assert Person.objects.get(id=person_id).is_active


def test_it_hides_people_of_other_members_like_absent_ones(cast: Cast) -> None:
    client = cast.sari.client()
    absent = UUID(int=7)
    for person_id in (cast.bao.person.id, absent):
        assert client.get(f"/people/{person_id}/").status_code == 404
        for act in ("active", "second-factor", "password"):
            assert client.post(f"/people/{person_id}/{act}/", {"active": "no"}).status_code == 404, act
    assert Person.objects.get(id=cast.bao.person.id).is_active


def test_it_adds_a_person_who_must_replace_the_password_shown_once(cast: Cast) -> None:
    putri, password = add_putri(cast)
    assert (putri.member_id, putri.roles, putri.clearance) == (cast.sari.person.member_id, ["analyst"], 2)
    assert last_event(cast, "add_person").object_id == str(putri.id)
    browser = Browser()
    browser.give_password(putri.email, password)
    assert browser.client.get("/me/")["Location"] == "/account/password/change/"
    own = "a password of my own making"
    change = {"oldpassword": password, "password1": own, "password2": own}
    assert browser.client.post("/account/password/change/", change)["Location"] == "/"
    assert browser.client.get("/me/")["Location"] == "/account/2fa/"
    assert not Person.objects.get(id=putri.id).password_is_given


def test_it_says_at_the_field_what_is_wrong_with_a_new_person(cast: Cast) -> None:
    client = cast.sari.client()
    answer = client.post("/people/new/", FORM | {"roles": []})
    assert answer.status_code == 422
    answer = client.post("/people/new/", FORM | {"email": cast.bao.email})
    assert answer.status_code == 422
    assert "This address cannot be used here" in answer.content.decode()
    answer = client.post("/people/new/", FORM | {"roles": ["secretariat"]})
    assert answer.status_code == 422
    assert not Person.objects.filter(email="putri@idn.example").exists()


def test_it_ends_the_sessions_of_a_person_whose_roles_change(cast: Cast) -> None:
    token = cast.dewi.viewer().token
    given = {"name": "Dewi", "agency": "", "roles": ["investigator"], "clearance": "0"}
    answer = cast.sari.client().post(f"/people/{cast.dewi.person.id}/", given)
    assert answer.status_code == 302
    assert viewer_sessions.session_facts(token) is None
    assert last_event(cast, "change_person").note == "investigator clearance 0"


def test_it_deactivates_a_person_and_lets_them_in_again(cast: Cast) -> None:
    client = cast.sari.client()
    browser = Browser()
    browser.sign_in(cast.dewi)
    address = f"/people/{cast.dewi.person.id}/active/"
    client.post(address, {"active": "no"})
    assert browser.client.get("/me/").status_code == 302
    assert last_event(cast, "deactivate_person").object_id == str(cast.dewi.person.id)
    client.post(address, {"active": "yes"})
    assert Person.objects.get(id=cast.dewi.person.id).is_active


def test_it_keeps_the_last_administrator_of_a_member(cast: Cast) -> None:
    client = cast.sari.client()
    client.post(f"/people/{cast.sari.person.id}/active/", {"active": "no"})
    given = {"name": "Sari", "agency": "", "roles": ["auditor"], "clearance": "0"}
    answer = client.post(f"/people/{cast.sari.person.id}/", given)
    assert answer.status_code == 422
    assert "no administrator left" in answer.content.decode()
    assert Person.objects.get(id=cast.sari.person.id).is_active


def test_it_gives_a_new_password_that_lifts_a_lock(cast: Cast) -> None:
    browser = Browser()
    for _attempt in range(6):
        browser.give_password(cast.dewi.email, "not the password at all")
    answer = cast.sari.client().post(f"/people/{cast.dewi.person.id}/password/")
    password = password_on(answer.content.decode())
    assert browser.give_password(cast.dewi.email, password).status_code == 302
    assert last_event(cast, "give_password").object_id == str(cast.dewi.person.id)


def test_it_resets_the_second_factor_of_somebody_who_lost_it(cast: Cast) -> None:
    kept = list(Authenticator.objects.filter(user_id=cast.dewi.person.id))
    token, secret = cast.dewi.viewer().token, cast.dewi.token()
    cast.sari.client().post(f"/people/{cast.dewi.person.id}/second-factor/")
    try:
        assert not Authenticator.objects.filter(user_id=cast.dewi.person.id).exists()
        assert viewer_sessions.session_facts(token) is None
        with connections["gate"].cursor() as cursor:
            cursor.execute("select count(*) from accounts_personal_token where person_id = %s", [cast.dewi.person.id])
            assert cursor.fetchone() == (0,), secret
        assert last_event(cast, "reset_second_factor").object_id == str(cast.dewi.person.id)
    finally:
        Authenticator.objects.bulk_create(kept)


def test_it_resets_nobodys_own_second_factor(cast: Cast) -> None:
    answer = cast.sari.client().post(f"/people/{cast.sari.person.id}/second-factor/")
    assert answer.status_code == 403
    assert Authenticator.objects.filter(user_id=cast.sari.person.id).exists()


def test_it_asks_again_who_is_there_before_it_shows_a_password(cast: Cast) -> None:
    client = cast.sari.client()
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    answer = client.post(f"/people/{cast.dewi.person.id}/password/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/?next=")
    assert not Person.objects.get(id=cast.dewi.person.id).password_is_given


def test_it_makes_passwords_that_can_be_read_aloud_and_never_twice() -> None:
    made = {new_password() for _time in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([2-9a-hjkmnp-tv-z]{4}-){4}[2-9a-hjkmnp-tv-z]{4}", one) for one in made)
