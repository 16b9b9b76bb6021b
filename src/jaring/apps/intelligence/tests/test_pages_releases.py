"""Composing, deciding and taking back releases through the pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution
from jaring.apps.intelligence.tests.reports import Ranong, open_to, text_of
from jaring.foundation.accounts.api import member_by_code
from jaring.foundation.sharing.api import Release
from tests.cast import Cast


def terms(*codes: str, **changes: Any) -> dict[str, Any]:
    """A filled-in release form."""
    return {
        "to_members": [card.id for code in codes if (card := member_by_code(code))],
        "purpose": "people_smuggling_investigation",
        "ends_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "legal_basis": "national_law",
        "conditions": ["H1"],
        **changes,
    }


def test_it_lets_an_analyst_propose_and_a_release_officer_agree(cast: Cast) -> None:
    report = Ranong(cast)
    aditi, rahmat, bao = cast.aditi.client(), cast.rahmat.client(), cast.bao.client()
    aditi.post(f"{report.url}release/", terms("VNM"))
    assert bao.get(report.url).status_code == 404
    with cast.rahmat.acting():
        release = Release.objects.get()
    page = text_of(rahmat, f"/releases/{release.id}/authorise/")
    assert "What Viet Nam will see" in page
    assert "Aditi" in page
    rahmat.post(f"/releases/{release.id}/authorise/")
    assert bao.get(report.url).status_code == 200
    assert "reads this until" in text_of(aditi, report.url)


def test_it_lets_no_analyst_decide(cast: Cast) -> None:
    report = Ranong(cast)
    (release,) = open_to(cast, report, "VNM", by=cast.aditi)
    aditi = cast.aditi.client()
    assert "nothing for you to decide" in text_of(aditi, f"/releases/{release.id}/authorise/")
    assert aditi.post(f"/releases/{release.id}/authorise/").status_code == 403
    assert aditi.post(f"/releases/{release.id}/refuse/", {"reason": "no"}).status_code == 403
    for name in ("bao", "linh", "chanda", "rosa"):
        client = getattr(cast, name).client()
        for act in ("authorise", "refuse", "withdraw"):
            assert client.get(f"/releases/{release.id}/{act}/").status_code == 404, name
            assert client.post(f"/releases/{release.id}/{act}/", {"reason": "x"}).status_code == 404, name


def test_it_refuses_with_a_reason_only(cast: Cast) -> None:
    report = Ranong(cast)
    (release,) = open_to(cast, report, "VNM", by=cast.aditi)
    rahmat = cast.rahmat.client()
    assert rahmat.post(f"/releases/{release.id}/refuse/", {"reason": ""}).status_code == 422
    rahmat.post(f"/releases/{release.id}/refuse/", {"reason": "Too early, ask again in May."})
    assert "Too early, ask again in May." in text_of(cast.aditi.client(), report.url)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to_members": []}, "This field is required."),
        ({"to_members": ["9999"]}, "Select a valid choice"),
        ({"ends_on": "2020-01-01"}, "must lie ahead"),
        ({"ends_on": "2099-01-01"}, "five years at most"),
        ({"purpose": "curiosity"}, "Select a valid choice"),
        ({"conditions": ["H9"]}, "Select a valid choice"),
    ],
)
def test_it_says_what_is_wrong_with_terms(cast: Cast, changes: dict[str, Any], sentence: str) -> None:
    report = Ranong(cast)
    answer = cast.rahmat.client().post(f"{report.url}release/", terms("VNM", **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with cast.rahmat.acting():
        assert Release.objects.count() == 0


def test_it_shows_what_the_recipient_will_see_before_anything_leaves(cast: Cast) -> None:
    report, other = Ranong(cast), Ranong(cast)
    report.add("Associate", person=str(report.lek), associate=str(other.min), relationship="secret friend")
    rahmat = cast.rahmat.client()
    preview = rahmat.get(f"{report.url}release/", terms("VNM")).content.decode()
    mirror = preview[preview.index('class="j-mirror') :]
    assert "use in court (H1)" in mirror
    assert "secret friend" not in mirror
    assert "1 fact stays invisible" in mirror
    assert "all readers of Viet Nam cleared for Restricted can read this report and its 11 facts" in _words(preview)
    open_to(cast, other, "VNM")
    assert "stays invisible" not in rahmat.get(f"{report.url}release/", terms("VNM")).content.decode()


def test_it_shows_the_recipient_the_facts_the_mirror_promised(cast: Cast) -> None:
    report = Ranong(cast)
    report.protect(report.lek)
    preview = cast.rahmat.client().get(f"{report.url}release/", terms("VNM")).content.decode()
    mirror = preview[preview.index("j-mirror") :]
    open_to(cast, report, "VNM")
    theirs = text_of(cast.bao.client(), report.url)
    for promised in ("is skipper of", "withheld: protected person", "KM Bintang Laut 7"):
        assert promised in mirror
        assert promised in theirs


def test_it_takes_a_release_back_with_one_sentence_of_warning(cast: Cast) -> None:
    report = Ranong(cast)
    (release,) = open_to(cast, report, "VNM")
    rahmat = cast.rahmat.client()
    assert "Jaring cannot reach" in text_of(rahmat, f"/releases/{release.id}/withdraw/")
    rahmat.post(f"/releases/{release.id}/withdraw/", {"reason": ""})
    assert cast.bao.client().get(report.url).status_code == 404
    assert rahmat.post(f"/releases/{release.id}/withdraw/", {"reason": ""}).status_code == 409


def test_it_releases_no_draft(cast: Cast) -> None:
    with cast.aditi.acting() as viewer:
        draft = create_contribution(ContributionDraft(title="Half done"), acting=viewer)
    rahmat = cast.rahmat.client()
    assert "still a draft" in text_of(rahmat, f"/reports/{draft.id}/release/")
    assert rahmat.post(f"/reports/{draft.id}/release/", terms("VNM")).status_code == 422


def test_it_lets_only_one_of_two_officers_decide(cast: Cast) -> None:
    """Both press at the same moment: one decision stands, the other hears that it was taken."""
    report = Ranong(cast)
    (release,) = open_to(cast, report, "VNM", by=cast.aditi)
    clients = [(cast.rahmat.client(), "authorise"), (cast.rahmat.client(), "refuse")]

    def press(given: tuple[Client, str]) -> int:
        client, act = given
        try:
            return client.post(f"/releases/{release.id}/{act}/", {"reason": "Not now."}).status_code
        finally:
            for connection in connections.all():
                connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(press, clients))
    # The loser hears it on a page of its own, or above the form of its refusal, with the reason still in it.
    assert answers in ([302, 409], [302, 422])
    with cast.rahmat.acting():
        state = Release.objects.get(id=release.id).state
    assert (cast.bao.client().get(report.url).status_code == 200) == (state == "active")


def _words(page: str) -> str:
    return " ".join(page.split())
