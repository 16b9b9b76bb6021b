"""What the server answers, typed. Fields that a newer server adds are left out; missing ones are an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from jaring.client.problems import UnreachableError

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Me:
    """The person the token stands for."""

    name: str
    member: str
    member_name: str
    roles: Sequence[str]
    clearance: str
    purpose: str
    scopes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `thing` is "entity" or "report"."""

    thing: str
    id: str
    kind: str
    caption: str
    roman: str
    owner: str
    reason: str
    identifier: str
    reference: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search. `more`: `count` is a lower bound."""

    items: Sequence[Hit]
    count: int
    next: int | None
    more: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report in a list."""

    id: str
    reference: str
    title: str
    kind: str
    state: str
    owner: str
    marking: str
    grade: str
    reported_at: str
    entities: int
    readers: Sequence[str]
    until: str | None


@dataclass(frozen=True, slots=True)
class Release:
    """One release to one member."""

    id: str
    contribution_id: str
    to: str
    purpose: str
    state: str
    ends_at: str


@dataclass(frozen=True, slots=True)
class Import:
    """Where an import stands."""

    id: str
    file_name: str
    format: str
    state: str
    message: str
    records: int
    entities: int
    statements: int
    errors: int
    warnings: int
    cursor: int
    progress: float
    working: bool
    contribution_id: str | None
    mapping: str
    guess: str


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something in a file that must be mended, or that a person should know."""

    line: int | None
    cell: str
    column: str
    value: str
    code: str
    message: str
    mend: str
    severity: str

    @property
    def place(self) -> str:
        """Where in the file."""
        if self.cell:
            return self.cell
        return f"line {self.line:,}" if self.line is not None else "the file"


def read_answer(kind: type[AnswerT], body: object) -> AnswerT:
    """Build a dataclass of this module from JSON.

    Raises:
        UnreachableError: the answer is not what this version of the client expects.
    """
    if not isinstance(body, Mapping):
        raise _strange()
    wanted = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # every answer is a dataclass
    values: dict[str, Any] = {name: value for name, value in body.items() if name in wanted}
    if set(values) != wanted:
        raise _strange()
    return kind(**values)


def read_list(kind: type[AnswerT], body: object) -> list[AnswerT]:
    """Build a list of them: from a bare list, or from the items of a page."""
    items = body.get("items") if isinstance(body, Mapping) else body
    if not isinstance(items, list):
        raise _strange()
    return [read_answer(kind, one) for one in items]


def _strange() -> UnreachableError:
    return UnreachableError("The server's answer cannot be read. Bring this client and the server to the same release.")
