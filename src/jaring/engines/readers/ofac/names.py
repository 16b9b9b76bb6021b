"""Names as the list writes them ("LAST, First"), and finding entries by name."""

import re
from dataclasses import dataclass, field

from jaring.engines.readers.ofac.facts import EntryFacts

_TITLES = re.compile(
    r"^((?:(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Brig|Maj|Capt|Sheikh|Hajji|Haji|Mullah|Maulavi)\.?\s+)+)(?=\S)"
)


def add_name(facts: EntryFacts, prop: str, written: str) -> bool:
    """Persons are turned round ("Elkin SANCHEZ"), with the written form as original and the parts
    beside it.
    """
    if not written:
        return False
    last, comma, first = (part.strip() for part in written.partition(","))
    if facts.schema != "Person" or not comma or not last or not first:
        return facts.add(prop, written)
    title = _TITLES.match(first)
    if title is not None:
        facts.add("title", title[1].strip())
        first = first[title.end() :].strip()
    if prop == "name":
        facts.add("firstName", first)
        facts.add("lastName", last)
    return facts.add(prop, f"{first} {last}", original=written)


@dataclass(slots=True)
class NameIndex:
    """Entry numbers by name. Principal names win over aliases; a name of two entries finds both."""

    _names: dict[str, list[str]] = field(default_factory=dict)
    _aliases: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, number: str, *, alias: bool = False) -> None:
        numbers = (self._aliases if alias else self._names).setdefault(_key(name), [])
        if number not in numbers:
            numbers.append(number)

    def find(self, name: str) -> list[str]:
        key = _key(name)
        return self._names.get(key) or self._aliases.get(key) or []


def _key(name: str) -> str:
    """The full stop that ends a remark also swallows that of "S.A."; case and spaces differ between
    columns.
    """
    return " ".join(name.casefold().split()).rstrip(".")
