import time

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaring.engines.graph import Cut, CutReason, Link, Node, cut_to
from jaring.engines.graph.tests.pictures import link, networks, node, nodes


@given(networks(), st.integers(0, 16))
def test_it_counts_everything_it_leaves_out(network: tuple[list[Node], list[Link]], limit: int) -> None:
    entities, links = network

    picture, cuts = cut_to(entities, links, limit, "n0")

    assert len(picture.nodes) == min(limit, len(entities))
    assert len(picture.nodes) + sum(cut.nodes for cut in cuts.values()) == len(entities)
    assert len(picture.links) + sum(cut.links for cut in cuts.values()) == len(links)
    assert picture.cuts == tuple(cuts.values())


@given(networks(), st.integers(1, 16))
def test_it_keeps_nothing_while_something_nearer_is_cut(network: tuple[list[Node], list[Link]], limit: int) -> None:
    entities, links = network
    oracle = networkx.Graph()
    oracle.add_nodes_from(one.id for one in entities)
    oracle.add_edges_from((one.source, one.target) for one in links)
    if not entities:
        return
    away = networkx.single_source_shortest_path_length(oracle, "n0")
    far = len(entities) + 1

    picture, _ = cut_to(entities, links, limit, "n0")

    kept = {one.id for one in picture.nodes}
    cut = {one.id for one in entities} - kept
    assert all(away.get(inside, far) <= away.get(outside, far) for inside in kept for outside in cut)


def test_it_says_why_each_entity_is_missing() -> None:
    # n0 knows n1 and n2; n1 has one link more; n3 stands behind n1; n4 hangs on nothing.
    links = [link(0, 1), link(0, 2), link(1, 3)]

    _, cuts = cut_to(nodes(5), links, 2, "n0")

    assert cuts[CutReason.FEWER_LINKS] == Cut(CutReason.FEWER_LINKS, nodes=1)
    assert cuts[CutReason.TOO_FAR] == Cut(CutReason.TOO_FAR, nodes=1)
    assert cuts[CutReason.NOT_CONNECTED] == Cut(CutReason.NOT_CONNECTED, nodes=1)
    assert cuts[CutReason.END_CUT] == Cut(CutReason.END_CUT, links=2)


def test_it_keeps_the_most_linked_when_there_is_no_centre() -> None:
    picture, _ = cut_to(nodes(4), [link(3, 1), link(3, 2)], 1, "not there")

    assert [one.id for one in picture.nodes] == ["n3"]


def test_it_reports_repeated_ids_and_links_into_nowhere() -> None:
    entities = [node(0), node(0), node(1)]
    links = [link(0, 1), link(0, 1), link(0, 7), link(1, 1)]

    picture, cuts = cut_to(entities, links, 10, "n0")

    assert [one.id for one in picture.links] == ["l0-1", "l1-1"]
    assert cuts[CutReason.REPEATED] == Cut(CutReason.REPEATED, nodes=1, links=1)
    assert cuts[CutReason.END_ABSENT] == Cut(CutReason.END_ABSENT, links=1)


def test_it_cuts_nothing_from_nothing() -> None:
    picture, cuts = cut_to([], [], 10)

    assert (picture.nodes, picture.links, cuts) == ((), (), {})


def test_it_refuses_a_negative_limit() -> None:
    with pytest.raises(ValueError, match="negative"):
        cut_to([], [], -1)


def test_it_cuts_a_star_of_fifty_thousand_quickly() -> None:
    count = 50_000
    links = [link(0, number) for number in range(1, count + 1)]
    started = time.perf_counter()

    picture, cuts = cut_to(nodes(count + 1), links, 500, "n0")

    assert time.perf_counter() - started < 3
    assert (len(picture.nodes), len(picture.links)) == (500, 499)
    assert cuts[CutReason.FEWER_LINKS].nodes == count - 499
