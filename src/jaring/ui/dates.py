"""Dates as officers write them: only as precise as they are known, and old facts by their age.

Partial dates come as text, `2026`, `2026-10` or `2026-10-27` (ISO 8601 reduced precision); a time of day may
follow and is cut away.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

Moment = date | datetime | str
Urgency = Literal["", "soon", "late"]

YEAR_LENGTH: Final = len("2026")
MONTH_LENGTH: Final = len("2026-10")
DAY_LENGTH: Final = len("2026-10-27")
# Older than this, the next larger unit says enough: 13 days, 9 weeks, 23 months.
DAYS_IN_DAYS: Final = 14
DAYS_IN_WEEKS: Final = 70
MONTHS_IN_MONTHS: Final = 24
DAYS_A_MONTH: Final = 30.44
# A thing due within a day asks for attention now.
SOON: Final = timedelta(days=1)
HOURS_IN_HOURS: Final = 48


@dataclass(frozen=True)
class Due:
    """How a due time reads: the words, the exact moment behind them, and how urgent it is."""

    text: str
    note: str
    state: Urgency


def parse_moment(value: Moment) -> tuple[date | None, str]:
    """The first day a moment may mean, and how exact it is: `year`, `month`, `day`; (None, "") else."""
    if isinstance(value, datetime):
        return (timezone.localtime(value).date() if timezone.is_aware(value) else value.date()), "day"
    if isinstance(value, date):
        return value, "day"
    text = value.strip()[:DAY_LENGTH]
    precision = {YEAR_LENGTH: "year", MONTH_LENGTH: "month", DAY_LENGTH: "day"}.get(len(text), "")
    first_day = text + "-01-01"[len(text) - YEAR_LENGTH :] if precision else text
    try:
        return date.fromisoformat(first_day), precision
    except ValueError:
        return None, ""


def fact_date(value: Moment) -> str:
    """`27 Oct 2026`, `Oct 2026` or `2026`; what cannot be read is shown as it was written."""
    day, precision = parse_moment(value)
    if day is None:
        return str(value)
    return date_format(day, {"year": "Y", "month": "M Y", "day": "j M Y"}[precision])


def date_span(first: Moment | None, last: Moment | None) -> str:
    """`27 Oct 2026`, `Sep 2026 – Oct 2026`, `since 2024`, `until Mar 2025`; "" when neither end is known."""
    start, end = (fact_date(value) if value else "" for value in (first, last))
    if start and end:
        same = start == end
        return start if same else gettext("%(first)s – %(last)s") % {"first": start, "last": end}
    if start:
        return gettext("since %(first)s") % {"first": start}
    return gettext("until %(last)s") % {"last": end} if end else ""


def age(value: Moment, today: date | None = None) -> str:
    """How old a fact is, in the one unit that matters: `today`, `3 d`, `4 wk`, `13 mo`; or ""."""
    day, _precision = parse_moment(value)
    if day is None:
        return ""
    days = ((today or timezone.localdate()) - day).days
    if days <= 0:
        return gettext("today")
    if days < DAYS_IN_DAYS:
        return ngettext("%(count)s d", "%(count)s d", days) % {"count": days}
    if days < DAYS_IN_WEEKS:
        weeks = days // 7
        return ngettext("%(count)s wk", "%(count)s wk", weeks) % {"count": weeks}
    months = int(days / DAYS_A_MONTH)
    if months < MONTHS_IN_MONTHS:
        return ngettext("%(count)s mo", "%(count)s mo", months) % {"count": months}
    years = months // 12
    return ngettext("%(count)s yr", "%(count)s yr", years) % {"count": years}


def due(at: datetime, now: datetime | None = None) -> Due:
    """Read a due time: late things say by how much, near things say when today, far things say the day."""
    left = at - (now or timezone.now())
    local = timezone.localtime(at)
    exact = date_format(local, "j M Y, H:i")
    if left < timedelta(0):
        return Due(gettext("%(span)s late") % {"span": span(-left)}, exact, "late")
    note = gettext("in %(span)s") % {"span": span(left)}
    if left <= SOON:
        return Due(date_format(local, "D H:i"), note, "soon")
    return Due(date_format(local, "D j M"), note, "")


def span(length: timedelta) -> str:
    """A length of time in one unit: `35 min`, `4 h`, `9 days`."""
    minutes = int(length.total_seconds() // 60)
    hours = minutes // 60
    if hours < 1:
        return ngettext("%(count)s min", "%(count)s min", minutes) % {"count": minutes}
    if hours < HOURS_IN_HOURS:
        return ngettext("%(count)s h", "%(count)s h", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}
