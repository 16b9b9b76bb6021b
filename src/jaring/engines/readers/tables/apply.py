"""One row and a mapping make a record."""

from dataclasses import dataclass, field

from jaring.engines.names.identifiers import compact, identifier_keys
from jaring.engines.names.tokens import normalise
from jaring.engines.readers.records import (
    Place,
    Problem,
    Record,
    RecordEntity,
    Value,
    add_value,
    stable_id,
    unique,
)
from jaring.engines.readers.tables.mapping import Column, Mapping, Slot
from jaring.engines.readers.tables.rows import Row
from jaring.engines.vocabulary import date_problem, find_property, is_edge, read_written_date

# FollowTheMoney reads English words; lists say it in the language of the office.
_GENDERS = {
    "laki-laki": "male", "laki laki": "male", "l": "male", "lk": "male", "pria": "male", "lelaki": "male",
    "perempuan": "female", "p": "female", "pr": "female", "wanita": "female",
    "ชาย": "male", "หญิง": "female", "nam": "male", "nu": "female",
    "mr": "male", "mrs": "female", "ms": "female",
}  # fmt: skip
_EMPTY_MARKS = frozenset({"-", "--", "n/a", "na", "nil", "none", "null", "unknown", "tidak ada", "ไม่มี", "khong", "?"})
# Several numbers or names in one cell stand on lines of their own or between semicolons.
_SPLIT_TYPES = frozenset({"phone", "email", "name", "country"})


@dataclass(slots=True)
class _Draft:
    slot: Slot
    values: list[Value] = field(default_factory=list)


def apply_mapping(row: Row, mapping: Mapping, *, scope: str = "") -> Record:
    """The entities of one row. Needs a mapping without `faults()`.

    Ids depend on the contents only, so the same file twice makes the same entities. Numbers (a phone,
    an IMO number, a passport with its country) mean the same everywhere; names and unmarked rows only
    within `scope`, for which the caller gives something of the file, such as its digest: two boats
    called “Harapan” are not one.
    """
    problems = list(row.problems)
    drafts = {slot.name: _Draft(slot) for slot in mapping.slots}
    for column in mapping.columns:
        draft = drafts.get(column.slot)
        if draft is None or column.position >= len(row.cells):
            continue
        text = row.cells[column.position].strip()
        if text and text.casefold() not in _EMPTY_MARKS:
            _add_cell(draft, row, column, text, problems, mapping.country)
    ids = {
        name: _entity_id(draft, row, scope)
        for name, draft in drafts.items()
        if draft.values and not is_edge(draft.slot.schema)
    }
    entities = [entity for draft in drafts.values() if (entity := _entity(draft, row, ids)) is not None]
    return Record(row.line, entities, problems)


def _add_cell(draft: _Draft, row: Row, column: Column, text: str, problems: list[Problem], country: str | None) -> None:
    place = Place(row.line, row.address(column.position), column.header)
    prop = find_property(draft.slot.schema, column.prop)
    kind = "" if prop is None else prop.type.name
    if prop is not None and kind == "date":
        reading = read_written_date(text, column.date_order)
        problem = date_problem(prop.label, text, reading)
        if problem is not None:
            problems.append(place.from_value(text, problem))
        value = reading.value or text
        draft.values.append(Value(column.prop, value, None, None if value == text else text))
        return
    gender = _GENDERS.get(normalise(text)) if kind == "gender" else None
    if gender is not None:
        draft.values.append(Value(column.prop, gender, None, text))
        return
    parts = text.replace(";", "\n").splitlines() if kind in _SPLIT_TYPES else [text]
    for part in (part.strip() for part in parts):
        if part:
            options = {"country": country} if country is not None else {}
            add_value(
                draft.values,
                problems,
                place,
                schema=draft.slot.schema,
                prop=column.prop,
                text=part,
                **options,
            )


def _entity_id(draft: _Draft, row: Row, scope: str) -> str:
    schema = draft.slot.schema
    said = sorted(f"{value.prop}={value.value}" for value in draft.values)
    for key in draft.slot.keys:
        found = sorted(_key_text(schema, value) for value in draft.values if value.prop == key)
        if found and key == "name":
            return stable_id(schema.lower(), scope, *said)
        if found:
            # Documents of two states may share a number.
            found += sorted(value.value for value in draft.values if key == "number" and value.prop == "country")
            return stable_id(schema.lower(), key, *found)
    return stable_id(schema.lower(), scope, draft.slot.name, *said, *row.cells)


def _key_text(schema: str, value: Value) -> str:
    """The certain identifier key where there is one ("+62…" however it was typed), else the bare text."""
    keys = identifier_keys(schema, value.prop, value.value)
    return "=".join(keys[0]) if keys else compact(value.value) or value.value


def _entity(draft: _Draft, row: Row, ids: dict[str, str]) -> RecordEntity | None:
    slot = draft.slot
    refs = [Value(prop, ids[target]) for prop, target in slot.refs if target in ids]
    if is_edge(slot.schema):
        if len(refs) < len(slot.refs) or not refs:
            return None
        values = [*refs, *_presets(draft), *draft.values]
        said = sorted(f"{value.prop}={value.value}" for value in values)
        entity_id = stable_id(slot.schema.lower(), *said)
    elif draft.values:
        values = [*draft.values, *_presets(draft), *refs]
        entity_id = ids[slot.name]
    else:
        return None
    return RecordEntity(entity_id, slot.schema, unique(values), row.line)


def _presets(draft: _Draft) -> list[Value]:
    """A preset gives way to what the row itself says."""
    said = {value.prop for value in draft.values}
    return [Value(prop, text) for prop, text in draft.slot.preset if prop not in said]
