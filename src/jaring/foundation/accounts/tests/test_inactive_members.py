"""A member that no longer takes part: its people read nothing from that moment, whatever they hold."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connections

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.actions import save_member
from jaring.foundation.accounts.bootstrap import add_administrator_person
from jaring.foundation.accounts.jobs import job_viewer
from jaring.foundation.accounts.members import known_member_ids
from jaring.foundation.accounts.models import Member, Person
from jaring.foundation.accounts.tests.browsers import Browser, forget_used_codes, fresh_code
from jaring.foundation.accounts.tokens import viewer_of_secret
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, NotAllowedError
from tests.cast import Cast, Player


@pytest.fixture
def deactivate(cast: Cast) -> Iterator[Callable[[str], None]]:
    """The secretariat takes a member off the register; it is back after the test."""
    forget_used_codes()

    def save(code: str, *, active: bool = False) -> None:
        member = Member.objects.get(code=code)
        save_member(member.id, code, member.name, member.kind, active, acting=cast.rosa.viewer())

    yield save
    save("LAO", active=True)


def member_of_session(player: Player, token: str) -> int | None:
    """What the database itself answers when this token asks."""
    with connections["gate"].cursor() as cursor:
        cursor.execute("select set_config('app.session', %s, false)", [token])
        cursor.execute("select app.viewer_member()")
        (member_id,) = cursor.fetchone()
        cursor.execute("select set_config('app.session', '', false)")
    return None if member_id is None else int(member_id)


def test_it_ends_open_pages_tokens_and_sessions_at_once(cast: Cast, deactivate: Callable[[str], None]) -> None:
    page, secret, viewer = cast.chanda.client(), cast.chanda.token(), cast.chanda.viewer()
    assert page.get("/me/").status_code == 200
    assert viewer_of_secret(secret) is not None
    assert member_of_session(cast.chanda, viewer.token) == cast.chanda.person.member_id
    deactivate("LAO")
    assert member_of_session(cast.chanda, viewer.token) is None
    assert page.get("/me/")["Location"].startswith("/account/login/")
    assert viewer_of_secret(secret) is None
    with pytest.raises(NotAllowedError), job_viewer(cast.chanda.person.id, ""):
        pass


def test_it_opens_no_new_session_of_an_inactive_member(cast: Cast, deactivate: Callable[[str], None]) -> None:
    deactivate("LAO")
    person = cast.chanda.person
    with pytest.raises(NotAllowedError, match="no longer take part"):
        viewer_sessions.open_session(
            viewer_sessions.new_token(),
            person_id=person.id,
            member_id=person.member_id,
            clearance=1,
            purpose="",
            kind="browser",
            ends_at=now(),
        )


def test_it_signs_nobody_of_an_inactive_member_in(cast: Cast, deactivate: Callable[[str], None]) -> None:
    deactivate("LAO")
    browser = Browser()
    assert browser.give_password(cast.chanda.email)["Location"] == "/account/inactive/"
    browser.give_code(fresh_code(cast.chanda))
    assert browser.client.get("/me/").status_code == 302


def test_it_ends_a_sign_in_that_was_half_way_through(cast: Cast, deactivate: Callable[[str], None]) -> None:
    browser = Browser()
    browser.give_password(cast.chanda.email)
    deactivate("LAO")
    browser.give_code(fresh_code(cast.chanda))
    assert browser.client.get("/me/")["Location"].startswith("/account/login/")


def test_it_keeps_the_secretariat_from_locking_itself_out(cast: Cast) -> None:
    card = Member.objects.get(code="RSO")
    with pytest.raises(BadInputError, match="stays active"):
        save_member(card.id, card.code, card.name, card.kind, False, acting=cast.rosa.viewer())
    assert card.id in known_member_ids()


def test_it_makes_the_first_people_replace_the_password_of_the_command_line(cast: Cast) -> None:
    password = add_administrator_person("LAO", "first@lao.example", "First")
    try:
        assert Person.objects.get(email="first@lao.example").password_is_given
        browser = Browser()
        browser.give_password("first@lao.example", password)
        assert browser.client.get("/people/")["Location"] == "/account/password/change/"
    finally:
        Person.objects.filter(email="first@lao.example").delete()
