"""Who among the others read our facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from jaring.apps.intelligence.api import entity_cards, titles_of
from jaring.foundation.accounts.api import PURPOSE_LABELS, MemberCard, Viewer, member_card
from jaring.foundation.audit.api import Readership, readership
from jaring.kernel.clock import now

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """How often a member read one thing of ours for one purpose."""

    member: MemberCard
    title: str
    url: str
    kind: str
    purpose: str
    reads: int
    last: datetime


def readers_this_week(viewer: Viewer) -> list[ReaderLine]:
    """Reads of our reports and entities by others; nothing whose title the viewer may not see."""
    rows = readership(member_id=viewer.member_id, since=now() - WEEK)
    named = _titles(rows, viewer)
    purposes = dict(PURPOSE_LABELS)
    return [
        ReaderLine(
            member=member_card(row.member_id),
            title=named[row.object_id][0],
            url=named[row.object_id][1],
            kind=row.object_kind,
            purpose=str(purposes.get(row.purpose, "")),  # type: ignore[call-overload]  # keys are StrEnum
            reads=row.reads,
            last=row.last,
        )
        for row in rows
        if row.object_id in named
    ]


def _titles(rows: list[Readership], viewer: Viewer) -> dict[str, tuple[str, str]]:
    """Titles and addresses of what was read, as far as the viewer sees it, by the id as the log has it."""
    ids = {
        kind: {UUID(row.object_id) for row in rows if row.object_kind == kind} for kind in ("contribution", "entity")
    }
    reports = {
        str(key): (title, reverse("intelligence:report", args=[key]))
        for key, title in titles_of(ids["contribution"], viewer=viewer).items()
    }
    entities = {
        str(key): (card.label, reverse("intelligence:entity", args=[key]))
        for key, card in entity_cards(ids["entity"], viewer=viewer).items()
    }
    return reports | entities
