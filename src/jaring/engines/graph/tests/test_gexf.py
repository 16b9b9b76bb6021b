import io
from dataclasses import replace

import networkx
from hypothesis import given
from hypothesis import strategies as st

from jaring.engines.graph import Link, Node, Picture, layout, to_gexf
from jaring.engines.graph.tests.pictures import networks, node


def read(written: bytes) -> networkx.Graph:
    return networkx.read_gexf(io.BytesIO(written), version="1.3")


@given(networks())
def test_it_writes_files_that_networkx_reads_back(network: tuple[list[Node], list[Link]]) -> None:
    nodes, links = network
    picture = Picture(tuple(nodes), tuple(links), positions=layout(nodes, links))

    graph = read(to_gexf(picture))

    assert set(graph.nodes) == {one.id for one in nodes}
    assert graph.number_of_edges() == len(links)


def test_it_keeps_attributes_places_and_the_marking() -> None:
    somchai = Node("n0", "person", "สมชาย", "Person", ("THA", "IDN"), "1979", None, 19, "Somchai")
    skipper = Link("l0", "n0", "n1", "ScriptRole", "skipper of", "2025-03", None, "THA", "B2")
    picture = Picture((somchai, node(1, "vessel")), (skipper,), positions={"n0": (12.5, -3.0)})

    written = to_gexf(picture, "CONFIDENTIAL · Owners IDN THA")
    graph = read(written)

    assert "CONFIDENTIAL · Owners IDN THA" in written.decode()
    drawn = graph.nodes["n0"]
    assert (drawn["label"], drawn["kind"], drawn["owners"], drawn["links"]) == (
        "สมชาย",
        "person",
        "THA IDN",
        19,
    )
    assert (drawn["viz"]["position"]["x"], drawn["viz"]["position"]["y"]) == (12.5, -3.0)
    edge = graph.edges["n0", "n1"]
    assert (edge["label"], edge["grade"], edge["starts"]) == ("skipper of", "B2", "2025-03")


@given(st.text())
def test_it_survives_any_text(text: str) -> None:
    graph = read(to_gexf(Picture((replace(node(0), caption=text),)), text))

    assert set(graph.nodes) == {"n0"}


def test_it_writes_an_empty_picture() -> None:
    assert read(to_gexf(Picture())).number_of_nodes() == 0
