"""Who reads what on the pages of reports and entities."""

import re
import uuid
from dataclasses import replace

import pytest
from django.test import Client

from jaring.apps.intelligence.actions.statements import Fact, add_facts
from jaring.apps.intelligence.models import Statement
from jaring.apps.intelligence.tests.reports import ABSENT, DRAFT, LEK, MIN, Ranong, open_to, text_of
from jaring.foundation.audit.api import Event
from tests.cast import Cast


def test_it_shows_a_report_to_its_owner_with_numbered_facts(cast: Cast) -> None:
    report = Ranong(cast)
    page = text_of(cast.aditi.client(), report.url)
    assert "Crossing at Ranong" in page
    assert "<strong>Bang Rin</strong>" in page
    assert re.findall(r'<tr id="f(\d+)"', page) == [str(n) for n in range(1, 12)]
    assert "11 facts you may see" in page
    assert "is skipper of" in page
    assert "nobody else" in page


def test_it_puts_the_own_script_first_and_marks_its_language(cast: Cast) -> None:
    report = Ranong(cast)
    page = text_of(cast.aditi.client(), f"/entities/{report.min}/")
    assert f'<h1><bdi lang="my">{MIN}</bdi></h1>' in page
    assert "<bdi>Min Htun Aung</bdi>" in page


def test_it_opens_a_report_to_the_recipient_only_while_it_is_released(cast: Cast) -> None:
    report = Ranong(cast)
    bao = cast.bao.client()
    assert bao.get(report.url).status_code == 404
    (release,) = open_to(cast, report, "VNM")
    page = text_of(bao, report.url)
    assert "People smuggling investigation" in page
    assert "use in court (H1)" in page
    assert "pass on (H2)" in page
    assert "Aditi" not in page
    cast.rahmat.client().post(f"/releases/{release.id}/withdraw/", {"reason": "Source at risk"})
    assert bao.get(report.url).status_code == 404


def test_it_names_no_other_reader_to_a_recipient(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM", "LAO")
    page = text_of(cast.bao.client(), report.url)
    assert "LAO" not in page
    assert "Lao" not in page
    ours = text_of(cast.aditi.client(), report.url)
    assert "LAO" in ours
    assert "VNM" in ours


@pytest.mark.parametrize("name", ["chanda", "dewi", "noor", "rosa", "sari", "yusuf", "tomas"])
def test_it_answers_hidden_and_absent_with_the_same_bytes(cast: Cast, name: str) -> None:
    report = Ranong(cast)
    client = getattr(cast, name).client()
    pairs = [
        (report.url, f"/reports/{ABSENT}/"),
        (f"/entities/{report.lek}/", f"/entities/{ABSENT}/"),
        (f"/entities/{report.skipper}/", f"/entities/{ABSENT}/"),
        (f"{report.url}release/", f"/reports/{ABSENT}/release/"),
        (f"{report.url}edit/", f"/reports/{ABSENT}/edit/"),
    ]
    for hidden, absent in pairs:
        here, there = client.get(hidden), client.get(absent)
        assert here.status_code == there.status_code == 404, hidden
        assert _without_ids(here.content) == _without_ids(there.content)


def _without_ids(body: bytes) -> bytes:
    """The page without what differs on every answer: identifiers in addresses and the form's token."""
    body = re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", body)
    return re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"?[^">]+', b"", body)


@pytest.mark.parametrize("name", ["chanda", "dewi", "noor", "rosa"])
def test_it_lists_nothing_to_those_who_may_see_nothing(cast: Cast, name: str) -> None:
    Ranong(cast)
    page = text_of(getattr(cast, name).client(), "/reports/")
    assert "0 reports you may see" in page
    assert "Ranong" not in page


def test_it_sends_strangers_to_sign_in(cast: Cast) -> None:
    report = Ranong(cast)
    for url in ("/reports/", report.url, f"/entities/{report.lek}/", "/find/?end=source&source_text=Lek"):
        response = Client().get(url)
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]


def test_it_filters_and_sorts_the_list(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    bao = cast.bao.client()
    assert "Crossing at Ranong" in text_of(bao, "/reports/?whose=others&sort=title")
    assert "Crossing at Ranong" not in text_of(bao, "/reports/?whose=member")
    assert "Crossing at Ranong" in text_of(bao, f"/reports/?text={report.reference[-6:]}")
    assert "Crossing at Ranong" not in text_of(bao, "/reports/?state=draft")
    assert "1 report you may see" in text_of(bao, "/reports/?member=rubbish&sort=rubbish&page=rubbish")


def test_it_leaves_out_a_fact_whose_other_end_is_hidden(cast: Cast) -> None:
    """Aditi links her person to one of another report; Bao gets only the first report."""
    seen, hidden = Ranong(cast), Ranong(cast)
    seen.add("Associate", person=str(seen.lek), associate=str(hidden.min), relationship="secret friend")
    open_to(cast, seen, "VNM")
    ours, theirs = text_of(cast.aditi.client(), seen.url), text_of(cast.bao.client(), seen.url)
    assert "12 facts you may see" in ours
    assert "secret friend" in ours
    assert "11 facts you may see" in theirs
    assert re.findall(r'<tr id="f(\d+)"', theirs) == [str(n) for n in range(1, 12)]
    assert "secret friend" not in theirs
    assert str(hidden.min) not in theirs
    entity = text_of(cast.bao.client(), f"/entities/{seen.lek}/")
    assert "secret friend" not in entity
    assert str(hidden.min) not in entity


def test_it_captions_an_entity_by_visible_names_only(cast: Cast) -> None:
    """The alias Aditi adds in a report that stays hidden never reaches Bao."""
    shown = Ranong(cast)
    hidden = Ranong(cast)
    with cast.aditi.acting() as viewer:
        add_facts(hidden.id, shown.boat, [Fact("name", "Ghost Ship")], acting=viewer)
    open_to(cast, shown, "VNM")
    url = f"/entities/{shown.boat}/"
    assert "Ghost Ship" in text_of(cast.aditi.client(), url)
    theirs = text_of(cast.bao.client(), url)
    assert "Ghost Ship" not in theirs
    assert hidden.reference not in theirs
    assert "1 fact you may see," in theirs


def test_it_says_when_values_disagree_but_not_when_one_is_only_sharper(cast: Cast) -> None:
    report = Ranong(cast)
    client = cast.aditi.client()
    url = f"/entities/{report.lek}/"
    add = f"{report.url}add/Person/?entity={report.lek}"
    client.post(add, {"birthDate": "1979"})
    assert "disagree" not in text_of(client, url)
    client.post(add, {"birthDate": "1981"})
    assert "2 values disagree" in text_of(client, url)


def test_it_counts_the_readings_and_shows_them_to_the_owner(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    bao = cast.bao.client()
    assert "opened this report once" in text_of(bao, report.url)
    assert "opened this report 2 times" in text_of(bao, report.url)
    assert "2 times, last on" in text_of(cast.aditi.client(), report.url)
    with cast.aditi.acting():
        log = Event.objects.filter(object_id=str(report.id), verb="read_contribution")
        assert {one.purpose for one in log.filter(member_id=cast.bao.person.member_id)} == {
            "people_smuggling_investigation"
        }


def test_it_withholds_what_names_a_protected_person(cast: Cast) -> None:
    report = Ranong(cast)
    report.protect(report.lek)
    open_to(cast, report, "VNM")
    for player in (cast.bao, cast.aditi):
        for url in (report.url, f"/entities/{report.lek}/"):
            page = text_of(player.client(), url)
            assert LEK not in page, url
            assert "Captain Lek" not in page
            assert "1979-03-14" not in page
            assert "14 Mar 1979" not in page
            assert "withheld: protected person" in page
            assert "Thailand" in page


def test_it_shows_a_protected_person_to_the_owner_once_and_with_a_reason(cast: Cast) -> None:
    report = Ranong(cast)
    report.protect(report.lek)
    open_to(cast, report, "VNM")
    url = f"/entities/{report.lek}/reveal/"
    aditi = cast.aditi.client()
    refused = aditi.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert LEK not in refused.content.decode()
    shown = aditi.post(url, {"reason": "She is to be interviewed in her own language"})
    assert LEK in shown.content.decode()
    assert cast.bao.client().post(url, {"reason": "curious"}).status_code == 403
    assert cast.chanda.client().post(url, {"reason": "curious"}).status_code == 404
    with cast.aditi.acting():
        assert Event.objects.filter(verb="reveal_protected", object_id=str(report.lek)).count() == 1


def test_it_logs_who_sees_a_protected_name_to_correct_it(cast: Cast) -> None:
    report = Ranong(cast)
    report.protect(report.lek)
    with cast.aditi.acting():
        name = Statement.objects.get(entity_id=report.lek, value="Captain Lek").id
    aditi = cast.aditi.client()
    assert "Captain Lek" not in text_of(aditi, f"/facts/{name}/retire/")
    assert "Captain Lek" in text_of(aditi, f"/facts/{name}/correct/")
    with cast.aditi.acting():
        assert Event.objects.filter(verb="reveal_protected", object_id=str(report.lek)).count() == 1


def test_it_takes_no_narrative_for_markup(cast: Cast) -> None:
    draft = replace(DRAFT, title="<b>x</b>", narrative="<script>alert(1)</script> [x](javascript:alert(1))")
    page = text_of(cast.aditi.client(), Ranong(cast, draft=draft).url)
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<b>x</b>" not in page


def test_it_answers_nonsense_addresses_without_a_fault(cast: Cast) -> None:
    client = cast.aditi.client()
    report = Ranong(cast)
    assert client.get(f"{report.url}?page=99999999999999999999").status_code == 200
    assert client.get(f"{report.url}add/Nonsense/").status_code == 404
    assert client.get(f"{report.url}add/Person/?entity=rubbish").status_code == 404
    assert client.get(f"{report.url}link/?source={uuid.uuid4()}").status_code == 404
    assert client.get("/find/?end=rubbish&rubbish_text=x").status_code == 200
