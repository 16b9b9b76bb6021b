"""Releases as pages show them, and what a recipient would see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.cards import Eyes, MemberTag, member_tag
from jaring.apps.intelligence.queries.facts import Fact, FactPage, report_facts
from jaring.apps.intelligence.queries.handling import (
    Handling,
    legal_basis_words,
    marking_code,
    marking_words,
    purpose_words,
    refusals,
)
from jaring.foundation.accounts.api import MemberCard, Viewer, member_card, names_of
from jaring.foundation.audit.api import Event
from jaring.foundation.sharing.api import (
    Release,
    ReleaseState,
    may_authorise,
    may_propose,
    releases_of,
)
from jaring.kernel.clock import now
from jaring.kernel.errors import NotFoundError

PREVIEW_ENTITIES = 12
OVER = "over"  # shown for an active release whose end has passed; the database hides it by itself


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release for the panel of its owner. `state` is a ReleaseState or "over"."""

    id: UUID
    contribution_id: UUID
    member: MemberTag
    state: str
    purpose: str
    purpose_code: str
    legal_basis: str
    conditions: tuple[str, ...]
    ends_at: datetime
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    reason: str
    note: str
    may_decide: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How often another member opened a report of ours."""

    member: MemberTag
    reads: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Mirror:
    """What a recipient will see: their banner and their facts, read from the rows the release would label."""

    member: MemberTag
    handling: Handling
    facts: tuple[Fact, ...]
    total: int
    left_out: int


def release_lines(contribution: Contribution, *, viewer: Viewer) -> tuple[ReleaseLine, ...]:
    """All releases of an own report, those that stand first; nothing for anybody else."""
    if contribution.owner_id != viewer.member_id:
        return ()
    lines = _lines(releases_of(contribution.id, viewer=viewer), viewer)
    order = {ReleaseState.PROPOSED: 0, ReleaseState.ACTIVE: 1}
    return tuple(sorted(lines, key=lambda one: (order.get(one.state, 2), -one.proposed_at.timestamp())))  # type: ignore[call-overload]  # states are StrEnum or "over"


def release_line(release_id: UUID, *, viewer: Viewer) -> ReleaseLine:
    """One release of the viewer's own member; another's is absent."""
    found = Release.objects.filter(id=release_id, owner_id=viewer.member_id).first()
    if found is None:
        raise NotFoundError(_("There is no such release that you may see."))
    return _lines([found], viewer)[0]


def readings_of(contribution: Contribution, *, viewer: Viewer) -> tuple[Reading, ...]:
    """Which other members opened this report of ours, most recent first."""
    if contribution.owner_id != viewer.member_id:
        return ()
    rows = (
        Event.objects.filter(object_id=str(contribution.id), verb="read_contribution", owner_id=viewer.member_id)
        .exclude(member_id=viewer.member_id)
        .exclude(member_id=None)
        .values("member_id")
        .annotate(reads=Count("id"), last=Max("at"))
        .order_by("-last")
    )
    return tuple(Reading(member_tag(row["member_id"] or 0, viewer), row["reads"], row["last"]) for row in rows)


def mirror_of(
    contribution: Contribution, to: MemberCard, *, until: datetime | None, purpose: str, conditions: Iterable[str],
    viewer: Viewer,
) -> Mirror:  # fmt: skip
    """The page of a recipient before the release exists.

    Composed from the rows the release would label. Nobody opens a session in another's name, not even to look.
    """
    page = _facts_for(contribution, to, viewer)
    ours = report_facts(contribution, viewer=viewer, size=PREVIEW_ENTITIES)
    owner = member_card(contribution.owner_id)
    handling = Handling(
        marking=marking_code(contribution.marking),
        marking_label=marking_words(contribution.marking),
        owners=((owner.code, owner.name, False),),
        owners_note=_("no other reader is named"),
        audience=((to.code, to.name, True),),
        audience_note=_("readers cleared for %(marking)s") % {"marking": marking_words(contribution.marking)},
        purpose=purpose_words(purpose) if purpose else "",
        until=timezone.localtime(until).date() if until else None,
        may=(
            (True, _("read, match")),
            (True, _("cite to %(member)s") % {"member": owner.name}),
            *refusals({*conditions, *contribution.handling_codes}),
        ),
    )
    return Mirror((to.code, to.name, True), handling, page.facts, page.total, max(0, ours.total - page.total))


def _facts_for(contribution: Contribution, to: MemberCard, viewer: Viewer) -> FactPage:
    """Facts as far as the recipient will be able to resolve them.

    They will see this report, their own entities, and what else of ours is open to them now. What a third
    member released to them we cannot know, so a fact that hangs on it is left out here and may appear there.
    """
    open_to_them = Release.objects.filter(
        owner_id=viewer.member_id, to_member_id=to.id, state=ReleaseState.ACTIVE, ends_at__gt=now()
    ).values("contribution_id")
    rows = Q(contribution_id=contribution.id) | Q(owner_id=to.id)
    rows |= Q(owner_id=viewer.member_id, contribution_id__in=open_to_them)
    return report_facts(contribution, viewer=viewer, size=PREVIEW_ENTITIES, eyes=Eyes(rows))


def _lines(releases: Iterable[Release], viewer: Viewer) -> list[ReleaseLine]:
    rows = list(releases)
    names = names_of([*(r.proposed_by for r in rows), *(r.decided_by for r in rows)], viewer=viewer)
    at = now()
    return [_line(row, names, at, viewer) for row in rows]


def _line(row: Release, names: dict[UUID, str], at: datetime, viewer: Viewer) -> ReleaseLine:
    over = row.state == ReleaseState.ACTIVE and row.ends_at <= at
    standing = row.state in {ReleaseState.ACTIVE, ReleaseState.PROPOSED} and not over
    mine = row.proposed_by == viewer.person_id and may_propose(row.owner_id, viewer)
    return ReleaseLine(
        id=row.id,
        contribution_id=row.contribution_id,
        member=member_tag(row.to_member_id, viewer),
        state=OVER if over else row.state,
        purpose=purpose_words(row.purpose),
        purpose_code=row.purpose,
        legal_basis=legal_basis_words(row.legal_basis),
        conditions=tuple(row.conditions),
        ends_at=row.ends_at,
        proposed_by=names.get(row.proposed_by, _("a former colleague")),
        proposed_at=row.proposed_at,
        decided_by=names.get(row.decided_by, "") if row.decided_by else "",
        reason=row.reason,
        note=row.note,
        may_decide=row.state == ReleaseState.PROPOSED and row.owner_id == viewer.member_id and may_authorise(viewer),
        may_withdraw=standing and row.owner_id == viewer.member_id and (mine or may_authorise(viewer)),
    )
