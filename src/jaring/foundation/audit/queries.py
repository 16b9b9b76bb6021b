"""Reading the log. The database gives each member the part that concerns it and no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from jaring.foundation.audit.models import Event


@dataclass(frozen=True, slots=True)
class Readership:
    """How often another member opened one of our records."""

    member_id: int
    object_kind: str
    object_id: str
    purpose: str
    reads: int
    last: datetime


def own_log(*, member_id: int) -> QuerySet[Event]:
    """Everything `member_id` may read of the log, newest first; the viewer's session decides what that is."""
    return Event.objects.order_by("-at", "-id")


def readership(*, member_id: int, since: datetime) -> list[Readership]:
    """Who among the others read the member's records since a moment, most recent first."""
    rows = (
        Event.objects.filter(owner_id=member_id, verb__startswith="read", at__gte=since)
        .exclude(member_id=member_id)
        .exclude(member_id=None)
        .values("member_id", "object_kind", "object_id", "purpose")
        .annotate(reads=Count("id"), last=Max("at"))
        .order_by("-last")[:50]
    )
    return [
        Readership(
            member_id=row["member_id"] or 0,  # never absent: those rows are excluded above
            object_kind=row["object_kind"],
            object_id=row["object_id"],
            purpose=row["purpose"],
            reads=row["reads"],
            last=row["last"],
        )
        for row in rows
    ]


def own_reads_of(object_id: UUID, *, person_id: UUID) -> int:
    """How often this person opened this record."""
    return Event.objects.filter(object_id=str(object_id), person_id=person_id, verb__startswith="read").count()


def came_before(*, member_id: int, person_id: UUID) -> datetime | None:
    """When this person last did anything before they signed in this time; None when this is the first time."""
    mine = Event.objects.filter(member_id=member_id, person_id=person_id).order_by("-at")
    sittings = list(mine.filter(verb="sign_in").values_list("at", flat=True)[:2])
    if len(sittings) <= 1:  # what a token or a job did before the first sign-in showed nobody a page
        return None
    return mine.filter(at__lt=sittings[0]).values_list("at", flat=True).first()
