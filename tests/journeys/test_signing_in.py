"""Signing in, and the first second factor."""

import re

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import expect

from jaring.foundation.accounts.models import Person
from tests.cast import PASSWORD, Cast, Player
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("real_passwords")]


def give_password(walk: Walk, player: Player, password: str = PASSWORD) -> None:
    """The first step of signing in."""
    walk.open("/")
    walk.page.locator("input[name=login]").fill(player.email)
    walk.page.locator("input[name=password]").fill(password)
    walk.click("button", "Go on")


def give_code(walk: Walk, code: str, button: str = "Confirm") -> None:
    """The second step."""
    walk.page.locator("input[name=code]").fill(code)
    walk.click("button", button)


def test_it_lets_a_person_in_with_password_and_code(visit: Visit, cast: Cast) -> None:
    walk = visit()
    give_password(walk, cast.aditi)
    walk.sees("Confirm it is you")
    give_code(walk, "000000")
    walk.sees("This code is wrong")
    give_code(walk, pyotp.TOTP(cast.aditi.totp_secret).now())
    expect(walk.page).to_have_url(f"{walk.base}/")
    expect(walk.page.get_by_role("navigation", name="Rooms")).to_be_visible()


def test_it_keeps_a_wrong_password_out_without_saying_what_was_wrong(visit: Visit, cast: Cast) -> None:
    walk = visit()
    give_password(walk, cast.bao, "not the password at all")
    expect(walk.page).to_have_url(re.compile("/account/login/"))
    expect(walk.page.get_by_role("alert").first).to_be_visible()


def test_it_asks_for_a_second_factor_before_anything_else(visit: Visit, cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.rahmat.person).delete()
    try:
        walk = visit()
        give_password(walk, cast.rahmat)
        walk.sees("Add a second factor first")
        walk.open("/reports/")
        expect(walk.page).to_have_url(re.compile("/account/2fa/"))
        walk.click("link", "Set up an app")
        secret = walk.page.get_by_label("No camera?").input_value()
        give_code(walk, pyotp.TOTP(secret).now(), "Set up")
        walk.open("/reports/")
        walk.sees("Reports")
    finally:
        restore_factor(cast.rahmat)


def test_it_lets_a_person_in_with_a_passkey(visit: Visit, cast: Cast) -> None:
    walk = visit(cast.bao)
    key = walk.page.context.new_cdp_session(walk.page)
    key.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    try:
        walk.open("/account/2fa/webauthn/add/")
        walk.fill(re.compile("Name of this key"), "Office")
        walk.click("button", "Touch the key and add it")
        walk.until(
            lambda: Authenticator.objects.filter(user=cast.bao.person, type="webauthn").exists(), "no key was added"
        )
        walk.open("/account/logout/")
        walk.click("button", "Sign out", inside=walk.page.locator("main"))
        give_password(walk, cast.bao)
        walk.page.get_by_role("button", name="Use my key").click()
        expect(walk.page).to_have_url(f"{walk.base}/")
    finally:
        restore_factor(cast.bao)


def restore_factor(player: Player) -> None:
    """As the rest of the tests expect this person."""
    person = Person.objects.get(id=player.person.id)
    Authenticator.objects.filter(user=person).exclude(type="totp").delete()
    Authenticator.objects.filter(user=person, type="totp").delete()
    TOTP.activate(person, player.totp_secret)
