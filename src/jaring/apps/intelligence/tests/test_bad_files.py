"""Files that are broken or meant to break something: a clear report, nothing half stored, the process lives."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from jaring.apps.intelligence.actions.imports import choose_mapping
from jaring.apps.intelligence.models import Contribution, Statement
from jaring.apps.intelligence.queries.imports import problems_of
from jaring.apps.intelligence.tests.files import PERSON, VESSEL, bring_in, lines
from jaring.platform.jobs import run_worker
from tests.cast import Cast

MEGABYTE = 1024 * 1024


def codes(cast: Cast, data: bytes, name: str) -> tuple[set[str], str]:
    """The codes in the report of a file, and the state it ended in."""
    status = bring_in(cast.aditi, data, name=name)
    with cast.aditi.acting() as viewer:
        rows, _count = problems_of(status.id, viewer=viewer, most=500)
    assert all(row.message and row.mend for row in rows if row.severity == "error")
    return {row.code for row in rows}, status.state


def zip_bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to 300 MB."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b" " * MEGABYTE)
    return target.getvalue()


def workbook(*rows: list[object]) -> bytes:
    """A workbook with these rows."""
    book, target = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(target)
    return target.getvalue()


def test_it_refuses_a_zip_bomb_with_a_sentence(cast: Cast) -> None:
    found, state = codes(cast, zip_bomb(), "bomb.xlsx")
    assert state == "checked"
    assert found
    with cast.aditi.acting():
        assert Contribution.objects.count() == 0


def test_it_names_the_cell_of_a_formula(cast: Cast) -> None:
    data = workbook(["Name", "Phone number"], ["Budi Hartono", "+62 812 5550 1234"], ["=1+1", "+62 812 5550 9999"])
    status = bring_in(cast.aditi, data, name="crew.xlsx", keep=False)
    assert status.state == "mapping"
    with cast.aditi.acting() as viewer:
        choose_mapping(status.id, status.guess, "", acting=viewer)
    run_worker(wait=False)
    with cast.aditi.acting() as viewer:
        rows, _count = problems_of(status.id, viewer=viewer)
    assert any(row.cell.endswith("A3") for row in rows)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            lines(PERSON) + b'{"id":"n","schema":"Person","properties":{"name":["' + b"x" * 6 * MEGABYTE + b'"]}}\n',
            "line_too_long",
        ),
        (lines(PERSON) + b'{"id":"n","schema":"Person","properties":{"name":["Andr\xe9"]}}\n', "encoding"),
        (
            lines(PERSON, {"id": "d", "schema": "Person", "properties": {"name": ["X"], "birthDate": ["2026-02-30"]}}),
            "date",
        ),
        (lines(PERSON, {"id": "p-1", "schema": "Vessel", "properties": {"name": ["Y"]}}), "id"),
    ],
    ids=["a long line", "wrong encoding", "an impossible date", "one id for two things"],
)
def test_it_names_the_line_and_keeps_the_others(cast: Cast, data: bytes, code: str) -> None:
    found, state = codes(cast, data, "net.ftm.json")
    assert state == "kept"
    assert any(code in one for one in found), found
    with cast.aditi.acting():
        assert Statement.objects.filter(prop="name", value="Min Htun Aung").count() == 1


def test_it_stores_nothing_until_a_person_says_so(cast: Cast) -> None:
    status = bring_in(cast.aditi, lines(PERSON, VESSEL), keep=False)
    assert status.state == "checked"
    with cast.aditi.acting():
        assert Statement.objects.count() == 0
