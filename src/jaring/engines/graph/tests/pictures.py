"""Networks the tests of this folder share. Everything in them is invented."""

import random

from hypothesis import strategies as st

from jaring.engines.graph import Link, Node

GRADES = ("", "A1", "B2", "B3", "C3", "X4")


def node(number: int, kind: str = "person", owners: tuple[str, ...] = ("IDN",)) -> Node:
    """The entity "n<number>"."""
    return Node(f"n{number}", kind, f"Entity {number}", owners=owners)


def nodes(count: int) -> list[Node]:
    """`count` entities, n0 and on."""
    return [node(number) for number in range(count)]


def link(source: int, target: int, grade: str = "", key: str = "") -> Link:
    """A link between two numbered entities."""
    return Link(key or f"l{source}-{target}", f"n{source}", f"n{target}", grade=grade)


def smuggling_net(count: int, seed: int = 3) -> tuple[list[Node], list[Link]]:
    """Hubs that know each other, and around each what only it is linked to."""
    chance = random.Random(seed)
    hubs = max(2, count // 9)
    links = [link(i, chance.randrange(max(0, i - 6), i), key=f"hub{i}") for i in range(1, hubs)]
    links += [link(i, int(hubs * chance.random() ** 1.6), key=f"leaf{i}") for i in range(hubs, count)]
    links += [link(chance.randrange(count), chance.randrange(hubs), key=f"more{i}") for i in range(count // 6)]
    return nodes(count), links


@st.composite
def networks(draw: st.DrawFn, largest: int = 14) -> tuple[list[Node], list[Link]]:
    """Any small network: empty, in pieces, with self-loops and repeated links."""
    count = draw(st.integers(0, largest))
    if count == 0:
        return [], []
    end = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(end, end, st.sampled_from(GRADES)), max_size=3 * count))
    return nodes(count), [link(a, b, grade, f"l{i}") for i, (a, b, grade) in enumerate(pairs)]
