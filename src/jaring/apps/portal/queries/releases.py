"""Releases of a member in three lists: waiting for a decision, given to others, received."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jaring.apps.intelligence.api import titles_of
from jaring.foundation.accounts.api import PURPOSE_LABELS, MemberCard, Viewer, member_card
from jaring.foundation.sharing.api import (
    Release,
    ReleaseState,
    releases_given,
    releases_to_me,
    waiting_releases,
)
from jaring.kernel.clock import now
from jaring.kernel.errors import NotAllowedError

SHOWN = ("waiting", "given", "received")


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release: the other member is the recipient, or for what was received the owner."""

    report_id: UUID
    title: str
    other: MemberCard
    purpose: str
    state: str
    kind: str
    proposed_at: datetime
    ends_at: datetime
    received: bool


def find_releases(show: str, *, viewer: Viewer, member_id: int | None = None) -> QuerySet[Release]:
    """One of the lists, narrowed to a member. Raises NotAllowedError for those who read nothing nominal."""
    if not viewer.reads_nominal:
        raise NotAllowedError(_("Releases are open to those who read reports. Your role is not one of them."))
    lists = {"given": releases_given, "received": releases_to_me, "waiting": waiting_releases}
    found = lists.get(show, waiting_releases)(viewer=viewer)
    if member_id is not None:
        found = found.filter(owner_id=member_id) if show == "received" else found.filter(to_member_id=member_id)
    return found


def rows_of(releases: Iterable[Release], *, viewer: Viewer) -> list[ReleaseRow]:
    """Rows in words; titles are looked up in the viewer's session."""
    rows = list(releases)
    titles = titles_of((one.contribution_id for one in rows), viewer=viewer)
    return [_row(one, titles.get(one.contribution_id, ""), viewer) for one in rows]


def _row(release: Release, title: str, viewer: Viewer) -> ReleaseRow:
    received = release.owner_id != viewer.member_id
    state, kind = _state(release)
    return ReleaseRow(
        report_id=release.contribution_id,
        title=title,
        other=member_card(release.owner_id if received else release.to_member_id),
        purpose=str(dict(PURPOSE_LABELS).get(release.purpose, "")),  # type: ignore[call-overload]  # StrEnum keys
        state=state,
        kind=kind,
        proposed_at=release.proposed_at,
        ends_at=release.ends_at,
        received=received,
    )


def _state(release: Release) -> tuple[str, str]:
    """The state in words and the kind of tag it is drawn as."""
    if release.state == ReleaseState.PROPOSED:
        return _("waits"), "warn"
    if release.state == ReleaseState.REFUSED:
        return _("refused"), "bad"
    if release.state == ReleaseState.ENDED:
        return _("withdrawn"), ""
    return (_("over"), "") if release.ends_at <= now() else (_("open"), "good")
