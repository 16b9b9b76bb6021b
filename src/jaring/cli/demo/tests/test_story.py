"""The story is worth looking at, hangs together, and is plainly invented."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from jaring.cli.demo.data_files import Fields, read_text_tree
from jaring.cli.demo.story import Story, StoryContribution, StoryEntity, load_story
from jaring.engines.vocabulary import check_schema, check_value, find_property, find_schema, is_entity_prop
from jaring.foundation.accounts.domain import Marking
from jaring.kernel.errors import BadInputError

MEMBERS = Path(__file__).parents[3] / "foundation" / "accounts" / "reference" / "members.yaml"
# Subscriber numbers of the films: 555 01xx, and 5550 01xx where a number has eight digits.
FICTIONAL_NUMBER = re.compile(r"\+\d{1,5}5550?01\d\d")
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2026, 11, 15)
BORN = ("birthDate", "incorporationDate", "openingDate")


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


@pytest.fixture(scope="module")
def members() -> dict[str, str]:
    rows = yaml.safe_load(MEMBERS.read_text(encoding="utf-8"))["members"]
    return {row["code"]: row["kind"] for row in rows}


def entities(story: Story) -> Iterator[tuple[StoryContribution, StoryEntity]]:
    for contribution in story.contributions:
        for entity in contribution.entities:
            yield contribution, entity


def distinct(story: Story) -> Counter[str]:
    keys = {(report.owner, entity.key, entity.schema) for report, entity in entities(story)}
    return Counter(schema for _, _, schema in keys)


def test_it_is_large_enough_to_be_worth_looking_at(story: Story) -> None:
    counts = distinct(story)
    least = {
        "Person": 150, "Vessel": 8, "PhoneNumber": 40, "BankAccount": 15, "RouteLeg": 12, "Venue": 10,
        "Syndicate": 3, "Passport": 5, "RecruitmentChannel": 3, "ModusOperandi": 3, "Fee": 20, "Payment": 10,
    }  # fmt: skip
    assert {schema: counts[schema] for schema in least if counts[schema] < least[schema]} == {}
    assert 14 <= len(story.contributions) <= 20
    assert len({contribution.owner for contribution in story.contributions}) >= 3


def test_it_uses_only_words_of_the_vocabulary(story: Story) -> None:
    problems = []
    for report, entity in entities(story):
        problems += [(report.key, entity.key, problem.message) for problem in [check_schema(entity.schema)] if problem]
        for prop, values in entity.properties.items():
            for value in values:
                problem = check_value(entity.schema, prop, value.text).problem
                problems += [(report.key, entity.key, problem.message)] if problem else []
                if value.refers != is_entity_prop(entity.schema, prop):
                    problems.append((report.key, entity.key, f"{prop} and a reference do not go together"))
    assert problems == []


def test_it_gives_every_entity_what_its_schema_requires(story: Story) -> None:
    missing = []
    for report, entity in entities(story):
        schema = find_schema(entity.schema)
        assert schema is not None
        missing += [(report.key, entity.key, name) for name in schema.required if name not in entity.properties]
    assert missing == []


def test_it_points_only_at_entities_of_a_kind_that_fits(story: Story) -> None:
    wrong = []
    for report in story.contributions:
        schemata = {entity.key: find_schema(entity.schema) for entity in report.entities}
        for entity in report.entities:
            for prop, target in entity.references():
                wanted, found = find_property(entity.schema, prop), schemata[target]
                assert wanted is not None
                assert found is not None
                if wanted.range is not None and not found.is_a(wanted.range):
                    wrong.append((report.key, entity.key, prop, target))
    assert wrong == []


def test_it_is_written_in_the_scripts_of_the_region(story: Story) -> None:
    scripts: Counter[str] = Counter()
    for _, entity in entities(story):
        for value in (*entity.properties.get("name", ()), *entity.properties.get("alias", ())):
            scripts.update({unicodedata.name(char).split()[0] for char in value.text if char.isalpha()})
    expected = {
        "THAI", "MYANMAR", "SINHALA", "TAMIL", "ARABIC", "BENGALI", "KHMER", "LAO", "CJK", "DEVANAGARI",
    }  # fmt: skip
    assert {script for script, count in scripts.items() if count >= 2} >= expected


def test_it_says_in_which_language_other_scripts_are(story: Story) -> None:
    silent = [
        value.text
        for _, entity in entities(story)
        for prop in ("name", "alias")
        for value in entity.properties.get(prop, ())
        if value.lang is None and any(ord(char) > 0x2FF and char.isalpha() for char in value.text)
    ]
    assert silent == []


def test_it_keeps_dates_within_the_time_of_the_story(story: Story) -> None:
    wrong = []
    for report, entity in entities(story):
        for prop, values in entity.properties.items():
            known = find_property(entity.schema, prop)
            if known is None or known.type.name != "date":
                continue
            first = date(1950, 1, 1) if prop in BORN else FIRST_DAY
            last = LAST_DAY if entity.schema not in {"Passport", "Identification"} else date(2036, 1, 1)
            wrong += [(report.key, entity.key, v.text) for v in values if not first <= whole_date(v.text) <= last]
    assert wrong == []


def whole_date(text: str) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def test_it_calls_only_numbers_of_the_films(story: Story) -> None:
    numbers = {
        re.sub(r"[^+\d]", "", value.text)
        for _, entity in entities(story)
        for prop, values in entity.properties.items()
        for value in values
        if (known := find_property(entity.schema, prop)) is not None and known.type.name == "phone"
    }
    told = {
        re.sub(r"[^+\d]", "", found)
        for report in story.contributions
        for found in re.findall(r"\+\d[\d ]{7,}\d", report.narrative)
    }
    assert len(numbers) >= 40
    assert told
    assert {number for number in numbers | told if not FICTIONAL_NUMBER.fullmatch(number)} == set()


def test_it_shows_one_group_of_protected_persons_by_pseudonym_only(story: Story) -> None:
    protected = {
        (report.owner, target)
        for report, entity in entities(story)
        if entity.schema == "VictimStatus"
        for _, target in entity.references()
    }
    names = [
        value.text
        for report, entity in entities(story)
        if (report.owner, entity.key) in protected
        for value in entity.properties["name"]
    ]
    assert len([name for name in set(names) if name.startswith("V-")]) == 12
    assert {name for name in names if not re.fullmatch(r"[VW]-\d{4}", name)} == set()


def test_it_has_strong_and_weak_facts(story: Story) -> None:
    grades = Counter(
        value.grade or f"{report.source_grade}{report.information_grade}"
        for report, entity in entities(story)
        for values in entity.properties.values()
        for value in values
    )
    assert {"A1", "A2", "B2", "B3", "C3", "C4", "X4"} <= set(grades)


def test_it_lets_every_author_read_what_they_wrote(story: Story, members: dict[str, str]) -> None:
    for contribution in story.contributions:
        author = story.cast_member(contribution.author)
        assert members[contribution.owner] == "state"
        assert Marking[contribution.marking.upper()] <= Marking[author.clearance.upper()]


def test_it_casts_everybody_for_a_known_member(story: Story, members: dict[str, str]) -> None:
    assert {"aditi", "rahmat", "bao", "chanda", "rosa", "noor", "tomas"} <= {person.key for person in story.cast}
    assert {person.member for person in story.cast} <= set(members)
    assert len({person.email for person in story.cast}) == len(story.cast)
    assert all(person.email.endswith(f"@{person.member.lower()}.example") for person in story.cast)
    assert members[story.cast_member("rosa").member] == "secretariat"
    assert members[story.cast_member("noor").member] == "organisation"


def test_it_releases_some_reports_and_shows_every_state_of_a_release(story: Story) -> None:
    releases = [(report, release) for report in story.contributions for release in report.releases]
    running = [pair for pair in releases if pair[1].state == "active" and pair[1].until_days > 0]
    to_bao = {report.owner for report, release in running if "VNM" in release.to and report.marking != "confidential"}
    assert to_bao == {"IDN", "THA"}
    assert not [report.key for report, release in releases if "LAO" in release.to]
    assert [r.state for report, r in releases if report.owner == "IDN"].count("proposed") == 1
    assert [r for _, r in releases if r.state == "active" and r.until_days < 0]
    assert [r for _, r in releases if r.state == "ended"]
    assert all(release.days_ago <= report.days_ago for report, release in releases)


def test_it_lists_the_members_of_the_process_once_each() -> None:
    rows = yaml.safe_load(MEMBERS.read_text(encoding="utf-8"))["members"]
    assert Counter(row["kind"] for row in rows) == {"state": 45, "organisation": 4, "secretariat": 1}
    assert len({row["id"] for row in rows}) == len({row["code"] for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[A-Z]{3}", row["code"]) for row in rows if row["kind"] == "state")
    assert all(0 < row["id"] < 2**15 and row["name"] and row["languages"] for row in rows)


def test_it_names_the_file_and_place_of_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "report.yaml"
    file.write_text("owner: IDN\nowner: THA\n", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"report\.yaml"):
        read_text_tree(file)
    with pytest.raises(BadInputError, match="days_ago must be a whole number"):
        Fields({"days_ago": "soon"}, "report.yaml").number("days_ago")


def test_it_reads_every_scalar_as_text(tmp_path: Path) -> None:
    file = tmp_path / "report.yaml"
    file.write_text("country: [no]\ndate: [2026-10, 2026-10-05]\nphone: +62 21 555 0193\n", encoding="utf-8")
    assert read_text_tree(file) == {
        "country": ["no"],
        "date": ["2026-10", "2026-10-05"],
        "phone": "+62 21 555 0193",
    }
