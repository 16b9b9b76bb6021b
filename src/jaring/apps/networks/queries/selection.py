"""The panel: what is known at a glance of the selected entity and its links."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence import api as intelligence
from jaring.apps.intelligence.api import EntityCard, LinkSeen, MemberTag
from jaring.engines.vocabulary import find_schema
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.errors import NotFoundError

LINKS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link of the selected entity."""

    label: str
    other: EntityCard
    grade: str
    seen: str
    outward: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """`links` counts all visible links, `lines` holds the best graded of them."""

    card: EntityCard
    type_label: str
    owners: tuple[MemberTag, ...]
    starts: str
    ends: str
    links: int
    best: str
    lines: tuple[LinkLine, ...]
    owner_ids: tuple[int, ...]

    @property
    def more(self) -> int:
        """Links that stand on the entity's page only."""
        return self.links - len(self.lines)


def select(entity_id: UUID, *, viewer: Viewer) -> Selection:
    """What the panel shows of one entity.

    Raises:
        NotFoundError: absent, hidden, or never drawn.
    """
    seen = intelligence.entities_seen([str(entity_id)], viewer=viewer)
    if not seen:
        raise NotFoundError(_("There is no such entity that you may see."))
    links = sorted(intelligence.links_of(entity_id, viewer=viewer), key=_order)
    ends = {UUID(_other(link, entity_id)) for link in links[:LINKS_SHOWN]}
    cards = intelligence.entity_cards({entity_id, *ends}, viewer=viewer)
    schema = find_schema(seen[0].schema)
    return Selection(
        card=cards[entity_id],
        type_label=schema.label if schema else seen[0].schema,
        owners=tuple(intelligence.member_tag(one, viewer) for one in seen[0].owner_ids),
        starts=seen[0].starts,
        ends=seen[0].ends,
        links=len(links),
        best=links[0].grade if links else "",
        lines=tuple(_line(link, entity_id, cards) for link in links[:LINKS_SHOWN]),
        owner_ids=seen[0].owner_ids,
    )


def _order(link: LinkSeen) -> tuple[str, str, str]:
    return link.grade, link.label, link.id


def _other(link: LinkSeen, entity_id: UUID) -> str:
    return link.target if link.source == str(entity_id) else link.source


def _line(link: LinkSeen, entity_id: UUID, cards: dict[UUID, EntityCard]) -> LinkLine:
    other = cards[UUID(_other(link, entity_id))]
    return LinkLine(link.label, other, link.grade, link.ends or link.starts, link.source == str(entity_id))
