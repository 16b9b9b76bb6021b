"""A real Chromium and the real server, for the tests of this folder."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, sync_playwright

from tests.cast import PASSWORD, Cast, Player
from tests.journeys.walk import EVERY_RULE, Rules, Walk
from tests.server import web_server

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
PATIENCE = 10_000  # milliseconds; two slow processors share the server, the database and the browser
Visit = Callable[..., Walk]


@pytest.fixture(scope="session")
def address(whole_cast: Cast) -> Iterator[str]:
    """Where the server answers."""
    with web_server(settings.HOME, JARING_LANGUAGES="en,ar,fa") as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module: Playwright's loop must not run while other tests want one of their own."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("These tests drive Chromium. Install it: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Django sees Playwright's loop and would refuse its ordinary database calls.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str, cast: Cast) -> Iterator[Visit]:
    """Gives each person a browser of their own, signed in when they are named; all must stay without problems."""
    walks: list[Walk] = []

    def begin(player: Player | None = None, *, rules: Rules = EVERY_RULE, **options: Any) -> Walk:
        context = chromium.new_context(base_url=address, **options)
        context.set_default_timeout(PATIENCE)
        if player is not None:
            cookie = player.client().cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        walk = Walk(context.new_page(), address, rules)
        walks.append(walk)
        return walk

    yield begin
    problems = [problem for walk in walks for problem in walk.problems]
    for walk in walks:
        walk.page.context.close()
    assert problems == []


@pytest.fixture
def real_passwords(cast: Cast) -> Iterator[None]:
    """The server knows Argon2 alone; the other tests use something quick."""
    players = [cast.aditi, cast.bao, cast.rahmat]
    before = [player.person.password for player in players]
    strong = make_password(PASSWORD, hasher="argon2")
    _store(players, [strong] * len(players))
    yield
    _store(players, before)


def _store(players: list[Player], passwords: list[str]) -> None:
    for player, password in zip(players, passwords, strict=True):
        player.person.password = password
        player.person.save(update_fields=["password"])
