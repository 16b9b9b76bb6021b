"""A browser that signs in through the pages, as a person does."""

import time
from typing import Any

import pyotp
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, Player


class Browser:
    """Signs in with password and code; `answer` is the last page."""

    def __init__(self, **headers: str) -> None:
        self.client = Client(**headers)  # type: ignore[arg-type]  # environment of the requests

    def give_password(self, email: str, password: str = PASSWORD) -> Any:
        """The first step."""
        return self.client.post("/account/login/", {"login": email, "password": password})

    def give_code(self, code: str) -> Any:
        """The second step."""
        return self.client.post("/account/2fa/authenticate/", {"code": code})

    def sign_in(self, player: Player) -> Any:
        """Both steps, and the first page: with it the database session is opened."""
        self.give_password(player.email)
        self.give_code(fresh_code(player))
        return self.client.get("/me/")


def fresh_code(player: Player) -> str:
    """A code that was not used yet: allauth refuses one a second time, and tests are faster than a clock."""
    forget_used_codes()
    return _code(player)


def forget_used_codes() -> None:
    """Rate limits and used codes live in the cache; each test begins without."""
    cache.clear()


def wrong_code(player: Player) -> str:
    """Six digits the app will not show within the hour."""
    totp = pyotp.TOTP(player.totp_secret)
    near = {totp.at(int(time.time()) + 30 * step) for step in range(-3, 120)}
    return next(f"{number:06}" for number in range(1_000_000) if f"{number:06}" not in near)


def forget_factors(player: Player) -> None:
    """As on the first day."""
    Authenticator.objects.filter(user_id=player.person.id).delete()


def _code(player: Player) -> str:
    return str(pyotp.TOTP(player.totp_secret).now())
