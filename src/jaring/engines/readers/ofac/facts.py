"""What is known of one entry so far, and the entities it will become."""

from typing import Protocol

from jaring.engines.readers.ofac.remarks import Number, read_dates, read_number
from jaring.engines.readers.ofac.rows import OfacRow
from jaring.engines.readers.records import Place, Problem, Record, RecordEntity, Value, stable_id, unique
from jaring.engines.vocabulary import check_value, find_property

_AUTHORITY = "Office of Foreign Assets Control, United States Department of the Treasury"


class _Finder(Protocol):
    def find(self, name: str) -> list[str]: ...


class EntryFacts:
    """Collects values for the entry's entity and the entities around it. Every adder says whether it
    found a place.
    """

    def __init__(self, prefix: str, row: OfacRow, schema: str) -> None:
        self.number = row.fields["ent_num"]
        self.schema = schema
        self._prefix = prefix
        self._line = row.line
        self._values: list[Value] = []
        self._sanction: list[Value] = []
        self._around: list[RecordEntity] = []
        self._problems: list[Problem] = []

    @property
    def id(self) -> str:
        return f"{self._prefix}-{self.number}"

    def record(self) -> Record:
        designation = [
            Value("entity", self.id),
            Value("authority", _AUTHORITY),
            Value("authorityId", self.number),
            Value("country", "us"),
            *self._sanction,
        ]
        entities = [
            self._entity(self.id, self.schema, self._values),
            self._entity(f"{self._prefix}-sanction-{self.number}", "Sanction", designation),
            *self._around,
        ]
        return Record(self._line, entities, self._problems)

    def _entity(self, entity_id: str, schema: str, values: list[Value]) -> RecordEntity:
        return RecordEntity(entity_id, schema, unique(values), self._line)

    def warn(self, value: str, code: str, message: str, mend: str) -> None:
        self._problems.append(Place(self._line).problem(value, code, message, mend, "warning"))

    def note(self, text: str) -> None:
        self._values.append(Value("notes", text))

    def add(self, prop: str, text: str, *, original: str | None = None) -> bool:
        """True when the entry's type has the property and the value can be read as such."""
        if not text or find_property(self.schema, prop) is None:
            return False
        checked = check_value(self.schema, prop, text)
        if checked.problem is not None:
            return False
        self._values.append(Value(prop, checked.value, None, original or checked.original))
        return True

    def add_phone(self, written: str) -> bool:
        """The list writes "982188526302" or "(357)(22660766)": country code first, without a plus."""
        digits = "".join(char for char in written if char.isdecimal())
        return self.add("phone", written) or (
            not digits.startswith("0") and self.add("phone", f"+{digits}", original=written)
        )

    def add_country(self, prop: str, written: str) -> bool:
        return self.add(prop, written.removeprefix("Region:").strip())

    def add_dates(self, prop: str, written: str) -> bool:
        """ "circa 1960" is 1960 and "1960 to 1962" both ends; the words stay as original."""
        dates = read_dates(written)
        for date in dates:
            self.add(prop, date, original=None if date == written else written)
        return bool(dates) and find_property(self.schema, prop) is not None

    def add_place(self, prop: str, written: str) -> bool:
        if self.schema == "Person" and "," in written:
            self.add("birthCountry", written.rsplit(",", 1)[1].strip())
        elif self.schema == "Person":
            self.add("birthCountry", written)
        return self.add(prop, written)

    def add_number(self, prop: str, written: str) -> bool:
        """A number of a register; the country behind it becomes a country of the entry."""
        read = read_number(written)
        if prop == "imoNumber" and not read.number.upper().startswith("IMO") and not read.number.strip("()").isdigit():
            return False
        if not self.add(prop, read.number.strip("()") if prop == "imoNumber" else read.number):
            return False
        if read.country is not None and self.schema != "Person":
            self.add_country("country", read.country)
        return True

    def document(self, label: str, read: Number) -> bool:
        """A paper of its own for persons and bodies: it may be matched, and may turn up with another
        holder.
        """
        if find_property(self.schema, "idNumber") is None:
            return False
        if self.schema != "Person":
            is_ship_number = read.number.upper().startswith("IMO ")
            self.add("imoNumber" if is_ship_number else "registrationNumber", read.number)
        is_passport = "passport" in label.casefold()
        schema = "Passport" if is_passport else "Identification"
        values = [Value("holder", self.id), Value("number", read.number), Value("type", label)]
        if read.country is not None:
            country = check_value(schema, "country", read.country)
            prop = "country" if country.problem is None else "authority"
            values.append(Value(prop, country.value, None, country.original))
        values += [Value("startDate", read.issued)] if read.issued else []
        values += [Value("endDate", read.expires)] if read.expires else []
        if self.schema == "Person":
            self.add("passportNumber" if is_passport else "idNumber", read.number)
        key = stable_id(f"{self._prefix}-doc", self.id, label, read.number, read.country or "")
        self._around.append(self._entity(key, schema, values))
        return True

    def address(self, number: str, *, street: str, city: str, country: str, remarks: str) -> None:
        """A country alone is no address: it would only pile strangers onto one node."""
        if not (street or city or remarks):
            if country and not self.add("country", country):
                self.note(f"Address: {country}")
            return
        values = [Value("full", ", ".join(part for part in (street, city, country) if part))]
        for prop, text in (("street", street), ("city", city), ("country", country), ("remarks", remarks)):
            checked = check_value("Address", prop, text)
            if text and checked.problem is None:  # "undetermined" is no country; `full` keeps the word
                values.append(Value(prop, checked.value, None, checked.original))
        address_id = f"{self._prefix}-addr-{number}"
        self._around.append(self._entity(address_id, "Address", values))
        self.add("addressEntity", address_id)
        if self.schema != "Person" and country:
            self.add("country", country)

    def sanction(self, prop: str, text: str) -> bool:
        self._sanction.append(Value(prop, text))
        return True

    def wallet(self, written: str) -> bool:
        """ "XBT 1NayLEVF3b…": the currency, then the address."""
        currency, _, address = written.partition(" ")
        if not address or find_property(self.schema, "name") is None:
            return False
        values = [Value("cryptoAddress", address), Value("currency", currency), Value("holder", self.id)]
        self._around.append(
            self._entity(stable_id(f"{self._prefix}-wallet", currency, address), "CryptoWallet", values)
        )
        return self.schema in ("Person", "Company", "Organization", "Syndicate", "LegalEntity")

    def link(self, target: str, name: str, names: _Finder) -> bool:
        """A link to another entry, found by name. What cannot be found is a warning and stays a note."""
        found = [number for number in names.find(name) if number != self.number]
        if len(found) != 1:
            how = f"names {len(found)} entries" if found else "names no entry"
            message = f"“{name}” {how} of this list, so no link was made; the words are kept as a note."
            self.warn(name, "unresolved_link", message, "Add the link by hand if you know which one is meant.")
            return False
        other = f"{self._prefix}-{found[0]}"
        if target == "operator":
            return self.add("operator", other)
        if target == "owner":
            ends, schema = (Value("owner", other), Value("asset", self.id)), "Ownership"
        else:
            ends, schema = (Value("subject", self.id), Value("object", other)), "UnknownLink"
        values = [*ends, Value("role", "Linked To")] if schema == "UnknownLink" else [*ends]
        self._around.append(self._entity(stable_id(f"{self._prefix}-link", schema, self.id, other), schema, values))
        return True
