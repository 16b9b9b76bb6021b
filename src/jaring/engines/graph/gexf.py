"""Writing a picture as GEXF 1.3, the exchange format of Gephi (gexf.net/1.3)."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

from jaring.engines.graph.picture import Link, Node, Picture

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"

# What XML 1.0 cannot hold at all, not even escaped: control characters, lone surrogates, two non-characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NODE_FIELDS: tuple[tuple[str, str, Callable[[Node], str]], ...] = (
    ("kind", "string", lambda node: node.kind),
    ("schema", "string", lambda node: node.schema),
    ("romanised", "string", lambda node: node.romanised),
    ("owners", "string", lambda node: " ".join(node.owners)),
    ("starts", "string", lambda node: node.starts or ""),
    ("ends", "string", lambda node: node.ends or ""),
    ("links", "integer", lambda node: str(node.degree)),
)
_LINK_FIELDS: tuple[tuple[str, str, Callable[[Link], str]], ...] = (
    ("schema", "string", lambda link: link.schema),
    ("owner", "string", lambda link: link.owner),
    ("grade", "string", lambda link: link.grade),
    ("starts", "string", lambda link: link.starts or ""),
    ("ends", "string", lambda link: link.ends or ""),
)


def to_gexf(picture: Picture, description: str = "") -> bytes:
    """The picture as a GEXF file in UTF-8.

    `description` carries the handling text: a file must keep its marking.

    Dates are attributes, not spells: GEXF dates must be whole days, ours are often only a year.
    """
    ElementTree.register_namespace("", _GEXF)
    ElementTree.register_namespace("viz", _VIZ)
    root = ElementTree.Element(_tag("gexf"), {"version": "1.3"})
    meta = ElementTree.SubElement(root, _tag("meta"))
    ElementTree.SubElement(meta, _tag("creator")).text = "Jaring"
    ElementTree.SubElement(meta, _tag("description")).text = _clean(description)
    graph = ElementTree.SubElement(root, _tag("graph"), {"defaultedgetype": "directed", "mode": "static"})
    _declare(graph, "node", [(name, kind) for name, kind, _ in _NODE_FIELDS])
    _declare(graph, "edge", [(name, kind) for name, kind, _ in _LINK_FIELDS])
    nodes = ElementTree.SubElement(graph, _tag("nodes"))
    for node in picture.nodes:
        _add_node(nodes, node, picture)
    edges = ElementTree.SubElement(graph, _tag("edges"))
    for link in picture.links:
        _add_link(edges, link)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _tag(name: str) -> str:
    return f"{{{_GEXF}}}{name}"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _declare(graph: ElementTree.Element, whose: str, fields: list[tuple[str, str]]) -> None:
    declared = ElementTree.SubElement(graph, _tag("attributes"), {"class": whose})
    for name, kind in fields:
        ElementTree.SubElement(declared, _tag("attribute"), {"id": name, "title": name, "type": kind})


def _add_values(element: ElementTree.Element, values: list[tuple[str, str]]) -> None:
    holder = ElementTree.SubElement(element, _tag("attvalues"))
    for name, value in values:
        if value:
            ElementTree.SubElement(holder, _tag("attvalue"), {"for": name, "value": _clean(value)})


def _add_node(parent: ElementTree.Element, node: Node, picture: Picture) -> None:
    element = ElementTree.SubElement(parent, _tag("node"), {"id": _clean(node.id), "label": _clean(node.caption)})
    _add_values(element, [(name, read(node)) for name, _, read in _NODE_FIELDS])
    place = (picture.positions or {}).get(node.id)
    if place:
        at = {"x": f"{place[0]:.2f}", "y": f"{place[1]:.2f}", "z": "0"}
        ElementTree.SubElement(element, f"{{{_VIZ}}}position", at)


def _add_link(parent: ElementTree.Element, link: Link) -> None:
    ends = {"id": link.id, "source": link.source, "target": link.target, "label": link.label}
    element = ElementTree.SubElement(parent, _tag("edge"), {name: _clean(value) for name, value in ends.items()})
    _add_values(element, [(name, read(link)) for name, _, read in _LINK_FIELDS])
