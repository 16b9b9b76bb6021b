"""Writing reports and facts through the pages."""

import pytest

from jaring.apps.intelligence.models import Contribution, Edge, EntityRow, Statement
from jaring.apps.intelligence.tests.reports import LEK, MIN, Ranong, open_to, text_of
from jaring.kernel.errors import BadInputError
from tests.cast import Cast

FORM = {
    "title": "Boats at Belawan",
    "narrative": "A boat waited.",
    "marking": "2",
    "source_grade": "B",
    "information_grade": "2",
    "source_protection": "none",
    "legal_basis": "national_law",
}


def test_it_leads_from_an_empty_form_to_a_finished_report(cast: Cast) -> None:
    aditi = cast.aditi.client()
    made = aditi.post("/reports/new/", FORM)
    url = made["Location"]
    aditi.post(f"{url}add/Person/", {"name": f"{MIN}\nMin Htun Aung", "nationality": "mm", "birthDate": "June 1988"})
    page = text_of(aditi, url)
    assert "draft" in page
    assert MIN in page
    assert aditi.post(f"{url}finish/")["Location"] == url
    assert "Only your member sees this report." in text_of(aditi, url)
    with cast.aditi.acting():
        assert Contribution.objects.get().state == "final"
        assert Statement.objects.get(prop="birthDate").value == "1988-06"


def test_it_says_before_saving_who_will_see_it(cast: Cast) -> None:
    aditi = cast.aditi.client()
    assert "everyone Indonesia has cleared for Restricted" in text_of(aditi, "/reports/new/")
    assert "everyone Indonesia has cleared for Confidential" in text_of(aditi, "/reports/new/?marking=3")
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    assert "They see your change at once." in text_of(aditi, f"{report.url}edit/")


def test_it_puts_each_fault_at_its_field(cast: Cast) -> None:
    aditi = cast.aditi.client()
    answer = aditi.post("/reports/new/", {**FORM, "title": "", "review_by": "2050-01-01"})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    answer = aditi.post("/reports/new/", {**FORM, "review_by": "2050-01-01"})
    assert "more than three years ahead" in answer.content.decode()
    report = Ranong(cast)
    answer = aditi.post(
        f"{report.url}add/Person/", {"birthDate": "31 Feb 1980", "phone": "call me", "fact_first_seen": "soon"}
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert body.count('class="j-error"') == 3
    assert "is no day of the calendar" in body
    answer = aditi.post(f"{report.url}add/Person/", {})
    assert "State at least one fact" in answer.content.decode()


def test_it_offers_no_marking_above_the_writers_clearance(cast: Cast) -> None:
    bao = cast.bao.client()
    assert "Confidential</option>" not in text_of(bao, "/reports/new/")
    assert bao.post("/reports/new/", {**FORM, "marking": "3"}).status_code == 422


def test_it_asks_for_what_a_report_lacks_before_it_is_finished(cast: Cast) -> None:
    aditi = cast.aditi.client()
    url = aditi.post("/reports/new/", {**FORM, "legal_basis": ""})["Location"]
    answer = aditi.post(f"{url}finish/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{url}edit/"
    assert "Choose the legal basis" in answer.content.decode()


def test_it_links_two_by_a_plain_sentence(cast: Cast) -> None:
    report = Ranong(cast)
    aditi = cast.aditi.client()
    ends = f"?source={report.min}&target={report.boat}"
    page = text_of(aditi, f"{report.url}link/{ends}")
    assert "is skipper of" in page
    assert "is crew of" in page
    answer = aditi.post(
        f"{report.url}link/",
        {
            "source": report.min,
            "target": report.boat,
            "sentence": "1",
            "startDate": "Oct 2026",
            "fact_source_grade": "C",
        },
        follow=True,
    )
    assert f"Recorded: {MIN} is crew of KM Bintang Laut 7." in answer.content.decode()
    with cast.aditi.acting():
        edge = Edge.objects.get(source_id=report.min)
        assert (edge.target_id, edge.starts, edge.source_grade) == (report.boat, "2026-10", "C")


def test_it_turns_a_sentence_read_from_the_far_end_round(cast: Cast) -> None:
    report = Ranong(cast)
    aditi = cast.aditi.client()
    page = text_of(aditi, f"{report.url}link/?source={report.phone}&target={report.min}")
    assert "is used by" in page
    aditi.post(f"{report.url}link/", {"source": report.phone, "target": report.min, "sentence": "0"})
    with cast.aditi.acting():
        assert Edge.objects.get(source_id=report.min).target_id == report.phone


def test_it_refuses_a_link_to_what_the_writer_cannot_see(cast: Cast) -> None:
    hidden = Ranong(cast)
    own = Ranong(cast, cast.bao)
    bao = cast.bao.client()
    assert bao.get(f"{own.url}link/?source={own.lek}&target={hidden.lek}").status_code == 404
    answer = bao.post(f"{own.url}add/Passport/", {"number": "X1", "holder": str(hidden.lek)})
    assert answer.status_code == 422


def test_it_links_own_things_to_what_others_released(cast: Cast) -> None:
    theirs = Ranong(cast)
    open_to(cast, theirs, "VNM")
    own = Ranong(cast, cast.bao)
    bao = cast.bao.client()
    assert f"{own.url}link/?target={theirs.boat}" in text_of(bao, f"/entities/{theirs.boat}/add/")
    bao.post(f"{own.url}link/", {"source": own.min, "target": theirs.boat, "sentence": "0"})
    assert "is skipper of" in text_of(bao, f"/entities/{own.min}/")
    # Indonesia does not see Viet Nam's report, and learns nothing of the link.
    assert MIN not in text_of(cast.aditi.client(), f"/entities/{theirs.boat}/")
    assert bao.get(f"{own.url}add/Vessel/?entity={theirs.boat}").status_code == 403


def test_it_corrects_and_takes_out_facts(cast: Cast) -> None:
    report = Ranong(cast)
    aditi = cast.aditi.client()
    with cast.aditi.acting():
        name = Statement.objects.get(entity_id=report.boat, prop="name").id
        role = Statement.objects.get(entity_id=report.skipper, prop="actor").id
    assert "KM Bintang Laut 7" in text_of(aditi, f"/facts/{name}/correct/")
    aditi.post(f"/facts/{name}/correct/", {"value": "KM Bintang Laut 8", "fact_source_grade": "A"})
    page = text_of(aditi, report.url)
    assert "KM Bintang Laut 8" in page
    assert "KM Bintang Laut 7" not in page
    assert aditi.post(f"/facts/{name}/correct/", {"value": "again"}).status_code == 404
    aditi.post(f"/facts/{role}/retire/")
    assert "is skipper of" not in text_of(aditi, report.url)
    aditi.post(f"{report.url}take-out/{report.phone}/")
    with cast.aditi.acting():
        assert not EntityRow.objects.filter(entity_id__in=[report.phone, report.use, report.skipper]).exists()


def test_it_lets_nobody_else_change_a_report(cast: Cast) -> None:
    report = Ranong(cast)
    open_to(cast, report, "VNM")
    with cast.aditi.acting():
        fact = Statement.objects.filter(entity_id=report.boat).values_list("id", flat=True)[0]
    for name, status in (("bao", 403), ("chanda", 404), ("rosa", 404), ("rahmat", 403)):
        client = getattr(cast, name).client()
        assert client.get(f"{report.url}edit/").status_code == status, name
        assert client.post(f"{report.url}edit/", FORM).status_code == status, name
        assert client.post(f"{report.url}finish/").status_code == status, name
        assert client.post(f"{report.url}add/Person/", {"name": "X"}).status_code == status, name
        assert client.post(f"/facts/{fact}/retire/").status_code == status, name
        assert client.post(f"{report.url}take-out/{report.boat}/").status_code == status, name
    with cast.aditi.acting():
        assert Contribution.objects.get().title == "Crossing at Ranong"


def test_it_lets_only_people_who_write_begin_a_report(cast: Cast) -> None:
    for name in ("noor", "rosa", "sari", "rahmat", "tomas"):
        assert getattr(cast, name).client().get("/reports/new/").status_code == 403, name


def test_it_throws_a_draft_away_after_saying_what_goes(cast: Cast) -> None:
    aditi = cast.aditi.client()
    url = aditi.post("/reports/new/", FORM)["Location"]
    assert "This cannot be taken back." in text_of(aditi, f"{url}discard/")
    aditi.post(f"{url}discard/")
    assert aditi.get(url).status_code == 404
    report = Ranong(cast)
    assert aditi.post(f"{report.url}discard/").status_code == 409


def test_it_keeps_the_writers_own_script_in_titles(cast: Cast) -> None:
    aditi = cast.aditi.client()
    url = aditi.post("/reports/new/", {**FORM, "title": LEK})["Location"]
    assert f"<h1>{LEK}</h1>" in text_of(aditi, url)
    assert LEK in text_of(aditi, f"/reports/?text={LEK}")


def test_it_refuses_titles_and_values_that_turn_the_order_of_letters(cast: Cast) -> None:
    answer = cast.aditi.client().post("/reports/new/", {**FORM, "title": "Boats \u202enawaleB ta"})
    assert answer.status_code == 422
    assert "turns the order of letters" in answer.content.decode()
    report = Ranong(cast)
    with pytest.raises(BadInputError, match="turns the order of letters"):
        report.add("Person", name="Captain \u2067keL")


def test_it_protects_a_person_from_the_page_of_the_report(cast: Cast) -> None:
    report = Ranong(cast)
    aditi = cast.aditi.client()
    url = f"{report.url}add/VictimStatus/"
    assert url in text_of(aditi, report.url)
    assert aditi.post(url, {"status": "presumed"}).status_code == 422
    assert aditi.post(url, {"subject": str(report.lek)}).status_code == 422
    aditi.post(url, {"subject": str(report.lek), "status": "presumed", "role": "victim"})
    page = text_of(aditi, report.url)
    assert LEK not in page
    assert "Presumed, Victim" in page


def test_it_says_what_to_record_first(cast: Cast) -> None:
    aditi = cast.aditi.client()
    url = aditi.post("/reports/new/", FORM)["Location"]
    answer = aditi.post(f"{url}add/VictimStatus/", {"status": "presumed"})
    assert answer.status_code == 422
    assert "Record that first." in answer.content.decode()
