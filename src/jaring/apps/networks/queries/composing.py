"""One picture: what is visible, what of it was asked for, what fits, and what was left out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence import api as intelligence
from jaring.apps.intelligence.api import EntityCard, EntitySeen, Handling, LinkSeen, Web
from jaring.apps.networks.domain import Narrowing, Start, narrow
from jaring.apps.networks.queries.handling import handling_of
from jaring.engines.graph import Link, Node, Picture, Point, cut_to, degrees, layout
from jaring.foundation.accounts.api import Viewer, member_card


@dataclass(frozen=True, slots=True)
class Composed:
    """A picture for one viewer.

    `whole` is all there is to choose from, `wanted` what the narrowing leaves of it, `drawn` what fits the picture.
    `links_total` counts the visible links that touch what is drawn (of a picture of everything: all of them).
    """

    start: Start
    title: str
    whole: Picture
    wanted: Picture
    drawn: Picture
    links_total: int
    protected: int
    complete: bool
    steps: int
    handling: Handling | None
    owner_ids: Mapping[str, tuple[int, ...]]

    @property
    def left_out(self) -> int:
        """Entities that are wanted and were cut."""
        return len(self.wanted.nodes) - len(self.drawn.nodes)


def compose(start: Start, narrowing: Narrowing, limit: int, *, viewer: Viewer) -> Composed | None:
    """The picture of a start, or None when everything is too much and a start has to be chosen.

    Raises:
        NotFoundError: the start is absent or hidden.
    """
    web = _web_of(start, viewer)
    if web is None:
        return None
    whole = picture_of(web.entities, web.links)
    wanted = narrow(whole, narrowing)
    cut, _cuts = cut_to(wanted.nodes, wanted.links, limit, str(start.entity) if start.entity else None)
    ids = {node.id for node in cut.nodes}
    totals = intelligence.link_totals(ids, viewer=viewer)
    kept = {link.id for link in cut.links}
    seen = [entity for entity in web.entities if entity.id in ids]
    return Composed(
        start=start,
        title=_title(start, web, viewer),
        whole=whole,
        wanted=wanted,
        drawn=with_names(cut, totals, viewer=viewer),
        links_total=len(web.links) if start.whole else _touching(whole, ids, totals),
        protected=_protected(start, ids, viewer),
        complete=web.complete,
        steps=web.steps,
        handling=handling_of(seen, (link for link in web.links if link.id in kept), viewer=viewer),
        owner_ids={entity.id: entity.owner_ids for entity in seen},
    )


def place(picture: Picture, pinned: Mapping[str, Point] | None = None) -> Picture:
    """The picture with a place for every entity; those of `pinned` stay where they are."""
    return replace(picture, positions=layout(picture.nodes, picture.links, pinned=pinned))


def picture_of(entities: Iterable[EntitySeen], links: Iterable[LinkSeen]) -> Picture:
    """Rows as the engine takes them."""
    return Picture(tuple(_node(one) for one in entities), tuple(_link(one) for one in links))


def with_names(picture: Picture, totals: Mapping[str, int], *, viewer: Viewer) -> Picture:
    """Names as the entities' own pages give them, and how many visible links each entity has; in order of id."""
    cards = intelligence.entity_cards([UUID(node.id) for node in picture.nodes], viewer=viewer)
    named = (_named(node, cards.get(UUID(node.id)), totals.get(node.id, 0)) for node in picture.nodes)
    return replace(
        picture,
        nodes=tuple(sorted(named, key=lambda node: node.id)),
        links=tuple(sorted(picture.links, key=lambda link: link.id)),
    )


def by_links(picture: Picture) -> list[tuple[Node, int]]:
    """Entities with the links drawn at each, most first."""
    counts = degrees(picture.nodes, picture.links)
    pairs = [(node, counts[node.id]) for node in picture.nodes]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].caption, pair[0].id))


def _web_of(start: Start, viewer: Viewer) -> Web | None:
    if start.entity is not None:
        return intelligence.web_around(start.entity, start.steps, viewer=viewer)
    if start.report is not None:
        return intelligence.web_of_report(start.report, viewer=viewer)
    return intelligence.whole_web(viewer=viewer)


def _title(start: Start, web: Web, viewer: Viewer) -> str:
    if start.entity is not None:
        card = intelligence.entity_cards([start.entity], viewer=viewer).get(start.entity)
        return card.label if card else ""
    if start.report is not None:
        reports = intelligence.reports_behind([str(start.report)], viewer=viewer)
        return reports[0].title if reports else ""
    return _("Everything you may see")


def _protected(start: Start, ids: Collection[str], viewer: Viewer) -> int:
    if start.whole:
        return intelligence.protected_everywhere(viewer=viewer)
    return intelligence.protected_beside(ids or {str(start.entity or start.report)}, viewer=viewer)


def _touching(whole: Picture, ids: Collection[str], totals: Mapping[str, int]) -> int:
    """A link between two of the entities stands in the totals of both."""
    inside = sum(1 for link in whole.links if link.source in ids and link.target in ids)
    return sum(totals.values()) - inside


def _node(entity: EntitySeen) -> Node:
    return Node(
        id=entity.id,
        kind=entity.kind,
        caption=entity.caption,
        schema=entity.schema,
        owners=tuple(member_card(one).code for one in entity.owner_ids),
        starts=entity.starts or None,
        ends=entity.ends or None,
    )


def _link(link: LinkSeen) -> Link:
    return Link(
        id=link.id,
        source=link.source,
        target=link.target,
        schema=link.schema,
        label=link.label,
        starts=link.starts or None,
        ends=link.ends or None,
        owner=member_card(link.owner_id).code,
        grade=link.grade,
    )


def _named(node: Node, card: EntityCard | None, total: int) -> Node:
    caption, roman = (card.label, card.roman) if card else (node.caption, "")
    return replace(node, caption=caption, romanised=roman, degree=total)
