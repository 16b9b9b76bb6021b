"""Files in, facts out: nothing lost, nothing doubled, nothing half stored."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution, delete_draft
from jaring.apps.intelligence.actions.imports import choose_mapping, keep_import
from jaring.apps.intelligence.actions.statements import EntityDraft, Fact, add_entity, add_facts
from jaring.apps.intelligence.models import Contribution, Edge, EntityRow, Import, SearchDocument, Statement
from jaring.apps.intelligence.queries.exports import export_ftm
from jaring.apps.intelligence.queries.imports import problems_of
from jaring.apps.intelligence.tests.files import OWNERSHIP, PERSON, VESSEL, bring_in, exported, lines, look
from jaring.foundation.accounts.api import Purpose
from jaring.platform.files import open_file, remove_file
from jaring.platform.jobs import run_worker
from tests.cast import Cast

FILE = lines(PERSON, VESSEL, OWNERSHIP)


def test_it_gives_back_every_value_that_went_in(cast: Cast) -> None:
    status = bring_in(cast.aditi, FILE)
    assert (status.state, status.errors, status.warnings) == ("kept", 0, 0)
    with cast.aditi.acting() as viewer:
        out = exported(export_ftm(viewer=viewer))
    assert {key: (one["schema"], {p: sorted(v) for p, v in one["properties"].items()}) for key, one in out.items()} == {
        one["id"]: (one["schema"], {p: sorted(v) for p, v in one["properties"].items()})
        for one in (PERSON, VESSEL, OWNERSHIP)
    }


def test_it_makes_a_final_report_of_the_owner_with_edges(cast: Cast) -> None:
    bring_in(cast.aditi, FILE)
    with cast.aditi.acting():
        report = Contribution.objects.get()
        assert (report.kind, report.state) == ("import", "final")
        edge = Edge.objects.get(link_id__isnull=False)
        assert (edge.starts, edge.schema) == ("2024-03", "Ownership")
        assert set(EntityRow.objects.values_list("kind", flat=True)) == {"person", "vessel", "link"}


def test_it_shows_nothing_of_an_import_to_another_member(cast: Cast) -> None:
    bring_in(cast.aditi, FILE)
    with cast.chanda.acting() as viewer:
        assert list(export_ftm(viewer=viewer)) == []
        assert Import.objects.count() == 0


def test_it_makes_no_doubles_of_the_same_file(cast: Cast) -> None:
    first = bring_in(cast.aditi, FILE)
    again = bring_in(cast.aditi, FILE, name="renamed.json")
    assert again.id == first.id
    with cast.aditi.acting():
        assert Contribution.objects.count() == 1


def test_it_adds_only_what_is_new_in_a_longer_file(cast: Cast) -> None:
    bring_in(cast.aditi, FILE)
    more = {"id": "p-1", "schema": "Person", "properties": {"name": ["Min Htun Aung", "Ko Min Htun"]}}
    status = bring_in(cast.aditi, lines(more, VESSEL, OWNERSHIP))
    with cast.aditi.acting():
        assert Statement.objects.filter(contribution_id__in=[status.contribution_id]).count() == 1
        assert EntityRow.objects.values("entity_id").distinct().count() == 3


def test_it_lets_two_members_hold_the_same_file_apart(cast: Cast) -> None:
    bring_in(cast.aditi, FILE)
    bring_in(cast.bao, FILE)
    with cast.bao.acting() as viewer:
        assert Statement.objects.exclude(owner_id=viewer.member_id).count() == 0
        assert set(exported(export_ftm(viewer=viewer))) == {"p-1", "v-1", "o-1"}


def test_it_names_bad_lines_and_keeps_the_good_ones(cast: Cast) -> None:
    bad = b'{"id": "x", "schema": "Persn", "properties": {}}\n{"id": "y", "sch'
    status = bring_in(cast.aditi, FILE + bad)
    assert (status.state, status.errors) == ("kept", 2)
    with cast.aditi.acting() as viewer:
        problems, count = problems_of(status.id, viewer=viewer)
        assert count == 2
        assert [(one.line, one.code) for one in problems] == [(4, "unknown_schema"), (5, "cut_off")]
        assert "Person" in problems[0].mend


def test_it_keeps_a_link_to_an_absent_entity_and_joins_it_later(cast: Cast) -> None:
    status = bring_in(cast.aditi, lines(PERSON, OWNERSHIP))
    with cast.aditi.acting() as viewer:
        problems, _count = problems_of(status.id, viewer=viewer)
        assert [one.code for one in problems] == ["absent_entity"]
    bring_in(cast.aditi, lines(VESSEL))
    with cast.aditi.acting():
        edge = Edge.objects.get()
        assert EntityRow.objects.filter(entity_id=edge.target_id, kind="vessel").exists()


def test_it_keeps_nothing_of_a_file_without_a_good_line(cast: Cast) -> None:
    status = bring_in(cast.aditi, b"\xff\xfe\x00garbage\x00" * 50)
    assert (status.state, status.entities) == ("checked", 0)
    assert status.errors
    with cast.aditi.acting():
        assert Contribution.objects.count() == 0


def test_it_brings_in_a_table_by_its_guessed_columns(cast: Cast) -> None:
    sheet = b"Name,Date of birth,Passport number,Nationality\nBudi Hartono,1980-02-03,X1234567,Indonesia\n"
    status = bring_in(cast.aditi, sheet, name="crew.csv")
    assert status.state == "mapping"
    with cast.aditi.acting() as viewer:
        choose_mapping(status.id, status.guess, "Crew", acting=viewer)
    run_worker(wait=False)
    with cast.aditi.acting() as viewer:
        keep_import(status.id, acting=viewer)
    run_worker(wait=False)
    with cast.aditi.acting():
        assert EntityRow.objects.get(kind="person").caption == "Budi Hartono"
    again = bring_in(cast.aditi, sheet.replace(b"Budi Hartono", b"Agus Salim"), name="crew2.csv")
    assert again.state == "kept"


def test_it_excludes_protected_persons_from_captions_search_and_export(cast: Cast) -> None:
    status_fact = {
        "id": "s-1",
        "schema": "VictimStatus",
        "properties": {"subject": ["p-1"], "status": ["identified"]},
    }
    bring_in(cast.aditi, lines(PERSON, VESSEL, OWNERSHIP, status_fact))
    with cast.aditi.acting(purpose=Purpose.VICTIM) as viewer:
        row = EntityRow.objects.get(kind="protected")
        assert row.caption.startswith("V-")
        out = exported(export_ftm(viewer=viewer))
        assert set(out) == {"v-1"}
        assert "p-1" not in str(out)
        assert str(row.entity_id) not in str(out)


def test_it_takes_out_characters_that_turn_a_name_round_and_keeps_what_the_file_gave(cast: Cast) -> None:
    turned = {"id": "p-9", "schema": "Person", "properties": {"name": ["Budi\u202eonotraH"]}}
    status = bring_in(cast.aditi, lines(turned), name="list\u202egnp.json")
    with cast.aditi.acting() as viewer:
        problems, _count = problems_of(status.id, viewer=viewer)
        assert [one.code for one in problems] == ["turning_character"]
        name = Statement.objects.get(prop="name")
        assert (name.value, name.original_value) == ("BudionotraH", "Budi\u202eonotraH")
        assert EntityRow.objects.get().caption == "BudionotraH"
        assert Contribution.objects.get().title == "listgnp.json"


def test_it_makes_no_doubles_of_a_file_that_two_people_keep_at_once(cast: Cast) -> None:
    first = bring_in(cast.aditi, FILE, keep=False)
    second = bring_in(cast.aditi, FILE, keep=False)
    with cast.aditi.acting() as viewer:
        kept = keep_import(first.id, acting=viewer)
        assert keep_import(second.id, acting=viewer).id == kept.id
    run_worker(wait=False)
    with cast.aditi.acting():
        assert Contribution.objects.count() == 1
        assert EntityRow.objects.values("entity_id").distinct().count() == 3


def test_it_finds_one_entity_for_an_id_in_two_files_that_are_kept_together(cast: Cast) -> None:
    first = bring_in(cast.aditi, lines(PERSON, VESSEL), keep=False)
    second = bring_in(cast.aditi, lines(PERSON, VESSEL, OWNERSHIP), keep=False)
    with cast.aditi.acting() as viewer:
        keep_import(first.id, acting=viewer)
        keep_import(second.id, acting=viewer)
    run_worker(wait=False)
    with cast.aditi.acting():
        assert EntityRow.objects.values("entity_id").distinct().count() == 3


def test_it_takes_a_file_again_whose_report_was_thrown_away(cast: Cast) -> None:
    status = bring_in(cast.aditi, FILE, legal_basis="")
    with cast.aditi.acting() as viewer:
        assert status.contribution_id is not None
        delete_draft(status.contribution_id, acting=viewer)
    again = bring_in(cast.aditi, FILE)
    assert (again.state, again.id != status.id) == ("kept", True)
    with cast.aditi.acting():
        assert EntityRow.objects.count() == 3


def test_it_says_so_when_an_import_cannot_go_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    # The bytes are taken away beneath the job, and its first try is its last: what a broken disk does in half a minute.
    monkeypatch.setattr("jaring.apps.intelligence.tasks.is_last_try", lambda job: True)
    status = bring_in(cast.aditi, FILE, keep=False)
    with cast.aditi.acting() as viewer:
        stored = Import.objects.get(id=status.id).stored_as["file"]
        keep_import(status.id, acting=viewer)
    with open_file(stored) as stream:
        data = stream.read()
    remove_file(stored)
    run_worker(wait=False)
    failed = look(cast.aditi, status.id)
    assert failed.state == "failed"
    assert "Try again" in failed.message
    (Path(settings.JARING_FILES) / stored).write_bytes(data)
    with cast.aditi.acting() as viewer:
        keep_import(status.id, acting=viewer)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = null where status = 'todo'")
    run_worker(wait=False)
    assert look(cast.aditi, status.id).state == "kept"


def test_it_keeps_a_person_protected_whoever_writes_about_them(cast: Cast) -> None:
    open_draft, closed_draft = ContributionDraft(title="Open", marking=1), ContributionDraft(title="Closed", marking=3)
    with cast.aditi.acting() as aditi:
        report = create_contribution(open_draft, acting=aditi)
        lek = add_entity(report.id, EntityDraft("Person", (Fact("name", "Captain Lek"),)), acting=aditi)
        closed = create_contribution(closed_draft, acting=aditi)
        facts = (Fact("subject", str(lek)), Fact("status", "identified"), Fact("role", "victim"))
        add_entity(closed.id, EntityDraft("VictimStatus", facts), acting=aditi)
    with cast.dewi.acting() as dewi:
        add_facts(report.id, lek, [Fact("nationality", "la")], acting=dewi)
        row = EntityRow.objects.get(entity_id=lek)
        assert row.protected
        assert row.caption.startswith("V-")
        assert not SearchDocument.objects.filter(thing_id=lek, content__contains="captain").exists()


def test_it_protects_a_person_in_reports_the_writer_does_not_see(cast: Cast) -> None:
    with cast.aditi.acting() as aditi:
        low = create_contribution(ContributionDraft(title="Open", marking=1), acting=aditi)
        lek = add_entity(low.id, EntityDraft("Person", (Fact("name", "Captain Lek"),)), acting=aditi)
        high = create_contribution(ContributionDraft(title="Closed", marking=3), acting=aditi)
        add_facts(high.id, lek, [Fact("name", "Lek the captain")], acting=aditi)
    with cast.dewi.acting() as dewi:
        facts = (Fact("subject", str(lek)), Fact("status", "identified"), Fact("role", "victim"))
        add_entity(low.id, EntityDraft("VictimStatus", facts), acting=dewi)
    with cast.aditi.acting():
        assert list(EntityRow.objects.filter(entity_id=lek).values_list("protected", flat=True)) == [True, True]
