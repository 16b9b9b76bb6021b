"""Reading releases and handling. Every function runs in the viewer's session."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jaring.foundation.accounts.api import Viewer
from jaring.foundation.sharing.domain import ReleaseState
from jaring.foundation.sharing.models import Release
from jaring.kernel.clock import now


def releases_of(contribution_id: UUID, *, viewer: Viewer) -> QuerySet[Release]:
    """The releases of a contribution: all for its owner, its own for a recipient."""
    return Release.objects.filter(contribution_id=contribution_id)


def release_to_me(contribution_id: UUID, *, viewer: Viewer) -> Release | None:
    """The release through which the viewer's member sees a contribution: the one that lasts longest."""
    return (
        Release.objects.filter(
            contribution_id=contribution_id,
            to_member_id=viewer.member_id,
            state=ReleaseState.ACTIVE,
            ends_at__gt=now(),
        )
        .order_by("-ends_at")
        .first()
    )


def releases_to_me(*, viewer: Viewer, since: datetime | None = None) -> QuerySet[Release]:
    """What others released to the viewer's member and is still open, newest first."""
    found = Release.objects.filter(to_member_id=viewer.member_id, state=ReleaseState.ACTIVE, ends_at__gt=now())
    if since is not None:
        found = found.filter(decided_at__gte=since)
    return found.order_by("-decided_at")


def waiting_releases(*, viewer: Viewer) -> QuerySet[Release]:
    """Proposed releases of the viewer's member that wait for a release officer, oldest first."""
    return Release.objects.filter(owner_id=viewer.member_id, state=ReleaseState.PROPOSED).order_by("proposed_at")


def releases_given(*, viewer: Viewer) -> QuerySet[Release]:
    """What the viewer's member released, refused or took back, as far as the viewer is cleared; newest first."""
    found = Release.objects.filter(owner_id=viewer.member_id).exclude(state=ReleaseState.PROPOSED)
    return found.order_by("-proposed_at", "id")


def proposals_decided(*, viewer: Viewer, since: datetime) -> QuerySet[Release]:
    """What others decided since a moment about releases this person proposed, latest first."""
    return (
        Release.objects.filter(owner_id=viewer.member_id, proposed_by=viewer.person_id, decided_at__gte=since)
        .exclude(decided_by=viewer.person_id)
        .order_by("-decided_at")
    )


def ends_of(contribution_ids: Iterable[UUID], *, viewer: Viewer) -> dict[UUID, datetime]:
    """Until when the viewer's member may read each of these contributions of others."""
    ends: dict[UUID, datetime] = {}
    rows = Release.objects.filter(
        contribution_id__in=list(contribution_ids), to_member_id=viewer.member_id, state=ReleaseState.ACTIVE
    )
    for contribution_id, until in rows.values_list("contribution_id", "ends_at"):
        ends[contribution_id] = max(until, ends.get(contribution_id, until))
    return ends
