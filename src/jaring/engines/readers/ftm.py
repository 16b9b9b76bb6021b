"""FollowTheMoney entities, one JSON object a line.

Lossless: every property value of a readable line becomes a `Value` that a writer can give back exactly.
What the vocabulary does not know is kept as a note, so that a file from a newer version loses nothing.
`caption`, `datasets`, `referents` and `target` are views of other systems, not facts, and are left out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jaring.engines.readers.lines import LINE_LIMIT, Line, Readable, iter_lines, open_utf8
from jaring.engines.readers.records import Place, Problem, Record, RecordEntity, Value, unique
from jaring.engines.vocabulary import check_schema, check_value, find_property, fits, is_entity_prop

_ID_LENGTH = 255
_MEGABYTE = 1024 * 1024


class _LineError(Exception):
    """Carries the problem that keeps a whole line from being stored."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Seen:
    line: int
    schema: str
    digest: bytes


@dataclass(slots=True)
class _Draft:
    id: str
    schema: str
    values: list[Value] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_ftm(stream: Readable, *, limit: int = LINE_LIMIT) -> Iterator[Record]:
    """A record for each line that is not blank. Links to entities that are not in the file:
    `check_references`.
    """
    utf8, encoding = open_utf8(stream)
    if encoding.startswith("utf-16"):
        message = "The file is written in UTF-16; it was read as such."
        note = Place(1).problem(encoding, "encoding", message, "Save it as UTF-8.", "warning")
        yield Record(1, [], [note])
    seen: dict[str, _Seen] = {}
    for line in iter_lines(utf8, limit):
        if line.data is not None and not line.data.strip():
            continue
        yield _read_line(line, seen, limit)


def _read_line(line: Line, seen: dict[str, _Seen], limit: int) -> Record:
    try:
        content = _parse(line, limit)
        draft = _draft(content, line.number)
        _remember(draft, line, seen)
    except _LineError as unreadable:
        return Record(line.number, [], [unreadable.problem])
    entity = RecordEntity(
        draft.id,
        draft.schema,
        unique(draft.values),
        line.number,
        seen_first=_stamp(content.get("first_seen")),
        seen_last=_stamp(content.get("last_seen")),
    )
    return Record(line.number, [entity], draft.problems)


def _stamp(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _parse(line: Line, limit: int) -> dict[str, object]:
    place = Place(line.number)
    if line.data is None:
        message = f"The line is {line.size / _MEGABYTE:.1f} MB long; at most {limit / _MEGABYTE:.0f} MB are read."
        raise _LineError(place.problem("", "line_too_long", message, "Split what it holds into several entities."))
    try:
        text = line.data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"Byte {error.start + 1} of the line (hex {line.data[error.start]:02x}) is not UTF-8."
        shown = line.data[max(0, error.start - 20) : error.start + 20].decode("utf-8", "backslashreplace")
        raise _LineError(place.problem(shown, "encoding", message, "Save the file as UTF-8.")) from error
    try:
        content = json.loads(text, object_pairs_hook=_merge_pairs)
    except (ValueError, RecursionError) as error:
        raise _LineError(_not_json(line, text, error)) from error
    if not isinstance(content, dict):
        message = "The line holds no entity: one JSON object a line is expected."
        mend = "Write each entity on its own line, without a list around them."
        raise _LineError(place.problem(text, "not_an_entity", message, mend))
    return content


def _merge_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON keeps the last of two equal names; here both lists of values count."""
    merged: dict[str, object] = {}
    for name, value in pairs:
        before = merged.get(name)
        if isinstance(before, list) and isinstance(value, list):
            merged[name] = before + value
        else:
            merged[name] = value
    return merged


def _not_json(line: Line, text: str, error: Exception) -> Problem:
    place = Place(line.number)
    if not line.ended:
        message = "The file ends in the middle of this line."
        return place.problem(text, "cut_off", message, "Ask for the whole file; all lines before were read.")
    if text.strip() in ("[", "]", "],") or text.rstrip().endswith("},"):
        message = "The file is one JSON list; one entity a line is expected."
        return place.problem(text, "json_list", message, "Take off the brackets and the comma at the end of the line.")
    where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
    message = f"The line is not JSON: it cannot be read{where}."
    return place.problem(text, "not_json", message, "Export the file again, or mend the line.")


def _draft(content: Mapping[str, object], number: int) -> _Draft:
    place = Place(number)
    entity_id, schema, properties = content.get("id"), content.get("schema"), content.get("properties", {})
    if isinstance(entity_id, int) and not isinstance(entity_id, bool):
        entity_id = str(entity_id)
    if not isinstance(entity_id, str) or not entity_id.strip() or len(entity_id) > _ID_LENGTH:
        message = f"The entity has no usable id (a text of 1 to {_ID_LENGTH} characters)."
        raise _LineError(place.problem(str(entity_id), "missing_id", message, "Give each entity its own “id”."))
    if not isinstance(schema, str) or not schema:
        message = "The entity does not say what it is: “schema” is missing."
        raise _LineError(place.problem(entity_id, "missing_schema", message, "Add “schema”, as Person or Vessel."))
    problem = check_schema(schema)
    if problem is not None:
        raise _LineError(place.from_value(schema, problem))
    if not isinstance(properties, dict):
        message = "“properties” must be an object of property names and lists of values."
        raise _LineError(place.problem(entity_id, "bad_properties", message, "Compare with the lines around it."))
    draft = _Draft(entity_id, schema)
    for prop, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            _add(draft, number, str(prop), value)
    return draft


def _add(draft: _Draft, number: int, prop: str, given: object) -> None:
    place = Place(number, column=prop)
    text = _text(given)
    if text is None:
        if given is not None:
            shown = json.dumps(given, ensure_ascii=False)
            message = f"“{prop}” holds a structure where a plain value is expected."
            mend = "Give it an entity of its own and refer to its id."
            draft.problems.append(place.problem(shown, "nested_value", message, mend))
        return
    checked = check_value(draft.schema, prop, text)
    if checked.problem is not None and checked.problem.severity == "error":
        _keep_as_note(draft, place, prop, text)
        return
    if checked.problem is not None:
        draft.problems.append(place.from_value(text, checked.problem))
    if text == draft.id and is_entity_prop(draft.schema, prop):
        message = f"“{prop}” points at the entity itself; it was kept but makes no link."
        mend = "Give the id of the other entity."
        draft.problems.append(place.problem(text, "self_reference", message, mend, "warning"))
    if checked.value:
        draft.values.append(Value(prop, checked.value, None, checked.original))


def _text(given: object) -> str | None:
    if isinstance(given, str):
        return given
    if isinstance(given, bool):
        return "true" if given else "false"
    return str(given) if isinstance(given, int | float) else None


def _keep_as_note(draft: _Draft, place: Place, prop: str, text: str) -> None:
    """The vocabulary has no such property for this schema: the words stay readable and searchable."""
    found = check_value(draft.schema, prop, text).problem
    note = next((name for name in ("notes", "description") if find_property(draft.schema, name)), None)
    if found is None:
        return
    if note is None:
        draft.problems.append(place.from_value(text, found))
        return
    draft.values.append(Value(note, check_value(draft.schema, note, f"{prop}: {text}").value))
    message = f"{found.message} “{prop}: {text[:60]}” was kept as a note."
    draft.problems.append(place.problem(text, found.code, message, found.mend, "warning"))


def _remember(draft: _Draft, line: Line, seen: dict[str, _Seen]) -> None:
    """Lines with one id are one entity; lines that cannot both be right are not mixed."""
    digest = hashlib.blake2b(line.data or b"", digest_size=8).digest()
    first = seen.get(draft.id)
    if first is None:
        seen[draft.id] = _Seen(line.number, draft.schema, digest)
        return
    place = Place(line.number)
    if not (fits(draft.schema, first.schema) or fits(first.schema, draft.schema)):
        message = f"Line {first.line} has the same id as {first.schema}, this line as {draft.schema}."
        raise _LineError(place.problem(draft.id, "duplicate_id_other_schema", message, "Give one of them a new id."))
    if first.digest == digest:
        message, mend = f"Line {first.line} says exactly the same.", "Nothing to mend; it counts once."
        draft.problems.append(place.problem(draft.id, "duplicate_line", message, mend, "warning"))
        return
    message = f"Line {first.line} has the same id; the values of both lines were put together."
    mend = "Check that both lines mean the same entity; else give one of them a new id."
    draft.problems.append(place.problem(draft.id, "duplicate_id", message, mend, "warning"))


def check_references(entities: Iterable[RecordEntity], schemas: Mapping[str, str]) -> Iterator[Problem]:
    """Second pass: links to entities that are nowhere, or of a type the property does not allow.

    `schemas`: id → schema of every entity of the file (and of what the owner holds under these ids
    already). All problems are warnings: the statement stays, since the entity may come with a later
    file.
    """
    for entity in entities:
        for value in entity.values:
            if is_entity_prop(entity.schema, value.prop):
                problem = _reference_problem(entity, value, schemas.get(value.value))
                if problem is not None:
                    yield problem


def _reference_problem(entity: RecordEntity, value: Value, schema: str | None) -> Problem | None:
    place = Place(entity.line, column=value.prop)
    if schema is None:
        message = f"“{value.prop}” of “{entity.id}” points at “{value.value}”, which is not in the file."
        mend = "Import the entity as well; the link appears as soon as it is there."
        return place.problem(value.value, "absent_entity", message, mend, "warning")
    prop = find_property(entity.schema, value.prop)
    if prop is not None and prop.range is not None and not fits(schema, prop.range.name):
        wanted = f"“{value.prop}” of {entity.schema} should be a {prop.range.name}"
        message = f"{wanted}, but “{value.value}” is a {schema}."
        return place.problem(value.value, "wrong_type_of_end", message, "Check the direction of the link.", "warning")
    return None
