"""Rules of release, free of the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_RELEASE_DAYS = 5 * 366  # our judgement: a promise nobody can keep in mind is no promise


class Condition(StrEnum):
    """SIENA handling codes (Council document 6243/18)."""

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class ReleaseState(StrEnum):
    """Where a release stands. Only ACTIVE, before its end, shows anything to anybody."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Reader:
    """A member that may read, and until when; `until` is never in the past when a label is made."""

    member_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """To whom, for what, on which ground, until when, under which conditions."""

    to_members: Sequence[int]
    purpose: str
    legal_basis: str
    ends_at: datetime
    conditions: Sequence[str] = ()
    note: str = ""


def readers_of(grants: Iterable[tuple[int, datetime]], at: datetime) -> tuple[Reader, ...]:
    """The readers that active releases give at a moment: the longest end for each member, sorted by member."""
    longest: dict[int, datetime] = {}
    for member_id, until in grants:
        if until > at and until > longest.get(member_id, at):
            longest[member_id] = until
    return tuple(Reader(member, longest[member]) for member in sorted(longest))
