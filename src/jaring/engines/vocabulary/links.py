"""The words that stand on a line between two entities."""

from collections.abc import Mapping, Sequence

from jaring.engines.vocabulary.model import choices_of, find_schema

# What says most about a link, in the order in which it is looked for.
_TELLING = ("crimeRole", "role", "relationship", "stage", "mode", "use", "purpose")


def link_label(schema: str, props: Mapping[str, Sequence[str]], prop: str | None = None) -> str:
    """A short label: of the property for a light edge, else of what the link states about itself, else
    of its schema.
    """
    found = find_schema(schema)
    if found is None:
        return schema
    if prop is not None:
        named = found.get(prop)
        return named.label.lower() if named is not None else prop
    for name in _TELLING:
        values = props.get(name)
        if values and (telling := found.get(name)) is not None:
            return choices_of(telling).get(values[0]) or values[0]
    return (found.edge_label or found.label).lower()
