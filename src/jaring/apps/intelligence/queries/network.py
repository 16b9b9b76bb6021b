"""Visible links and the entities they join, for pictures of networks. Every function runs in the viewer's session.

What makes a link visible is said once, in the view app.drawn_link (sql/drawn_links.sql). A link stated in several
reports is one link here; of its rows the best graded speaks. Ids go in and out as whole sets: a picture costs a
handful of queries, however many entities are in it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution, EntityRow
from jaring.apps.intelligence.queries import network_sql as sql
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.errors import NotFoundError

REPORT_ROOM = 1_000  # entities of one report; twice what a picture draws
AROUND_ROOM = 600  # entities around one; some more than a picture draws, and read in well under 50 ms
FOLLOWED = 2_400  # links followed at one further step; four for each entity there is room for
WHOLE_LIMIT = 20_000  # links; above this nobody can read a picture of everything, so a start has to be chosen
PATH_ROOM = 20_000  # entities looked at before a search for a path gives up
PATH_STEPS = 8  # links; a longer chain says nothing of two people

_Row = tuple[str, str, str, str, int, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class EntitySeen:
    """An entity as a picture needs it, from the rows the viewer sees. `reports` are the contributions that state it."""

    id: str
    schema: str
    kind: str
    caption: str
    owner_ids: tuple[int, ...]
    starts: str
    ends: str
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """One link. `link_id` is the entity that states it, "" where a property points at another entity."""

    id: str
    link_id: str
    source: str
    target: str
    schema: str
    prop: str
    label: str
    starts: str
    ends: str
    owner_id: int
    grade: str
    report: str


@dataclass(frozen=True, slots=True)
class Web:
    """A part of the visible network. `complete` is False when it ends where the room did.

    `steps` says how far from its start it reaches.
    """

    entities: tuple[EntitySeen, ...] = ()
    links: tuple[LinkSeen, ...] = ()
    complete: bool = True
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Links met on the search for a path. `tried` says whether everything within PATH_STEPS was looked at."""

    links: tuple[LinkSeen, ...]
    met: bool
    tried: bool


def whole_web(*, viewer: Viewer) -> Web | None:
    """Everything linked that the viewer sees, or None when it is too much for one picture."""
    if not Contribution.objects.exists():
        return Web()
    if _number(sql.COUNT_LINKS, [WHOLE_LIMIT + 1]) > WHOLE_LIMIT:
        return None
    links = _links(sql.ALL_LINKS, {})
    return Web(entities_seen({end for link in links for end in (link.source, link.target)}, viewer=viewer), links)


def web_around(entity_id: UUID, steps: int, *, viewer: Viewer) -> Web:
    """What hangs on an entity within so many steps, or fewer where a further step would not fit.

    Raises:
        NotFoundError: no such entity, or none the viewer sees. Of a protected person the web is empty.
    """
    start = str(entity_id)
    if not entities_seen([start], viewer=viewer):
        if EntityRow.objects.filter(entity_id=entity_id).exists():
            return Web()
        raise _absent()
    known, ring, reached, complete = {start}, {start}, 0, True
    while reached < steps and ring:
        found = _neighbours(ring) if reached else _first_neighbours(start)
        if found is None or len(known | found) > AROUND_ROOM:
            if reached > 0:
                break
            found, complete = set(sorted(found or ())[: AROUND_ROOM - 1]), False
        ring = found - known
        known |= ring
        reached += 1
    return _web(known, reached, complete, viewer)


def web_of_report(contribution_id: UUID, *, viewer: Viewer) -> Web:
    """The entities one report speaks of, and every visible link among them, whoever stated it.

    Raises:
        NotFoundError: no such report, or none the viewer sees.
    """
    if not Contribution.objects.filter(id=contribution_id).exists():
        raise NotFoundError(_("There is no such report that you may see."))
    rows = _rows(sql.ENTITIES_OF_REPORT, {"report": contribution_id, "most": REPORT_ROOM + 1})
    return _web({row[0] for row in rows[:REPORT_ROOM]}, 0, len(rows) <= REPORT_ROOM, viewer)


def neighbourhood(entity_id: UUID, known: Collection[str], most: int, *, viewer: Viewer) -> set[str]:
    """Up to `most` entities linked with this one and not `known` yet, those with the best graded links first.

    Raises:
        NotFoundError: no such entity, or none the viewer sees drawn.
    """
    if not entities_seen([str(entity_id)], viewer=viewer):
        raise _absent()
    return {row[0] for row in _rows(sql.NEIGHBOURS_BY_GRADE, {"id": entity_id, "known": list(known), "most": most})}


def links_among(entities: Collection[EntitySeen], *, viewer: Viewer) -> tuple[LinkSeen, ...]:
    """Every visible link between two of the entities; that these are drawn was decided when they were read."""
    return _links(sql.LINKS_AMONG, {"ids": [one.id for one in entities]}) if entities else ()


def links_of(entity_id: UUID, *, viewer: Viewer) -> tuple[LinkSeen, ...]:
    """Every visible link of one entity."""
    return _links(sql.LINKS_TOUCHING, {"ids": [str(entity_id)]})


def link_totals(ids: Collection[str], *, viewer: Viewer) -> dict[str, int]:
    """How many visible links each of the entities has, drawn or not."""
    return dict(_rows(sql.TOTALS, {"ids": list(ids)})) if ids else {}


def links_touching(ids: Collection[str], *, viewer: Viewer) -> int:
    """How many visible links start or end at one of the entities."""
    return _number(sql.COUNT_TOUCHING, {"ids": list(ids)}) if ids else 0


def protected_beside(ids: Collection[str], *, viewer: Viewer) -> int:
    """How many protected persons the viewer sees among these entities or linked with one of them."""
    return _number(sql.PROTECTED_BESIDE, {"ids": list(ids)}) if ids else 0


def protected_everywhere(*, viewer: Viewer) -> int:
    """How many protected persons the viewer sees at all."""
    return _number(sql.PROTECTED_EVERYWHERE, {})


def entities_seen(ids: Collection[str], *, viewer: Viewer) -> tuple[EntitySeen, ...]:
    """Those of the entities that are drawn for this viewer, by id. Protected persons are none of them."""
    if not ids:
        return ()
    found: dict[str, list[_Row]] = {}
    for row in _rows(sql.ENTITIES, {"ids": list(ids)}):
        found.setdefault(row[0], []).append(row)
    return tuple(_entity(several) for several in found.values() if not any(row[-1] for row in several))


def chain_between(a: UUID, b: UUID, *, viewer: Viewer) -> Chain:
    """Visible links among which every shortest chain from `a` to `b` lies, searched from both ends.

    Each round walks one whole step from the side whose edge is smaller, in one query, until the sides meet: so no
    shortest chain is missed and the caller can pick the best graded.

    Raises:
        NotFoundError: one of the two is absent or not visible.
    """
    ends = {str(a), str(b)}
    if len(entities_seen(ends, viewer=viewer)) < len(ends):
        raise _absent()
    sides = ({str(a)}, {str(b)})
    rings = [{str(a)}, {str(b)}]
    walked: dict[str, LinkSeen] = {}
    for _step in range(PATH_STEPS):
        if sides[0] & sides[1] or not (rings[0] and rings[1]):
            break
        if len(sides[0]) + len(sides[1]) > PATH_ROOM:
            return Chain((), met=False, tried=False)
        side = 0 if len(rings[0]) <= len(rings[1]) else 1
        touched = _links(sql.LINKS_TOUCHING, {"ids": list(rings[side])})
        walked.update((link.id, link) for link in touched)
        rings[side] = {end for link in touched for end in (link.source, link.target)} - sides[side]
        sides[side].update(rings[side])
    met = bool(sides[0] & sides[1])
    return Chain(tuple(walked.values()) if met else (), met=met, tried=True)


def reports_behind(ids: Iterable[str], *, viewer: Viewer) -> list[Contribution]:
    """The reports something visible was stated in."""
    return list(Contribution.objects.filter(id__in=set(ids)).order_by("id"))


def starting_points(most: int, *, viewer: Viewer) -> tuple[EntitySeen, ...]:
    """Syndicates, then organisations, to begin with where everything would be too much."""
    ids: list[str] = []
    for kind in ("syndicate", "organisation"):
        rows = EntityRow.objects.filter(kind=kind, protected=False).order_by("caption", "entity_id")
        ids += [str(one) for one in rows.values_list("entity_id", flat=True)[: most * 2]]
    wanted = list(dict.fromkeys(ids))[:most]
    by_id = {one.id: one for one in entities_seen(wanted, viewer=viewer)}
    return tuple(by_id[one] for one in wanted if one in by_id)


def _web(ids: set[str], steps: int, complete: bool, viewer: Viewer) -> Web:
    entities = entities_seen(ids, viewer=viewer)
    return Web(entities, links_among(entities, viewer=viewer), complete, steps)


def _first_neighbours(start: str) -> set[str]:
    """By id, so that of too many always the same ones are taken."""
    return {row[0] for row in _rows(sql.NEIGHBOURS, {"ids": [start], "most": AROUND_ROOM + 1})}


def _neighbours(ids: set[str]) -> set[str] | None:
    """What is linked with any of them, or None where the links are too many to be followed for one picture."""
    rows = _rows(sql.NEIGHBOURS_UP_TO, {"ids": list(ids), "most": FOLLOWED + 1})
    return {row[0] for row in rows} if len(rows) <= FOLLOWED else None


def _absent() -> NotFoundError:
    return NotFoundError(_("There is no such entity that you may see."))


def _entity(rows: list[_Row]) -> EntitySeen:
    entity_id, schema, kind, caption, _owner, starts, ends, _report, _protected = rows[0]
    owners = tuple(sorted({row[4] for row in rows}))
    return EntitySeen(entity_id, schema, kind, caption, owners, starts, ends, frozenset(row[7] for row in rows))


def _links(statement: str, params: dict[str, Any]) -> tuple[LinkSeen, ...]:
    return tuple(LinkSeen(*row) for row in _rows(statement, params))


def _number(statement: str, params: dict[str, Any] | list[Any]) -> int:
    return int(_rows(statement, params)[0][0])


def _rows(statement: str, params: dict[str, Any] | list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
