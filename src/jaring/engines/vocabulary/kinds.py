"""What a schema is on screen and in the network: its icon kind, and whether it is a link."""

from functools import cache

from jaring.engines.vocabulary.model import find_schema

# First ancestor that fits wins, so the narrow ones stand first (a Venue is an Address, a Vessel a Vehicle).
_KIND_BY_ANCESTOR = (
    ("Person", "person"),
    ("Syndicate", "syndicate"),
    ("LegalEntity", "organisation"),
    ("Vessel", "vessel"),
    ("Vehicle", "vehicle"),
    ("PhoneNumber", "phone"),
    ("BankAccount", "account"),
    ("CryptoWallet", "account"),
    ("UserAccount", "account"),
    ("Identification", "document"),
    ("Document", "document"),
    ("Venue", "venue"),
    ("Address", "address"),
    ("Territory", "place"),
    ("RealEstate", "place"),
    ("Event", "event"),
    ("Call", "event"),
)


@cache
def kind_of(schema: str) -> str:
    """Icon kind of a schema; "other" for what has no icon and for names that do not exist.

    Whether a person is shown as "protected" depends on facts, not on the schema, and is decided by the
    caller.
    """
    if is_edge(schema):
        return "link"
    found = find_schema(schema)
    if found is None:
        return "other"
    return next((kind for ancestor, kind in _KIND_BY_ANCESTOR if found.is_a(ancestor)), "other")


@cache
def is_edge(schema: str) -> bool:
    """True when an entity of this schema is drawn as a line between two others."""
    found = find_schema(schema)
    return found is not None and found.edge


@cache
def edge_ends(schema: str) -> tuple[str, str]:
    """(source property, target property) of a link schema. Raises ValueError for any other."""
    found = find_schema(schema)
    if found is None or found.edge_source is None or found.edge_target is None:
        raise ValueError(f"{schema} is not a link schema.")
    return found.edge_source, found.edge_target


@cache
def entity_props(schema: str) -> tuple[str, ...]:
    """Properties that point at another entity and so make a light edge; the two ends of a link are not
    among them.
    """
    found = find_schema(schema)
    if found is None:
        return ()
    ends = {found.edge_source, found.edge_target}
    names = (name for name, prop in found.properties.items() if prop.type.name == "entity" and not prop.stub)
    return tuple(sorted(name for name in names if name not in ends))


@cache
def is_entity_prop(schema: str, prop: str) -> bool:
    """True for every property whose value is another entity's id, the two ends of a link included."""
    found = find_schema(schema)
    wanted = None if found is None else found.get(prop)
    return wanted is not None and not wanted.stub and wanted.type.name == "entity"


@cache
def fits(schema: str, ancestor: str) -> bool:
    """True when `schema` is `ancestor` or extends it."""
    found = find_schema(schema)
    return found is not None and found.is_a(ancestor)
