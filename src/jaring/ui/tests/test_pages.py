from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from jaring.ui import views


def test_it_shows_every_component() -> None:
    request = RequestFactory().get("/components/")
    request.user = AnonymousUser()
    page = views.components(request).content.decode()
    for name in (
        "j-handling",
        "j-grade",
        "j-tomb",
        "j-empty",
        "j-consequence",
        "j-two",
        "j-pages",
        "j-steps",
    ):
        assert name in page


@pytest.mark.parametrize("page", ["400", "403", "404", "429", "500", "403_csrf"])
def test_it_has_a_calm_page_for_every_refusal_even_without_a_request(page: str) -> None:
    assert "<h1>" in render_to_string(f"{page}.html")


def test_hidden_and_absent_read_the_same() -> None:
    assert render_to_string("403.html") == render_to_string("404.html")


def test_it_turns_the_page_round_for_right_to_left_languages() -> None:
    with translation.override("ar"):
        page = render_to_string("ui/plain.html")
    assert 'dir="rtl"' in page
    assert "tabler.rtl.min" in page


def test_it_shows_only_the_rooms_that_exist() -> None:
    item = SimpleNamespace(label="Release", url="/release", icon="send", count=1, current=True)
    rail = SimpleNamespace(desk=[], strand=[item], forum=[])
    page = render_to_string("ui/base.html", {"rail": rail})
    assert 'href="/release"' in page
    assert 'aria-current="page"' in page
    assert "Forum" not in page
    assert 'id="rail"' not in render_to_string("ui/base.html")


def test_it_says_on_every_page_that_an_exercise_runs() -> None:
    assert "Exercise Duyung 26" in render_to_string("ui/base.html", {"exercise": "Exercise Duyung 26"})
    assert "j-exercise" not in render_to_string("ui/base.html", {"exercise": ""})


def test_it_keeps_protected_pages_out_of_the_browsers_history_store() -> None:
    assert '"historyCacheSize":0' in render_to_string("ui/base.html")
