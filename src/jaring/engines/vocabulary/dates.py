"""Reading dates as files and people write them, without ever guessing in silence.

A date keeps the precision it was given with: `1960`, `1960-01` and `1960-01-12` are all whole answers.
"""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from followthemoney import registry

DateOrder = Literal["dmy", "mdy", "ymd"]

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:[T ](?P<time>.+))?)?)?", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,9})?)?)?\s?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_NUMERIC = re.compile(
    r"(\d{1,4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{1,4})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?))?", re.ASCII
)
_DAY_MONTH_YEAR = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ .\-/]+)?([^\d\s,/-]+?)[ .,\-/]+(\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([^\d\s,]+?)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_VIETNAMESE = re.compile(r"(?:ngày )?(?:(\d{1,2}) )?tháng (\d{1,2}) năm (\d{4})")

# Thai calendars count from 543 BC; no event of ours lies in the years 2400–2699 of the common era.
_BUDDHIST_OFFSET = 543
_BUDDHIST_YEARS = range(2400, 2700)
# Two digits are read as 1931–2030: birth dates are far more common in lists than dates to come.
_TWO_DIGIT_PIVOT = 30
_FIRST_YEAR, _LAST_YEAR = 1000, 2999  # what FollowTheMoney's own reader accepts
_TWO_DIGITS = 2
_YEAR_DIGITS = 4
_LAST_MONTH = 12

# English, Indonesian/Malay and Thai, full and short; Vietnamese numbers its months.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari มกราคม ม.ค",
            "february feb februari กุมภาพันธ์ ก.พ",
            "march mar maret mac มีนาคม มี.ค",
            "april apr เมษายน เม.ย",
            "may mei พฤษภาคม พ.ค",
            "june jun juni มิถุนายน มิ.ย",
            "july jul juli julai กรกฎาคม ก.ค",
            "august aug agustus agu agt ogos สิงหาคม ส.ค",
            "september sep sept กันยายน ก.ย",
            "october oct oktober okt ตุลาคม ต.ค",
            "november nov พฤศจิกายน พ.ย",
            "december dec desember des disember dis ธันวาคม ธ.ค",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class DateReading:
    """`value` is an ISO date of the given precision, or None when there is no one reading.

    `code`: impossible_date, not_a_date, ambiguous_date (see `readings`), buddhist_year or
    two_digit_year (both have a value all the same); None when nothing needs saying.
    """

    value: str | None
    code: str | None = None
    readings: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def read_iso_date(text: str) -> DateReading:
    """Strict ISO 8601 prefix dates, as FollowTheMoney files must have them. Times with an offset become
    UTC.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return DateReading(None, "not_a_date")
    year, month, day = (match["year"], match["month"], match["day"])
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return DateReading(None, "impossible_date")
    value = iso_date(int(year), int(month) if month else None, int(day) if day else None)
    if value is None:
        return DateReading(None, "impossible_date")
    if match["time"] is None:
        return DateReading(value)
    if _TIME.fullmatch(match["time"]) is None:
        return DateReading(None, "impossible_date")
    return DateReading(registry.date.clean(text), None)


@lru_cache(maxsize=65_536)
def read_written_date(text: str, order: DateOrder | None = None) -> DateReading:
    """Dates as people and spreadsheets write them: ISO, 12/03/2026, 12 Jan 1960, 12 มกราคม 2503, 5
    tháng 4 năm 2026.

    `order` settles numeric dates; without it 03/04/2026 is ambiguous and both readings are given.
    """
    text = " ".join(text.split())
    iso = read_iso_date(text)
    if iso.value is not None and int(iso.value[:4]) in _BUDDHIST_YEARS:
        return _dated(int(iso.value[:4]), *(int(part) for part in iso.value[5:10].split("-") if part))
    if iso.code != "not_a_date":
        return iso
    numeric = _NUMERIC.fullmatch(text)
    if numeric is not None:
        return _read_numeric(numeric, order)
    return _read_month_name(text.casefold())


def _read_month_name(text: str) -> DateReading:
    vietnamese = _VIETNAMESE.fullmatch(text)
    if vietnamese is not None:
        day, month, year = vietnamese.groups()
        return _dated(int(year), int(month), int(day) if day else None)
    match = _DAY_MONTH_YEAR.fullmatch(text)
    if match is not None:
        day, name, year = match.groups()
    else:
        match = _MONTH_DAY_YEAR.fullmatch(text)
        if match is None:
            return DateReading(None, "not_a_date")
        name, day, year = match.groups()
    month_number = _MONTHS.get(name.rstrip("."))
    if month_number is None:
        return DateReading(None, "not_a_date")
    return _dated(int(year), month_number, int(day) if day else None)


def _read_numeric(match: re.Match[str], order: DateOrder | None) -> DateReading:
    first, middle, last, time = match.groups()
    if len(first) == _YEAR_DIGITS:
        return _with_time(_dated(int(first), int(middle), int(last)), time)
    if len(last) not in (_TWO_DIGITS, _YEAR_DIGITS):
        return DateReading(None, "not_a_date")
    readings = {"dmy": _dated_text(last, middle, first), "mdy": _dated_text(last, first, middle)}
    if order in readings:
        return _with_time(readings[order], time)
    possible = [reading for reading in readings.values() if reading.value is not None]
    if not possible:
        return DateReading(None, "impossible_date")
    values = tuple(dict.fromkeys(str(_with_time(reading, time).value) for reading in possible))
    if len(values) > 1:
        return DateReading(None, "ambiguous_date", values)
    return _with_time(possible[0], time)


def _with_time(reading: DateReading, time: str | None) -> DateReading:
    if reading.value is None or time is None:
        return reading
    if _TIME.fullmatch(time) is None:
        return DateReading(None, "impossible_date")
    return DateReading(registry.date.clean(f"{reading.value}T{time}"), reading.code)


def _dated_text(year: str, month: str, day: str) -> DateReading:
    if len(year) == _YEAR_DIGITS:
        return _dated(int(year), int(month), int(day))
    short = int(year)
    century = 2000 if short <= _TWO_DIGIT_PIVOT else 1900
    reading = _dated(century + short, int(month), int(day))
    return DateReading(reading.value, reading.code or "two_digit_year")


def _dated(year: int, month: int | None = None, day: int | None = None) -> DateReading:
    code = None
    if year in _BUDDHIST_YEARS:
        year, code = year - _BUDDHIST_OFFSET, "buddhist_year"
    value = iso_date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    return DateReading(value, code) if value else DateReading(None, "impossible_date")


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text of the given precision, or None when the calendar has no such day."""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= _LAST_MONTH:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
