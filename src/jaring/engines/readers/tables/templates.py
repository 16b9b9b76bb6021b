"""Three lists that officers keep anyway, ready to fill in and to import without asking which column is what.

Crew and passengers follow the IMO's FAL forms 5 and 6; call records the columns that operators hand
out; sea arrivals the dimensions of the Voluntary Reporting System (AHG 2013 §15; TFPP 2023 b26).
"""

from dataclasses import dataclass
from functools import cache

from jaring.engines.readers.tables.mapping import Column, Mapping, Order, Slot
from jaring.engines.readers.tables.synonyms import SLOTS
from jaring.engines.vocabulary import find_property


@dataclass(frozen=True, slots=True)
class Template:
    """`example` is one filled row of invented people, shown beside the blank list and never imported
    with it.
    """

    name: str
    title: str
    header: tuple[str, ...]
    example: tuple[str, ...]
    mapping: Mapping


# (header, slot, property, example)
_Line = tuple[str, str, str, str]

_CREW: tuple[_Line, ...] = (
    ("Name of ship", "vessel", "name", "KM Contoh"),
    ("IMO number", "vessel", "imoNumber", ""),
    ("Flag state", "vessel", "flag", "Indonesia"),
    ("Family name", "person", "lastName", "Santoso"),
    ("Given names", "person", "firstName", "Budi"),
    ("Full name as printed", "person", "name", "Budi Santoso"),
    ("Rank or passenger", "aboard", "role", "Skipper"),
    ("Nationality", "person", "nationality", "Indonesia"),
    ("Sex", "person", "gender", "male"),
    ("Date of birth", "person", "birthDate", "1985-06-30"),
    ("Place of birth", "person", "birthPlace", "Kupang"),
    ("Type of document", "passport", "type", "Passport"),
    ("Document number", "passport", "number", "A0000000"),
    ("Issuing state", "passport", "country", "Indonesia"),
    ("Expiry date", "passport", "endDate", "2030-01-31"),
    ("Phone number", "phone", "number", "+62 812 0000 0000"),
    ("Remarks", "person", "notes", ""),
)
_CALLS: tuple[_Line, ...] = (
    ("Calling number", "caller", "number", "+66 81 000 0000"),
    ("Calling IMEI", "caller", "imei", ""),
    ("Calling subscriber", "caller", "registeredTo", ""),
    ("Called number", "called", "number", "+60 12 000 0000"),
    ("Called subscriber", "called", "registeredTo", ""),
    ("Date and time", "contact", "date", "2026-04-03 21:15:00"),
    ("Duration in seconds", "contact", "duration", "95"),
    ("Type of call", "contact", "medium", "voice"),
    ("Cell site", "contact", "cell", ""),
)
_ARRIVALS: tuple[_Line, ...] = (
    ("Date of arrival", "leg", "endDate", "2026-04-03"),
    ("Landing place", "place", "name", "Pantai Contoh"),
    ("Country", "place", "country", "Indonesia"),
    ("Latitude", "place", "latitude", "5.5483"),
    ("Longitude", "place", "longitude", "95.3238"),
    ("Place of departure", "origin", "name", "Teluk Contoh"),
    ("Country of departure", "origin", "country", "Bangladesh"),
    ("Departure date", "leg", "startDate", "2026-03-20"),
    ("Vessel name", "vessel", "name", "unnamed, blue hull"),
    ("Vessel type", "vessel", "type", "Wooden fishing boat"),
    ("Number of persons", "leg", "passengers", "112"),
    ("Circumstances", "leg", "description", "Landed at dawn"),
)
_TEXT_DATE_ORDER: Order = "ymd"


@cache
def templates() -> tuple[Template, ...]:
    """The ready lists, in the order in which they are offered."""
    landing = Slot("place", "Venue", "Landing place", (("venueKind", "landing"),), (), ("name",))
    departure = Slot("origin", "Venue", "Place of departure", (("venueKind", "embarkation"),), (), ("name",))
    # No name as key: most of these boats have none, and "unnamed, blue hull" is not one boat.
    boat = Slot("vessel", "Vessel", "Vessel", keys=("imoNumber", "mmsi"))
    return (
        _template(
            "crew",
            "Crew and passenger list",
            _CREW,
            ("person", "passport", "phone", "vessel", "uses_phone", "aboard"),
        ),
        _template("calls", "Call records", _CALLS, ("caller", "called", "contact")),
        _template("arrivals", "Arrivals by sea", _ARRIVALS, ("leg",), landing, departure, boat),
    )


def _template(name: str, title: str, lines: tuple[_Line, ...], slots: tuple[str, ...], *more: Slot) -> Template:
    chosen = (*more, *(SLOTS[slot] for slot in slots))
    schemata = {slot.name: slot.schema for slot in chosen}
    columns = tuple(
        Column(position, header, slot, prop, _date_order(schemata[slot], prop))
        for position, (header, slot, prop, _) in enumerate(lines)
    )
    return Template(
        name,
        title,
        tuple(header for header, *_ in lines),
        tuple(example for *_, example in lines),
        Mapping(chosen, columns),
    )


def _date_order(schema: str, prop: str) -> Order | None:
    found = find_property(schema, prop)
    return _TEXT_DATE_ORDER if found is not None and found.type.name == "date" else None
