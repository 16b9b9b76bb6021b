"""Reads the invented story of Exercise Duyung 26 from the data files in `duyung/`.

`people.yaml` holds the cast, `reports/*.yaml` one contribution each, in the order of the file names. All is
read as text: `no` stays the country code of Norway, `2026-10` a month, a telephone number keeps its plus.

Invariants that `load_story` enforces, so that the loader of the demonstration needs no checks of its own:

* the identity of an entity is `(contribution.owner, entity.key)`: two reports of one member may tell of the
  same entity (then with the same schema), two members never share one;
* a report is complete in itself: an entity that a link names has an entry in the same report, so that a
  release of this report alone shows the link;
* authors and owners agree, releases go to other members only, codes come from closed lists.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from jaring.cli.demo.data_files import Fields, read_text_tree
from jaring.foundation.accounts.domain import LegalBasis, Marking, Purpose, Role
from jaring.kernel.errors import BadInputError

REFERENCE_MARK: Final = "->"
HANDLING_CODES: Final = frozenset(("H0", "H1", "H2", "H3"))
MARKINGS: Final = frozenset(marking.name.lower() for marking in Marking if marking)
CLEARANCES: Final = MARKINGS | {"none"}
RELEASE_STATES: Final = frozenset(("proposed", "active", "ended"))
GRADE: Final = re.compile(r"[ABCX][1-4]")


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person who signs in to the demonstration. `part` says in one sentence what they are there to show."""

    key: str
    name: str
    email: str
    member: str
    agency: str
    roles: tuple[str, ...]
    clearance: str
    language: str
    part: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property. `refers` tells that `text` is the key of another entity of the same report.

    `lang` is a BCP 47 tag; `grade` ("C3") stands only where the fact is graded otherwise than its report.
    """

    text: str
    lang: str | None = None
    grade: str | None = None
    refers: bool = False


@dataclass(frozen=True, slots=True)
class StoryEntity:
    key: str
    schema: str
    properties: Mapping[str, tuple[Value, ...]]

    def references(self) -> Iterator[tuple[str, str]]:
        """Pairs of (property, key of the entity it points to)."""
        for prop, values in self.properties.items():
            for value in values:
                if value.refers:
                    yield prop, value.text


@dataclass(frozen=True, slots=True)
class StoryRelease:
    """`until_days` counts from today and is negative for a release that has run out; it began `days_ago`.

    An `ended` release was taken back `ended_days_ago` for `ended_reason`; a `proposed` one has no
    `authorised_by`.
    """

    to: tuple[str, ...]
    purpose: str
    legal_basis: str
    until_days: int
    conditions: tuple[str, ...]
    days_ago: int
    state: str
    proposed_by: str
    authorised_by: str | None
    ended_days_ago: int | None
    ended_reason: str


@dataclass(frozen=True, slots=True)
class StoryContribution:
    """`narrative` is Markdown. It was reported `days_ago`; its review is due `review_in_days` from today."""

    key: str
    owner: str
    author: str
    title: str
    narrative: str
    source_grade: str
    information_grade: int
    legal_basis: str
    source_protection: str
    marking: str
    handling_codes: tuple[str, ...]
    review_in_days: int
    days_ago: int
    entities: tuple[StoryEntity, ...]
    releases: tuple[StoryRelease, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """`notice` is the sentence that stands on every page of the demonstration."""

    exercise: str
    notice: str
    cast: tuple[CastMember, ...]
    contributions: tuple[StoryContribution, ...]

    def cast_member(self, key: str) -> CastMember:
        return next(person for person in self.cast if person.key == key)


def load_story() -> Story:
    """The whole story. Raises BadInputError, naming file and place, when a data file breaks a rule."""
    folder = resources.files("jaring.cli.demo").joinpath("duyung")
    head = Fields(read_text_tree(folder.joinpath("people.yaml")), "people.yaml")
    people = tuple(_cast_member(part) for part in head.parts("people"))
    files = sorted(folder.joinpath("reports").iterdir(), key=lambda item: item.name)
    contributions = tuple(_contribution(item) for item in files if item.name.endswith(".yaml"))
    story = Story(head.text("exercise"), head.text("notice"), people, contributions)
    head.finish()
    _check_story(story)
    return story


def _cast_member(fields: Fields) -> CastMember:
    member = CastMember(
        key=fields.text("key"),
        name=fields.text("name"),
        email=fields.text("email"),
        member=fields.text("member"),
        agency=fields.text("agency"),
        roles=fields.texts("roles", frozenset(Role)),
        clearance=fields.choice("clearance", CLEARANCES),
        language=fields.text("language"),
        part=fields.text("part"),
    )
    fields.finish()
    return member


def _contribution(item: Traversable) -> StoryContribution:
    fields = Fields(read_text_tree(item), item.name)
    grade = fields.text("grade")
    if not GRADE.fullmatch(grade):
        raise BadInputError(f"{item.name}: {grade!r} is no grade such as B2.")
    contribution = StoryContribution(
        key=item.name.removesuffix(".yaml"),
        owner=fields.text("owner"),
        author=fields.text("author"),
        title=fields.text("title"),
        narrative=fields.text("narrative"),
        source_grade=grade[0],
        information_grade=int(grade[1]),
        legal_basis=fields.choice("legal_basis", frozenset(LegalBasis)),
        source_protection=fields.optional("source_protection") or "",
        marking=fields.choice("marking", MARKINGS),
        handling_codes=fields.texts("handling_codes", HANDLING_CODES),
        review_in_days=fields.number("review_in_days"),
        days_ago=fields.number("days_ago"),
        releases=tuple(_release(part) for part in fields.parts("releases")),
        entities=_entities(fields.take("entities"), item.name),
    )
    fields.finish()
    return contribution


def _release(fields: Fields) -> StoryRelease:
    ended = fields.optional("ended_days_ago")
    release = StoryRelease(
        to=fields.texts("to"),
        purpose=fields.choice("purpose", frozenset(Purpose)),
        legal_basis=fields.choice("legal_basis", frozenset(LegalBasis)),
        until_days=fields.number("until_days"),
        conditions=fields.texts("conditions", HANDLING_CODES),
        days_ago=fields.number("days_ago"),
        state=fields.choice("state", RELEASE_STATES),
        proposed_by=fields.text("proposed_by"),
        authorised_by=fields.optional("authorised_by"),
        ended_days_ago=None if ended is None else int(ended),
        ended_reason=fields.optional("ended_reason") or "",
    )
    fields.finish()
    if (release.state == "ended") != (release.ended_days_ago is not None):
        raise BadInputError(f"{fields.place}: an ended release, and no other, says when it ended.")
    if (release.state == "proposed") != (release.authorised_by is None):
        raise BadInputError(f"{fields.place}: a proposed release, and no other, has nobody who authorised it.")
    return release


def _entities(node: object, place: str) -> tuple[StoryEntity, ...]:
    if not isinstance(node, dict) or not node:
        raise BadInputError(f"{place}: entities are missing.")
    entities = tuple(_entity(str(key), value, place) for key, value in node.items())
    keys = {entity.key for entity in entities}
    for entity in entities:
        for prop, target in entity.references():
            if target not in keys:
                raise BadInputError(f"{place}: {prop} of {entity.key} points to {target}, which is not here.")
    return entities


def _entity(key: str, node: object, place: str) -> StoryEntity:
    fields = Fields(node, f"{place}, {key}").take_rest()
    schema = fields.pop("schema", None)
    if not isinstance(schema, str):
        raise BadInputError(f"{place}, {key}: the schema is missing.")
    grade = fields.pop("grade", None)
    if grade is not None and not (isinstance(grade, str) and GRADE.fullmatch(grade)):
        raise BadInputError(f"{place}, {key}: {grade!r} is no grade such as B2.")
    properties: dict[str, tuple[Value, ...]] = {}
    for prop, values in fields.items():
        if not isinstance(values, list) or not values:
            raise BadInputError(f"{place}, {key}: {prop} must be a list of values.")
        properties[prop] = tuple(_value(value, grade, f"{place}, {key}, {prop}") for value in values)
    return StoryEntity(key, schema, properties)


def _value(node: object, grade: str | None, place: str) -> Value:
    """`grade` is that of the whole entity; a value may say otherwise."""
    fields = Fields({"value": node} if isinstance(node, str) else node, place)
    text, lang, grade = fields.text("value"), fields.optional("lang"), fields.optional("grade") or grade
    fields.finish()
    if grade is not None and not GRADE.fullmatch(grade):
        raise BadInputError(f"{place}: {grade!r} is no grade such as B2.")
    refers = text.startswith(REFERENCE_MARK)
    return Value(text.removeprefix(REFERENCE_MARK), lang, grade, refers)


def _check_story(story: Story) -> None:
    people = {person.key: person for person in story.cast}
    schemas: dict[tuple[str, str], str] = {}
    for contribution in story.contributions:
        author = people.get(contribution.author)
        if author is None or author.member != contribution.owner:
            message = f"{contribution.author} cannot write for {contribution.owner}."
            raise BadInputError(f"{contribution.key}: {message}")
        for entity in contribution.entities:
            known = schemas.setdefault((contribution.owner, entity.key), entity.schema)
            if known != entity.schema:
                message = f"{entity.key} is a {entity.schema} here, a {known} elsewhere."
                raise BadInputError(f"{contribution.key}: {message}")
        for release in contribution.releases:
            _check_release(contribution, release, people)


def _check_release(contribution: StoryContribution, release: StoryRelease, people: Mapping[str, CastMember]) -> None:
    if not release.to or contribution.owner in release.to:
        raise BadInputError(f"{contribution.key}: a release goes to other members.")
    for key in filter(None, (release.proposed_by, release.authorised_by)):
        person = people.get(key)
        if person is None or person.member != contribution.owner:
            raise BadInputError(f"{contribution.key}: {key} cannot release for {contribution.owner}.")
    if release.authorised_by and "release_officer" not in people[release.authorised_by].roles:
        raise BadInputError(f"{contribution.key}: {release.authorised_by} is no release officer.")
