"""My desk: what waits for each person, and nothing nominal for those who read none."""

from datetime import timedelta
from uuid import UUID

import pytest

from jaring.apps.intelligence.api import (
    ContributionDraft,
    create_contribution,
    finalise_contribution,
    propose_release,
    refuse_release,
)
from jaring.foundation.accounts.domain import Purpose
from jaring.foundation.audit.api import Event, Touched, record_event
from jaring.foundation.sharing.api import ReleaseTerms
from jaring.kernel.clock import now
from tests.cast import Cast, Player

TITLE = "Crew lists, Belawan"


def report(player: Player, *, final: bool = True, **stated: object) -> UUID:
    """A report of the player's."""
    given: dict[str, object] = {"title": TITLE, "narrative": "A boat waited.", "legal_basis": "national_law"}
    with player.acting() as viewer:
        made = create_contribution(ContributionDraft(**(given | stated)), acting=viewer)  # type: ignore[arg-type]
        if final:
            finalise_contribution(made.id, acting=viewer)
        return made.id


def propose(player: Player, report_id: UUID, *to: Player) -> UUID:
    """The player proposes a release; the id of the first."""
    terms = ReleaseTerms(
        [one.person.member_id for one in to], Purpose.SMUGGLING, "national_law", now() + timedelta(days=9)
    )
    with player.acting() as viewer:
        return propose_release(report_id, terms, acting=viewer)[0].id


def desk(player: Player) -> str:
    """The player's home."""
    answer = player.client().get("/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_says_that_nothing_waits(cast: Cast) -> None:
    page = desk(cast.chanda)
    assert "Nothing waits for you" in page
    assert "Your desk is clear" in page


def test_it_asks_the_release_officer_to_decide_and_nobody_else(cast: Cast) -> None:
    propose(cast.aditi, report(cast.aditi), cast.bao, cast.chanda)
    page = desk(cast.rahmat)
    assert "One thing waits for you" in page
    assert "Decide a release to Lao People" in page
    assert TITLE in page
    assert "Decide a release" not in desk(cast.aditi)
    assert TITLE not in desk(cast.linh)


def test_it_shows_no_release_officer_what_lies_above_their_clearance(cast: Cast) -> None:
    report_id = report(cast.aditi, marking=3)
    propose(cast.aditi, report_id, cast.bao)
    cast.rahmat.person.clearance = 1
    cast.rahmat.person.save()
    try:
        assert TITLE not in desk(cast.rahmat)
    finally:
        cast.rahmat.person.clearance = 3
        cast.rahmat.person.save()


def test_it_shows_the_proposer_a_refusal_with_its_reason(cast: Cast) -> None:
    release_id = propose(cast.aditi, report(cast.aditi), cast.bao)
    with cast.rahmat.acting() as rahmat:
        refuse_release(release_id, "The source is not protected enough.", acting=rahmat)
    page = desk(cast.aditi)
    assert "Look at a refused release to Viet Nam" in page
    assert "The source is not protected enough." in page


def test_it_lists_drafts_with_what_is_missing_to_their_author_only(cast: Cast) -> None:
    report(cast.aditi, final=False, legal_basis="", narrative="")
    page = desk(cast.aditi)
    assert "One thing waits for you" in page
    assert "Missing: the legal basis and a narrative or a fact" in page
    assert TITLE not in desk(cast.rahmat)


def test_it_reminds_of_reviews_that_come_up_or_are_late(cast: Cast) -> None:
    today = now().date()
    report(cast.aditi, title="Soon", review_by=today + timedelta(days=10))
    report(cast.aditi, title="Late", review_by=today - timedelta(days=10))
    report(cast.aditi, title="Far", review_by=today + timedelta(days=90))
    page = desk(cast.aditi)
    assert "Two things wait for you" in page
    assert "One is late." in page
    assert page.index("Review “Late”") < page.index("Review “Soon”")
    assert "Far" not in page


def test_it_tells_a_member_what_was_released_to_it_and_the_proposer_that_it_was_agreed(cast: Cast) -> None:
    propose(cast.rahmat, report(cast.aditi), cast.bao)
    page = desk(cast.bao)
    assert TITLE in page
    assert "released to us until" in page
    assert TITLE not in desk(cast.chanda)


def test_it_shows_who_read_our_facts_by_member_and_purpose(cast: Cast) -> None:
    report_id = report(cast.aditi)
    propose(cast.rahmat, report_id, cast.bao)
    with cast.bao.acting() as bao:
        touched = Touched("contribution", report_id, cast.aditi.person.member_id)
        record_event("read_contribution", touched, acting=bao)
    page = desk(cast.aditi)
    assert 'title="Viet Nam"' in page
    assert "People smuggling investigation" in page
    assert cast.bao.person.name not in page.partition("<main")[2]


@pytest.mark.parametrize("name", ["sari", "yusuf", "rosa", "noor", "tomas"])
def test_it_welcomes_those_who_read_nothing_nominal_without_any_number(cast: Cast, name: str) -> None:
    player = getattr(cast, name)
    before = desk(player)
    propose(cast.aditi, report(cast.aditi), cast.bao)
    assert TITLE not in desk(player)
    assert desk(player).partition("<main")[2] == before.partition("<main")[2]
    assert "What you can do here" in before


@pytest.mark.parametrize(
    ("name", "rooms", "closed"),
    [
        ("aditi", ["/reports/", "/search", "/network/", "/releases/"], ["/people/", "/members/", "/log/"]),
        ("rahmat", ["/reports/", "/search", "/network/", "/releases/", "/log/"], ["/people/", "/members/"]),
        ("sari", ["/people/", "/log/"], ["/reports/", "/members/", "/network/"]),
        ("yusuf", ["/log/"], ["/reports/", "/people/", "/members/"]),
        ("rosa", ["/members/"], ["/reports/", "/people/", "/log/"]),
        ("noor", [], ["/reports/", "/people/", "/members/", "/log/", "/network/", "/search"]),
    ],
)
def test_it_names_only_the_rooms_a_person_may_open(cast: Cast, name: str, rooms: list[str], closed: list[str]) -> None:
    rail = desk(getattr(cast, name)).partition('id="rail"')[2].partition("</nav>")[0]
    assert [room for room in rooms if f'href="{room}"' not in rail] == []
    assert [room for room in closed if f'href="{room}"' in rail] == []


def test_it_counts_in_the_rail_what_waits_for_this_person_only(cast: Cast) -> None:
    propose(cast.aditi, report(cast.aditi), cast.bao)
    report(cast.aditi, final=False)
    rails = [desk(p).partition('id="rail"')[2].partition("</nav>")[0] for p in (cast.aditi, cast.rahmat, cast.linh)]
    assert ["1 waits" in rail for rail in rails] == [True, True, False]


def test_it_changes_the_purpose_shows_it_and_logs_it(cast: Cast) -> None:
    client = cast.aditi.client()
    answer = client.post("/purpose", {"purpose": "victim_protection", "next": "/search?q=lek"})
    assert answer["Location"] == "/search?q=lek"
    assert "Protection of victims" in client.get("/").content.decode()
    with cast.aditi.acting() as aditi:
        event = Event.objects.filter(verb="set_purpose", person_id=aditi.person_id).latest("at")
    assert event.note == "victim_protection"


def test_it_leads_nowhere_else_after_a_purpose_and_takes_no_unknown_one(cast: Cast) -> None:
    client = cast.aditi.client()
    for address in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post("/purpose", {"purpose": "victim_protection", "next": address})
        assert answer["Location"] == "/", address
    assert client.post("/purpose", {"purpose": "curiosity"}).status_code == 422


def test_it_shows_all_keys_and_keeps_a_sitting_alive(cast: Cast) -> None:
    client = cast.noor.client()
    assert client.get("/keys").status_code == 200
    assert client.get("/keep-alive").status_code == 204
