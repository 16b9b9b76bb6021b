"""What leaves: whole, and harmless."""

import io
import json

import pytest
from openpyxl import load_workbook

from jaring.engines.readers import RecordEntity, Value
from jaring.engines.readers.tables import Template, read_xlsx, tables_of, templates
from jaring.engines.writers import write_ftm, write_template, write_xlsx


def person(*values: tuple[str, str], entity_id: str = "p1") -> RecordEntity:
    return RecordEntity(entity_id, "Person", [Value(prop, text) for prop, text in values], 1)


def test_it_writes_the_clean_form_where_other_tools_could_not_read_the_original() -> None:
    entity = RecordEntity("p1", "Person", [Value("birthDate", "1960-01-12", None, "12 Jan 1960")], 1)
    (line,) = write_ftm([entity])
    assert json.loads(line)["properties"] == {"birthDate": ["1960-01-12"]}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")'])
def test_it_writes_formulas_as_text_that_stays_text(text: str) -> None:
    stream = io.BytesIO()
    write_xlsx([person(("name", text))], [("=about", "=terms")], stream)
    for sheet in load_workbook(stream).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t")) or cell.quotePrefix


def test_it_writes_one_sheet_a_type_and_says_what_it_is() -> None:
    stream = io.BytesIO()
    boat = RecordEntity("v1", "Vessel", [Value("name", "KM Contoh")], 1)
    write_xlsx([person(("name", "สมชาย"), ("name", "Somchai")), boat], [("Exported by", "Aditi")], stream)
    book = load_workbook(stream)
    assert book.sheetnames == ["About", "Person", "Vessel"]
    assert [cell.value for cell in book["Person"][1]] == ["id", "caption", "name"]
    assert book["Person"]["C2"].value == "สมชาย\nSomchai"
    assert book["About"]["B1"].value == "Aditi"


def test_it_says_so_when_a_cell_had_to_be_cut() -> None:
    stream = io.BytesIO()
    write_xlsx([person(("notes", "x" * 40_000 + "\x0b"))], [], stream)
    text = str(load_workbook(stream)["Person"]["C2"].value)
    assert len(text) <= 32_767
    assert text.endswith("has the whole text)")


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.name)
def test_it_writes_blank_lists_that_its_own_reader_knows(template: Template) -> None:
    stream = io.BytesIO()
    write_template(template, stream)
    (table,) = tables_of(read_xlsx(stream))
    assert template.mapping.fits(table.header)
    assert list(table.rows) == []
