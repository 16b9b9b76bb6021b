"""Every page somebody can come to: readable by everybody, within the window, nothing against the policies."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.access.asking import Ask, prepare
from tests.access.dossier import Dossier
from tests.access.expectations import PAGE_ROWS
from tests.access.test_matrix import asks
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.walk import EVERY_RULE, NO_RULE, Rules

pytestmark = pytest.mark.browser

# Files, pieces of pages, and addresses that only send on.
NO_PAGES = frozenset(
    {
        *("healthz", "portal:keep_alive", "networks:data", "networks:gexf", "networks:panel", "networks:xlsx"),
        *("intelligence:attachment", "intelligence:find", "intelligence:entity_reveal"),
        *("intelligence:import_report", "intelligence:import_template"),
    }
)
PHONE = {"width": 390, "height": 780}
# Those who see the most pages between them; the rest see some of the same.
MOST = ("aditi+", "rahmat", "sari", "rosa")
ON_A_PHONE = ("target-size", "aria-hidden-focus", "scrollable-region-focusable")
# How a page is drawn, and which of axe's rules could say something new of it there.
WAYS: dict[str, tuple[dict[str, Any], Rules]] = {
    "wide and light": ({}, EVERY_RULE),
    "wide and dark": ({"color_scheme": "dark"}, ("color-contrast", "link-in-text-block")),
    "narrow": (
        {"viewport": PHONE, "has_touch": True},
        ON_A_PHONE,
    ),
    "right to left": ({"locale": "fa"}, NO_RULE),
    "narrow and right to left": ({"locale": "ar", "viewport": PHONE}, NO_RULE),
}


def pages_of(viewer: str, dossier: Dossier) -> list[str]:
    """Addresses of the pages that the access table lets this viewer read and nobody before them in MOST."""
    before = MOST[: MOST.index(viewer)]
    return [
        prepare(row.endpoint, asks().get(str(row.endpoint), Ask()), dossier)[0]
        for row in PAGE_ROWS
        if row.endpoint.method == "GET"
        and row.cells[viewer] == "200"
        and row.endpoint.name not in NO_PAGES
        and (row.endpoint.name == "portal:home" or "200" not in {row.cells[other] for other in before})
    ]


def pages_before_release(dossier: Dossier) -> list[str]:
    """Addresses that a writer may open only while nobody else reads the report: adding to it."""
    return [
        prepare(row.endpoint, asks().get(str(row.endpoint), Ask()), dossier)[0]
        for row in PAGE_ROWS
        if row.endpoint.method == "GET"
        and (row.cells["aditi"], row.cells["aditi+"] == "200") == ("200", False)
        and row.endpoint.name not in NO_PAGES
    ]


@pytest.mark.parametrize("viewer", MOST)
@pytest.mark.parametrize("how", WAYS)
def test_it_draws_every_page_without_a_problem(how: str, viewer: str, visit: Visit, cast: Cast) -> None:
    dossier = Dossier(cast, "released")
    dossier.settle()
    addresses = pages_of(viewer, dossier)
    if viewer == "aditi+":
        addresses += pages_before_release(Dossier(cast, "own"))
    options, rules = WAYS[how]
    walk = visit(getattr(cast, viewer.removesuffix("+")), rules=rules, **options)
    for address in addresses:
        walk.open(address)
        expect(walk.page.locator("html")).to_have_attribute("dir", "rtl" if "right" in how else "ltr")


def test_it_welcomes_those_who_read_nothing_nominal(visit: Visit, cast: Cast) -> None:
    Dossier(cast, "released").settle()
    for player in (cast.rosa, cast.noor):
        walk = visit(player)
        walk.open("/")
        expect(walk.page.get_by_role("heading", level=1)).to_be_visible()
        expect(walk.page.get_by_role("searchbox", name="Find")).to_have_count(0)
        walk.sees_no("Boat at Ranong")


def test_it_opens_the_rooms_as_a_menu_on_a_phone(visit: Visit, cast: Cast) -> None:
    walk = visit(cast.aditi, viewport=PHONE, has_touch=True)
    walk.open("/")
    rooms = walk.page.get_by_role("navigation", name="Rooms")
    expect(rooms).not_to_be_visible()
    walk.page.get_by_text("Rooms", exact=True).first.tap()
    expect(rooms).to_be_visible()
    rooms.get_by_role("link", name=re.compile("Contribute")).tap()
    expect(walk.page).to_have_url(re.compile("/reports/"))


def test_it_notices_what_is_wrong_with_a_page(visit: Visit, cast: Cast) -> None:
    walk = visit(cast.aditi)
    walk.open("/keys")
    walk.page.evaluate(
        """() => {
          document.title = 'Spoilt';
          document.querySelector('main').insertAdjacentHTML('beforeend',
            '<img src="/static/ui/img/mark.svg"><p class="wide">wide</p><p style="color: red">inline</p>');
          document.querySelector('.wide').style.width = '4000px';
          console.error('a scream');
        }"""
    )
    walk.look()
    told = " ".join(walk.problems)
    for sign in ("image-alt", "wider than the window", "policy: style-src", "a scream"):
        assert sign in told
    walk.problems.clear()
