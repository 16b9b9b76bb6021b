"""FollowTheMoney lines: nothing lost, everything named, the process lives."""

import io
import json
import tracemalloc
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaring.engines.readers import Record, check_references, read_ftm
from jaring.engines.writers import write_ftm


def line(entity_id: str = "p1", schema: str = "Person", /, **props: object) -> bytes:
    entity = {"id": entity_id, "schema": schema, "properties": props}
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"


def read(*lines: bytes) -> list[Record]:
    return list(read_ftm(io.BytesIO(b"".join(lines))))


def codes(records: Iterable[Record]) -> list[tuple[int, str]]:
    return [(problem.line or 0, problem.code) for record in records for problem in record.problems]


NAMES = ["မောင်အောင်ကျော်", "สมชาย ใจดี", "මහින්ද රාජපක්ෂ", "அருண் குமார்", "محمد نبی گل", "សុខ ដារ៉ា"]


def test_it_reads_names_in_the_scripts_of_the_region() -> None:
    (record,) = read(line(name=NAMES))
    assert [value.value for value in record.entities[0].values] == NAMES
    assert not record.problems


def test_it_gives_back_exactly_what_went_in() -> None:
    given_values = {
        "name": ["  Budi ", '"Budi"'],
        "nationality": ["Indonesia", "id"],
        "birthDate": ["1960", "2026-1-5", "2026-02-30", "12 Jan 1960", "2503-01-12"],
        "phone": ["+62 812-3456-7890", "+7 (3412) 43-05-05; +7 (951) 210-81-28"],
        "email": ["Budi@Example.ORG", "none"],
    }
    entities = [entity for record in read(line("p1", "Person", **given_values)) for entity in record.entities]
    (out,) = [json.loads(text) for text in write_ftm(entities)]
    assert out["properties"] == given_values


@given(
    st.dictionaries(st.sampled_from(["name", "phone", "birthDate", "country", "notes", "website"]), st.lists(st.text()))
)
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_gives_back_any_text_that_can_be_stored(props: dict[str, list[str]]) -> None:
    entities = [entity for record in read(line("p1", "Person", **props)) for entity in record.entities]
    (out,) = [json.loads(text) for text in write_ftm(entities)]
    wanted = {prop: {text for text in texts if text.strip() and text.isprintable()} for prop, texts in props.items()}
    for prop, texts in wanted.items():
        assert texts <= set(out["properties"].get(prop, [])), prop


def test_it_keeps_an_unknown_property_as_a_note_and_says_so() -> None:
    (record,) = read(line(name="Budi", shoeSize="43"))
    assert ("notes", "shoeSize: 43") in [(value.prop, value.value) for value in record.entities[0].values]
    assert codes([record]) == [(1, "unknown_property")]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"{nonsense}\n", "not_json"),
        (b'["a"]\n', "not_an_entity"),
        (b"[\n", "json_list"),
        (b'{"schema": "Person"}\n', "missing_id"),
        (b'{"id": "a"}\n', "missing_schema"),
        (b'{"id": "a", "schema": "Persn"}\n', "unknown_schema"),
        (b'{"id": "a", "schema": "Thing"}\n', "abstract_schema"),
        (b'{"id": "a", "schema": "Person", "properties": 7}\n', "bad_properties"),
        (b"[" * 100_000 + b"\n", "not_json"),
        (b'{"id": "a", "schema": "Person", "properties": {"height": [' + b"9" * 5000 + b"]}}\n", "not_json"),
        (b'{"id": "a\xff", "schema": "Person"}\n', "encoding"),
    ],
)
def test_it_names_a_bad_line_and_reads_on(bad: bytes, code: str) -> None:
    records = read(line("p1", name="A"), bad, line("p2", name="B"))
    assert codes(records) == [(2, code)]
    assert [entity.id for record in records for entity in record.entities] == ["p1", "p2"]


def test_it_tells_where_in_a_line_the_wrong_byte_stands() -> None:
    (record,) = read(b'{"id": "\xff"}\n')
    assert "Byte 9" in record.problems[0].message


def test_it_tells_that_a_file_was_cut_in_the_middle() -> None:
    whole = line("p1", name="A") + line("p2", name="B")
    records = read(whole[:-20])
    assert codes(records) == [(2, "cut_off")]
    assert records[0].entities[0].id == "p1"


def test_it_reads_byte_order_marks_and_says_when_it_was_utf_16() -> None:
    text = line(name=NAMES).decode()
    assert read(text.encode("utf-8-sig"))[0].problems == []
    first, second = read(text.encode("utf-16"))
    assert codes([first]) == [(1, "encoding")]
    assert second.entities[0].values[0].value == NAMES[0]


class EndlessLine:
    """200 MB without a line end, then one good line; nothing of it is on disk or all in memory."""

    def __init__(self) -> None:
        self._left = 200 * 1024 * 1024
        self._tail = b"\n" + line("p2", name="B")

    def read(self, size: int, /) -> bytes:
        taken = min(size, self._left)
        if taken:
            self._left -= taken
            return b"x" * taken
        tail, self._tail = self._tail, b""
        return tail


def test_it_skips_a_line_of_200_megabytes_in_bounded_memory() -> None:
    tracemalloc.start()
    records = list(read_ftm(EndlessLine()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(records) == [(1, "line_too_long")]
    assert "200.0 MB" in records[0].problems[0].message
    assert records[1].entities[0].id == "p2"
    assert peak < 30 * 1024 * 1024


def test_it_joins_lines_with_one_id_and_says_so() -> None:
    records = read(line(name="Budi"), line(name="Budi"), line(name="Boedi"), line("p1", "Vessel", name="Budi"))
    assert codes(records) == [(2, "duplicate_line"), (3, "duplicate_id"), (4, "duplicate_id_other_schema")]
    assert [len(record.entities) for record in records] == [1, 1, 1, 0]


def test_it_counts_both_lists_of_a_property_given_twice() -> None:
    (record,) = read(b'{"id": "a", "schema": "Person", "properties": {"name": ["A"], "name": ["B"]}}\n')
    assert [value.value for value in record.entities[0].values] == ["A", "B"]


def test_it_takes_numbers_and_single_values_as_texts() -> None:
    text = b'{"id": 7, "schema": "Payment", "properties": {"amount": 200000, "purpose": "x", "date": null}}'
    (record,) = read(text)
    assert record.entities[0].id == "7"
    assert {value.prop: value.value for value in record.entities[0].values} == {
        "amount": "200000",
        "purpose": "x",
    }


def test_it_names_a_link_to_itself_to_nobody_and_to_the_wrong_type() -> None:
    records = read(
        line("o1", "Ownership", owner=["p1"], asset=["gone"]),
        line("o2", "Ownership", owner=["o2"], asset=["p1"]),
        line("p1", name="Budi"),
    )
    entities = [entity for record in records for entity in record.entities]
    found = list(check_references(entities, {entity.id: entity.schema for entity in entities}))
    assert codes(records) == [(2, "self_reference")]
    assert [(problem.line, problem.code) for problem in found] == [
        (1, "absent_entity"),
        (2, "wrong_type_of_end"),
        (2, "wrong_type_of_end"),
    ]


@given(st.binary(max_size=400))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_lives_through_any_bytes(data: bytes) -> None:
    for record in read_ftm(io.BytesIO(data)):
        assert record.entities or record.problems
