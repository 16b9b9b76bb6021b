"""The desk: what waits for a person, oldest first, and what they did not see yet. All of it in their own session."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from jaring.apps.intelligence.api import DeskDraft, drafts_of, reviews_of, stopped_imports, titles_of
from jaring.apps.portal.queries.words import missing_words, stop_words
from jaring.foundation.accounts.api import Viewer, member_card, names_of
from jaring.foundation.audit.api import came_before
from jaring.foundation.sharing.api import (
    Release,
    may_authorise,
    proposals_decided,
    releases_to_me,
    waiting_releases,
)
from jaring.kernel.clock import now

REVIEW_AHEAD = timedelta(days=14)
# Somebody who comes for the first time, or after a long time, is not shown everything there ever was.
NEWS_AT_MOST = timedelta(days=30)
MOST_NEWS = 12
# A refusal waits to be looked at; after this time it is history.
REFUSALS_WAIT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits. `since` sorts; `due_at` is a day by which it should be done, where there is one."""

    since: datetime
    icon: str
    what: str
    note: str
    url: str
    verb: str
    who: str = ""
    due_at: datetime | None = None

    @property
    def sorted_by(self) -> datetime:
        """What has waited longest stands first; what is not due yet stands behind it."""
        return self.due_at or self.since


@dataclass(frozen=True, slots=True)
class News:
    """Something that came while the person was away."""

    at: datetime
    icon: str
    title: str
    note: str
    url: str
    code: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class DeskDraftLine:
    """A draft with what it lacks, in words."""

    draft: DeskDraft
    missing: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole desk of a person who reads nominal data."""

    tasks: tuple[Task, ...]
    news: tuple[News, ...]
    since: datetime | None
    drafts: tuple[DeskDraftLine, ...]

    @property
    def late(self) -> int:
        """How many should have been done."""
        return sum(1 for task in self.tasks if task.due_at and task.due_at < now())


def desk_of(viewer: Viewer) -> Desk:
    """What stands on the viewer's desk now."""
    drafts = drafts_of(viewer=viewer) if viewer.contributes else []
    decided = _decided(viewer)
    titles = titles_of([one.contribution_id for one in decided], viewer=viewer)
    tasks = [
        *_to_decide(viewer),
        *(_refused(one, titles) for one in decided if one.state == "refused"),
        *(_draft_task(one) for one in drafts if one.missing),
        *_imports(viewer),
        *_reviews(viewer),
    ]
    came = came_before(member_id=viewer.member_id, person_id=viewer.person_id)
    news = _news(viewer, came, decided, titles)
    return Desk(
        tasks=tuple(sorted(tasks, key=lambda task: task.sorted_by)),
        news=tuple(news[:MOST_NEWS]),
        since=came,
        drafts=tuple(DeskDraftLine(one, missing_words(one.missing)) for one in drafts),
    )


def _to_decide(viewer: Viewer) -> list[Task]:
    """One task for each report with proposed releases, since the first of them."""
    if not may_authorise(viewer):
        return []
    by_report: dict[UUID, list[Release]] = {}
    for release in waiting_releases(viewer=viewer):
        by_report.setdefault(release.contribution_id, []).append(release)
    titles = titles_of(by_report, viewer=viewer)
    names = names_of((group[0].proposed_by for group in by_report.values()), viewer=viewer)
    return [
        Task(
            since=group[0].proposed_at,
            icon="signature",
            what=_("Decide a release to %(members)s") % {"members": _member_names(group)},
            note=titles.get(report_id, ""),
            url=reverse("intelligence:release", args=[report_id]),
            verb=_("Read"),
            who=names.get(group[0].proposed_by, ""),
        )
        for report_id, group in by_report.items()
        if report_id in titles
    ]


def _member_names(releases: list[Release]) -> str:
    return get_text_list(sorted({member_card(one.to_member_id).name for one in releases}), _("and"))


def _decided(viewer: Viewer) -> list[Release]:
    since = now() - REFUSALS_WAIT
    return list(proposals_decided(viewer=viewer, since=since))


def _refused(release: Release, titles: dict[UUID, str]) -> Task:
    name = member_card(release.to_member_id).name
    return Task(
        since=release.decided_at or release.proposed_at,
        icon="circle-x",
        what=_("Look at a refused release to %(member)s") % {"member": name},
        note=_("%(title)s. Reason: %(reason)s")
        % {"title": titles.get(release.contribution_id, ""), "reason": release.reason},
        url=reverse("intelligence:release", args=[release.contribution_id]),
        verb=_("Look"),
    )


def _draft_task(draft: DeskDraft) -> Task:
    return Task(
        since=draft.changed_at,
        icon="pencil",
        what=draft.title,
        note=missing_words(draft.missing),
        url=reverse("intelligence:report_edit", args=[draft.id]),
        verb=_("Go on"),
    )


def _imports(viewer: Viewer) -> list[Task]:
    if not viewer.contributes:
        return []
    return [
        Task(
            since=one.changed_at,
            icon="table-import",
            what=one.file_name,
            note=stop_words(one),
            url=reverse("intelligence:import", args=[one.id]),
            verb=_("Mend") if one.errors else _("Go on"),
        )
        for one in stopped_imports(viewer=viewer)
    ]


def _reviews(viewer: Viewer) -> list[Task]:
    if not viewer.contributes:
        return []
    until = (now() + REVIEW_AHEAD).date()
    return [
        Task(
            since=now(),
            icon="history",
            what=_("Review “%(title)s”") % {"title": one.title},
            note=_("%(reference)s. Say whether your member still needs to hold this.") % {"reference": one.reference},
            url=reverse("intelligence:report", args=[one.id]),
            verb=_("Review"),
            due_at=datetime.combine(one.review_by, time.max, tzinfo=UTC),
        )
        for one in reviews_of(viewer=viewer, until=until)
    ]


def _news(viewer: Viewer, came: datetime | None, decided: list[Release], titles: dict[UUID, str]) -> list[News]:
    since = max(came or now() - NEWS_AT_MOST, now() - NEWS_AT_MOST)
    received = list(releases_to_me(viewer=viewer, since=since)[:MOST_NEWS])
    seen = titles_of([one.contribution_id for one in received], viewer=viewer)
    news = [_received(one, seen[one.contribution_id]) for one in received if one.contribution_id in seen]
    news += [
        _agreed(one, titles[one.contribution_id])
        for one in decided
        if one.state == "active" and one.contribution_id in titles and one.decided_at and one.decided_at >= since
    ]
    return sorted(news, key=lambda one: one.at, reverse=True)


def _received(release: Release, title: str) -> News:
    owner = member_card(release.owner_id)
    until = date_format(release.ends_at, "j M Y")
    return News(
        at=release.decided_at or release.proposed_at,
        icon="arrows-split",
        title=title,
        note=_("released to us until %(day)s") % {"day": until},
        url=reverse("intelligence:report", args=[release.contribution_id]),
        code=owner.code,
        member=owner.name,
    )


def _agreed(release: Release, title: str) -> News:
    return News(
        at=release.decided_at or release.proposed_at,
        icon="circle-check",
        title=title,
        note=_("Your release to %(member)s was agreed to.") % {"member": member_card(release.to_member_id).name},
        url=reverse("intelligence:release", args=[release.contribution_id]),
    )
