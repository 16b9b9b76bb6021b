from datetime import UTC, date, datetime, timedelta

import pytest

from jaring.ui import dates

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026", "2026"),
        ("2026-10", "Oct 2026"),
        ("2026-10-27", "27 Oct 2026"),
        ("2026-10-27T19:30:00", "27 Oct 2026"),
        (date(2026, 3, 5), "5 Mar 2026"),
        ("unknown", "unknown"),
        ("2026-13", "2026-13"),
    ],
)
def test_it_writes_a_date_as_precise_as_it_is_known(value: dates.Moment, words: str) -> None:
    assert dates.fact_date(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024", "2026-10", "2024 – Oct 2026"),
        ("2024", None, "since 2024"),
        (None, "2025-03", "until Mar 2025"),
        ("2026-10-27", "2026-10-27", "27 Oct 2026"),
        (None, None, ""),
    ],
)
def test_it_writes_a_span(first: str | None, last: str | None, words: str) -> None:
    assert dates.date_span(first, last) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (-3, "today"), (3, "3 d"), (30, "4 wk"), (400, "13 mo"), (800, "2 yr")]
)
def test_it_tells_age_in_one_unit(days: int, words: str) -> None:
    assert dates.age(TODAY - timedelta(days=days), today=TODAY) == words


def test_it_says_by_how_much_a_thing_is_late() -> None:
    read = dates.due(NOW - timedelta(hours=4), now=NOW)
    assert (read.text, read.state) == ("4 h late", "late")


def test_it_warns_of_what_is_due_within_a_day() -> None:
    read = dates.due(NOW + timedelta(hours=7), now=NOW)
    assert (read.note, read.state) == ("in 7 h", "soon")


def test_it_stays_calm_about_what_is_far_off() -> None:
    read = dates.due(NOW + timedelta(days=9), now=NOW)
    assert (read.note, read.state) == ("in 9 days", "")
