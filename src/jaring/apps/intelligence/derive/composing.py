"""One entity as one contribution states it, before it becomes rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from jaring.apps.intelligence.models import Contribution, Statement
from jaring.engines.vocabulary import caption_of, countries_of, dates_of, fits, is_entity_prop, kind_of

ID_PROP = "id"
_PSEUDONYM_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_PSEUDONYM_LENGTH = 4
CAPTION_LIMIT = 300


@dataclass
class Composed:
    """The living statements of one entity in one contribution."""

    contribution: Contribution
    entity_id: UUID
    statements: list[Statement] = field(default_factory=list)
    protected: bool = False

    @cached_property
    def schema(self) -> str:
        """The narrowest schema among the statements; for schemata beside each other, the first by name."""
        names = sorted({one.schema for one in self.statements})
        return next((name for name in names if all(fits(name, other) for other in names)), names[0])

    @cached_property
    def props(self) -> dict[str, list[str]]:
        """Property → values, the imported id left out."""
        found: dict[str, list[str]] = {}
        for one in self.statements:
            if one.prop != ID_PROP:
                found.setdefault(one.prop, []).append(one.value)
        return found

    @cached_property
    def kind(self) -> str:
        """Icon type; a protected person is drawn as one."""
        return "protected" if self.protected else kind_of(self.schema)

    @cached_property
    def caption(self) -> str:
        """A name made of these statements alone; of a protected person the pseudonym."""
        if self.protected:
            return pseudonym_of(self.entity_id, self.props.get("alias", []))
        plain = ((p, v) for p, values in self.props.items() for v in values if not is_entity_prop(self.schema, p))
        return caption_of(self.schema, plain)[:CAPTION_LIMIT]

    @cached_property
    def dates(self) -> tuple[str, str]:
        """(start, end) with the precision given; empty strings where unknown."""
        start, end = dates_of(self.schema, self.props)
        return start or "", end or ""

    @cached_property
    def countries(self) -> list[str]:
        """Country codes its values name."""
        return countries_of(self.schema, self.props)

    @cached_property
    def grade(self) -> tuple[str, str]:
        """The strongest grade among its statements: (source, information)."""
        grades = {
            (
                one.source_grade or self.contribution.source_grade,
                one.information_grade or self.contribution.information_grade,
            )
            for one in self.statements
        }
        return min(grades)

    def plain_values(self) -> Iterable[str]:
        """Every value that is words and not a reference to another entity."""
        for prop, values in self.props.items():
            if not is_entity_prop(self.schema, prop):
                yield from values


def pseudonym_of(entity_id: UUID, aliases: Iterable[str] = ()) -> str:
    """V- and four characters that say nothing of the person; a pseudonym the owner already uses is kept."""
    given = next((alias for alias in sorted(aliases) if alias.startswith("V-")), None)
    if given is not None:
        return given[:20]
    number, letters = entity_id.int & 0xFFFFFFFF, []
    for _ in range(_PSEUDONYM_LENGTH):
        number, place = divmod(number, len(_PSEUDONYM_LETTERS))
        letters.append(_PSEUDONYM_LETTERS[place])
    return "V-" + "".join(letters)
