"""Entities in short, for lists, facts and links: name in its own script first, the romanised one behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from jaring.apps.intelligence.models import EntityRow, Statement
from jaring.engines.names.tokens import script_of
from jaring.engines.vocabulary import find_schema, quick_types
from jaring.foundation.accounts.api import Viewer, member_card
from jaring.ui.icons import ENTITY_ICONS

MemberTag = tuple[str, str, bool]  # code, name, whether it is the viewer's own
_LATIN = frozenset({"Latn", "Zyyy"})
# Which script a country's own names are written in (ISO 15924), so that a Thai clerk's spelling does not lead.
_SCRIPTS_OF = {
    "af": ("Arab",), "bd": ("Beng",), "bt": ("Tibt",), "cn": ("Hani",), "hk": ("Hani",), "in": ("Deva", "Taml"),
    "iq": ("Arab",), "ir": ("Arab",), "jo": ("Arab",), "jp": ("Jpan", "Hani"), "kh": ("Khmr",), "kr": ("Kore",),
    "la": ("Laoo",), "lk": ("Sinh", "Taml"), "mm": ("Mymr",), "mn": ("Cyrl",), "mo": ("Hani",), "mv": ("Thaa",),
    "np": ("Deva",), "pk": ("Arab",), "ru": ("Cyrl",), "sa": ("Arab",), "sy": ("Arab",), "th": ("Thai",),
    "ae": ("Arab",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What a viewer may read of an entity at a glance, and in how many reports they may see it stands."""

    id: UUID
    schema: str
    kind: str
    label: str
    roman: str
    described: str
    protected: bool
    owner_id: int
    owner: MemberTag
    reports: int


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whose sight is asked for: the viewer's own (no restriction), or a recipient's as the owner can know it."""

    rows: Q


OWN_EYES = Eyes(Q())


def by_kind() -> Case:
    """Sort key of entity rows: who before what before where."""
    ranks = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ENTITY_ICONS)]
    return Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())


def member_tag(member_id: int, viewer: Viewer) -> MemberTag:
    """A member as the components show it."""
    card = member_card(member_id)
    return (card.code, card.name, member_id == viewer.member_id)


def schema_label(schema: str) -> str:
    """The plain word for a type."""
    quick = next((one.label for one in quick_types() if one.schema == schema), "")
    found = find_schema(schema)
    return quick or (found.label if found else schema)


def entity_cards(ids: Iterable[UUID], *, viewer: Viewer, eyes: Eyes = OWN_EYES) -> dict[UUID, EntityCard]:
    """Cards of those of the entities that can be seen, in two queries."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    rows: dict[UUID, list[EntityRow]] = {}
    for row in EntityRow.objects.filter(eyes.rows, entity_id__in=wanted).order_by("id"):
        rows.setdefault(row.entity_id, []).append(row)
    named = [key for key, found in rows.items() if not any(row.protected for row in found)]
    names = _names_of(named, eyes)
    return {key: _card(found, names.get(key, []), viewer) for key, found in rows.items()}


def _names_of(ids: list[UUID], eyes: Eyes) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    stated = Statement.objects.filter(eyes.rows, entity_id__in=ids, prop="name", retired_at=None).order_by("id")
    for entity_id, value in stated.values_list("entity_id", "value"):
        found.setdefault(entity_id, []).append(value)
    return found


def _card(rows: list[EntityRow], names: list[str], viewer: Viewer) -> EntityCard:
    first = rows[0]
    countries = {code for row in rows for code in row.countries}
    label, roman = own_script_first(names, countries) if names else (first.caption, "")
    return EntityCard(
        id=first.entity_id,
        schema=first.schema,
        kind=first.kind,
        label=label,
        roman=roman,
        described=schema_label(first.schema),
        protected=any(row.protected for row in rows),
        owner_id=first.owner_id,
        owner=member_tag(first.owner_id, viewer),
        reports=len(rows),
    )


def own_script_first(names: list[str], countries: Iterable[str]) -> tuple[str, str]:
    """(name, romanised name or ""): the script of its country leads, then any other script, then Latin."""
    by_script = [(script_of(name), name) for name in names]
    latin = [name for script, name in by_script if script in _LATIN]
    others = [(script, name) for script, name in by_script if script not in _LATIN]
    if not others:
        return (latin[0], "")
    homes = [script for code in sorted(countries) for script in _SCRIPTS_OF.get(code, ())]
    leading = next((name for home in homes for script, name in others if script == home), others[0][1])
    return leading, latin[0] if latin else ""
