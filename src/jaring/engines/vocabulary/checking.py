"""Checking one value before it becomes a statement.

Invariant: nothing that went in is lost. A value that cannot be read is kept as it was written, with a
warning; when reading changes it, `original` holds what went in. Only "error" problems mean that the
value cannot be stored under the name it was given.
"""

import difflib
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from followthemoney import Property, Schema, registry
from followthemoney.exc import InvalidData

from jaring.engines.vocabulary.dates import DateReading, read_iso_date, read_written_date
from jaring.engines.vocabulary.model import choices_of, find_schema, get_model
from jaring.kernel.texts import without_turning

Severity = Literal["error", "warning"]

# PostgreSQL cannot store NUL, and lone surrogates are no text in any encoding.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Longer values (notes, page texts) hardly repeat: caching them would only cost memory.
_CACHED_LENGTH = 200
# FollowTheMoney's own limit for ids.
_ID_LENGTH = 255


@dataclass(frozen=True, slots=True)
class ValueProblem:
    """`message`: what happened, in one sentence. `mend`: what the person can do about it."""

    code: str
    message: str
    mend: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Checked:
    value: str
    original: str | None = None
    problem: ValueProblem | None = None


def check_value(schema: str, prop: str, value: str, *, country: str | None = None, typed: bool = False) -> Checked:
    """Clean `value` for a property and say what is wrong with it.

    `country` (two letters) reads phone numbers that were written without a country code. `typed` reads
    dates as people write them ("12 Jan 1960", "31/12/2026"); without it only ISO dates are dates, as in
    FollowTheMoney files.
    """
    if len(value) > _CACHED_LENGTH:
        return _check(schema, prop, value, country, typed)
    return _check_cached(schema, prop, value, country, typed)


def check_schema(schema: str) -> ValueProblem | None:
    """None when entities of this schema can be stored."""
    found = find_schema(schema)
    if found is None:
        known = [other.name for other in get_model() if not other.abstract]
        mend = f"Use one of the known types.{_did_you_mean(schema, known)}"
        return ValueProblem("unknown_schema", f"There is no type “{schema}” in the vocabulary.", mend, "error")
    if found.abstract:
        names = ", ".join(sorted(s.name for s in found.descendants if not s.abstract)[:6])
        message = f"“{schema}” is only a heading for other types and cannot be used itself."
        return ValueProblem("abstract_schema", message, f"Use a type below it, such as {names}.", "error")
    return None


def _check(schema: str, prop: str, value: str, country: str | None, typed: bool) -> Checked:
    problem = check_schema(schema)
    found = find_schema(schema)
    if problem is not None or found is None:
        return Checked(value, None, problem)
    wanted = found.get(prop)
    if wanted is None or wanted.stub:
        return Checked(value, None, _unknown_property(found, prop, wanted))
    storable = _UNSTORABLE.sub("", value)
    if storable != value:
        message = f"“{wanted.label}” held a character that no text may have; it was taken out."
        mend = "Check the program that wrote the file; the rest of the value is kept."
        return Checked(storable, None, ValueProblem("unstorable_character", message, mend))
    plain = without_turning(storable)
    if not plain.strip():
        return Checked("", None, ValueProblem("empty_value", f"“{wanted.label}” is empty.", "Leave it out."))
    checked = _clean(wanted, plain, country, typed)
    return checked if plain == value else replace(checked, original=value, problem=checked.problem or _turned(wanted))


def _turned(prop: Property) -> ValueProblem:
    message = f"“{prop.label}” held a character that turns the order of letters on a page; it was taken out."
    return ValueProblem("turning_character", message, "Write the value again by hand; compare it with the document.")


_check_cached = lru_cache(maxsize=65_536)(_check)


def _clean(prop: Property, value: str, country: str | None, typed: bool) -> Checked:
    kind = prop.type.name
    if kind == "date":
        return _checked_date(prop, value, typed)
    if kind == "entity":
        return _checked_reference(prop, value)
    choices = choices_of(prop)
    if choices:
        return _checked_choice(prop, value, choices)
    try:
        cleaned = prop.type.clean(value, format=country if kind == "phone" else prop.format)
    except InvalidData:
        cleaned = prop.type.clean(value)
    if cleaned is None:
        return Checked(value, None, _unreadable(prop, value))
    return _checked(cleaned, value)


def _checked(cleaned: str, given: str, problem: ValueProblem | None = None) -> Checked:
    return Checked(cleaned, None if cleaned == given else given, problem)


def _checked_date(prop: Property, value: str, typed: bool) -> Checked:
    text = value.strip()
    reading = read_written_date(text) if typed else read_iso_date(text)
    problem = date_problem(prop.label, value, reading)
    return Checked(value, None, problem) if reading.value is None else _checked(reading.value, value, problem)


def date_problem(label: str, value: str, reading: DateReading) -> ValueProblem | None:
    """The sentence for what a date reading found; None when there is nothing to say."""
    if reading.code is None:
        return None
    if reading.code == "ambiguous_date":
        both = " or ".join(reading.readings)
        message = f"“{value}” in “{label}” can be read as {both}; it was kept as written."
        return ValueProblem(reading.code, message, "Say whether the day or the month comes first.")
    if reading.code == "buddhist_year":
        message = f"“{value}” in “{label}” was read as a year of the Buddhist era: {reading.value}."
        return ValueProblem(reading.code, message, "Write the year of the common era if that is wrong.")
    if reading.code == "two_digit_year":
        message = f"“{value}” in “{label}” has a year of two digits and was read as {reading.value}."
        return ValueProblem(reading.code, message, "Write the year with four digits.")
    wrong = "is no day of the calendar" if reading.code == "impossible_date" else "cannot be read as a date"
    message = f"“{value}” in “{label}” {wrong}; it was kept as written and takes no part in the timeline."
    return ValueProblem(reading.code, message, "Write year-month-day, as 2026-04-03, 2026-04 or 2026.")


def _checked_reference(prop: Property, value: str) -> Checked:
    text = value.strip()
    if len(text) > _ID_LENGTH or any(char.isspace() for char in text):
        message = f"“{prop.label}” must hold the id of another entity, not “{text[:60]}”."
        return Checked(value, None, ValueProblem("not_an_id", message, "Write the id that the other line has."))
    return _checked(text, value)


def _checked_choice(prop: Property, value: str, choices: dict[str, str]) -> Checked:
    """Unknown codes are kept: another member's list may be longer than ours."""
    text = value.strip().casefold()
    by_label = {label.casefold(): code for code, label in choices.items()}
    code = text.replace(" ", "_").replace("-", "_")
    cleaned = code if code in choices else by_label.get(text)
    if cleaned is not None:
        return _checked(cleaned, value)
    message = f"“{value}” is not on the list for “{prop.label}”; it was kept as written."
    mend = f"Choose one of: {', '.join(choices)}."
    return Checked(value, None, ValueProblem("not_on_list", message, mend))


_UNREADABLE = {
    "phone": ("cannot be read as one phone number", "Write one number a value, as +62 812 3456 7890."),
    "country": ("is not a country that we know", "Write the country's name or its two-letter code."),
    "email": ("is not an e-mail address", "Write it as name@example.org."),
    "url": ("is not a web address", "Write it as https://example.org/page."),
    "gender": ("is not on the list", "Write male, female or other."),
    "language": ("is not a language that we know", "Write a code of three letters, as tha or ind."),
    "topic": ("is not a topic of the vocabulary", "Use a topic code, as crime.traffick.human."),
    "ip": ("is not an IP address", "Write it as 192.0.2.1."),
    "identifier": ("is not a valid number of this kind", "Compare it with the document."),
}


def _unreadable(prop: Property, value: str) -> ValueProblem:
    wrong, mend = _UNREADABLE.get(prop.type.name, ("cannot be read", "Check the value."))
    shown = value if len(value) <= _CACHED_LENGTH else value[:_CACHED_LENGTH] + "…"
    message = f"“{shown}” in “{prop.label}” {wrong}; it was kept as written."
    return ValueProblem(f"unreadable_{prop.type.name}", message, mend)


def _unknown_property(schema: Schema, name: str, stub: Property | None) -> ValueProblem:
    if stub is not None and stub.reverse is not None:
        other = stub.reverse
        message = f"“{name}” is only the far end of “{other.name}” and cannot be written."
        mend = f"Give this entity's id as “{other.name}” of the {other.schema.name}."
        return ValueProblem("far_end_property", message, mend, "error")
    known = [prop for prop, spec in schema.properties.items() if not spec.stub]
    message = f"{schema.name} has no property “{name}”."
    return ValueProblem("unknown_property", message, f"Check the name.{_did_you_mean(name, known)}", "error")


def _did_you_mean(name: str, known: list[str]) -> str:
    by_fold = {item.casefold(): item for item in known}
    close = difflib.get_close_matches(name.casefold(), list(by_fold), n=2, cutoff=0.7)
    return f" Did you mean {' or '.join(by_fold[item] for item in close)}?" if close else ""


def is_clean_date(value: str) -> bool:
    return read_iso_date(value).value == value


def country_label(code: str) -> str:
    """Short English name of a country code, or the code itself."""
    return str(registry.country.caption(code))
