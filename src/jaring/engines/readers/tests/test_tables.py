"""CSV and workbooks: every doubt at its cell."""

import datetime
import io
import json
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from jaring.engines.readers.records import Record
from jaring.engines.readers.tables import (
    Mapping,
    Row,
    Template,
    apply_mapping,
    column_letters,
    guess_date_order,
    guess_mapping,
    read_csv,
    read_xlsx,
    tables_of,
    templates,
)


def csv_rows(data: bytes) -> list[Row]:
    return list(read_csv(io.BytesIO(data)))


def workbook(*rows: list[object], **sheets: list[list[object]]) -> io.BytesIO:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(row)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for row in lines:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def codes(rows: Iterable[Row | Record]) -> list[tuple[str | None, str]]:
    return [(problem.cell, problem.code) for row in rows for problem in row.problems]


def test_it_counts_columns_as_a_spreadsheet_does() -> None:
    assert [column_letters(position) for position in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_it_finds_the_separator(delimiter: str) -> None:
    text = "name;born;from\nBudi, S.;1960;id\nAna;1970;ph\n".replace(";", delimiter)
    if delimiter == ",":
        text = text.replace("Budi, S.", '"Budi, S."')
    assert [row.cells for row in csv_rows(text.encode())][1] == ("Budi, S.", "1960", "id")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
def test_it_reads_thai_in_the_encodings_of_thai_offices(encoding: str) -> None:
    rows = csv_rows("ชื่อ,สัญชาติ,note\nสมชาย ใจดี,ไทย,plain words here\n".encode(encoding))
    assert rows[-1].cells[0] == "สมชาย ใจดี"
    assert codes(rows) == ([] if encoding == "utf-8-sig" else [(None, "encoding")])


def test_it_reads_western_european_letters() -> None:
    assert csv_rows("name,born\nJosé Peña,1960\n".encode("cp1252"))[-1].cells[0] == "José Peña"


def test_it_names_a_broken_byte_in_good_utf_8_by_its_cell() -> None:
    rows = csv_rows("name,born\nสมชายใจดีสมชายใจดี,1960\n".encode() + b"Jos\xe9,1970\n")
    assert rows[-1].cells[0] == "José"
    assert codes(rows) == [("A3", "encoding")]


def test_it_names_ragged_rows_and_goes_on() -> None:
    rows = csv_rows(b"name,born,from\nBudi,1960,id,extra\nAna,1970\nLi,1980,cn\n")
    assert codes(rows) == [("D2", "ragged_row"), (None, "ragged_row")]
    assert rows[-1].cells == ("Li", "1980", "cn")


def test_it_reads_line_breaks_inside_quotation_marks() -> None:
    rows = csv_rows(b'name,notes\nBudi,"two\nlines"\nAna,x\n')
    assert rows[1].cells == ("Budi", "two\nlines")
    assert rows[2].address(0) == "A3"


def test_it_loses_no_row_behind_a_quotation_mark_that_is_never_closed() -> None:
    for many in (3, 40_000):
        rows = csv_rows(b'name,notes\nBudi,"open\n' + b"Ana,x\n" * many)
        assert [problem.code for row in rows for problem in row.problems] == ["open_quote"]
        assert [row.cells for row in rows[1:3]] == [("Budi", '"open'), ("Ana", "x")]
        assert len(rows) == many + 2


def test_it_stays_quick_when_every_row_has_an_open_quotation_mark() -> None:
    rows = csv_rows(b"name,notes\n" + b'Ana,"x\nBudi,y\n' * 20_000)
    assert len(rows) <= 40_001
    assert rows[-1].cells[0] in ("Ana", "Budi")


def test_it_reads_workbooks_with_dates_numbers_and_several_sheets() -> None:
    stream = workbook(
        ["name", "born", "phone"],
        ["สมชาย", datetime.datetime(1960, 1, 12), 6281234567890.0],  # noqa: DTZ001 - Excel knows no time zone
        Boats=[["vessel", "imo"], ["KM Harapan", 9465746]],
    )
    tables = [(table.sheet, table.header, [row.cells for row in table.rows]) for table in tables_of(read_xlsx(stream))]
    assert tables[0][2] == [("สมชาย", "1960-01-12", "6281234567890")]
    assert tables[1] == ("Boats", ("vessel", "imo"), [("KM Harapan", "9465746")])


def test_it_names_formulas_errors_and_long_numbers_by_their_cells() -> None:
    rows = list(read_xlsx(workbook(["name", "b", "c"], ["=1+1", "#N/A", 1234567890123456789])))
    assert codes(rows) == [("Sheet!A2", "formula"), ("Sheet!B2", "cell_error"), ("Sheet!C2", "long_number")]
    assert rows[1].cells[:2] == ("", "")


def test_it_names_merged_cells_and_hidden_sheets() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["vessel", "name"])
    sheet.append(["KM Harapan", "Budi"])
    sheet.append([None, "Ana"])
    sheet.merge_cells("A2:A3")
    book.create_sheet("Secret").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert codes(read_xlsx(stream)) == [("Sheet!A2:A3", "merged_cells"), (None, "hidden_sheet")]


def bomb(size: int, parts: int = 1, name: str = "xl/sheet{}.xml") -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(parts):
            with archive.open(name.format(number), "w") as part:
                for _ in range(size // 65_536):
                    part.write(b" " * 65_536)
    return stream


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (bomb(200 * 1024 * 1024), "zip_bomb"),
        (bomb(4 * 1024 * 1024), "zip_bomb"),
        (bomb(0, parts=2_001), "zip_bomb"),
        (bomb(65_536, name="xl/inner{}.zip"), "nested_archive"),
        (io.BytesIO(b"PK\x03\x04 cut"), "broken_workbook"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0 old"), "old_workbook"),
        (io.BytesIO(b""), "broken_workbook"),
    ],
)
def test_it_refuses_bombs_and_wrecks_before_opening_them(stream: io.BytesIO, code: str) -> None:
    assert codes(read_xlsx(stream)) == [(None, code)]


def test_it_refuses_entities_in_the_xml_of_a_workbook() -> None:
    source = workbook(["name", "born"], ["Budi", "1960"])
    evil = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(evil, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
            new.writestr(part, data)
    assert [code for _, code in codes(read_xlsx(evil))] == ["broken_workbook"]


@given(st.binary(max_size=300))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_lives_through_any_bytes(data: bytes) -> None:
    list(read_csv(io.BytesIO(data)))
    list(read_xlsx(io.BytesIO(b"PK" + data)))


@pytest.mark.parametrize("cut", range(0, 100, 9))
def test_it_lives_through_a_workbook_cut_anywhere(cut: int) -> None:
    data = workbook(["name", "born"], ["Budi", "1960"]).getvalue()
    assert codes(read_xlsx(io.BytesIO(data[: len(data) * cut // 100])))


HEADERS = [
    ["Full name", "Nationality", "Date of birth", "Passport No.", "Phone", "Vessel name", "Rank"],
    ["Nama Lengkap", "Kewarganegaraan", "Tgl. Lahir", "No. Paspor", "No HP", "Nama Kapal", "Jabatan"],
    ["ชื่อ-นามสกุล", "สัญชาติ", "วันเกิด", "เลขที่หนังสือเดินทาง", "เบอร์โทรศัพท์", "ชื่อเรือ", "ตำแหน่ง"],
    ["Họ và tên", "Quốc tịch", "Ngày sinh", "Số hộ chiếu", "Số điện thoại", "Tên tàu", "Chức vụ"],
]


@pytest.mark.parametrize("header", HEADERS)
def test_it_guesses_headers_in_four_languages(header: list[str]) -> None:
    mapping = guess_mapping(header, [])
    assert [(column.slot, column.prop) for column in mapping.columns] == [
        ("person", "name"), ("person", "nationality"), ("person", "birthDate"), ("passport", "number"),
        ("phone", "number"), ("vessel", "name"), ("aboard", "role"),
    ]  # fmt: skip
    assert {"uses_phone", "aboard"} <= {slot.name for slot in mapping.slots}
    assert mapping.faults() == []


def test_it_guesses_by_the_cells_where_the_header_says_nothing() -> None:
    row = Row(2, ("budi@example.org", "9465746", "+62 812 3456 7890", "A1234567", "12/01/1960", "Thailand"))
    columns = guess_mapping([f"x{number}" for number in range(6)], [row]).columns
    assert [(column.slot, column.prop) for column in columns] == [
        ("person", "email"), ("vessel", "imoNumber"), ("phone", "number"), ("passport", "number"),
        ("person", "birthDate"), ("person", "nationality"),
    ]  # fmt: skip
    assert {column.guessed for column in columns} == {"values"}


def test_it_tells_the_order_of_dates_only_when_one_date_gives_it_away() -> None:
    assert guess_date_order(["03/04/2026", "25/04/2026"]) == "dmy"
    assert guess_date_order(["03/04/2026", "04/25/2026"]) == "mdy"
    assert guess_date_order(["03/04/2026"]) is None
    assert guess_date_order(["25/04/2026", "04/25/2026"]) is None


def test_it_asks_at_the_cell_when_a_date_has_two_readings() -> None:
    mapping = guess_mapping(["Name", "Date of birth"], [])
    record = apply_mapping(Row(7, ("Budi", "03/04/1980"), "Crew"), mapping)
    (problem,) = record.problems
    assert (problem.cell, problem.column, problem.code) == ("Crew!B7", "Date of birth", "ambiguous_date")
    assert "1980-04-03 or 1980-03-04" in problem.message
    assert ("birthDate", "03/04/1980") in [(value.prop, value.value) for value in record.entities[0].values]


def test_it_makes_one_phone_of_one_number_however_written() -> None:
    mapping = guess_mapping(["Name", "Phone"], [], country="id")
    first = apply_mapping(Row(2, ("Budi", "0812-3456-7890")), mapping)
    second = apply_mapping(Row(3, ("Ana", "+62 812 3456 7890")), mapping)
    phones = {entity.id for record in (first, second) for entity in record.entities if entity.schema == "PhoneNumber"}
    people = {entity.id for record in (first, second) for entity in record.entities if entity.schema == "Person"}
    assert (len(phones), len(people)) == (1, 2)


def test_it_makes_the_same_entities_of_the_same_row_and_others_in_another_file() -> None:
    mapping = guess_mapping(["Name", "Vessel"], [])
    row = Row(2, ("Budi", "Harapan"))
    ids = [[entity.id for entity in apply_mapping(row, mapping, scope=scope).entities] for scope in ("a", "a", "b")]
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2])


def test_it_reads_gender_words_of_the_region() -> None:
    mapping = guess_mapping(["Name", "Sex"], [])
    for word, gender in (("Perempuan", "female"), ("ชาย", "male"), ("Nữ", "female"), ("M", "male")):
        record = apply_mapping(Row(2, ("X", word)), mapping)
        assert ("gender", gender) in [(value.prop, value.value) for value in record.entities[0].values]


def test_it_saves_and_loads_a_mapping() -> None:
    mapping = guess_mapping(HEADERS[2], [], country="th")
    assert Mapping.from_json(mapping.to_json()) == mapping
    assert mapping.fits([*HEADERS[2], "another"])
    assert not mapping.fits(HEADERS[0])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"slots": [], "columns": [{"header": "x"}]}', "[" * 100_000])
def test_it_refuses_a_mapping_that_it_did_not_write(text: str) -> None:
    with pytest.raises(ValueError, match="mapping"):
        Mapping.from_json(text)


def test_it_refuses_a_mapping_to_an_unknown_property() -> None:
    raw = json.loads(guess_mapping(["Name"], []).to_json())
    raw["columns"][0]["prop"] = "shoeSize"
    with pytest.raises(ValueError, match="shoeSize"):
        Mapping.from_json(json.dumps(raw))


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.name)
def test_it_imports_its_own_templates_without_a_question(template: Template) -> None:
    assert template.mapping.faults() == []
    record = apply_mapping(Row(2, template.example), template.mapping)
    assert record.problems == []
    assert len(record.entities) >= 3
