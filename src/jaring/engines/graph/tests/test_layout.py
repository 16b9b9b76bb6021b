import itertools
import math
import random
import time

import pytest
from hypothesis import given, settings

from jaring.engines.graph import Link, Node, Point, cut_to, layout
from jaring.engines.graph.tests.pictures import link, networks, node, nodes, smuggling_net


def closest(places: dict[str, Point]) -> float:
    return min(math.dist(a, b) for a, b in itertools.combinations(places.values(), 2))


@given(networks())
def test_it_places_every_node_once_and_finitely(network: tuple[list[Node], list[Link]]) -> None:
    entities, links = network

    places = layout(entities, links)

    assert set(places) == {one.id for one in entities}
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
    assert len(set(places.values())) == len(places)


@given(networks())
@settings(max_examples=30)
def test_it_draws_the_same_picture_in_any_order_of_input(network: tuple[list[Node], list[Link]]) -> None:
    entities, links = network

    assert layout(entities, links, seed=5) == layout(entities[::-1], links[::-1], seed=5)


def test_it_places_nothing_for_nothing() -> None:
    assert layout([], []) == {}


def test_it_puts_a_single_node_in_the_middle() -> None:
    assert layout([node(0)], [link(0, 0)]) == {"n0": (0.0, 0.0)}


def test_it_ignores_repeated_links_and_links_into_nowhere() -> None:
    once = layout(nodes(3), [link(0, 1), link(1, 2)])

    assert layout(nodes(3), [link(0, 1), link(0, 1, key="again"), link(1, 2), link(2, 9)]) == once


def test_it_leaves_room_for_names_in_a_small_picture() -> None:
    assert closest(layout(*smuggling_net(30))) > 60


def test_it_keeps_signs_apart_in_a_middling_picture() -> None:
    places = layout(*smuggling_net(120))

    near = [pair for pair in itertools.combinations(places.values(), 2) if math.dist(*pair) < 16]
    assert len(near) <= 6


def test_it_sets_leaves_around_their_hub_and_off_its_name() -> None:
    places = layout(nodes(50), [link(0, number) for number in range(1, 50)])

    hub = places["n0"]
    distances = [math.dist(hub, places[f"n{number}"]) for number in range(1, 50)]
    assert min(distances) >= 50
    under_the_name = [(x, y) for x, y in places.values() if abs(x - hub[0]) < 16 and -70 < y - hub[1] < -1]
    assert under_the_name == []


def test_it_keeps_connected_parts_in_boxes_of_their_own() -> None:
    links = [link(a, b) for part in (0, 10, 20) for a, b in itertools.combinations(range(part, part + 8), 2)]
    places = layout(nodes(28), links)

    boxes = []
    for part in (0, 10, 20):
        points = [places[f"n{number}"] for number in range(part, part + 8)]
        xs, ys = zip(*points, strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def test_it_keeps_what_is_placed_and_sets_new_nodes_near_their_anchor() -> None:
    entities, links = smuggling_net(100)
    before = layout(entities, links)
    grown = [*entities, *(node(number) for number in range(100, 112))]
    more = [*links, *(link(4, number) for number in range(100, 112))]

    after = layout(grown, more, pinned=before)

    assert {one: after[one] for one in before} == before
    assert all(math.dist(after[f"n{number}"], before["n4"]) < 400 for number in range(100, 112))
    fresh = {one: place for one, place in after.items() if one not in before}
    assert all(math.dist(place, old) > 20 for place in fresh.values() for old in before.values())
    assert closest(fresh) > 20


def test_it_sets_new_nodes_without_an_anchor_below_the_picture() -> None:
    placed = {"n0": (0.0, 0.0), "n1": (50.0, 80.0)}

    after = layout(nodes(4), [link(0, 1), link(2, 3)], pinned=placed)

    assert after["n2"][1] < 0
    assert after["n3"][1] < 0


def test_it_starts_afresh_when_none_of_the_pinned_is_there() -> None:
    assert layout(nodes(3), [link(0, 1)], pinned={"gone": (9.0, 9.0)}) == layout(nodes(3), [link(0, 1)])


@pytest.mark.parametrize("shape", ["smuggling", "random", "ring", "star"])
def test_it_lays_out_two_thousand_nodes_in_good_time(shape: str) -> None:
    count = 2000
    chance = random.Random(1)
    entities = nodes(count)
    links = {
        "smuggling": smuggling_net(count)[1],
        "random": [link(chance.randrange(count), chance.randrange(count), key=f"l{i}") for i in range(5000)],
        "ring": [link(number, (number + 1) % count) for number in range(count)],
        "star": [link(0, number) for number in range(1, count)],
    }[shape]
    started = time.process_time()

    places = layout(entities, links)

    # Alone on an idle core it takes half of that; the margin is for shared machines.
    assert time.process_time() - started < 3
    assert len(places) == count


def test_it_lays_out_what_is_left_of_a_huge_star() -> None:
    links = [link(0, number) for number in range(1, 50_001)]
    picture, _ = cut_to(nodes(50_001), links, 400, "n0")

    assert len(layout(picture.nodes, picture.links)) == 400
