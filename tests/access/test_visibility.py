"""Who sees a row: the owner, those it was released to, for as long as it was, and nobody else."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, connections

from jaring.apps.intelligence.actions.contributions import (
    ContributionDraft,
    change_contribution,
    create_contribution,
    finalise_contribution,
)
from jaring.apps.intelligence.actions.releases import authorise_release, propose_release, withdraw_release
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity
from jaring.apps.intelligence.models import Contribution, EntityRow, SearchDocument, Statement
from jaring.foundation.accounts.actions import save_member
from jaring.foundation.accounts.api import member_by_code
from jaring.foundation.accounts.models import Member
from jaring.foundation.sharing.api import Release, ReleaseTerms, registered_tables, terms_of
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from tests.cast import Cast

DRAFT = ContributionDraft(title="Boat at Ranong", narrative="A boat waited.", legal_basis="national_law", marking=2)


def make_report(cast: Cast, draft: ContributionDraft = DRAFT) -> Contribution:
    """A final report of Aditi's with one person in it."""
    with cast.aditi.acting() as aditi:
        report = create_contribution(draft, acting=aditi)
        add_entity(report.id, EntityDraft("Person", (Fact("name", "Captain Lek"),)), acting=aditi)
        return finalise_contribution(report.id, acting=aditi)


def release(cast: Cast, report: Contribution, *codes: str, days: float = 7) -> list[Release]:
    """Rahmat releases the report to members."""
    ids = [card.id for code in codes if (card := member_by_code(code))]
    terms = ReleaseTerms(ids, "people_smuggling_investigation", "national_law", now() + timedelta(days=days))
    with cast.rahmat.acting() as rahmat:
        return propose_release(report.id, terms, acting=rahmat)


def seen_by(cast: Cast, name: str) -> list[int]:
    """How many rows of each registered table a player sees."""
    with getattr(cast, name).acting():
        return [table.model._default_manager.count() for table in registered_tables()]


def test_it_shows_a_new_report_to_its_owner_alone(cast: Cast) -> None:
    make_report(cast)
    assert seen_by(cast, "aditi")[0] == 1
    for name in ("bao", "chanda", "rosa", "noor", "tomas", "sari", "yusuf"):
        assert not any(seen_by(cast, name)), name


def test_it_shows_nothing_without_a_session(cast: Cast) -> None:
    make_report(cast)
    assert Contribution.objects.count() == 0
    assert Statement.objects.count() == 0


def test_it_shows_nothing_above_a_colleagues_clearance(cast: Cast) -> None:
    make_report(cast)
    assert not any(seen_by(cast, "dewi"))


def test_it_shows_a_released_report_with_everything_derived_to_the_recipient_only(cast: Cast) -> None:
    report = make_report(cast)
    release(cast, report, "VNM")
    assert seen_by(cast, "bao") == seen_by(cast, "aditi")
    assert not any(seen_by(cast, "chanda"))
    with cast.bao.acting():
        assert Release.objects.get().to_member_id == cast.bao.person.member_id


def test_it_hides_a_withdrawn_report_at_once(cast: Cast) -> None:
    report = make_report(cast)
    (given,) = release(cast, report, "VNM")
    with cast.rahmat.acting() as rahmat:
        withdraw_release(given.id, "", acting=rahmat)
    assert not any(seen_by(cast, "bao"))
    with cast.bao.acting():
        assert Release.objects.count() == 0


def test_it_hides_an_expired_release_at_its_second_without_any_job(cast: Cast) -> None:
    report = make_report(cast)
    release(cast, report, "VNM", days=1.5 / 86_400)
    assert seen_by(cast, "bao")[0] == 1
    time.sleep(1.6)  # the database's own clock decides: nothing else can be waited for
    assert not any(seen_by(cast, "bao"))


def test_it_names_no_other_reader_to_a_recipient(cast: Cast) -> None:
    report = make_report(cast)
    release(cast, report, "VNM", "LAO")
    with cast.bao.acting():
        label = Contribution.objects.get().label_id
        assert [r.member_id for r in terms_of([label])[label].readers] == [cast.bao.person.member_id]
        assert Release.objects.count() == 1
    with cast.aditi.acting():
        assert len(terms_of([label])[label].readers) == 2


def test_it_refuses_an_empty_or_unknown_audience(cast: Cast) -> None:
    report = make_report(cast)
    for members in ([], [9999], [cast.aditi.person.member_id]):
        terms = ReleaseTerms(members, "people_smuggling_investigation", "national_law", now() + timedelta(days=1))
        with cast.rahmat.acting() as rahmat, pytest.raises(BadInputError):
            propose_release(report.id, terms, acting=rahmat)


def test_it_leaves_an_analysts_release_waiting_for_a_release_officer(cast: Cast) -> None:
    report = make_report(cast)
    terms = ReleaseTerms(
        [cast.bao.person.member_id],
        "people_smuggling_investigation",
        "national_law",
        now() + timedelta(days=1),
    )
    with cast.aditi.acting() as aditi:
        propose_release(report.id, terms, acting=aditi)
    assert not any(seen_by(cast, "bao"))


def test_it_does_not_let_a_recipient_release_change_or_withdraw(cast: Cast) -> None:
    report = make_report(cast)
    (given,) = release(cast, report, "VNM")
    with cast.linh.acting() as linh:
        with pytest.raises(NotFoundError):
            withdraw_release(given.id, "", acting=linh)
        with pytest.raises(NotAllowedError):
            change_contribution(report.id, DRAFT, acting=linh)


def test_it_relabels_everything_when_the_marking_changes(cast: Cast) -> None:
    report = make_report(cast)
    release(cast, report, "VNM")
    with cast.aditi.acting() as aditi:
        change_contribution(report.id, replace(DRAFT, marking=3), acting=aditi)
        labels = {t.model._default_manager.values_list("label_id", flat=True).first() for t in registered_tables()}
        assert len(labels - {None}) == 1
    assert not any(seen_by(cast, "bao"))


def test_it_hides_the_terms_of_a_release_with_the_report_when_the_marking_rises(cast: Cast) -> None:
    report = make_report(cast)
    release(cast, report, "VNM")
    with cast.bao.acting():
        assert Release.objects.count() == 1
    with cast.aditi.acting() as aditi:
        change_contribution(report.id, replace(DRAFT, marking=3), acting=aditi)
    for name in ("bao", "dewi"):
        with getattr(cast, name).acting():
            assert Release.objects.count() == 0
    with cast.rahmat.acting() as rahmat:
        change = replace(DRAFT, marking=3)
        assert terms_of([Release.objects.get().label_id]).popitem()[1].marking == change.marking
        withdraw_release(Release.objects.get().id, "done", acting=rahmat)


def test_it_takes_a_release_back_while_another_recipient_takes_part_no_more(cast: Cast) -> None:
    report = make_report(cast)
    _to_lao, to_vnm = release(cast, report, "LAO", "VNM")  # given in the order of their ids
    with inactive(cast, "LAO"):
        with cast.rahmat.acting() as rahmat:
            withdraw_release(to_vnm.id, "mistake", acting=rahmat)
        assert not any(seen_by(cast, "bao"))
        with cast.aditi.acting() as aditi:
            change_contribution(report.id, replace(DRAFT, marking=3), acting=aditi)
            assert terms_of([Contribution.objects.get().label_id]).popitem()[1].readers == ()
        release(cast, report, "MYS")


def test_it_releases_to_no_member_that_takes_part_no_more(cast: Cast) -> None:
    report = make_report(cast)
    lao = member_by_code("LAO")
    assert lao is not None
    terms = ReleaseTerms([lao.id], "people_smuggling_investigation", "national_law", now() + timedelta(days=7))
    with cast.aditi.acting() as aditi:
        (proposed,) = propose_release(report.id, terms, acting=aditi)
    with inactive(cast, "LAO"), cast.rahmat.acting() as rahmat:
        with pytest.raises(ConflictError, match="no longer takes part"):
            authorise_release(proposed.id, acting=rahmat)
        with pytest.raises(BadInputError):
            propose_release(report.id, terms, acting=rahmat)


@contextmanager
def inactive(cast: Cast, code: str) -> Iterator[None]:
    """The secretariat takes a member off the register, and puts it back."""
    member = Member.objects.get(code=code)
    facts = (member.id, member.code, member.name, member.kind)
    save_member(*facts, False, acting=cast.rosa.viewer())
    try:
        yield
    finally:
        save_member(*facts, True, acting=cast.rosa.viewer())


def test_it_finds_by_words_only_what_the_viewer_sees(cast: Cast) -> None:
    make_report(cast)
    sql = "select caption from app.search_documents('captain', '', null, 10)"
    for name, found in (("aditi", 1), ("chanda", 0)):
        with getattr(cast, name).acting(), connection.cursor() as cursor:
            cursor.execute(sql)
            assert len(cursor.fetchall()) == found


def test_it_protects_every_table_that_carries_a_label(cast: Cast) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity,"
            " exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'visible')"
            " from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
            " where a.attname = 'label_id' and c.relkind = 'r' and n.nspname = 'public' and not a.attisdropped"
        )
        rows = cursor.fetchall()
    assert len(rows) > 8
    assert [name for name, forced, policy in rows if not (forced and policy)] == []


def test_it_relabels_every_derived_table_of_a_contribution(cast: Cast) -> None:
    registered = {table.model._meta.db_table for table in registered_tables()}
    assert {EntityRow._meta.db_table, SearchDocument._meta.db_table} <= registered
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns where column_name = 'contribution_id'"
            " and table_schema = 'public'"
        )
        holding = {name for (name,) in cursor.fetchall()}
    # A release has its own label; an import is its author's work sheet and is never released.
    assert holding - registered == {"sharing_release", "intelligence_import"}
