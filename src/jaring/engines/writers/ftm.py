"""FollowTheMoney entities as JSON lines, for Jaring and for every other FollowTheMoney tool."""

import json
from collections.abc import Iterable, Iterator

from jaring.engines.readers.records import RecordEntity, Value
from jaring.engines.vocabulary import caption_of, check_value


def write_ftm(entities: Iterable[RecordEntity]) -> Iterator[bytes]:
    """One line an entity, in the order given. Entities that share an id are the caller's to join.

    A value that came from a FollowTheMoney file comes back exactly as it was given. One that came from
    elsewhere is written in its clean form where other tools could not read the original ("12 Jan
    1960").
    """
    for entity in entities:
        properties: dict[str, list[str]] = {}
        for value in entity.values:
            written = properties.setdefault(value.prop, [])
            text = as_given(entity.schema, value)
            if text not in written:
                written.append(text)
        line: dict[str, object] = {
            "id": entity.id,
            "schema": entity.schema,
            "caption": caption_of(entity.schema, ((value.prop, value.value) for value in entity.values)),
            "properties": properties,
        }
        if entity.seen_first is not None:
            line["first_seen"] = entity.seen_first
        if entity.seen_last is not None:
            line["last_seen"] = entity.seen_last
        yield json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def as_given(schema: str, value: Value) -> str:
    """The original where FollowTheMoney reads it as this same value, else the clean form."""
    if value.original is None:
        return value.value
    reads_alike = check_value(schema, value.prop, value.original).value == value.value
    return value.original if reads_alike else value.value
