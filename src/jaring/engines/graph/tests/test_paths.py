import networkx
from hypothesis import given
from hypothesis import strategies as st

from jaring.engines.graph import Link, Node, shortest_path
from jaring.engines.graph.tests.pictures import link, networks


@given(networks(), st.data())
def test_it_walks_as_few_links_as_networkx(network: tuple[list[Node], list[Link]], data: st.DataObject) -> None:
    nodes, links = network
    names = [one.id for one in nodes] or ["n0"]
    a, b = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    oracle = networkx.Graph()
    oracle.add_nodes_from(names)
    oracle.add_edges_from((one.source, one.target) for one in links)

    chain = shortest_path(links, a, b)

    if not networkx.has_path(oracle, a, b):
        assert chain is None
        return
    assert chain is not None
    assert len(chain) == networkx.shortest_path_length(oracle, a, b)
    at = a
    for step in chain:
        taken = next(one for one in links if one.id == step)
        assert at in (taken.source, taken.target)
        at = taken.target if at == taken.source else taken.source
    assert at == b


@given(networks(largest=7), st.data())
def test_it_prefers_the_best_graded_of_equally_short_chains(
    network: tuple[list[Node], list[Link]], data: st.DataObject
) -> None:
    nodes, links = network
    names = [one.id for one in nodes] or ["n0"]
    a, b = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    weakness = {"": 7, "A1": 0, "B2": 2, "B3": 3, "C3": 4, "X4": 6}
    oracle = networkx.Graph()
    for one in links:
        # A step outweighs any sum of grades, so the cheapest chain is the shortest and then the best graded.
        cost = 1000 + weakness[one.grade]
        known = oracle.get_edge_data(one.source, one.target, {"cost": cost})["cost"]
        oracle.add_edge(one.source, one.target, cost=min(cost, known))

    chain = shortest_path(links, a, b)

    if chain:
        cost_of = {one.id: 1000 + weakness[one.grade] for one in links}
        assert sum(cost_of[step] for step in chain) == networkx.dijkstra_path_length(oracle, a, b, weight="cost")


def test_it_answers_the_same_whatever_the_order_of_the_links() -> None:
    links = [link(0, 1), link(0, 2), link(1, 3), link(2, 3)]

    assert shortest_path(links, "n0", "n3") == shortest_path(links[::-1], "n0", "n3") == ["l0-1", "l1-3"]


def test_it_finds_no_chain_to_an_entity_without_links() -> None:
    assert shortest_path([link(0, 0), link(0, 1)], "n0", "n9") is None


def test_it_needs_no_link_from_an_entity_to_itself() -> None:
    assert shortest_path([], "n0", "n0") == []
