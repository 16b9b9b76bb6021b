"""What is added to a picture that is on the screen already."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from jaring.apps.intelligence import api as intelligence
from jaring.apps.networks.domain import EXPAND_LIMIT
from jaring.apps.networks.queries.composing import picture_of, place, with_names
from jaring.apps.networks.queries.handling import handling_of, handling_text
from jaring.engines.graph import Picture, Point, shortest_path
from jaring.foundation.accounts.api import Viewer


@dataclass(frozen=True, slots=True)
class Grown:
    """Entities and links to add, and the visible links that then touch the picture."""

    picture: Picture
    links_total: int
    owner_ids: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture on its way out of the system, with the sentence that goes along."""

    picture: Picture
    handling_text: str
    owner_ids: Mapping[str, tuple[int, ...]]


def expand(node: UUID, shown: Mapping[str, Point], *, viewer: Viewer) -> Grown:
    """What is linked with an entity and not on the screen yet, with every link to what is.

    `shown` comes from the browser: what the viewer may not see of it counts for nothing.

    Raises:
        NotFoundError: the entity is absent, hidden or not drawn.
    """
    fresh = intelligence.neighbourhood(node, shown.keys(), EXPAND_LIMIT, viewer=viewer)
    entities = intelligence.entities_seen({*shown, *fresh, str(node)}, viewer=viewer)
    ids = {entity.id for entity in entities}
    added = fresh | {str(node)}
    links = [
        link
        for link in intelligence.links_among(entities, viewer=viewer)
        if link.source in added or link.target in added
    ]
    whole = picture_of(entities, links)
    placed = place(whole, {key: at for key, at in shown.items() if key in ids})
    nodes = tuple(one for one in placed.nodes if one.id in added)
    totals = intelligence.link_totals(added, viewer=viewer)
    return Grown(
        picture=with_names(replace(placed, nodes=nodes), totals, viewer=viewer),
        links_total=intelligence.links_touching(ids, viewer=viewer),
        owner_ids={entity.id: entity.owner_ids for entity in entities if entity.id in added},
    )


def find_path(a: UUID, b: UUID, shown: Mapping[str, Point], *, viewer: Viewer) -> Grown | None:
    """The shortest chain of visible links between two entities, of equally short ones the best graded.

    None where no chain of up to PATH_STEPS links was found.

    Raises:
        NotFoundError: one of the two is absent, hidden or not drawn.
    """
    chain = intelligence.chain_between(a, b, viewer=viewer)
    all_links = picture_of((), chain.links).links
    steps = shortest_path(all_links, str(a), str(b)) if chain.met else None
    if steps is None:
        return None
    wanted = set(steps)
    links = [link for link in chain.links if link.id in wanted]
    on_it = {end for link in links for end in (link.source, link.target)} | {str(a)}
    entities = intelligence.entities_seen({*shown, *on_it}, viewer=viewer)
    pinned = {entity.id: shown[entity.id] for entity in entities if entity.id in shown}
    placed = place(picture_of(entities, links), pinned)
    nodes = tuple(one for one in placed.nodes if one.id in on_it)
    totals = intelligence.link_totals(on_it, viewer=viewer)
    return Grown(
        picture=with_names(replace(placed, nodes=nodes), totals, viewer=viewer),
        links_total=intelligence.links_touching([entity.id for entity in entities], viewer=viewer),
        owner_ids={entity.id: entity.owner_ids for entity in entities if entity.id in on_it},
    )


def take(shown: Mapping[str, Point], *, viewer: Viewer) -> Taken:
    """What is on the screen, read again as the viewer, with every visible link among it."""
    entities = intelligence.entities_seen(shown.keys(), viewer=viewer)
    ids = [entity.id for entity in entities]
    links = intelligence.links_among(entities, viewer=viewer)
    picture = with_names(picture_of(entities, links), intelligence.link_totals(ids, viewer=viewer), viewer=viewer)
    return Taken(
        picture=replace(picture, positions={one: shown[one] for one in ids}),
        handling_text=handling_text(handling_of(entities, links, viewer=viewer), viewer=viewer),
        owner_ids={entity.id: entity.owner_ids for entity in entities},
    )
