"""A first answer to "which column is what": by the header's words, then by what the cells look like.

Never more than a proposal: the person sees it beside the sample rows and corrects it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from followthemoney import registry

from jaring.engines.names.tokens import normalise
from jaring.engines.readers.tables.mapping import Column, Mapping, Order, Slot
from jaring.engines.readers.tables.rows import Row
from jaring.engines.readers.tables.synonyms import SLOTS, SYNONYMS
from jaring.engines.vocabulary import find_property, is_edge, read_written_date

# So much of a column must look alike before its cells speak for it.
_SHARE = 0.7
_SAMPLE = 50
_MIN_WORD = 4
_LAST_MONTH = 12

_NOISE = re.compile(r"[\s_./()#:*\-–\[\]'’]+")
_PHONE = re.compile(r"(?:\+|00)\d[\d\s\-().]{6,18}|0\d[\d\s\-.]{7,14}")
_PASSPORT = re.compile(r"[A-Z]{1,2}\s?\d{6,8}")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}(?:\s.*)?")
_IMO = re.compile(r"(?:IMO\s?)?([0-9]{7})", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")

Meaning = tuple[str, str]


def guess_mapping(header: Sequence[str], sample_rows: Sequence[Row], *, country: str | None = None) -> Mapping:
    """A mapping for the header; columns that mean nothing known are left out. `country`: the
    contributing member's.
    """
    columns: list[Column] = []
    taken: set[Meaning] = set()
    for position, text in enumerate(header):
        samples = _samples(sample_rows, position)
        meaning, guessed = _by_name(text, header), "name"
        if meaning is None or meaning in taken:
            meaning, guessed = _by_values(samples), "values"
        if meaning is None or meaning in taken:
            columns.append(Column(position, text))
            continue
        taken.add(meaning)
        columns.append(_column(position, text, meaning, guessed, samples))
    columns = _settle(columns)
    return Mapping(_slots(columns), tuple(columns), country)


def mapping_of(columns: Sequence[Column], country: str | None = None) -> Mapping:
    """A mapping from what a person said of each column: the entities of a row follow from it."""
    settled = _settle(list(columns))
    return Mapping(_slots(settled), tuple(settled), country)


def offered_meanings() -> dict[Meaning, str]:
    """(slot, property) → "Person: date of birth", for everything a column can be said to mean."""
    offers: dict[Meaning, str] = {}
    for slot, prop in sorted(set(_meanings().values())):
        found = find_property(SLOTS[slot].schema, prop)
        if found is not None:
            offers[slot, prop] = f"{SLOTS[slot].label or slot}: {found.label.lower()}"
    return offers


def _samples(rows: Sequence[Row], position: int) -> list[str]:
    cells = (row.cells[position].strip() for row in rows[:_SAMPLE] if position < len(row.cells))
    return [cell for cell in cells if cell]


def _column(position: int, header: str, meaning: Meaning, guessed: str, samples: Sequence[str]) -> Column:
    slot, prop = meaning
    found = find_property(SLOTS[slot].schema, prop)
    is_date = found is not None and found.type.name == "date"
    return Column(position, header, slot, prop, guess_date_order(samples) if is_date else None, guessed)


@cache
def _meanings() -> dict[str, Meaning]:
    return {_key(word): meaning for meaning, words in SYNONYMS.items() for word in words.split("|")}


def _key(text: str) -> str:
    return " ".join(_NOISE.sub(" ", normalise(text)).split())


def _by_name(text: str, header: Sequence[str]) -> Meaning | None:
    key = _key(text)
    meaning = _meanings().get(key)
    if meaning is None:
        meaning = _meanings().get(_key(re.sub(r"\([^)]*\)", " ", text)))
    if meaning is None:
        # "Passenger's passport number (as printed)": the longest known header inside, as whole words.
        inside = [word for word in _meanings() if len(word) >= _MIN_WORD and f" {word} " in f" {key} "]
        meaning = _meanings()[max(inside, key=len)] if inside else None
    return _by_context(meaning, header) if meaning is not None else None


def _by_context(meaning: Meaning, header: Sequence[str]) -> Meaning:
    """ "Date" in a list of calls is the call's; a handset in it is the caller's."""
    keys = {_key(text) for text in header}
    is_calls = any(_meanings().get(key) == ("called", "number") for key in keys)
    if is_calls and meaning == ("event", "date"):
        return ("contact", "date")
    if is_calls and meaning in (("phone", "number"), ("phone", "imei")):
        return ("caller", meaning[1])
    is_arrivals = any(_meanings().get(key) == ("leg", "passengers") for key in keys)
    if is_arrivals and meaning == ("event", "date"):
        return ("leg", "endDate")
    return meaning


def _by_values(samples: Sequence[str]) -> Meaning | None:
    if not samples:
        return None
    for test, meaning in _VALUE_TESTS:
        if sum(1 for sample in samples if test(sample)) >= len(samples) * _SHARE:
            return meaning
    return None


def _is_birth_date(text: str) -> bool:
    """A bare year is more often a count or a case number than a date."""
    return _YEAR.fullmatch(text) is None and read_written_date(text, "dmy").value is not None


def _is_imo_number(text: str) -> bool:
    """Seven digits, the last a check digit (IMO resolution A.1117(30))."""
    match = _IMO.fullmatch(text)
    if match is None:
        return False
    *body, check = (int(digit) for digit in match[1])
    return sum(digit * (len(match[1]) - place) for place, digit in enumerate(body)) % 10 == check


def _is_country(text: str) -> bool:
    """One letter is a mark or a gender."""
    return len(text) > 1 and registry.country.clean(text) is not None


_VALUE_TESTS: tuple[tuple[Callable[[str], object], Meaning], ...] = (
    (registry.email.clean, ("person", "email")),
    (_is_imo_number, ("vessel", "imoNumber")),
    (_PHONE.fullmatch, ("phone", "number")),
    (_PASSPORT.fullmatch, ("passport", "number")),
    (_is_birth_date, ("person", "birthDate")),
    (_is_country, ("person", "nationality")),
)


def guess_date_order(samples: Sequence[str]) -> Order | None:
    """Day or month first, when some date of the column can only be read one way; None when all can be
    read both ways.
    """
    day_first = month_first = False
    for sample in samples:
        match = _NUMERIC_DATE.fullmatch(sample)
        if match is not None:
            day_first = day_first or int(match[1]) > _LAST_MONTH
            month_first = month_first or int(match[2]) > _LAST_MONTH
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def _settle(columns: list[Column]) -> list[Column]:
    """Columns of a link mean nothing without the link's ends: a lone "position" is a person's, lone
    dates an event's.
    """
    present = {column.slot for column in columns if column.slot and not is_edge(SLOTS[column.slot].schema)}
    fallback = {("aboard", "role"): ("person", "position"), ("leg", "endDate"): ("event", "date")}
    settled: list[Column] = []
    for column in columns:
        if not column.slot or not is_edge(SLOTS[column.slot].schema) or _has_ends(column.slot, present):
            settled.append(column)
            continue
        slot, prop = fallback.get((column.slot, column.prop), ("", ""))
        settled.append(
            Column(column.position, column.header, slot, prop, column.date_order, column.guessed if slot else "")
        )
    return settled


def _has_ends(slot: str, present: set[str]) -> bool:
    ends = [target for _, target in SLOTS[slot].refs[:2]]
    return all(end in present for end in ends)


def _slots(columns: Sequence[Column]) -> tuple[Slot, ...]:
    """The slots that columns fill, and the links between them; references to absent slots are taken out."""
    used = {column.slot for column in columns if column.slot}
    chosen = [slot for name, slot in SLOTS.items() if name in used or (is_edge(slot.schema) and _has_ends(name, used))]
    names = {slot.name for slot in chosen}
    return tuple(
        replace(slot, refs=tuple((prop, target) for prop, target in slot.refs if target in names)) for slot in chosen
    )
