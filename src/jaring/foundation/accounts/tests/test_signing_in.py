"""From password and second factor to a database session, and out again."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connections
from django.test import Client, override_settings

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.signing_in import SESSION_KEY
from jaring.foundation.accounts.tests.browsers import (
    Browser,
    forget_factors,
    forget_used_codes,
    fresh_code,
    wrong_code,
)
from jaring.kernel.clock import now
from jaring.platform.session import viewer_session
from tests.cast import PASSWORD, Cast, Player


@pytest.fixture(autouse=True)
def _no_used_codes() -> None:
    forget_used_codes()


@pytest.fixture
def unenrolled(cast: Cast) -> Iterator[Player]:
    """Dewi as on her first day."""
    forget_factors(cast.dewi)
    yield cast.dewi
    forget_factors(cast.dewi)
    TOTP.activate(cast.dewi.person, cast.dewi.totp_secret)
    viewer_sessions.close_sessions_of(cast.dewi.person.id)


def clearance_of(client: Client) -> int:
    """What the database believes of this browser's session; -1 when it knows none."""
    facts = viewer_sessions.session_facts(client.session.get(SESSION_KEY, ""))
    return facts[1] if facts else -1


def let_idle(client: Client, seconds: int) -> None:
    """As if the person had not touched a key for a while."""
    token = client.session[SESSION_KEY]
    with connections["gate"].cursor() as cursor:
        cursor.execute(
            "update app.viewer_session set seen_at = now() - make_interval(secs => %s) where token_hash = %s",
            [seconds, viewer_sessions.hash_of(token)],
        )


def forget_last_touch(client: Client) -> None:
    """As if the last page were longer ago than the idle clock's step."""
    session = client.session
    session.pop("viewer_touched", None)
    session.save()


def test_it_opens_a_session_with_the_persons_clearance_after_both_factors(cast: Cast) -> None:
    browser = Browser()
    asked = browser.give_password(cast.aditi.email)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/2fa/authenticate/")
    done = browser.give_code(fresh_code(cast.aditi))
    assert (done.status_code, done["Location"]) == (302, "/")
    assert browser.client.get("/me/").status_code == 200
    assert clearance_of(browser.client) == 3


def test_it_gives_nothing_after_the_password_alone(cast: Cast) -> None:
    browser = Browser()
    browser.give_password(cast.aditi.email)
    home = browser.client.get("/me/")
    assert (home.status_code, SESSION_KEY in browser.client.session) == (302, False)


def test_it_refuses_a_wrong_code_and_asks_again(cast: Cast) -> None:
    browser = Browser()
    browser.give_password(cast.aditi.email)
    answer = browser.give_code(wrong_code(cast.aditi))
    assert answer.status_code == 200
    assert browser.client.get("/me/").status_code == 302
    assert browser.give_code(fresh_code(cast.aditi))["Location"] == "/"


def test_it_stops_guessing_codes_after_a_few(cast: Cast) -> None:
    browser = Browser()
    browser.give_password(cast.aditi.email)
    for _attempt in range(6):
        browser.give_code(wrong_code(cast.aditi))
    answer = browser.give_code(str(pyotp.TOTP(cast.aditi.totp_secret).now()))
    assert answer.status_code == 200
    assert browser.client.get("/me/").status_code == 302


def test_it_says_the_same_for_a_wrong_password_and_an_unknown_address(cast: Cast) -> None:
    pages = []
    for email in (cast.aditi.email, "nobody@nowhere.example"):
        answer = Browser().give_password(email, "not the password at all")
        assert answer.status_code == 200
        pages.append(re.sub(r'value="[^"]*"', "", answer.content.decode()))
    assert pages[0] == pages[1]


def test_it_locks_sign_in_after_five_wrong_passwords_with_a_page_that_says_so(cast: Cast) -> None:
    browser = Browser()
    answers = [browser.give_password(cast.bao.email, "not the password at all") for _attempt in range(7)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 429, 429]
    assert "Too many attempts" in answers[-1].content.decode()
    assert browser.give_password(cast.bao.email).status_code == 429
    assert Browser().give_password(cast.chanda.email).status_code == 302


def test_it_forgets_wrong_passwords_once_the_right_one_came(cast: Cast) -> None:
    for _sitting in range(2):
        browser = Browser()
        for _attempt in range(3):
            browser.give_password(cast.aditi.email, "not the password at all")
        assert browser.sign_in(cast.aditi).status_code == 200


def test_it_offers_no_password_by_mail(cast: Cast) -> None:
    assert "password/reset" not in Browser().client.get("/account/login/").content.decode()


def test_it_keeps_no_address_of_those_who_failed(cast: Cast) -> None:
    Browser().give_password(cast.bao.email, "not the password at all")
    with connections["gate"].cursor() as cursor:
        cursor.execute("select a::text from axes_accessattempt a")
        rows = " ".join(row for (row,) in cursor.fetchall())
    assert rows
    assert cast.bao.email not in rows
    assert "not the password" not in rows


def test_it_changes_the_key_of_the_browsers_session_at_sign_in(cast: Cast) -> None:
    browser = Browser()
    browser.give_password(cast.aditi.email)
    before = browser.client.session.session_key
    browser.give_code(fresh_code(cast.aditi))
    assert browser.client.session.session_key not in {None, before}


def test_it_sends_a_person_without_a_second_factor_to_enrol_before_anything_else(unenrolled: Player) -> None:
    browser = Browser()
    assert browser.give_password(unenrolled.email)["Location"] == "/"
    assert browser.client.get("/me/")["Location"] == "/account/2fa/"
    assert browser.client.get("/tokens/?q=1")["Location"] == "/account/2fa/"
    assert clearance_of(browser.client) == 0


def test_it_gives_the_clearance_once_a_second_factor_is_enrolled_under_a_new_key(unenrolled: Player) -> None:
    browser = Browser()
    browser.give_password(unenrolled.email)
    page = browser.client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    before = browser.client.session.session_key
    secret = browser.client.session["mfa.totp.secret"]
    done = browser.client.post("/account/2fa/totp/activate/", {"code": pyotp.TOTP(secret).now()})
    assert done.status_code == 302
    assert clearance_of(browser.client) == 1
    assert browser.client.session.session_key != before
    assert browser.client.get("/me/").status_code == 200


def test_it_ends_an_idle_session_with_a_sentence_and_comes_back_to_the_page(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.aditi)
    let_idle(browser.client, 16 * 60)
    answer = browser.client.get("/tokens/?q=1", follow=True)
    assert "Your session ended" in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/account/login/?next=%2Ftokens%2F%3Fq%3D1"
    assert browser.client.get("/me/").status_code == 302


def test_it_refuses_an_idle_session_in_the_database_itself(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.aditi)
    token = browser.client.session[SESSION_KEY]
    let_idle(browser.client, 16 * 60)
    with viewer_session(token), connections["default"].cursor() as cursor:
        cursor.execute("select app.viewer_member()")
        assert cursor.fetchone() == (None,)


def test_it_keeps_a_used_session_alive(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.aditi)
    let_idle(browser.client, 14 * 60)
    forget_last_touch(browser.client)
    assert browser.client.get("/me/").status_code == 200
    here = viewer_sessions.hash_of(browser.client.session[SESSION_KEY])
    sitting = next(one for one in viewer_sessions.sittings_of(cast.aditi.person.id) if one.token_hash == here)
    assert now() - sitting.seen_at < timedelta(minutes=1)


def test_it_tells_htmx_that_a_session_ended_instead_of_sending_a_page(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.aditi)
    let_idle(browser.client, 16 * 60)
    answer = browser.client.get("/keep-alive", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/account/login/")


def test_it_closes_the_database_session_at_sign_out(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.aditi)
    token = browser.client.session[SESSION_KEY]
    browser.client.post("/account/logout/")
    assert viewer_sessions.session_facts(token) is None
    assert browser.client.get("/me/").status_code == 302


def test_it_shuts_a_deactivated_person_out_at_once(cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(cast.dewi)
    assert browser.client.get("/me/").status_code == 200
    Person.objects.filter(id=cast.dewi.person.id).update(is_active=False)
    try:
        assert browser.client.get("/me/").status_code == 302
        assert Browser().give_password(cast.dewi.email).status_code in {200, 302}
    finally:
        Person.objects.filter(id=cast.dewi.person.id).update(is_active=True)


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_it_stores_passwords_with_argon2() -> None:
    person = Person(email="x@y.example")
    person.set_password(PASSWORD)
    assert person.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "address", ["/account/signup/", "/account/email/", "/account/password/reset/", "/account/password/set/"]
)
def test_it_has_no_pages_for_signing_up_or_for_passwords_by_mail(cast: Cast, address: str) -> None:
    assert Browser().client.get(address).status_code == 404
    assert cast.aditi.client().get(address).status_code == 404
