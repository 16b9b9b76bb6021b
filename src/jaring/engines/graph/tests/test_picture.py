import networkx
import pytest
from hypothesis import given

from jaring.engines.graph import Link, Node, degrees, is_weak
from jaring.engines.graph.tests.pictures import link, networks, node


@given(networks())
def test_it_counts_links_as_networkx_counts_degrees(network: tuple[list[Node], list[Link]]) -> None:
    nodes, links = network
    oracle = networkx.MultiGraph()
    oracle.add_nodes_from(one.id for one in nodes)
    oracle.add_edges_from((one.source, one.target) for one in links)
    # networkx counts a self-loop at both its ends; a reader sees one link.
    expected = {one: oracle.degree(one) - oracle.number_of_edges(one, one) for one in oracle}

    assert degrees(nodes, links) == expected


def test_it_ignores_ends_that_are_not_in_the_picture() -> None:
    assert degrees([node(0)], [link(0, 9)]) == {"n0": 1}


@pytest.mark.parametrize(
    ("grade", "weak"),
    [
        ("A1", False),
        ("B2", False),
        ("B3", False),
        ("C3", True),
        ("B4", True),
        ("X2", True),
        ("", False),
        ("?", False),
    ],
)
def test_it_calls_c3_and_worse_weak_and_the_ungraded_not(grade: str, weak: bool) -> None:
    assert is_weak(grade) is weak
