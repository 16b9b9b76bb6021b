"""What stands on the pages where a release is composed and decided."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.cards import MemberTag, member_tag
from jaring.apps.intelligence.queries.facts import count_facts
from jaring.apps.intelligence.queries.handling import marking_words
from jaring.apps.intelligence.queries.releases import (
    Mirror,
    ReleaseLine,
    mirror_of,
    release_line,
    release_lines,
)
from jaring.apps.intelligence.queries.reports import own_report
from jaring.foundation.accounts.api import Viewer, colleagues, member_by_code, member_card
from jaring.foundation.sharing.api import ReleaseState, may_authorise

_STANDING = frozenset({ReleaseState.PROPOSED, ReleaseState.ACTIVE})


@dataclass(frozen=True, slots=True)
class Composed:
    """Terms as far as they are filled in."""

    members: tuple[int, ...] = ()
    until: date | None = None
    purpose: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasePicture:
    """What a release would do: to whom, how many facts, until when; and the recipient's page."""

    members: tuple[MemberTag, ...]
    until: date | None
    marking_label: str
    facts: int
    narrative: bool
    mirror: Mirror | None
    decides_alone: bool
    officers: tuple[str, ...]
    standing: tuple[ReleaseLine, ...]

    @property
    def members_words(self) -> str:
        """The members by name."""
        return ", ".join(name for _code, name, _mine in self.members)

    @property
    def officers_words(self) -> str:
        """Who could agree; empty when the member has no release officer."""
        return ", ".join(self.officers)


def compose_release(report: Contribution, terms: Composed, *, viewer: Viewer) -> ReleasePicture:
    """The picture beside the form, from the eyes of the first recipient chosen; all see the same facts."""
    mirror = None
    if terms.members:
        first = member_card(terms.members[0])
        mirror = mirror_of(
            report,
            first,
            until=_end_of(terms.until),
            purpose=terms.purpose,
            conditions=terms.conditions,
            viewer=viewer,
        )
    return ReleasePicture(
        members=tuple(member_tag(one, viewer) for one in terms.members),
        until=terms.until,
        marking_label=marking_words(report.marking),
        facts=mirror.total if mirror else count_facts(report),
        narrative=bool(report.narrative.strip()),
        mirror=mirror,
        decides_alone=may_authorise(viewer),
        officers=_officers(viewer),
        standing=tuple(one for one in release_lines(report, viewer=viewer) if one.state in _STANDING),
    )


def decide_release(release_id: UUID, *, viewer: Viewer) -> dict[str, Any]:
    """A proposed release with the recipient's page, for the release officer."""
    line = release_line(release_id, viewer=viewer)
    report = own_report(line.contribution_id, viewer=viewer, to_release=True)
    to = member_by_code(line.member[0])
    mirror = (
        mirror_of(report, to, until=line.ends_at, purpose=line.purpose_code, conditions=line.conditions, viewer=viewer)
        if to is not None
        else None
    )
    return {"line": line, "report": report, "mirror": mirror, "marking_label": marking_words(report.marking)}


def _officers(viewer: Viewer) -> tuple[str, ...]:
    """Names of the colleagues who could decide."""
    return tuple(one.name for one in colleagues(viewer=viewer) if "release_officer" in one.roles)


def _end_of(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None
