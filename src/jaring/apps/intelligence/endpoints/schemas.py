"""What the operations of this room take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from jaring.platform.rest import Code, Day, Line

MarkingCode = Literal["official", "restricted", "confidential"]
SourceGradeCode = Literal["A", "B", "C", "X"]
InformationGradeCode = Literal["1", "2", "3", "4"]
HandlingCode = Literal["H0", "H1", "H2", "H3"]
Language = Annotated[str, StringConstraints(max_length=12)]
When = Annotated[str, StringConstraints(max_length=20)]
Handling = Annotated[list[HandlingCode], Field(max_length=4)]


class ContributionLine(Schema):
    """A report in a list."""

    id: UUID
    reference: str
    title: str
    kind: str
    state: str
    owner: str
    mine: bool
    marking: str
    grade: str
    handling_codes: list[str]
    reported_at: date
    changed_at: datetime
    entities: int
    readers: list[str] = Field(description="Members that read an own report now; empty for others' reports.")
    until: datetime | None = Field(description="Until when a report of another member may be read.")


class ContributionOut(Schema):
    """A report."""

    id: UUID
    reference: str
    title: str
    narrative: str
    narrative_language: str
    source_grade: str
    information_grade: str
    marking: str
    handling_codes: list[str]
    legal_basis: str
    source_protection: str
    state: str
    kind: str
    owner: str
    mine: bool
    reported_at: date
    review_by: date
    changed_at: datetime
    entities: int
    until: datetime | None


class ContributionIn(Schema):
    """A new report."""

    title: Annotated[str, StringConstraints(max_length=400)]
    narrative: Annotated[str, StringConstraints(max_length=200_000)] = ""
    narrative_language: Language = ""
    source_grade: SourceGradeCode = "X"
    information_grade: InformationGradeCode = "4"
    marking: MarkingCode = "restricted"
    handling_codes: Handling = []
    legal_basis: Code = ""
    source_protection: Code = "none"
    reported_at: Day | None = None
    review_by: Day | None = None


class ContributionChange(Schema):
    """What is to change of a report; what is left out stays."""

    title: Annotated[str, StringConstraints(max_length=400)] | None = None
    narrative: Annotated[str, StringConstraints(max_length=200_000)] | None = None
    narrative_language: Language | None = None
    source_grade: SourceGradeCode | None = None
    information_grade: InformationGradeCode | None = None
    marking: MarkingCode | None = None
    handling_codes: Handling | None = None
    legal_basis: Code | None = None
    source_protection: Code | None = None
    reported_at: Day | None = None
    review_by: Day | None = None


class FactIn(Schema):
    """One fact: a property of the vocabulary and its value; grades where they differ from the report's."""

    prop: Code
    value: Annotated[str, StringConstraints(max_length=20_000)]
    lang: Language = ""
    source_grade: SourceGradeCode | Literal[""] = ""
    information_grade: InformationGradeCode | Literal[""] = ""
    first_seen: When = ""
    last_seen: When = ""


class EntityIn(Schema):
    """A new entity, or a link between two, with its facts."""

    schema_: Code = Field(alias="schema")
    facts: Annotated[list[FactIn], Field(min_length=1, max_length=500)]


class FactsIn(Schema):
    """More facts about an entity of one's own member."""

    contribution_id: UUID
    facts: Annotated[list[FactIn], Field(min_length=1, max_length=500)]


class StatementOut(Schema):
    """One statement. `entity` is set where the value is another entity's id."""

    id: UUID
    contribution_id: UUID
    prop: str
    value: str
    entity: UUID | None
    lang: str
    original: str
    grade: str
    first_seen: str
    last_seen: str
    withheld: bool


class EntityOut(Schema):
    """An entity as its visible statements make it."""

    id: UUID
    schema_: str = Field(alias="schema")
    kind: str
    caption: str
    protected: bool
    owner: str
    statements: list[StatementOut]


class AttachmentOut(Schema):
    """A file of a report."""

    id: UUID
    name: str
    media_type: str
    size: int
    created_at: datetime


class ReleaseIn(Schema):
    """To whom (member codes), for what, on which ground, until when, under which conditions."""

    to: Annotated[list[Code], Field(min_length=1, max_length=60)]
    purpose: Code
    legal_basis: Code
    ends_at: AwareDatetime
    conditions: Handling = []
    note: Line = ""


class ReasonIn(Schema):
    """Why."""

    reason: Line = ""


class ReleaseOut(Schema):
    """One release to one member. Note and reason are empty for everybody but the owner."""

    id: UUID
    contribution_id: UUID
    owner: str
    to: str
    purpose: str
    legal_basis: str
    conditions: list[str]
    state: str
    proposed_at: datetime
    decided_at: datetime | None
    ends_at: datetime
    note: str
    reason: str


class HitOut(Schema):
    """Something found: an entity, or a report (then with its reference)."""

    thing: str
    id: UUID
    kind: str
    caption: str
    roman: str
    owner: str
    reason: str
    identifier: str
    reference: str
    protected: bool


class KindCount(Schema):
    """How many of what was found are of a kind."""

    kind: str
    count: int


class SearchOut(Schema):
    """One page of what was found. `more` says that `count` is a lower bound."""

    items: list[HitOut]
    count: int
    next: int | None
    more: bool
    kinds: list[KindCount]


class ImportOut(Schema):
    """Where an import stands. `progress` runs from 0 to 1 while it is being kept."""

    id: UUID
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
    contribution_id: UUID | None
    title: str
    guess: str
    header: list[str]
    mapping: str
    created_at: datetime


class ImportProblemOut(Schema):
    """Something in the file that must be mended, or that a person should know."""

    line: int | None
    cell: str
    column: str
    value: str
    code: str
    message: str
    mend: str
    severity: str


class MappingIn(Schema):
    """What the columns mean (the JSON of docs/users/import), and a name to keep it under."""

    mapping: Annotated[str, StringConstraints(max_length=500_000)]
    save_as: Annotated[str, StringConstraints(max_length=120)] = ""
