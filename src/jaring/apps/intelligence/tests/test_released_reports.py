"""What a report that is open to others still takes in: nothing, unless a release officer puts it there."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest

from jaring.apps.intelligence.actions.attachments import add_attachment
from jaring.apps.intelligence.actions.contributions import change_contribution
from jaring.apps.intelligence.actions.releases import withdraw_release
from jaring.apps.intelligence.actions.statements import (
    EntityDraft,
    Fact,
    add_entity,
    add_facts,
    correct_fact,
    retire_entity,
    retire_fact,
)
from jaring.apps.intelligence.models import Contribution, EntityRow, Statement
from jaring.apps.intelligence.tests.reports import DRAFT, Ranong, open_to, text_of
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.models import Person
from jaring.foundation.sharing.api import Release
from jaring.kernel.clock import now
from jaring.kernel.errors import ConflictError
from tests.cast import Cast, Player

PERSON = EntityDraft("Person", (Fact("name", "Informant"),))
SENTENCE = "This report is open to Viet Nam until"


def name_of_boat(report: Ranong) -> Statement:
    """A fact of the report."""
    return Statement.objects.get(entity_id=report.boat, prop="name", retired_at=None)


WIDENING: dict[str, Callable[[Ranong, Viewer], object]] = {
    "entity": lambda report, viewer: add_entity(report.id, PERSON, acting=viewer),
    "facts": lambda report, viewer: add_facts(report.id, report.lek, [Fact("nationality", "la")], acting=viewer),
    "correction": lambda report, viewer: correct_fact(name_of_boat(report).id, Fact("name", "KM 8"), acting=viewer),
    "file": lambda report, viewer: add_attachment(report.id, "a.txt", BytesIO(b"hello"), acting=viewer),
    "title": lambda report, viewer: change_contribution(report.id, replace(DRAFT, title="Other"), acting=viewer),
    "narrative": lambda report, viewer: change_contribution(report.id, replace(DRAFT, narrative="x"), acting=viewer),
    "marking": lambda report, viewer: change_contribution(report.id, replace(DRAFT, marking=1), acting=viewer),
}


@pytest.fixture
def writing_officer(cast: Cast) -> Iterator[Player]:
    """Rahmat, who also writes reports."""
    before = cast.rahmat.person.roles
    cast.rahmat.person.roles = [*before, "analyst"]
    Person.objects.filter(id=cast.rahmat.person.id).update(roles=cast.rahmat.person.roles)
    yield cast.rahmat
    cast.rahmat.person.roles = before
    Person.objects.filter(id=cast.rahmat.person.id).update(roles=before)


@pytest.mark.parametrize("change", sorted(WIDENING))
def test_it_keeps_writers_from_widening_what_others_read(cast: Cast, change: str) -> None:
    report = Ranong(cast)
    (given,) = open_to(cast, report, "VNM")
    with cast.aditi.acting() as aditi, pytest.raises(ConflictError, match=SENTENCE):
        WIDENING[change](report, aditi)
    with cast.rahmat.acting() as rahmat:
        withdraw_release(given.id, "To add to it", acting=rahmat)
    with cast.aditi.acting() as aditi:
        WIDENING[change](report, aditi)


@pytest.mark.parametrize("change", sorted(WIDENING))
def test_it_lets_a_release_officer_who_writes_reports_widen(cast: Cast, change: str, writing_officer: Player) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    with writing_officer.acting() as rahmat:
        WIDENING[change](report, rahmat)


def test_it_lets_writers_take_facts_out_and_raise_the_marking(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    with cast.aditi.acting() as aditi:
        retire_fact(name_of_boat(report).id, acting=aditi)
        retire_entity(report.id, report.phone, acting=aditi)
        change_contribution(report.id, replace(DRAFT, source_grade="A", marking=3), acting=aditi)
    with cast.bao.acting():
        assert not Contribution.objects.exists()


def test_it_adds_again_once_the_release_is_over(cast: Cast) -> None:
    report = Ranong(cast)
    (given,) = open_to(cast, report, "VNM", days=1 / 86_400)
    time.sleep(max(0.0, (given.ends_at - now()).total_seconds()) + 0.05)
    report.add("Person", name="Later")


def test_it_gives_no_name_back_to_recipients_by_taking_a_victim_status_out(cast: Cast) -> None:
    report, other = Ranong(cast), Ranong(cast)
    status = EntityDraft("VictimStatus", (Fact("subject", str(report.lek)), Fact("status", "identified")))
    with cast.aditi.acting() as aditi:
        status_id = add_entity(other.id, status, acting=aditi)
    open_to(cast, report, "VNM")
    with cast.aditi.acting() as aditi:
        subject = Statement.objects.get(entity_id=status_id, prop="subject")
        with pytest.raises(ConflictError, match=SENTENCE):
            retire_entity(other.id, status_id, acting=aditi)
        with pytest.raises(ConflictError, match=SENTENCE):
            retire_fact(subject.id, acting=aditi)
        with pytest.raises(ConflictError, match=SENTENCE):
            correct_fact(subject.id, Fact("subject", str(report.min)), acting=aditi)
    with cast.bao.acting():
        assert EntityRow.objects.get(entity_id=report.lek).protected


def test_it_protects_a_person_of_a_released_report_from_a_new_one(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    other = Ranong(cast)
    other.protect(report.lek)
    with cast.bao.acting():
        assert EntityRow.objects.get(entity_id=report.lek).protected


def test_it_says_on_the_page_why_nothing_can_be_added(cast: Cast) -> None:
    report = Ranong(cast)
    aditi = cast.aditi.client()
    assert f"{report.url}add/Person/" in text_of(aditi, report.url)
    open_to(cast, report, "VNM")
    page = text_of(aditi, report.url)
    assert SENTENCE in page
    for gone in (f"{report.url}add/", f"{report.url}attach/", f"{report.url}link/", "Correct fact 1"):
        assert gone not in page
    assert "Take out fact 1" in page
    assert SENTENCE in text_of(aditi, f"{report.url}add/Person/", 409)
    assert SENTENCE in text_of(aditi, f"{report.url}link/", 409)
    assert SENTENCE not in text_of(cast.bao.client(), report.url)


def test_it_keeps_what_was_typed_when_a_changed_narrative_is_refused(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    aditi = cast.aditi.client()
    form = {
        "title": DRAFT.title,
        "narrative": DRAFT.narrative,
        "marking": "2",
        "source_grade": "A",
        "information_grade": "2",
        "source_protection": "none",
        "legal_basis": "national_law",
    }
    assert SENTENCE in text_of(aditi, f"{report.url}edit/")
    refused = aditi.post(f"{report.url}edit/", {**form, "narrative": "A third van came."})
    assert refused.status_code == 422
    assert SENTENCE in refused.content.decode()
    assert "A third van came." in refused.content.decode()
    assert aditi.post(f"{report.url}edit/", form).status_code == 302
    with cast.rahmat.acting():
        assert Release.objects.get().state == "active"
