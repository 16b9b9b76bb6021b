"""Values of facts as people read them, and what is withheld of protected persons."""

import re
from dataclasses import dataclass
from uuid import UUID

from followthemoney import Property

from jaring.apps.intelligence.models import Statement
from jaring.apps.intelligence.queries.cards import EntityCard
from jaring.engines.vocabulary import choices_of, country_label, find_property
from jaring.ui.dates import fact_date

_MONO = frozenset({"identifier", "phone", "ip", "checksum", "url", "email"})
# What may be read of a victim, witness or minor: nothing that names, finds or describes the one person.
_SAFE_TYPES = frozenset({"country", "gender", "topic", "language", "entity"})
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value for the page: a linked entity (`card`) or `text`. `withheld`: kept back to protect a person."""

    text: str
    lang: str = ""
    mono: bool = False
    card: EntityCard | None = None
    withheld: bool = False
    original: str = ""


def property_label(schema: str, prop: str) -> str:
    """The property in plain words, as it stands between subject and value."""
    found = find_property(schema, prop)
    label = found.label if found else prop
    # "Name" reads as "name" in a sentence; "IMO number" stays.
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def read_value(statement: Statement, *, card: EntityCard | None, protected: bool) -> FactValue:
    """One statement's value; `card` is the entity it refers to."""
    prop = find_property(statement.schema, statement.prop)
    if card is not None:
        return FactValue(card.label, card=card)
    if protected and not _is_harmless(statement, prop):
        return FactValue(_year_of(statement.value, prop), withheld=True)
    text = _words(statement.value, prop)
    return FactValue(
        text=text,
        lang=statement.lang,
        mono=prop is not None and prop.type.name in _MONO,
        original=statement.original_value if statement.original_value != text else "",
    )


def reference_of(statement: Statement) -> UUID | None:
    """The entity a statement points at, when its property does."""
    prop = find_property(statement.schema, statement.prop)
    if prop is None or prop.type.name != "entity":
        return None
    try:
        return UUID(statement.value)
    except ValueError:
        return None


def _is_harmless(statement: Statement, prop: Property | None) -> bool:
    if prop is None:
        return False
    pseudonym = statement.prop == "alias" and statement.value.startswith("V-")
    return pseudonym or prop.type.name in _SAFE_TYPES or bool(choices_of(prop))


def _year_of(value: str, prop: Property | None) -> str:
    """The year of birth says who needs a guardian and still names nobody."""
    found = _YEAR.match(value) if prop is not None and prop.type.name == "date" else None
    return found.group() if found else ""


def _words(value: str, prop: Property | None) -> str:
    if prop is None:
        return value
    kind = prop.type.name
    if kind == "country":
        return country_label(value)
    if kind == "date":
        return fact_date(value)
    if kind in {"gender", "topic", "language"}:
        return str(prop.type.caption(value) or value)
    return choices_of(prop).get(value, value)
