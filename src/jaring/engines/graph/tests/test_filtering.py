import pytest
from hypothesis import given

from jaring.engines.graph import Link, Node, Period, Picture, filter_picture
from jaring.engines.graph.tests.pictures import networks, node


def picture_of_two_years() -> Picture:
    entities = (node(0), node(1, "phone"), node(2, "vessel", ("THA",)), node(3))
    links = (
        Link("call", "n0", "n1", starts="2025-03", owner="IDN"),
        Link("crew", "n0", "n2", starts="2024", ends="2024-11-30", owner="THA"),
    )
    return Picture(entities, links)


def shown(picture: Picture) -> tuple[set[str], set[str]]:
    return {one.id for one in picture.nodes}, {one.id for one in picture.links}


@given(networks())
def test_it_leaves_everything_when_nothing_is_asked(network: tuple[list[Node], list[Link]]) -> None:
    picture = Picture(tuple(network[0]), tuple(network[1]))

    assert filter_picture(picture) == picture


def test_it_drops_a_type_with_its_links_and_keeps_the_other_ends() -> None:
    assert shown(filter_picture(picture_of_two_years(), kinds={"person", "vessel"})) == (
        {"n0", "n2", "n3"},
        {"crew"},
    )


def test_it_drops_entities_whose_only_links_are_of_another_time() -> None:
    found = filter_picture(picture_of_two_years(), period=Period("2025-01", "2025-12"))

    # n3 never had a link, so no date speaks against it.
    assert shown(found) == ({"n0", "n1", "n3"}, {"call"})


def test_it_drops_what_other_members_own() -> None:
    assert shown(filter_picture(picture_of_two_years(), members={"IDN"})) == ({"n0", "n1", "n3"}, {"call"})


@pytest.mark.parametrize(
    ("starts", "ends", "inside"),
    [
        (None, None, True),
        ("2025", None, True),
        ("2025-06-30", None, True),
        (None, "2025-07-01", True),
        ("2020", "2030", True),
        ("2025-08", None, False),
        ("2024", "2025-05-31", False),
        ("2024", None, False),
    ],
)
def test_it_compares_dates_at_the_coarser_precision(starts: str | None, ends: str | None, inside: bool) -> None:
    assert Period("2025-06", "2025-07").touches(starts, ends) is inside
