"""What an entity is called, when it was, and which countries it touches: only from the values that are given.

The caller passes the values the viewer may see, so a caption can never betray a hidden name
(docs/developers/data-model.md, 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from followthemoney import Schema, registry

from jaring.engines.vocabulary.checking import country_label, is_clean_date
from jaring.engines.vocabulary.model import choices_of, find_schema

# Said of a passport or a person; other countries are written out ("passport of Angola").
_ADJECTIVES = {
    "af": "Afghan", "au": "Australian", "bd": "Bangladeshi", "bn": "Bruneian", "bt": "Bhutanese",
    "ca": "Canadian",
    "cn": "Chinese", "fj": "Fijian", "fr": "French", "gb": "British", "hk": "Hong Kong", "id": "Indonesian",
    "in": "Indian", "iq": "Iraqi", "ir": "Iranian", "jo": "Jordanian", "jp": "Japanese", "kh": "Cambodian",
    "ki": "I-Kiribati", "kp": "North Korean", "kr": "Korean", "la": "Lao", "lk": "Sri Lankan",
    "mm": "Myanmar",
    "mn": "Mongolian", "mo": "Macau", "mv": "Maldivian", "my": "Malaysian", "nl": "Dutch", "np": "Nepali",
    "nr": "Nauruan", "nz": "New Zealand", "pg": "Papua New Guinean", "ph": "Philippine", "pk": "Pakistani",
    "pw": "Palauan", "ru": "Russian", "sa": "Saudi", "sb": "Solomon Islands", "sg": "Singaporean",
    "sy": "Syrian",
    "th": "Thai", "tl": "Timorese", "to": "Tongan", "tr": "Turkish", "tv": "Tuvaluan", "us": "American",
    "uz": "Uzbek", "vn": "Vietnamese", "vu": "Vanuatu", "ws": "Samoan", "ae": "Emirati",
}  # fmt: skip

_NUMBERED_DOCUMENTS = ("Identification",)


def caption_of(schema: str, statements: Iterable[tuple[str, str]]) -> str:
    """A caption for an entity from (property, value) pairs; never empty, the same for the same set of
    pairs.
    """
    found = find_schema(schema)
    if found is None:
        return schema
    values: dict[str, list[str]] = {}
    for prop, value in sorted(set(statements)):
        values.setdefault(prop, []).append(value)
    for prop in found.edge_caption if found.edge else found.caption:
        if values.get(prop):
            text = _shown(found, prop, values[prop])
            return f"{found.label} {text}" if _needs_label(found) else text
    return _described(found, values)


@cache
def _needs_label(schema: Schema) -> bool:
    """A bare "AB123456" says nothing; "Passport AB123456" does. Links carry their own sentence elsewhere."""
    return any(schema.is_a(name) for name in _NUMBERED_DOCUMENTS)


def _shown(schema: Schema, prop_name: str, values: Sequence[str]) -> str:
    prop = schema.properties[prop_name]
    if prop.type.name == "name":
        return registry.name.pick(values) or values[0]
    return choices_of(prop).get(values[0]) or prop.caption(values[0])


def _described(schema: Schema, values: Mapping[str, Sequence[str]]) -> str:
    """ "Person, male, Thai passport": what remains when no name may be shown."""
    parts = [schema.edge_label if schema.edge and schema.edge_label else schema.label]
    parts += [_shown(schema, prop, values[prop]) for prop in ("gender", "type", "venueKind") if values.get(prop)]
    country = _country_part(values)
    if country:
        parts.append(country)
    if values.get("birthDate"):
        parts.append(f"born {values['birthDate'][0][:4]}")
    return ", ".join(parts)


def _country_part(values: Mapping[str, Sequence[str]]) -> str | None:
    for prop in ("nationality", "citizenship", "flag", "country"):
        if values.get(prop):
            code = values[prop][0]
            adjective = _ADJECTIVES.get(code)
            what = {"nationality": "passport" if values.get("passportNumber") else "national", "flag": "flag"}
            noun = what.get(prop)
            if noun is None:
                return country_label(code)
            return f"{adjective} {noun}" if adjective else f"{noun} of {country_label(code)}"
    return None


def dates_of(schema: str, props: Mapping[str, Sequence[str]]) -> tuple[str | None, str | None]:
    """(start, end) as dates of the precision given: the first start property with a date, the last end
    property.
    """
    found = find_schema(schema)
    if found is None:
        return None, None
    return _first_dates(found.temporal_start, props, latest=False), _first_dates(found.temporal_end, props, latest=True)


def _first_dates(names: Sequence[str], props: Mapping[str, Sequence[str]], *, latest: bool) -> str | None:
    for name in names:
        dates = [value for value in props.get(name, ()) if is_clean_date(value)]
        if dates:
            return max(dates) if latest else min(dates)
    return None


@cache
def _country_props(schema: str) -> tuple[str, ...]:
    found = find_schema(schema)
    if found is None:
        return ()
    return tuple(sorted(name for name, prop in found.properties.items() if prop.type.name == "country"))


def countries_of(schema: str, props: Mapping[str, Sequence[str]]) -> list[str]:
    """Every country code that any property of the entity names, in alphabetical order."""
    codes = (code for name in _country_props(schema) for code in props.get(name, ()))
    return sorted({code for code in codes if registry.country.validate(code)})
