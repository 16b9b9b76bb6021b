"""A file with mistakes in it, and finding names in the region's scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.access.dossier import Dossier
from tests.cast import Cast
from tests.jobs import work_off_jobs
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

LINES = """{"id": "a", "schema": "Person", "properties": {"name": ["မင်းထွန်းအောင်"], "birthDate": ["1984-02-31"]}}
{"id": "b", "schema": "Vehicel", "properties": {"name": ["A spelling mistake"]}}
{"id": "c", "schema": "Person", "properties": {"name": ["สมชาย ใจดี"], "alias": ["Somchai"]}}
{"id": "d", "schema": "Vessel", "properties": {"name": ["KM Bintang Laut 7"]
"""
TABLE = "Name,Date of birth,Phone\nKo Ko Maung,1980-02-31,+66 81 234 5678\nThida Win,1991-05-06,\n"


def test_it_names_each_mistake_of_a_file_and_keeps_the_rest(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "crew.ftm.json"
    file.write_text(LINES, encoding="utf-8")
    walk = visit(cast.aditi)
    walk.open("/imports/")
    walk.page.locator("input[name=file]").set_input_files(file)
    walk.click("button", "Check this file")
    walk.sees("At work")
    work_off_jobs()
    walk.sees("What to mend")  # the page looks again by itself
    walk.look()
    report = walk.page.locator("#mend")
    for line, what in ((1, "1984-02-31"), (2, "Vehicel"), (4, "")):
        row = report.get_by_role("row").filter(has_text=re.compile(f"line {line}(?!\\d)"))
        expect(row.first).to_contain_text(what)
        expect(row.first.get_by_role("cell").last).not_to_be_empty()
    walk.click("button", "Keep the good records")
    work_off_jobs()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Kept")
    walk.click("link", "Open the report")
    walk.sees("สมชาย ใจดี")
    walk.sees_no("A spelling mistake")

    for words in ("สมชาย", "မင်းထွန်း", "Somchai"):
        walk.page.get_by_role("searchbox", name="Find").fill(words)
        walk.page.keyboard.press("Enter")
        walk.page.wait_for_url(re.compile("/search"))
        walk.look()
        expected = "မင်းထွန်းအောင်" if words.startswith("မ") else "สมชาย ใจดี"
        expect(walk.page.locator("main")).to_contain_text(expected)


def test_it_points_at_the_cell_of_a_table(visit: Visit, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "crew.csv"
    file.write_text(TABLE, encoding="utf-8")
    walk = visit(cast.aditi)
    walk.open("/imports/")
    walk.page.locator("input[name=file]").set_input_files(file)
    walk.click("button", "Check this file")
    work_off_jobs()
    walk.sees("What do the columns mean?")
    walk.look()
    walk.click("button", re.compile("Check|Go on|Match"), inside=walk.page.locator("main"))
    work_off_jobs()
    walk.sees("What to mend")
    walk.look()
    row = walk.page.locator("#mend").get_by_role("row").filter(has_text="1980-02-31").first
    expect(row).to_contain_text("B2")


def test_it_shows_a_found_report_with_its_network(visit: Visit, cast: Cast) -> None:
    dossier = Dossier(cast, "released")
    dossier.settle()
    walk = visit(cast.bao)
    walk.open(f"/network/?entity={dossier.person}")
    walk.page.get_by_role("link", name=re.compile("Table|List", re.IGNORECASE)).first.click()
    walk.page.wait_for_load_state()
    walk.look()
    walk.sees("KM Bintang")
