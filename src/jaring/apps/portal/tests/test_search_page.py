"""The search page: what the viewer may see, numbers first, logged without its words."""

import re

from jaring.apps.intelligence.api import ContributionDraft as Draft
from jaring.apps.intelligence.api import EntityDraft, Fact, add_entity, create_contribution
from jaring.foundation.audit.api import Event
from tests.cast import Cast, Player

PHONE = "+62 812 5550 193"


def record_boats(player: Player) -> None:
    """A report about a skipper with a phone, and a boat that merely mentions nothing of it."""
    with player.acting() as viewer:
        draft = Draft(title="Boats at Belawan", narrative="Two boats waited.", legal_basis="national_law", marking=2)
        report = create_contribution(draft, acting=viewer)
        facts = (Fact("name", "Kapten Lek"), Fact("phone", PHONE))
        add_entity(report.id, EntityDraft("Person", facts), acting=viewer)
        add_entity(report.id, EntityDraft("Vessel", (Fact("name", "KM Lek Jaya"),)), acting=viewer)


def main_of(page: str) -> str:
    """The page without its frame, which may repeat the words of the query."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_it_finds_things_and_reports_with_counts_of_each_kind(cast: Cast) -> None:
    record_boats(cast.aditi)
    page = main_of(cast.aditi.client().get("/search", {"q": "lek"}).content.decode())
    assert "Kapten Lek" in page
    assert "KM Lek Jaya" in page
    assert re.search(r"Person\s*<b>1</b>", page)
    page = main_of(cast.aditi.client().get("/search", {"q": "belawan"}).content.decode())
    assert "Boats at Belawan" in page


def test_it_narrows_to_a_kind(cast: Cast) -> None:
    record_boats(cast.aditi)
    page = main_of(cast.aditi.client().get("/search", {"q": "lek", "kind": "vessel"}).content.decode())
    assert "KM Lek Jaya" in page
    assert "Kapten Lek" not in page


def test_it_puts_a_number_that_fits_exactly_first_and_says_so(cast: Cast) -> None:
    record_boats(cast.aditi)
    page = main_of(cast.aditi.client().get("/search", {"q": "0812-5550193"}).content.decode())
    assert "Kapten Lek" in page
    assert "same phone" in page


def test_it_says_the_same_to_a_stranger_as_if_nothing_were_there(cast: Cast) -> None:
    chanda = cast.chanda.client()
    before = [main_of(chanda.get("/search", {"q": words}).content.decode()) for words in ("lek", PHONE)]
    record_boats(cast.aditi)
    after = [main_of(chanda.get("/search", {"q": words}).content.decode()) for words in ("lek", PHONE)]
    assert before == after
    assert "Nothing found in what you may see" in after[0]


def test_it_asks_for_two_characters(cast: Cast) -> None:
    page = cast.aditi.client().get("/search", {"q": "l"}).content.decode()
    assert "at least two characters" in page


def test_it_stands_pages_that_are_none(cast: Cast) -> None:
    client = cast.aditi.client()
    for page in ("0", "-1", "x", "9" * 40, "²"):
        assert client.get("/search", {"q": "lek", "page": page}).status_code == 200


def test_it_logs_a_search_without_its_words(cast: Cast) -> None:
    cast.aditi.client().get("/search", {"q": "Kapten Lek"})
    with cast.aditi.acting() as aditi:
        event = Event.objects.filter(verb="search", person_id=aditi.person_id).latest("at")
    assert (event.object_kind, event.object_id, event.note) == ("search", "", "10 characters")


def test_it_finds_nothing_for_those_who_read_nothing(cast: Cast) -> None:
    record_boats(cast.aditi)
    for name in ("rosa", "noor", "sari", "yusuf", "tomas"):
        page = main_of(getattr(cast, name).client().get("/search", {"q": "lek"}).content.decode())
        assert "Kapten" not in page, name
