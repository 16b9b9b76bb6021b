"""What the matrix asks for: a report of Aditi's with everything that can hang on one, and people around it.

Each part is made when it is first asked for, through the same actions as in real life. A dossier is thrown away as
soon as somebody was allowed to change it; the next question gets a fresh one.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from io import BytesIO
from uuid import UUID, uuid4

from django.db import connections

from jaring.apps.intelligence.actions.attachments import add_attachment
from jaring.apps.intelligence.actions.contributions import (
    ContributionDraft,
    create_contribution,
    finalise_contribution,
)
from jaring.apps.intelligence.actions.imports import BeginImport, begin_import
from jaring.apps.intelligence.actions.releases import propose_release
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity
from jaring.apps.intelligence.models import Statement
from jaring.foundation.accounts.actions import PersonDraft, add_person, save_member
from jaring.foundation.accounts.api import member_by_code
from jaring.foundation.accounts.members import forget_members
from jaring.foundation.accounts.tokens import TokenTerms, make_token
from jaring.foundation.sharing.api import Release, ReleaseTerms
from jaring.kernel.clock import now
from tests.cast import PASSWORD, Cast, Player
from tests.jobs import work_off_jobs

EXTRA = "matrix-"  # the addresses of people made here begin with this
OVER_AFTER = 0.7  # seconds; the database's clock ends a release, so the tests have to wait for it
TABLE = "Name,Date of birth\nKo Ko Maung,1980-02-11\n{unique},1991-05-06\n"
LINES = """{{"id": "{unique}", "schema": "Person", "properties": {{"name": ["Thida Win"]}}}}
{{"id": "b-{unique}", "schema": "Person", "properties": {{"name": ["Ko Ko Maung"], "birthDate": ["1980-02-31"]}}}}
"""
TEXT = b"Seen at the jetty at dawn."


@dataclass
class Dossier:
    """One report as far as Viet Nam sees it: `state` is "own" (nobody does), "unreleased", "released" or
    "expired".
    """

    # What else an address may ask for: the same for everybody.
    schema = "Person"
    sheet = "crew"
    key = "key"
    key_number = 32_000

    cast: Cast
    state: str
    made_at: float = field(default_factory=time.monotonic)

    @cached_property
    def report(self) -> UUID:
        """Final, restricted, with a person who owns a vessel."""
        return self._report("Boat at Ranong", final=True)[0]

    @cached_property
    def person(self) -> UUID:
        """The person in the report."""
        return self._entity("Person")

    @cached_property
    def vessel(self) -> UUID:
        """The vessel in the report."""
        return self._entity("Vessel")

    @cached_property
    def link(self) -> UUID:
        """That the one owns the other."""
        return self._entity("Ownership")

    @cached_property
    def statement(self) -> UUID:
        """The person's name."""
        with self.cast.aditi.acting():
            return Statement.objects.get(contribution_id=self.report, entity_id=self.person, prop="name").id

    @cached_property
    def attachment(self) -> UUID:
        """A text file of the report."""
        with self.cast.aditi.acting() as aditi:
            return add_attachment(self.report, "jetty.txt", BytesIO(TEXT), acting=aditi).id

    @cached_property
    def draft(self) -> UUID:
        """Complete, but not finished."""
        return self._report("Draft on the jetty", final=False)[0]

    @cached_property
    def active(self) -> UUID:
        """An open release: to Viet Nam where the state says so, else to a member outside the cast."""
        _written = self.attachment  # nothing is added to what is released
        to = "MYS" if self.state == "unreleased" else "VNM"
        lasting = timedelta(seconds=OVER_AFTER) if self.state == "expired" else timedelta(days=7)
        made = self._release(self.cast.rahmat, to, lasting)
        self.made_at = time.monotonic()
        return made

    @cached_property
    def proposed(self) -> UUID:
        """A release that waits for Rahmat."""
        return self._release(self.cast.aditi, "VNM" if self.state == "unreleased" else "THA", timedelta(days=7))

    @cached_property
    def import_(self) -> UUID:
        """A checked file with one good line and one with an impossible date."""
        return self._import("crew.ftm.json", LINES)

    @cached_property
    def mapping(self) -> UUID:
        """A file whose columns nobody has matched yet."""
        return self._import("crew.csv", TABLE)

    @cached_property
    def token(self) -> UUID:
        """A personal access token of Aditi's."""
        terms = TokenTerms("office", frozenset({"read"}), "crime_prevention", 5)
        return make_token(terms, acting=self.cast.aditi.viewer())[0].id

    @cached_property
    def colleague(self) -> UUID:
        """A colleague of Aditi's who is nobody of the cast."""
        draft = PersonDraft("Putri", f"{EXTRA}{uuid4().hex[:12]}@idn.example", frozenset({"analyst"}), 2)
        return add_person(draft, PASSWORD, acting=self.cast.sari.viewer()).id

    @cached_property
    def member(self) -> int:
        """A member of the process that nobody of the cast belongs to."""
        code = f"ZZ{uuid4().hex[:5].upper()}"
        return save_member(None, code, f"Exercise {code}", "organisation", True, acting=self.cast.rosa.viewer()).id

    def settle(self) -> None:
        """The releases, which decide who sees the report, stand; one that is to be over is over."""
        for name in ("proposed",) if self.state == "own" else ("active", "proposed"):
            getattr(self, name)
        if self.state == "expired":
            time.sleep(max(0.0, self.made_at + OVER_AFTER + 0.05 - time.monotonic()))

    def _report(self, title: str, *, final: bool) -> tuple[UUID, ...]:
        draft = ContributionDraft(title=title, narrative="A boat waited.", legal_basis="national_law", marking=2)
        with self.cast.aditi.acting() as aditi:
            report = create_contribution(draft, acting=aditi)
            person = add_entity(report.id, EntityDraft("Person", (Fact("name", "Captain Lek"),)), acting=aditi)
            vessel = add_entity(report.id, EntityDraft("Vessel", (Fact("name", "KM Bintang"),)), acting=aditi)
            ends = (Fact("owner", str(person)), Fact("asset", str(vessel)))
            link = add_entity(report.id, EntityDraft("Ownership", ends), acting=aditi)
            if final:
                finalise_contribution(report.id, acting=aditi)
        return report.id, person, vessel, link

    def _entity(self, schema: str) -> UUID:
        with self.cast.aditi.acting():
            found = Statement.objects.filter(contribution_id=self.report, schema=schema).first()
            assert found is not None
            return found.entity_id

    def _release(self, by: Player, to: str, lasting: timedelta) -> UUID:
        card = member_by_code(to)
        assert card is not None
        terms = ReleaseTerms([card.id], "people_smuggling_investigation", "national_law", now() + lasting)
        report = self.report
        with by.acting() as viewer:
            (made,) = propose_release(report, terms, acting=viewer)
        assert isinstance(made, Release)
        return made.id

    def _import(self, name: str, text: str) -> UUID:
        data = text.format(unique=uuid4().hex).encode()
        with self.cast.aditi.acting() as aditi:
            begun = begin_import(BeginImport(name), {"file": BytesIO(data)}, acting=aditi)
        work_off_jobs()
        return begun.id


class Absent:
    """Ids of the same form that nothing has, by the same names."""

    member = 32_000
    schema, sheet, key, key_number = Dossier.schema, Dossier.sheet, Dossier.key, Dossier.key_number

    def __getattr__(self, name: str) -> UUID:
        made = uuid4()
        setattr(self, name, made)
        return made


def remove_extra_people() -> None:
    """People and members made here are gone; the cast stays. As the owner role: no other may delete them."""
    with connections["owner"].cursor() as cursor:
        for table, mark in (("accounts_person", f"email like '{EXTRA}%'"), ("accounts_member", "code like 'ZZ%'")):
            gone = f"(select id from {table} where {mark})"
            cursor.execute(_REFERRING, [table])
            for referring, column in cursor.fetchall():
                cursor.execute(f"delete from {referring} where {column} in {gone}")
            cursor.execute(f"delete from {table} where id in {gone}")
    forget_members()


_REFERRING = """
    select c.conrelid::regclass::text, a.attname
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = %s::regclass
"""
