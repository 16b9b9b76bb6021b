"""Brings the story into the database through the same actions people use, each in the session of who does it.

Every report is one transaction, and every step of a release another; what is there already is recognised, so a
start that was killed goes on where it stood.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import QuerySet

from jaring.apps.intelligence.actions.contributions import (
    ContributionDraft,
    create_contribution,
    finalise_contribution,
)
from jaring.apps.intelligence.actions.reading import open_report
from jaring.apps.intelligence.actions.releases import authorise_release, propose_release, withdraw_release
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entities
from jaring.apps.intelligence.domain import SourceProtection
from jaring.apps.intelligence.models import Contribution
from jaring.cli.demo.story import Story, StoryContribution, StoryEntity, StoryRelease, Value
from jaring.foundation.accounts.api import Marking, Purpose, Viewer, job_viewer, member_by_code
from jaring.foundation.accounts.models import Person
from jaring.foundation.audit.api import own_reads_of
from jaring.foundation.sharing.api import Release, ReleaseState, ReleaseTerms
from jaring.kernel.clock import now
from jaring.kernel.errors import JaringError
from jaring.platform.session import viewer_session

# A release that has run out is made with an end this close, for the database refuses one that is over already.
SOON = timedelta(seconds=1.5)
# Entities of the story have the same addresses on every machine, so that a guide can link to them; and a start that
# was killed finds the entities again that two reports of one member share.
_STORY_IDS = UUID("2c1a4c8e-6b0e-5d6a-9b53-0d7f2a26d0f5")


# Who opens what was released to them before anybody signs in.
READERS = ("bao", "anong", "kumari")


@dataclass
class Loader:
    """Loads one story; `told` is called with the title of each report and how many are done of how many."""

    story: Story
    told: Callable[[str, int, int], None]
    people: dict[str, UUID] = field(default_factory=dict)

    def load(self) -> None:
        """Everything, in the order of the reports' days, so that the log reads like the story."""
        emails = {member.email: member.key for member in self.story.cast}
        rows = Person.objects.filter(email__in=emails).values_list("email", "id")
        self.people = {emails[email]: person_id for email, person_id in rows}
        reports = sorted(self.story.contributions, key=lambda one: -one.days_ago)
        for number, report in enumerate(reports):
            self.told(report.title, number, len(reports))
            contribution_id = self._report(report)
            for release in report.releases:
                self._release(contribution_id, release)
        self._read()

    @contextmanager
    def _acting(self, key: str) -> Iterator[Viewer]:
        with job_viewer(self.people[key], Purpose.EXERCISE) as viewer, viewer_session(viewer.token):
            yield viewer

    def _report(self, report: StoryContribution) -> UUID:
        with self._acting(report.author) as author:
            known = Contribution.objects.filter(title=report.title, owner_id=author.member_id).first()
            if known is not None:
                return known.id
            contribution = create_contribution(_draft(report), acting=author)
            drafts = {_entity_id(report.owner, one.key): _entity_draft(report.owner, one) for one in report.entities}
            add_entities(contribution.id, drafts, acting=author)
            finalise_contribution(contribution.id, acting=author)
            written = now() - timedelta(days=report.days_ago)
            # The actions say "now", as they must; the story happened before.
            Contribution.objects.filter(id=contribution.id).update(
                created_at=written, changed_at=written, reference=_dated(contribution.reference, written)
            )
            return contribution.id

    def _release(self, contribution_id: UUID, told: StoryRelease) -> None:
        for code in told.to:
            card = member_by_code(code)
            if card is None:
                raise JaringError(f"The register has no active member {code}; the story needs it.")
            state = self._release_state(contribution_id, card.id, told)
            if state is None:
                self._propose(contribution_id, card.id, told)
                state = self._release_state(contribution_id, card.id, told)
            if state == ReleaseState.PROPOSED and told.authorised_by:
                self._authorise(contribution_id, card.id, told.authorised_by)
            if state != ReleaseState.ENDED and told.state == "ended":
                self._withdraw(contribution_id, card.id, told)
            self._date(contribution_id, card.id, told)

    def _read(self) -> None:
        """The readers open what was released to them, so that the owners' logs have something to show."""
        for key in READERS:
            with self._acting(key) as reader:
                for report in Contribution.objects.exclude(owner_id=reader.member_id).order_by("created_at"):
                    if not own_reads_of(report.id, person_id=reader.person_id):
                        open_report(report.id, acting=reader)

    def _release_state(self, contribution_id: UUID, member_id: int, told: StoryRelease) -> str | None:
        with self._acting(told.proposed_by):
            return _releases(contribution_id, member_id).values_list("state", flat=True).first()

    def _propose(self, contribution_id: UUID, member_id: int, told: StoryRelease) -> None:
        ends_at = now() + (timedelta(days=told.until_days) if told.until_days > 0 else SOON)
        terms = ReleaseTerms([member_id], told.purpose, told.legal_basis, ends_at, told.conditions)
        with self._acting(told.proposed_by) as proposer:
            propose_release(contribution_id, terms, acting=proposer)

    def _authorise(self, contribution_id: UUID, member_id: int, officer_key: str) -> None:
        with self._acting(officer_key) as officer:
            authorise_release(_releases(contribution_id, member_id).get().id, acting=officer)

    def _withdraw(self, contribution_id: UUID, member_id: int, told: StoryRelease) -> None:
        with self._acting(told.authorised_by or told.proposed_by) as officer:
            release = _releases(contribution_id, member_id).get()
            withdraw_release(release.id, told.ended_reason, acting=officer)

    def _date(self, contribution_id: UUID, member_id: int, told: StoryRelease) -> None:
        """Put the release where it stands in the story's time; its labels keep the ends the database enforces."""
        begun = now() - timedelta(days=told.days_ago)
        changes: dict[str, datetime] = {"proposed_at": begun}
        if told.authorised_by:
            changes["decided_at"] = begun + timedelta(hours=3)
        if told.ended_days_ago is not None:
            changes["ended_at"] = now() - timedelta(days=told.ended_days_ago)
        if told.until_days <= 0:
            changes["ends_at"] = now() + timedelta(days=told.until_days)
        with self._acting(told.proposed_by):
            _releases(contribution_id, member_id).update(**changes)


def is_loaded(story: Story) -> bool:
    """Whether the last report of the story is there; asked because a database can be replaced under its home."""
    last = min(story.contributions, key=lambda one: one.days_ago)
    author = story.cast_member(last.author)
    person = Person.objects.filter(email=author.email).first()
    if person is None:
        return False
    with job_viewer(person.id, Purpose.EXERCISE) as viewer, viewer_session(viewer.token):
        return Contribution.objects.filter(owner_id=viewer.member_id).exists()


def _releases(contribution_id: UUID, member_id: int) -> QuerySet[Release]:
    return Release.objects.filter(contribution_id=contribution_id, to_member_id=member_id)


def _draft(report: StoryContribution) -> ContributionDraft:
    today = now().date()
    narrative = report.narrative.strip()
    if report.source_protection:
        narrative += f"\n\n> {report.source_protection}"
    return ContributionDraft(
        title=report.title,
        narrative=narrative,
        source_grade=report.source_grade,
        information_grade=str(report.information_grade),
        marking=Marking[report.marking.upper()],
        handling_codes=report.handling_codes,
        legal_basis=report.legal_basis,
        source_protection=SourceProtection.PROTECTED if report.source_protection else SourceProtection.NONE,
        reported_at=today - timedelta(days=report.days_ago),
        review_by=today + timedelta(days=report.review_in_days),
    )


def _dated(reference: str, written: datetime) -> str:
    member, _year, tail = reference.rsplit("-", 2)
    return f"{member}-{written.year}-{tail}"


def _entity_id(owner: str, key: str) -> UUID:
    """Two reports of one member may tell of the same entity; two members never share one."""
    return uuid5(_STORY_IDS, f"{owner}/{key}")


def _entity_draft(owner: str, entity: StoryEntity) -> EntityDraft:
    facts = [_fact(owner, prop, value) for prop, values in entity.properties.items() for value in values]
    return EntityDraft(entity.schema, facts)


def _fact(owner: str, prop: str, value: Value) -> Fact:
    text = str(_entity_id(owner, value.text)) if value.refers else value.text
    grade = value.grade or "  "
    return Fact(prop, text, value.lang or "", grade[0].strip(), grade[1].strip())
