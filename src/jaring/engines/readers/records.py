"""What every reader yields, whatever the format."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from jaring.engines.vocabulary import Severity, ValueProblem, check_value

_SHOWN = 200  # characters of a bad value that a report repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. "error": what it names was not stored; "warning": it was stored, but should be
    looked at.

    `line` counts from 1 as an editor does; `cell` is a spreadsheet address ("D14", "Crew!D14").
    """

    line: int | None
    cell: str | None
    column: str | None
    value: str
    code: str
    message: str
    mend: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Value:
    """One fact to be. `original` is what the file said when `value` is a cleaned form of it, else None."""

    prop: str
    value: str
    lang: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class RecordEntity:
    """An entity as one line or row gives it; several may share an id and are then one entity.

    `seen_first` and `seen_last` repeat what a FollowTheMoney file says about the entity as a whole.
    """

    id: str
    schema: str
    values: list[Value]
    line: int
    seen_first: str | None = None
    seen_last: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that one line or row gave."""

    line: int
    entities: list[RecordEntity] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a value stood."""

    line: int
    cell: str | None = None
    column: str | None = None

    def problem(self, value: str, code: str, message: str, mend: str, severity: Severity = "error") -> Problem:
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return Problem(self.line, self.cell, self.column, shown, code, message, mend, severity)

    def from_value(self, value: str, found: ValueProblem) -> Problem:
        return self.problem(value, found.code, found.message, found.mend, found.severity)


def add_value(
    values: list[Value],
    problems: list[Problem],
    place: Place,
    *,
    schema: str,
    prop: str,
    text: str,
    **options: str,
) -> None:
    """Check one value of a format whose property names are ours, and append it. `options`: country of
    phone numbers.
    """
    checked = check_value(schema, prop, text, country=options.get("country"), typed=True)
    if checked.problem is not None:
        problems.append(place.from_value(text, checked.problem))
    if checked.value and (checked.problem is None or checked.problem.severity == "warning"):
        values.append(Value(prop, checked.value, None, checked.original))


def stable_id(prefix: str, *parts: str) -> str:
    """An id that depends on nothing but the parts, so that the same file twice makes the same entities."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:24]}"


def unique(values: Iterable[Value]) -> list[Value]:
    """In the order given, each fact once."""
    return list(dict.fromkeys(values))
