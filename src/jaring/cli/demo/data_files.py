"""Data files read as text and taken apart field by field, with a place for every complaint."""

from collections.abc import Collection
from importlib.resources.abc import Traversable

import yaml

from jaring.kernel.errors import BadInputError


def read_text_tree(item: Traversable) -> object:
    """Mappings, lists and text: YAML's own guesses would turn `no` into false and dates into objects."""
    try:
        return _as_text(yaml.compose(item.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInputError(f"{item.name} cannot be read: {error}") from error


def _as_text(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        keys = [str(_as_text(key)) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            raise yaml.MarkedYAMLError(problem=f"{twice} stand twice", problem_mark=node.start_mark)
        return dict(zip(keys, (_as_text(value) for _, value in node.value), strict=True))
    if isinstance(node, yaml.SequenceNode):
        return [_as_text(value) for value in node.value]
    return None if node is None else str(node.value)


class Fields:
    """A mapping that is taken apart field by field; what is left over at the end is an error."""

    def __init__(self, node: object, place: str) -> None:
        if not isinstance(node, dict):
            raise BadInputError(f"{place}: expected fields, found {node!r}.")
        self.place = place
        self._rest = {str(name): value for name, value in node.items()}

    def take(self, name: str, default: object = None) -> object:
        return self._rest.pop(name, default)

    def optional(self, name: str) -> str | None:
        value = self.take(name)
        if value is None or isinstance(value, str):
            return value
        raise BadInputError(f"{self.place}: {name} must be text.")

    def text(self, name: str) -> str:
        value = self.optional(name)
        if not value:
            raise BadInputError(f"{self.place}: {name} is missing.")
        return value.strip()

    def number(self, name: str) -> int:
        text = self.text(name)
        try:
            return int(text)
        except ValueError as error:
            raise BadInputError(f"{self.place}: {name} must be a whole number, not {text!r}.") from error

    def texts(self, name: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        values = self.take(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise BadInputError(f"{self.place}: {name} must be a list of texts.")
        unknown = [value for value in values if allowed is not None and value not in allowed]
        if unknown:
            raise BadInputError(f"{self.place}: {name} holds unknown codes {unknown}.")
        return tuple(values)

    def choice(self, name: str, allowed: Collection[str]) -> str:
        value = self.text(name)
        if value not in allowed:
            raise BadInputError(f"{self.place}: {name} is {value!r}, not one of {sorted(allowed)}.")
        return value

    def parts(self, name: str) -> "list[Fields]":
        nodes = self.take(name, [])
        if not isinstance(nodes, list):
            raise BadInputError(f"{self.place}: {name} must be a list.")
        return [Fields(node, f"{self.place}, {name} {number}") for number, node in enumerate(nodes, 1)]

    def take_rest(self) -> dict[str, object]:
        rest, self._rest = self._rest, {}
        return rest

    def finish(self) -> None:
        if self._rest:
            raise BadInputError(f"{self.place}: unknown fields {sorted(self._rest)}.")
