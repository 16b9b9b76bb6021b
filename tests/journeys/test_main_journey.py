"""From a report to another member's picture of the network, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

pytestmark = pytest.mark.browser

TITLE = "Boat waiting at Ranong pier"
PERSON, VESSEL = "สมชาย ใจดี", "KM Bintang Laut 7"


def write_report(walk: Walk) -> str:
    """Aditi records a person and a vessel and what connects them; returns the report's address."""
    walk.open("/")
    walk.click("link", re.compile("^Contribute"))
    walk.click("link", "Write a report")
    walk.fill("Title", TITLE)
    walk.fill("Narrative", "A boat waited for **two nights**.")
    walk.page.get_by_label("Legal basis").select_option("national_law")
    walk.click("button", "Keep as draft")
    walk.sees("draft")
    report = walk.page.url.removeprefix(walk.base)
    for kind, name in (("Person", PERSON), ("Vessel", VESSEL)):
        walk.click("link", re.compile(f"^{kind}"), inside=walk.page.locator("#add"))
        walk.fill(re.compile("^Name"), name)
        walk.click("button", "Add to the report")
        walk.sees(name)
    walk.click("link", "Link two")
    for end, name in (("source", PERSON), ("target", VESSEL)):
        walk.page.locator(f"#{end}-options").get_by_label(re.compile(name)).check()
    walk.click("button", "Go on")
    walk.page.get_by_role("radio").first.check()
    walk.click("button", "Record the link")
    walk.click("button", "Finish")
    walk.sees("The report is finished")
    return report


def release_to_viet_nam(walk: Walk, report: str) -> None:
    """Rahmat reads what will happen, and lets it happen."""
    walk.open(report)
    walk.click("link", "Release", inside=walk.page.locator("main"))
    walk.page.get_by_label(re.compile("VNM")).check()
    walk.page.get_by_label("Purpose").select_option("people_smuggling_investigation")
    expect(walk.page.locator("#consequence")).to_contain_text("Viet Nam")
    walk.click("button", "Release", inside=walk.page.locator("#consequence"))
    walk.sees("The recipients see the report from now on")


def test_it_carries_a_report_to_another_members_picture_and_back(visit: Visit, cast: Cast) -> None:
    aditi, rahmat, bao, chanda = (visit(who) for who in (cast.aditi, cast.rahmat, cast.bao, cast.chanda))
    report = write_report(aditi)
    bao.open(report, status=404)

    release_to_viet_nam(rahmat, report)

    bao.open("/reports/")
    bao.click("link", re.compile(TITLE))
    bao.sees("two nights")
    bao.click("link", re.compile(PERSON), inside=bao.page.locator("main"))
    bao.sees("What is stated, and by whom")
    entity = bao.page.url.removeprefix(bao.base)
    bao.open(f"/network/?entity={entity.split('/')[2]}")
    expect(bao.page.locator("[data-network-room]")).to_contain_text(VESSEL)
    expect(bao.page.locator("[data-network-room] canvas").first).to_be_visible()

    chanda.open("/reports/")
    chanda.sees("No reports yet")
    chanda.open(report, status=404)
    chanda.open(entity, status=404)
    chanda.open("/search?q=Bintang")
    chanda.sees_no(VESSEL)

    rahmat.open(report)
    rahmat.click("link", "Take back")
    rahmat.fill("Reason", "Too early.")
    rahmat.click("button", "Take back")
    rahmat.sees("Taken back")

    bao.page.reload()
    bao.look()
    bao.sees_no(VESSEL)
    bao.open(entity, status=404)
    bao.open("/reports/")
    bao.sees("No reports yet")


def test_it_needs_no_mouse_for_the_main_journey(visit: Visit, cast: Cast) -> None:
    walk = visit(cast.aditi)
    walk.open("/reports/new/")
    page = walk.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, "Title")
    page.keyboard.type("Written without a mouse")
    reach(page, "Narrative")
    page.keyboard.type("Nothing was clicked.")
    reach(page, "Legal basis")
    page.keyboard.type("National")
    reach(page, "Keep as draft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Written without a mouse")
    reach(page, re.compile("^Person"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/add/Person/"))
    reach(page, re.compile("^Name"))
    page.keyboard.type("Min Htun Aung")
    reach(page, "Add to the report")
    page.keyboard.press("Enter")
    walk.sees("Min Htun Aung")
    reach(page, "Finish")
    page.keyboard.press("Enter")
    walk.sees("The report is finished")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find")).to_be_focused()
    page.keyboard.type("Htun Aung")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    expect(page.locator("main")).to_contain_text("Min Htun Aung")
    walk.look()


def reach(page: Page, name: str | re.Pattern[str], *, most: int = 120) -> None:
    """Press Tab until what has this name has the focus, and shows that it has."""
    wanted = re.compile(f"^{re.escape(name)}") if isinstance(name, str) else name
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const one = document.activeElement; return [(one.labels?.[0] ?? one).innerText ?? '',"
            " one.getAttribute('aria-label') ?? '', one.matches(':focus-visible')]; }"
        )
        if wanted.search(focused[0].strip()) or wanted.search(focused[1]):
            assert focused[2], f"{name} has the focus and does not show it"
            return
    raise AssertionError(f"{name} was not reached by Tab")
