"""Which column means what: the answer that a person corrects once and saves.

A mapping is data: frozen, JSON in and out, and bound to column positions and header texts.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from jaring.engines.vocabulary import check_schema, find_property, is_edge

Order = Literal["dmy", "mdy", "ymd"]
_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One entity that a row speaks of.

    `preset`: (property, value) that every one gets. `refs`: (property, slot) to other entities of the
    same row; a link schema needs both its ends here. `keys`: properties that make rows speak of one
    entity (a phone number, an IMO number); without a key every different row makes a new one.
    """

    name: str
    schema: str
    label: str = ""
    preset: tuple[tuple[str, str], ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`slot` and `prop` are empty for a column that is left out. `guessed`: from the header ("name") or
    from the cells ("values"); empty when a person chose.
    """

    position: int
    header: str
    slot: str = ""
    prop: str = ""
    date_order: Order | None = None
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """`country`: two letters, for phone numbers that were written without a country code."""

    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]
    country: str | None = None

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)

    def fits(self, header: Sequence[str]) -> bool:
        """True when a file with this header can be read with the mapping as it is."""
        texts = [" ".join(text.split()).casefold() for text in header]
        return all(
            column.position < len(texts) and texts[column.position] == " ".join(column.header.split()).casefold()
            for column in self.columns
            if column.slot
        )

    def faults(self) -> list[str]:
        """Sentences that say what would make rows unreadable; empty for a sound mapping."""
        found = [problem.message for slot in self.slots if (problem := check_schema(slot.schema)) is not None]
        for column in self.columns:
            slot = self.slot(column.slot)
            if column.slot and slot is None:
                found.append(f"Column “{column.header}” goes to “{column.slot}”, which the mapping does not have.")
            elif slot is not None and find_property(slot.schema, column.prop) is None:
                found.append(f"Column “{column.header}”: {slot.schema} has no property “{column.prop}”.")
        for slot in self.slots:
            missing = [target for _, target in slot.refs if self.slot(target) is None]
            found += [f"“{slot.name}” points at “{name}”, which the mapping does not have." for name in missing]
            if is_edge(slot.schema) and len(slot.refs) < len(("source", "target")):
                found.append(f"The link “{slot.name}” needs both its ends.")
        return found

    def to_json(self) -> str:
        return json.dumps({"version": _VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> "Mapping":
        """Raises ValueError, with a sentence, for anything that `to_json` did not write."""
        try:
            raw = json.loads(text)
            mapping = Mapping(
                slots=tuple(_slot(slot) for slot in raw["slots"]),
                columns=tuple(_column(column) for column in raw["columns"]),
                country=None if raw.get("country") is None else str(raw["country"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("The saved mapping cannot be read; make it again from the file.") from error
        faults = mapping.faults()
        if faults:
            raise ValueError(faults[0])
        return mapping


def _slot(raw: dict[str, object]) -> Slot:
    return Slot(
        name=str(raw["name"]),
        schema=str(raw["schema"]),
        label=str(raw.get("label", "")),
        preset=_pairs(raw.get("preset", ())),
        refs=_pairs(raw.get("refs", ())),
        keys=tuple(str(key) for key in _items(raw.get("keys", ()))),
    )


def _column(raw: dict[str, object]) -> Column:
    position = raw["position"]
    if not isinstance(position, int) or position < 0:
        raise ValueError("A column needs its position.")
    order = next((known for known in _ORDERS if known == raw.get("date_order")), None)
    return Column(
        position,
        str(raw["header"]),
        str(raw.get("slot", "")),
        str(raw.get("prop", "")),
        order,
        str(raw.get("guessed", "")),
    )


def _items(raw: object) -> list[object]:
    if not isinstance(raw, list | tuple):
        raise TypeError("A list is expected.")
    return list(raw)


def _pairs(raw: object) -> tuple[tuple[str, str], ...]:
    pairs = (_items(pair) for pair in _items(raw))
    return tuple((str(first), str(second)) for first, second in pairs)
