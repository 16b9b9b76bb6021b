"""Search and choosing: only what the viewer may see is found, offered or counted."""

import pytest

from jaring.apps.intelligence.actions.statements import Fact, add_facts
from jaring.apps.intelligence.queries.search import SearchResult, search
from jaring.apps.intelligence.tests.reports import LEK, MIN, Ranong, open_to, text_of
from tests.cast import Cast, Player


def found_by(player: Player, text: str, *, page: int = 1, size: int = 50) -> SearchResult:
    """The result as this player gets it."""
    with player.acting() as viewer:
        return search(text, viewer=viewer, page=page, size=size)


@pytest.mark.parametrize(
    "text",
    [
        LEK,
        MIN,
        "กัปตัน",
        "captain le",
        "CAPTÁIN LÉK",
        "min htun",
        "bintang",
        "ntang lau",
        "+66 2 555 0147",
        "02 555 0147",
    ],
)
def test_it_finds_names_in_any_script_parts_of_words_and_numbers(cast: Cast, text: str) -> None:
    Ranong(cast)
    assert found_by(cast.aditi, text).total >= 1, text


def test_it_counts_only_what_the_viewer_may_see(cast: Cast) -> None:
    report = Ranong(cast)
    assert found_by(cast.aditi, "captain").total == 1
    assert found_by(cast.bao, "captain") == found_by(cast.bao, "captain ")
    nothing = found_by(cast.chanda, "captain")
    assert (nothing.total, nothing.hits, nothing.kinds, nothing.more) == (0, (), (), False)
    open_to(cast, report, "VNM")
    result = found_by(cast.bao, "captain")
    assert result.total == 1
    assert result.kinds == (("person", 1),)
    assert found_by(cast.chanda, "captain").total == 0


def test_it_names_an_entity_of_two_reports_once(cast: Cast) -> None:
    first = Ranong(cast)
    second = Ranong(cast)
    with cast.aditi.acting() as viewer:
        add_facts(second.id, first.boat, [Fact("name", "KM Bintang Laut 7")], acting=viewer)
    result = found_by(cast.aditi, "bintang laut")
    assert result.total == 2
    assert sorted(hit.reports for hit in result.hits) == [1, 2]


def test_it_puts_identifiers_first_and_says_so(cast: Cast) -> None:
    report = Ranong(cast)
    result = found_by(cast.aditi, "0066 2 5550147")
    assert result.hits[0].id == report.phone
    assert result.hits[0].reason == "identifier"


@pytest.mark.parametrize("text", ["'", "a' | 'b", "\\", "%", "__", "a & !b:*", "\x00", "(", "x" * 5000])
def test_it_takes_operators_and_wildcards_for_letters(cast: Cast, text: str) -> None:
    Ranong(cast)
    assert found_by(cast.aditi, text).total == 0


def test_it_reads_words_between_operators(cast: Cast) -> None:
    Ranong(cast)
    assert found_by(cast.aditi, "captain\\' & lek").total == 1


def test_it_asks_for_more_than_one_letter(cast: Cast) -> None:
    Ranong(cast)
    assert found_by(cast.aditi, "c").too_short
    assert not found_by(cast.aditi, "").too_short


def test_it_pages_through_many(cast: Cast) -> None:
    report = Ranong(cast)
    for number in range(7):
        report.add("Vessel", name=f"Sampan {number}")
    pages = [found_by(cast.aditi, "sampan", page=n, size=3) for n in (1, 2, 3, 9)]
    assert [len(one.hits) for one in pages] == [3, 3, 1, 1]
    assert pages[0].pages == 3
    assert len({hit.id for one in pages[:3] for hit in one.hits}) == 7


def test_it_finds_a_protected_person_by_pseudonym_alone(cast: Cast) -> None:
    report = Ranong(cast)
    report.protect(report.lek)
    assert found_by(cast.aditi, "captain").total == 0


def test_it_offers_for_linking_what_the_viewer_may_see(cast: Cast) -> None:
    report = Ranong(cast)
    url = "/find/?end=target&target_text=captain"
    assert str(report.lek) in text_of(cast.aditi.client(), url)
    assert str(report.lek) not in text_of(cast.bao.client(), url)
    assert "Nothing you may see fits" in text_of(cast.bao.client(), url)
    open_to(cast, report, "VNM")
    assert str(report.lek) in text_of(cast.bao.client(), url)
