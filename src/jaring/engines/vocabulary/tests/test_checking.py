"""What goes in is kept, and what is wrong with it is said."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaring.engines.vocabulary import check_schema, check_value, read_iso_date, read_written_date


def test_it_keeps_an_impossible_date_as_written_and_names_it() -> None:
    checked = check_value("Person", "birthDate", "2026-02-30")
    assert (checked.value, checked.original) == ("2026-02-30", None)
    assert checked.problem is not None
    assert (checked.problem.code, checked.problem.severity) == ("impossible_date", "warning")


@pytest.mark.parametrize("text", ["1960", "1960-01", "1960-01-12", "2026-04-03T21:15:00"])
def test_it_keeps_the_precision_of_a_date(text: str) -> None:
    assert check_value("Person", "birthDate", text).value == text
    assert check_value("Person", "birthDate", text).problem is None


def test_it_does_not_take_a_range_for_its_first_year() -> None:
    assert read_iso_date("2021-2024").code == "not_a_date"


def test_it_turns_country_names_into_codes_and_keeps_the_name() -> None:
    checked = check_value("Person", "nationality", "Viet Nam")
    assert (checked.value, checked.original, checked.problem) == ("vn", "Viet Nam", None)


def test_it_suggests_the_schema_that_was_meant() -> None:
    problem = check_schema("Vesel")
    assert problem is not None
    assert "Vessel" in problem.mend


def test_it_refuses_a_heading_as_a_type() -> None:
    problem = check_value("Thing", "name", "x").problem
    assert problem is not None
    assert problem.code == "abstract_schema"


def test_it_names_an_unknown_property_and_the_far_end_of_a_known_one() -> None:
    unknown, far_end = (
        check_value("Person", "nam", "x").problem,
        check_value("Person", "thingsUsed", "x").problem,
    )
    assert unknown is not None
    assert (unknown.code, unknown.severity) == ("unknown_property", "error")
    assert far_end is not None
    assert far_end.code == "far_end_property"


def test_it_reads_a_national_phone_number_with_the_country_it_was_written_in() -> None:
    assert check_value("Person", "phone", "0812 3456 7890", country="id").value == "+6281234567890"
    assert check_value("Person", "phone", "0812 3456 7890").problem is not None


def test_it_reads_closed_lists_by_code_and_by_label_and_keeps_what_is_on_neither() -> None:
    assert check_value("ScriptRole", "crimeRole", "Money mover").value == "money_mover"
    odd = check_value("ScriptRole", "crimeRole", "juggler")
    assert odd.value == "juggler"
    assert odd.problem is not None
    assert check_value("VictimStatus", "status", "not").value == "not"


def test_it_takes_out_characters_that_no_database_stores() -> None:
    checked = check_value("Person", "name", "Bu\x00di\ud800")
    assert checked.value == "Budi"
    assert checked.problem is not None


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_it_takes_out_characters_that_turn_a_name_round_and_keeps_what_was_given(mark: str) -> None:
    for typed in (True, False):
        checked = check_value("Person", "name", f"Budi{mark}gnp.exe", typed=typed)
        assert (checked.value, checked.original) == ("Budignp.exe", f"Budi{mark}gnp.exe")
        assert checked.problem is not None
        assert checked.problem.code == "turning_character"
    assert check_value("Person", "name", f" {mark} ").problem is not None


def test_it_leaves_the_plain_marks_of_right_to_left_writing_alone() -> None:
    assert check_value("Person", "name", "محمد\u200f (2)").problem is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 Jan 1960", "1960-01-12"),
        ("Jan 1960", "1960-01"),
        ("March 5, 1971", "1971-03-05"),
        ("17 Agustus 1985", "1985-08-17"),
        ("5 tháng 4 năm 2026", "2026-04-05"),
        ("12 มกราคม 2503", "1960-01-12"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("2026/4/3", "2026-04-03"),
        ("05/04/2569", None),
        ("03/04/2026", None),
        ("30 Feb 2026", None),
        ("2503-01-12", "1960-01-12"),
    ],
)
def test_it_reads_dates_as_people_write_them(text: str, value: str | None) -> None:
    assert read_written_date(text).value == value


def test_it_gives_both_readings_of_an_ambiguous_date_until_told_the_order() -> None:
    assert read_written_date("03/04/2026").readings == ("2026-04-03", "2026-03-04")
    assert read_written_date("03/04/2026", "dmy").value == "2026-04-03"
    assert read_written_date("03/04/2026", "mdy").value == "2026-03-04"


@given(st.text(max_size=40))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_never_raises_on_any_text(text: str) -> None:
    for prop in ("birthDate", "phone", "email", "country", "gender", "topics", "website", "name", "innCode"):
        checked = check_value("Person", prop, text, country="th", typed=True)
        assert checked.problem is not None or checked.original in (None, text)


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_reads_back_every_day_of_the_calendar(day: datetime.date) -> None:
    assert read_iso_date(day.isoformat()).value == day.isoformat()
