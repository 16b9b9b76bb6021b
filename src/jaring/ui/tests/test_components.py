from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator

from jaring.ui.tests.rendering import render

HOSTILE = '"><script>alert(1)</script>'


def test_it_writes_the_marking_beside_the_mesh() -> None:
    html = render('<c-mark marking="confidential" />')
    assert "j-mark--confidential" in html
    assert "Confidential" in html


def test_it_says_which_member_is_mine() -> None:
    html = render('<c-member code="IDN" name="Indonesia" mine />')
    assert "j-mem--me" in html
    assert 'title="Indonesia (your member)"' in html
    assert "j-mem--me" not in render('<c-member code="THA" name="Thailand" />')


@pytest.mark.parametrize(("grade", "strength"), [("A1", "strong"), ("B3", "middle"), ("C2", "weak"), ("X4", "weak")])
def test_it_frames_a_grade_by_its_strength(grade: str, strength: str) -> None:
    html = render("<c-grade :grade='g' />", g=grade)
    assert f"j-grade--{strength}" in html
    assert f"<span>{grade[0]}</span><span>{grade[1]}</span>" in html


def test_it_reads_a_grade_aloud() -> None:
    assert "source mostly reliable" in render('<c-grade grade="B2" />')
    assert "not graded" in render('<c-grade grade="" />')


def test_it_marks_the_language_of_an_entity() -> None:
    html = render('<c-entity type="person" :label="name" roman="Somchai" url="/e/1" />', name="สมชาย")
    assert '<bdi class="nm" lang="th">สมชาย</bdi>' in html
    assert "#tabler-user" in html
    assert 'href="/e/1"' in html


@pytest.mark.parametrize(
    "scrap",
    [
        '<c-entity :label="x" :url="x" :roman="x" :type="x" />',
        '<c-tag :icon="x">{{ x }}</c-tag>',
        '<c-member :code="x" :name="x" mine />',
        '<c-cut-notice :text="x" />',
        '<c-head :title="x" :meta="x" />',
        '<c-panel :title="x" :meta="x" :id="x" />',
        '<c-task-row :what="x" :note="x" :url="x" :who="x" :verb="x" />',
        '<c-tombstone :text="x" :note="x" />',
        '<c-progress :label="x" :note="x" />',
        '<c-condition :code="x" :title="x" />',
        "{{ x|name }}",
        "{{ x|age }}",
        "{{ x|markdown }}",
    ],
)
def test_it_escapes_what_it_is_handed(scrap: str) -> None:
    html = render(scrap, x=HOSTILE)
    assert "<script" not in html
    assert '""' not in html.replace('alt=""', "")


def handling(**changes: object) -> SimpleNamespace:
    given: dict[str, object] = {
        "marking": "restricted",
        "marking_label": "Restricted",
        "owners": [("THA", "Thailand", False)],
        "audience": [("IDN", "Indonesia", True)],
        "purpose": "People smuggling investigation",
        "until": "2026-11-30",
        "may": [(True, "read, match"), (False, "pass on (H2)")],
        "link": "/ask",
    }
    return SimpleNamespace(**given | changes)


def test_it_says_whose_how_secret_until_when() -> None:
    html = render("<c-handling-banner :handling='h' />", h=handling())
    assert "j-handling--restricted" in html
    assert "Restricted" in html
    assert 'title="Thailand"' in html
    assert "30 Nov 2026" in html
    assert "pass on (H2)" in html
    assert 'href="/ask"' in html


def test_it_says_that_a_fact_without_end_ends_with_its_recall() -> None:
    html = render("<c-handling-banner :handling='h' />", h=handling(until="", audience=[]))
    assert "recalled" in html
    assert "nobody else" in html


def test_it_names_an_audience_in_words() -> None:
    html = render("<c-handling-banner :handling='h' variant='line' />", h=handling(audience="all members"))
    assert "all members" in html
    assert "j-handling--line" in html
    assert "<details" not in html


def test_it_shows_no_banner_where_nothing_is_protected() -> None:
    assert render("<c-handling-banner :handling='h' />", h=None) == ""


class NameForm(forms.Form):
    name = forms.CharField(label="Name", help_text="In its own script.")
    note = forms.CharField(label="Note", required=False)
    ways = forms.MultipleChoiceField(
        label="Ways", choices=[("a", "By air")], widget=forms.CheckboxSelectMultiple, required=False
    )


def test_it_ties_help_and_error_to_the_field() -> None:
    html = render("<c-field :field='f' />", f=NameForm({"name": ""})["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "form-control" in html


def test_it_marks_what_may_stay_empty() -> None:
    assert "(optional)" in render("<c-field :field='f' />", f=NameForm()["note"])


def test_it_groups_options_under_their_question() -> None:
    html = render("<c-field :field='f' />", f=NameForm({"name": "x", "ways": ["a"]})["ways"])
    assert "<legend>Ways</legend>" in html
    assert "checked" in html


def test_it_leads_from_the_list_of_errors_to_each_field() -> None:
    html = render("<c-form-errors :form='f' />", f=NameForm({"name": ""}))
    assert "One thing to mend" in html
    assert 'href="#id_name"' in html


def test_it_keeps_the_filters_when_the_page_is_turned() -> None:
    html = render("<c-pagination :page='p' />", path="/list?owner=THA&page=2", p=Paginator(range(90), 10).get_page(2))
    assert "11 to 20 of 90 you may see" in html
    assert 'href="?owner=THA&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_it_turns_the_order_round_and_goes_back_to_the_first_page() -> None:
    html = render('<c-sort-header key="due" label="Due" />', path="/list?sort=due&page=4")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-due"' in html


def test_it_draws_progress_without_a_style() -> None:
    html = render('<c-progress :value="30" :max="120" label="Checking rows" />')
    assert 'aria-valuenow="30"' in html
    assert "style=" not in html
    assert "30 of 120" in html


def test_it_says_who_has_agreed_and_who_not_yet() -> None:
    html = render('<c-two-persons first="Dewi" second="Rahmat" />')
    assert "pending" in html
    assert "not yet" in html
    assert "pending" not in render('<c-two-persons first="Dewi" second="Rahmat" agreed />')
