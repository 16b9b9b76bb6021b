"""One list entry with its aliases and addresses becomes entities: the person or body itself, its
documents, its addresses, the designation, and its links to other entries.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jaring.engines.readers.lines import Readable
from jaring.engines.readers.ofac.facts import EntryFacts
from jaring.engines.readers.ofac.names import NameIndex, add_name
from jaring.engines.readers.ofac.remarks import Piece, is_cut, read_number, split_remark, unquote
from jaring.engines.readers.ofac.rows import ADD, ALT, SDN, OfacRow, read_rows
from jaring.engines.readers.records import Problem, Record

_ID = "ofac"
_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_COMPANY = re.compile(
    r"\b(?:LTD|LTDA|LIMITED|LIMITADA|INC|CORP|CORPORATION|COMPANY|CO|LLC|L\.L\.C|LLP|PLC|PTE|PTY|GMBH|"
    r"AG|SARL|S\.A\.R\.L|"
    r"SAL|S\.A\.L|S\.A|S\.A\.S|SAS|S\.R\.L|SRL|S\.P\.A|SPA|BV|B\.V|N\.V|OOO|OAO|ZAO|PAO|AO|PJSC|JSC|"
    r"OJSC|CJSC|FZE|FZCO|"
    r"FZC|E\.U|EURL|A\.S|DOO|SRO|EXCHANGE|D\.O\.O|SDN BHD|S\. EN C|E\.I\.R\.L|C\.A|BANK|SHIPPING|"
    r"TRADING|INDUSTRIES|HOLDINGS?)(?:\b|\.)",
    re.IGNORECASE,
)
_TOPICS = {
    "TCO": "crime",
    "SDNT": "crime.traffick.drug",
    "SDNTK": "crime.traffick.drug",
    "SDGT": "crime.terror",
    "FTO": "crime.terror",
    "CYBER2": "crime.cyber",
}
_ALIAS_PROPS = {"aka": "alias", "fka": "previousName", "nka": "alias"}


@dataclass(slots=True)
class _List:
    entries: list[OfacRow] = field(default_factory=list)
    aliases: dict[str, list[OfacRow]] = field(default_factory=dict)
    addresses: dict[str, list[OfacRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    names: NameIndex = field(default_factory=NameIndex)


def read_ofac(sdn: Readable, alt: Readable | None = None, add: Readable | None = None) -> Iterator[Record]:
    """A record for each entry, in the list's order; lines that are none come first, as records without
    entities.

    The lists are small (2 MB) and entries refer to each other by name, so all lines are held before the
    first record.
    """
    lists = _load(sdn, alt, add)
    for problem in lists.problems:
        yield Record(problem.line or 0, [], [problem])
    seen: set[str] = set()
    for row in lists.entries:
        facts = EntryFacts(_ID, row, _schema(row))
        if facts.number in seen:
            message = f"Entry {facts.number} stands in the list twice; both lines were put together."
            facts.warn(facts.number, "duplicate_id", message, "Check the file.")
        seen.add(facts.number)
        _add_columns(facts, row, lists.names)
        _add_aliases(facts, lists.aliases.get(facts.number, ()))
        _add_addresses(facts, lists.addresses.get(facts.number, ()))
        _add_remarks(facts, row.fields["Remarks"], lists.names)
        yield facts.record()


def _load(sdn: Readable, alt: Readable | None, add: Readable | None) -> _List:
    lists = _List()
    for row in read_rows(sdn, SDN, "sdn.csv"):
        if isinstance(row, Problem):
            lists.problems.append(row)
        else:
            lists.entries.append(row)
            lists.names.add(row.fields["SDN_Name"], row.fields["ent_num"])
    known = {row.fields["ent_num"] for row in lists.entries}
    for stream, columns, file, target in (
        (alt, ALT, "alt.csv", lists.aliases),
        (add, ADD, "add.csv", lists.addresses),
    ):
        for row in read_rows(stream, columns, file) if stream is not None else ():
            if isinstance(row, Problem):
                lists.problems.append(row)
            elif row.fields["ent_num"] in known:
                target.setdefault(row.fields["ent_num"], []).append(row)
            else:
                lists.problems.append(_orphan(row, file))
    for number, rows in lists.aliases.items():
        for row in rows:
            lists.names.add(row.fields["alt_name"], number, alias=True)
    return lists


def _orphan(row: OfacRow, file: str) -> Problem:
    number = row.fields["ent_num"]
    message = f"Line {row.line} of {file} belongs to entry {number}, which is not in the list."
    mend = "Use three files of the same day."
    return Problem(row.line, f"{file}:{row.line}", None, number, "absent_entity", message, mend, "error")


def _schema(row: OfacRow) -> str:
    """The list knows persons, vessels and aircraft; the rest is told apart by name.

    A body under the programme against transnational criminal organisations that is no company, belongs
    to no other entry and has no register or tax number is the organisation itself.
    """
    kind = _SCHEMATA.get(row.fields["SDN_Type"].casefold())
    if kind is not None:
        return kind
    if _COMPANY.search(row.fields["SDN_Name"]):
        return "Company"
    remark = row.fields["Remarks"].casefold()
    is_own = not any(word in remark for word in ("linked to", "registration", "tax id", "company number"))
    return "Syndicate" if "TCO" in programmes(row.fields["Program"]) and is_own else "Organization"


def programmes(column: str) -> list[str]:
    """ "NPWMD] [IFSR" → NPWMD, IFSR."""
    return [part for part in (part.strip(" []") for part in column.split("] [")) if part]


def _add_columns(facts: EntryFacts, row: OfacRow, names: NameIndex) -> None:
    fields = row.fields
    add_name(facts, "name", fields["SDN_Name"])
    facts.add("topics", "sanction")
    for programme in programmes(fields["Program"]):
        facts.sanction("program", programme)
        facts.sanction("programId", f"US-{programme}")
        facts.add("program", programme)
        facts.add("programId", f"US-{programme}")
        if programme in _TOPICS:
            facts.add("topics", _TOPICS[programme])
    facts.add("position", fields["Title"])
    for column, prop in (
        ("Call_Sign", "callSign"), ("Vess_type", "type"), ("Tonnage", "deadweightTonnage"),
        ("GRT", "grossRegisteredTonnage"),
    ):  # fmt: skip
        facts.add(prop, fields[column])
    if fields["Vess_flag"] and not facts.add_country("flag", fields["Vess_flag"]):
        facts.note(f"Flag: {fields['Vess_flag']}")
    if fields["Vess_owner"]:
        facts.link("owner", fields["Vess_owner"], names)


def _add_aliases(facts: EntryFacts, rows: list[OfacRow] | tuple[OfacRow, ...]) -> None:
    for row in rows:
        add_name(facts, _ALIAS_PROPS.get(row.fields["alt_type"].casefold(), "alias"), row.fields["alt_name"])
        if row.fields["alt_remarks"]:
            facts.note(f"{row.fields['alt_name']}: {row.fields['alt_remarks']}")


def _add_addresses(facts: EntryFacts, rows: list[OfacRow] | tuple[OfacRow, ...]) -> None:
    for row in rows:
        facts.address(
            row.fields["Add_num"],
            street=row.fields["Address"],
            city=row.fields["City"],
            country=row.fields["Country"],
            remarks=row.fields["Add_remarks"],
        )


def _add_remarks(facts: EntryFacts, remark: str, names: NameIndex) -> None:
    if not remark:
        return
    facts.add("summary", remark)
    for piece in split_remark(remark):
        if piece.rule is None or not _add_piece(facts, piece, names):
            facts.note(piece.text)
    if is_cut(remark):
        message = "The list cuts remarks at 1,000 characters; what came after is not in the file."
        facts.warn(remark[-60:], "cut_remark", message, "Look the entry up on the Treasury's web page.")


def _add_piece(facts: EntryFacts, piece: Piece, names: NameIndex) -> bool:
    """Store what a piece says; False when it fits nowhere and has to stay a note."""
    rule = piece.rule
    if rule is None:
        return False
    target = rule.target
    if facts.schema == "Person" and rule.person is not None:
        target = rule.person
    if facts.schema == "Vessel" and rule.vessel is not None:
        return facts.add_number(rule.vessel, piece.value) or facts.add_country(rule.vessel, piece.value)
    if rule.kind == "name":
        return add_name(facts, target, unquote(piece.value))
    if rule.kind == "link":
        return facts.link(target, piece.value, names)
    if rule.kind == "document":
        return facts.document(target, read_number(piece.value))
    return _add_value(facts, rule.kind, target, piece.value)


def _add_value(facts: EntryFacts, kind: str, target: str, value: str) -> bool:
    if kind == "provision":
        return facts.sanction("provisions", value)
    if kind == "wallet":
        return facts.wallet(value)
    adders = {
        "date": facts.add_dates,
        "place": facts.add_place,
        "country": facts.add_country,
        "number": facts.add_number,
    }
    if kind in adders:
        return adders[kind](target, value)
    return facts.add_phone(value) if target == "phone" else facts.add(target, value)
