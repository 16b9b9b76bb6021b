"""OFAC's lists, in lines invented after the published format."""

import io

import pytest

from jaring.engines.readers import Record, RecordEntity, read_ofac
from jaring.engines.readers.ofac.remarks import read_dates, read_number, split_remark

PERSON = (
    b"DOB 12 Jan 1960; alt. DOB circa 1961; alt. DOB 1960 to 1962; POB Kupang, Indonesia; "
    b"nationality Indonesia; Gender Male; "
    b"Passport A0000001 (Indonesia) issued 28 May 2012 expires 28 May 2017; "
    b"National ID No. 123456 (Indonesia); Phone Number 6281234567890; a.k.a. 'ABU CONTOH'; "
    b"something new and strange; Linked To: JARINGAN CONTOH S.A.; Linked To: NOBODY."
)
COMPANY = b"Tax ID No. 77-1 (Indonesia); Website www.example.org; Linked To: CONTOH SANTOSO, Dr. Budi."
VESSEL = b"Vessel Registration Identification IMO 9465746; Former Vessel Flag Panama; MMSI 572459210."
NONE = b"-0- ,"
SDN = (
    b'1,"CONTOH SANTOSO, Dr. Budi",individual,"SDGT] [TCO","Commander",' + NONE * 6 + b'"' + PERSON + b'"\r\n'
    b'2,"JARINGAN CONTOH S.A.",-0- ,"TCO",' + NONE * 7 + b'"' + COMPANY + b'"\r\n'
    b'3,"KM CONTOH",vessel,"TCO",-0- ,"ABC1","Tug","640","478","Indonesia","JARINGAN CONTOH S.A.","' + VESSEL + b'"\r\n'
    b'4,"GENG CONTOH",-0- ,"TCO",' + NONE * 7 + b"-0- \r\n\x1a"
)
ALT = b'1,10,"aka","SANTOSA, Boedi",-0- \r\n1,11,"fka","SANTOSO, B.",-0- \r\n9,12,"aka","ORPHAN",-0- \r\n\x1a'
ADD = b'1,20,"Jl. Contoh 1","Kupang 85111","Indonesia",-0- \r\n2,21,-0- ,-0- ,"Indonesia",-0- \r\n\x1a'


def read(sdn: bytes = SDN) -> list[Record]:
    return list(read_ofac(io.BytesIO(sdn), io.BytesIO(ALT), io.BytesIO(ADD)))


@pytest.fixture
def entities() -> dict[str, RecordEntity]:
    return {entity.id: entity for record in read() for entity in record.entities}


def values(entity: RecordEntity, prop: str) -> list[str]:
    return [value.value for value in entity.values if value.prop == prop]


def of_schema(entities: dict[str, RecordEntity], schema: str) -> list[RecordEntity]:
    return [entity for entity in entities.values() if entity.schema == schema]


def test_it_turns_names_round_and_keeps_them_as_written(entities: dict[str, RecordEntity]) -> None:
    person = entities["ofac-1"]
    name = next(value for value in person.values if value.prop == "name")
    assert (name.value, name.original) == ("Budi CONTOH SANTOSO", "CONTOH SANTOSO, Dr. Budi")
    assert values(person, "alias") == ["Boedi SANTOSA"]
    assert values(person, "previousName") == ["B. SANTOSO"]
    assert values(person, "weakAlias") == ["ABU CONTOH"]
    assert values(person, "title") == ["Dr."]


def test_it_reads_what_hides_in_the_remarks(entities: dict[str, RecordEntity]) -> None:
    person = entities["ofac-1"]
    assert values(person, "birthDate") == ["1960-01-12", "1961", "1960", "1962"]
    assert values(person, "birthPlace") == ["Kupang, Indonesia"]
    assert values(person, "birthCountry") == values(person, "nationality") == ["id"]
    assert values(person, "phone") == ["+6281234567890"]
    assert values(person, "position") == ["Commander"]
    (passport,) = of_schema(entities, "Passport")
    assert [values(passport, prop) for prop in ("number", "country", "startDate", "endDate", "holder")] == [
        ["A0000001"], ["id"], ["2012-05-28"], ["2017-05-28"], ["ofac-1"],
    ]  # fmt: skip


def test_it_loses_nothing_that_it_does_not_understand(entities: dict[str, RecordEntity]) -> None:
    person = entities["ofac-1"]
    assert values(person, "notes") == ["something new and strange", "Linked To: NOBODY"]
    assert "something new and strange" in values(person, "summary")[0]


def test_it_links_entries_by_name_and_names_what_it_cannot_find(entities: dict[str, RecordEntity]) -> None:
    ends = {(values(link, "subject")[0], values(link, "object")[0]) for link in of_schema(entities, "UnknownLink")}
    assert ends == {("ofac-1", "ofac-2"), ("ofac-2", "ofac-1")}
    (owned,) = of_schema(entities, "Ownership")
    assert (values(owned, "owner"), values(owned, "asset")) == (["ofac-2"], ["ofac-3"])
    problems = [(problem.line, problem.code) for record in read() for problem in record.problems]
    assert problems == [(3, "absent_entity"), (1, "unresolved_link")]


def test_it_tells_companies_vessels_and_organisations_apart(entities: dict[str, RecordEntity]) -> None:
    assert [entities[f"ofac-{number}"].schema for number in (1, 2, 3, 4)] == [
        "Person",
        "Company",
        "Vessel",
        "Syndicate",
    ]
    vessel = entities["ofac-3"]
    assert values(vessel, "imoNumber") == ["IMO9465746"]
    assert values(vessel, "flag") == ["id"]
    assert values(vessel, "pastFlags") == ["pa"]
    assert values(vessel, "mmsi") == ["572459210"]


def test_it_makes_a_designation_for_every_entry(entities: dict[str, RecordEntity]) -> None:
    assert len(of_schema(entities, "Sanction")) == 4
    assert values(entities["ofac-sanction-1"], "program") == ["SDGT", "TCO"]


def test_it_makes_no_address_of_a_bare_country(entities: dict[str, RecordEntity]) -> None:
    (address,) = of_schema(entities, "Address")
    assert values(address, "full") == ["Jl. Contoh 1, Kupang 85111, Indonesia"]
    assert values(entities["ofac-2"], "country") == ["id"]


def test_it_names_lines_that_are_none_and_reads_on() -> None:
    records = read(b'nonsense\n7,"TOO SHORT"\n' + SDN[: SDN.index(b"\r\n") + 2] + b'8,"CUT OFF,individual')
    problems = [(problem.cell, problem.code) for record in records for problem in record.problems]
    assert ("sdn.csv:1", "wrong_columns") in problems
    assert ("sdn.csv:2", "wrong_columns") in problems
    assert ("sdn.csv:4", "not_csv") in problems
    assert any(entity.id == "ofac-1" for record in records for entity in record.entities)


def test_it_takes_no_fact_from_a_remark_that_the_format_cut_off() -> None:
    remark = ("Linked To: SOMEBODY ELSE; " * 60)[:1000]
    *_, last = split_remark(remark)
    assert last.rule is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("12 Jan 1960", ["1960-01-12"]), ("Jan 1960", ["1960-01"]), ("1960", ["1960"]), ("circa 1960",
        ["1960"]),
        ("1960 to 1962", ["1960", "1962"]), ("circa 1979-1982", ["1979", "1982"]),
        ("01 Jan 1960 to 31 Dec 1960", ["1960-01-01", "1960-12-31"]), ("unknown", []),
    ],
)  # fmt: skip
def test_it_reads_the_ways_a_birth_date_is_written(text: str, dates: list[str]) -> None:
    assert read_dates(text) == dates


def test_it_reads_a_number_without_its_surroundings() -> None:
    assert read_number("OR944957").country is None
    read = read_number("07B233 (Congo, Democratic Republic of the) expires 2030")
    assert (read.number, read.country, read.expires) == (
        "07B233",
        "Congo, Democratic Republic of the",
        "2030",
    )
